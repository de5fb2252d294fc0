// `gantry policy …`: each of its words is a command of its own.
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  test: async () => (await import("./policy-test.ts")).policyTest,
  diff: async () => (await import("./policy-diff.ts")).policyDiff,
  schema: async () => (await import("./policy-schema.ts")).policySchema,
};

/** Who may do what, and what may go where. */
export const policy: Command = async (words) => {
  const [word = "", ...rest] = words;
  const load = commands[word];
  if (load !== undefined) return (await load())(rest);
  throw new GantryError("bad-request", `gantry policy has no word "${word}"`, {
    remedy: `gantry policy ${Object.keys(commands).join(" | ")}`,
  });
};
