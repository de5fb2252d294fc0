// What a language model replied, turn by turn, to prompts of a house: found again by the data of the prompt. Tokens differ
// from house to house, so both are kept with the tokens numbered as they first stand in the data.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { numberedTokens } from "./numbered-tokens.ts";
import { dataOf } from "./outside-model.ts";

const Recorded = z.array(z.object({ data: z.string(), reply: z.record(z.string(), z.string()) }));

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
      const tokens = numberedTokens(data);
      const plain = tokens.number(data);
      const found = recorded.find((it) => linesOf(it.data) === linesOf(plain));
      if (!found) throw new Error(`nothing was recorded for:\n${plain}`);
      return Object.fromEntries(Object.entries(found.reply).map(([name, text]) => [name, tokens.restore(text)]));
    },
  };
}
