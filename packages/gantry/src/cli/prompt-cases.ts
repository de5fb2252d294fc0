// Cases of a prompt: made-up inputs, what the answer must be like, and the reply that a model gave, kept with the version of
// the prompt that it was given to.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { parseDocument } from "yaml";
import { z } from "zod";
import { nearMatches } from "../catalog/index.ts";
import type { Cell, Row } from "../catalog/index.ts";
import type { PromptFile } from "../flow/index.ts";

const Expectation = z.strictObject({
  equals: z.string().optional(),
  /** Each of them, in whatever case. */
  contains: z.array(z.string()).optional(),
  /** None of them, in whatever case. */
  lacks: z.array(z.string()).optional(),
  /** A regular expression. */
  matches: z.string().optional(),
});
type Expectation = z.infer<typeof Expectation>;

const Case = z.strictObject({
  case: z.string(),
  input: z.record(z.string(), z.json()),
  /** By output. */
  expect: z.record(z.string(), Expectation).default({}),
  /** How many findings of the answer checks there may be; default none. */
  flags: z.number().int().min(0).default(0),
  recorded: z
    .strictObject({ version: z.string(), model: z.string(), reply: z.record(z.string(), z.json()) })
    .optional(),
});
export type PromptCase = z.infer<typeof Case>;

export const caseFileOf = (folder: string, prompt: string): string => path.join(folder, `${prompt}.cases.yaml`);

/**
 * The cases beside a prompt; none where there is no file.
 *
 * @throws GantryError `bad-config` naming file, case and what would mend it
 */
export function readPromptCases(
  folder: string,
  { prompt: { name, input }, output }: PromptFile,
): readonly PromptCase[] {
  const file = caseFileOf(folder, name);
  if (!existsSync(file)) return [];
  const document = parseDocument(readFileSync(file, "utf8"), { merge: true });
  const [broken] = document.errors;
  const wrong = (what: string, remedy: string): GantryError =>
    new GantryError("bad-config", `${file}: ${what}`, { remedy, where: { prompt: name } });
  if (broken) throw wrong(broken.message.split("\n")[0] ?? "no YAML", "see docs/guides/prompts.md");
  const parsed = z.array(Case).safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(
      `${issue?.path.join(".")}: ${issue?.message}`,
      "a case is { case: NAME, input: { … }, expect: { OUTPUT: { contains: [ … ] } } }",
    );
  }
  const known = (what: string, names: readonly string[], all: readonly string[], of: string): void => {
    const odd = names.find((it) => !all.includes(it));
    if (odd === undefined) return;
    const [close] = nearMatches(odd, all);
    throw wrong(
      `case "${of}" has the ${what} "${odd}", which the prompt does not have`,
      close === undefined ? `it has ${all.join(", ")}` : `did you mean "${close}"?`,
    );
  };
  for (const it of parsed.data) {
    known("input", Object.keys(it.input), Object.keys(input), it.case);
    known("output", Object.keys(it.expect), Object.keys(output), it.case);
  }
  return parsed.data;
}

/** Keeps replies in the file of their cases; what people wrote there stays as it is. */
export function recordReplies(
  folder: string,
  { name, version }: PromptFile["prompt"],
  replies: ReadonlyMap<number, { readonly model: string; readonly reply: Row }>,
): void {
  const file = caseFileOf(folder, name);
  const document = parseDocument(readFileSync(file, "utf8"), { merge: true });
  for (const [at, { model, reply }] of replies) document.setIn([at, "recorded"], { version, model, reply });
  writeFileSync(file, document.toString({ lineWidth: 110 }));
}

/** What is wrong with an answer, a sentence each. */
export function unmet(expected: Readonly<Record<string, Expectation>>, output: Row): readonly string[] {
  return Object.entries(expected).flatMap(([name, { equals, contains = [], lacks = [], matches }]) => {
    const text = textOf(output[name]);
    const lower = text.toLowerCase();
    return [
      ...(equals === undefined || text === equals ? [] : [`${name} is not "${equals}"`]),
      ...contains.filter((it) => !lower.includes(it.toLowerCase())).map((it) => `${name} does not contain "${it}"`),
      ...lacks.filter((it) => lower.includes(it.toLowerCase())).map((it) => `${name} contains "${it}"`),
      ...(matches === undefined || new RegExp(matches, "u").test(text) ? [] : [`${name} does not match ${matches}`]),
    ];
  });
}

const textOf = (cell: Cell | undefined): string => (typeof cell === "string" ? cell : JSON.stringify(cell ?? null));
