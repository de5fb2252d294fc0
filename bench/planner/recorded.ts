// What a language model replied to prompts of the planner, as text that can be read and compared.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { numberedData } from "../../test/support/numbered-tokens.ts";
import { keyOf, questionIn, toldIn } from "./exchange.ts";
import type { Prompt } from "./exchange.ts";

export const recordedFile: string = path.resolve(import.meta.dirname, "../material/questions/recorded/replies.json");

/** `reply` is the object that was replied, or its text where it was none. */
const Exchanges = z.array(z.object({ key: z.string(), question: z.string(), reply: z.unknown() }));
type Exchange = z.infer<typeof Exchanges>[number];

export interface RecordedReplies {
  readonly count: number;
  /** The text of the reply to that prompt; nothing where none is recorded. */
  find(prompt: Prompt): string | undefined;
  /** Keeps a reply; one to the same prompt takes its place. */
  keep(prompt: Prompt, reply: string): void;
  save(): void;
}

const objectOf = (text: string): unknown => {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return text;
  }
};

export function openRecorded(file: string): RecordedReplies {
  const known = new Map<string, Exchange>(
    existsSync(file) ? Exchanges.parse(JSON.parse(readFileSync(file, "utf8"))).map((it) => [it.key, it]) : [],
  );
  return {
    get count() {
      return known.size;
    },
    find: (prompt) => {
      const reply = known.get(keyOf(prompt))?.reply;
      if (reply === undefined) return undefined;
      const text = typeof reply === "string" ? reply : JSON.stringify(reply);
      return numberedData(toldIn(prompt)).restore(text);
    },
    keep: (prompt, reply) => {
      const numbered = numberedData(toldIn(prompt)).number(reply);
      known.set(keyOf(prompt), { key: keyOf(prompt), question: questionIn(prompt), reply: objectOf(numbered) });
    },
    save: () => {
      const sorted = [...known.values()].toSorted((a, b) =>
        `${a.question} ${a.key}` < `${b.question} ${b.key}` ? -1 : 1,
      );
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(sorted, null, 1)}\n`);
    },
  };
}
