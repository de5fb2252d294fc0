// What a language model replied, turn by turn, to prompts of a house: found again by the data of the prompt.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isSameData, numberedData } from "./numbered-tokens.ts";
import { dataOf } from "./outside-model.ts";

const Recorded = z.array(z.object({ data: z.string(), reply: z.record(z.string(), z.string()) }));

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
      const { plain, restore } = numberedData(dataOf(prompt));
      const found = recorded.find((it) => isSameData(it.data, plain));
      if (!found) throw new Error(`nothing was recorded for:\n${plain}`);
      return Object.fromEntries(Object.entries(found.reply).map(([name, text]) => [name, restore(text)]));
    },
  };
}
