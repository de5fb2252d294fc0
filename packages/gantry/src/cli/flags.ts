import { GantryError } from "@gantry/contract";
import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Flags and words of a command. Throws `bad-request` naming a flag that it does not have. */
export function readFlags<T extends Options>(
  words: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    const said = error instanceof Error ? error.message.split(". ")[0] : undefined;
    throw new GantryError("bad-request", said ?? "a flag is not known", { remedy: "see `gantry help`" });
  }
}
