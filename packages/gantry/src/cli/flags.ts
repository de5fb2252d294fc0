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

/**
 * The same for a command that also takes names of a flow's own: `--subject "…"` gives `others.subject`. Each takes a value.
 */
export function readOpenFlags<T extends Options>(
  words: readonly string[],
  options: T,
): ReturnType<typeof readFlags<T>> & { readonly others: Readonly<Record<string, string>> } {
  const named = words.flatMap((word) => /^--([a-z][\w-]*)(?:=|$)/i.exec(word)?.[1] ?? []);
  const names = [...new Set(named.filter((name) => !(name in options)))];
  const open = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values, ...rest } = readFlags<Options>(words, { ...options, ...open });
  const others = Object.fromEntries(names.map((name) => [name, String(values[name])]));
  // What is asked for in `options` is there; what is not stands in `others`.
  return { ...rest, values, others } as ReturnType<typeof readOpenFlags<T>>;
}

/** For a command that takes nothing. Throws `bad-request` naming what was given all the same. */
export function requireNoWords(words: readonly string[]): void {
  const [word] = readFlags(words, {}).positionals;
  if (word !== undefined)
    throw new GantryError("bad-request", `"${word}" means nothing here`, { remedy: "see `gantry help`" });
}
