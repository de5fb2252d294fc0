// `gantry catalog …`: each of its words is a command of its own.
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import("./catalog-list.ts")).catalogList,
  lock: async () => (await import("./catalog-lock.ts")).catalogLock,
  check: async () => (await import("./catalog-check.ts")).catalogCheck,
  suggest: async () => (await import("./catalog-suggest.ts")).catalogSuggest,
  label: async () => (await import("./catalog-label.ts")).catalogLabel,
  match: async () => (await import("./catalog-match.ts")).catalogMatch,
  lineage: async () => (await import("./catalog-lineage.ts")).catalogLineage,
};

/** What data there is, and what it is: without a word, lists what you may see. */
export const catalog: Command = async (words) => {
  const [word, ...rest] = words;
  if (word === undefined || word.startsWith("--")) return (await import("./catalog-list.ts")).catalogList(words);
  const load = commands[word];
  if (load !== undefined) return (await load())(rest);
  throw new GantryError("bad-request", `gantry catalog has no word "${word}"`, {
    remedy: `gantry catalog ${Object.keys(commands).join(" | ")}`,
  });
};
