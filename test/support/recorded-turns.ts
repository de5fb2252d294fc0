// What a language model replied, turn by turn, to prompts of a house: found again by the data of the prompt. Tokens differ
// from house to house, so both are kept with the tokens numbered as they first stand in the data.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { dataOf } from "./outside-model.ts";

const Recorded = z.array(z.object({ data: z.string(), reply: z.record(z.string(), z.string()) }));

const token = /(?<![A-Za-z0-9_])[A-Z]{2,12}_[0-9A-Z]{4,13}(?:_[0-9A-Z]{1,4})?(?![A-Z0-9_])/g;

/** By token of the prompt: what stands for it in the record. */
function numbered(data: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [found] of data.matchAll(token)) {
    if (!names.has(found)) names.set(found, `${found.split("_")[0]}{${names.size + 1}}`);
  }
  return names;
}

/** Rows that a query orders no further come in any order. */
const linesOf = (data: string): string =>
  data
    .split("\n")
    .toSorted((a, b) => a.localeCompare(b))
    .join("\n");

export interface RecordedTurns {
  readonly count: number;
  /** What was replied to that prompt; throws where nothing was. */
  reply(prompt: string): Readonly<Record<string, string>>;
}

export function recordedTurns(file: URL): RecordedTurns {
  const recorded = Recorded.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    count: recorded.length,
    reply: (prompt) => {
      const data = dataOf(prompt);
      const names = numbered(data);
      const plain = data.replaceAll(token, (found) => names.get(found) ?? found);
      const found = recorded.find((it) => linesOf(it.data) === linesOf(plain));
      if (!found) throw new Error(`nothing was recorded for:\n${plain}`);
      const tokens = new Map([...names].map(([own, name]) => [name, own]));
      const restore = (text: string): string => text.replaceAll(/[A-Z]+\{\d+\}/g, (name) => tokens.get(name) ?? name);
      return Object.fromEntries(Object.entries(found.reply).map(([name, text]) => [name, restore(text)]));
    },
  };
}
