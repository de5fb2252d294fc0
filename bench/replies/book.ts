// The record: what a language model that saw nothing but the prompt replied, a file for each scenario. Instructions stand once,
// by their hash, so that a reader sees what the model was told, and a reply to other words is known as one.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { isSameData } from "../../test/support/numbered-tokens.ts";
import type { Asked } from "./asked.ts";

const Exchange = z.object({
  /** Of the instructions; absent where they were not kept. */
  instructions: z.string().optional(),
  data: z.string(),
  reply: z.record(z.string(), z.string()),
});
export type Exchange = z.infer<typeof Exchange>;

const Recorded = z.object({
  instructions: z.record(z.string(), z.array(z.string())),
  exchanges: z.array(Exchange),
});

const Turns = z.array(Exchange);

export interface Book {
  readonly exchanges: readonly Exchange[];
  /** The exchange that this is, word for word. */
  find(asked: Asked): Exchange | undefined;
  /** Puts what was replied into the record, in place of a reply to the same. */
  keep(asked: Asked, reply: Readonly<Record<string, string>>): void;
  /** Takes out what nobody asks any more. */
  forget(exchanges: readonly Exchange[]): void;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);
const fileOf = (scenario: string): URL => new URL(`../material/replies/${scenario}.json`, import.meta.url);
const turnsFile = new URL("../../test/support/reasoning-turns.json", import.meta.url);

/** @param turns of those that the tests of reasoning rest on, how the data of its own begins */
export function openBook(scenario: string, turns?: string): Book {
  const file = fileOf(scenario);
  const recorded = existsSync(file)
    ? Recorded.parse(JSON.parse(readFileSync(file, "utf8")))
    : { instructions: {}, exchanges: [] };
  const earlier =
    turns === undefined
      ? []
      : Turns.parse(JSON.parse(readFileSync(turnsFile, "utf8"))).filter(({ data }) => data.startsWith(turns));
  const isOf = (asked: Asked, it: Exchange): boolean =>
    isSameData(it.data, asked.data) &&
    asked.fields.join() === Object.keys(it.reply).join() &&
    (it.instructions === undefined || it.instructions === hashOf(asked.instructions));
  const write = (): void => {
    const used = new Set(recorded.exchanges.map((it) => it.instructions));
    const instructions = Object.fromEntries(Object.entries(recorded.instructions).filter(([it]) => used.has(it)));
    writeFileSync(file, `${JSON.stringify({ ...recorded, instructions }, null, 2)}\n`);
  };
  return {
    get exchanges() {
      return [...recorded.exchanges, ...earlier];
    },
    find: (asked) => [...recorded.exchanges, ...earlier].find((it) => isOf(asked, it)),
    keep: (asked, reply) => {
      const hash = hashOf(asked.instructions);
      recorded.instructions[hash] = asked.instructions.split("\n");
      // In the order of the schema, whatever order the model chose.
      const ordered = Object.fromEntries(asked.fields.map((name) => [name, asked.number(reply[name] ?? "")]));
      const at = recorded.exchanges.findIndex((it) => isOf(asked, it));
      const exchange = { instructions: hash, data: asked.data, reply: ordered };
      if (at < 0) recorded.exchanges.push(exchange);
      else recorded.exchanges[at] = exchange;
      write();
    },
    forget: (exchanges) => {
      const left = recorded.exchanges.filter((it) => !exchanges.includes(it));
      if (left.length === recorded.exchanges.length) return;
      recorded.exchanges = left;
      write();
    },
  };
}
