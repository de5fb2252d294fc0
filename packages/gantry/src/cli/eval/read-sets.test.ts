import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSet, setFiles } from "./read-sets.ts";
import type { ReadSet } from "./read-sets.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-sets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string): ReadSet => {
  const file = path.join(folder, "set.yaml");
  writeFileSync(file, text);
  return readSet(file);
};
const refusal = (work: () => unknown): GantryError => {
  try {
    work();
  } catch (error) {
    if (error instanceof GantryError) return error;
    throw error;
  }
  throw new Error("expected a refusal");
};

test("what the set says holds for questions that say nothing else, and each knows its line", () => {
  const { questions } = read(`as: analyst
language: de
decimals: 2
questions:
  - question: Wie viele?
    sql: select 1
  - question: Combien ?
    as: manager
    language: fr
    rows: [[EMEA, 1.5]]
    decimals: 0
  - { question: Risk?, flow: retention, input: { region: EMEA } }
  - { question: Which one?, choices: [revenue] }
  - { question: Weather?, refuse: true }
`);
  expect(questions.map(({ as, language, place }) => [as, language, path.basename(place)])).toEqual([
    ["analyst", "de", "set.yaml:5"],
    ["manager", "fr", "set.yaml:7"],
    ["analyst", "de", "set.yaml:12"],
    ["analyst", "de", "set.yaml:13"],
    ["analyst", "de", "set.yaml:14"],
  ]);
  expect(questions.map(({ expected }) => expected)).toEqual([
    { kind: "rows", layouts: [{ sql: "select 1" }], decimals: 2 },
    { kind: "rows", layouts: [{ cells: [["EMEA", 1.5]] }], decimals: 0 },
    { kind: "flow", flow: "retention", input: { region: "EMEA" } },
    { kind: "choices", of: ["revenue"] },
    { kind: "refused" },
  ]);
});

test("halves share out the questions that name no split, the same each time", () => {
  const many = Array.from({ length: 40 }, (_, at) => `  - { question: "Question ${at}", refuse: true }\n`).join("");
  const splitsOf = (text: string) => read(text).questions.map(({ split }) => split);
  const set = `halves: [development, test]\nquestions:\n${many}  - { question: Mine, refuse: true, split: own }\n`;
  const splits = splitsOf(set);
  expect(splits.at(-1)).toBe("own");
  expect(splits.filter((it) => it === "test").length).toBeGreaterThan(10);
  expect(splits.filter((it) => it === "development").length).toBeGreaterThan(10);
  expect(splitsOf(set)).toEqual(splits);
});

test.each([
  [
    "a word of no meaning",
    "questions:\n  - question: What?\n    refuse: true\n    expects: 3\n",
    2,
    /Unrecognized key: "expects"/,
  ],
  [
    "nothing expected",
    "questions:\n  - { question: How?, refuse: true }\n  - question: What?\n    as: me\n",
    3,
    /needs one of sql, rows/,
  ],
  [
    "two things expected",
    "questions:\n  - { question: How?, refuse: true, sql: select 1 }\n",
    2,
    /needs one of sql, rows/,
  ],
  [
    "an order of nothing",
    "questions:\n  - { question: How?, refuse: true, ordered: true }\n",
    2,
    /ordered, chart and decimals belong/,
  ],
  [
    "a bound that is no share",
    "atMost: { wrong: 3 }\nquestions:\n  - { question: How?, refuse: true }\n",
    1,
    /atMost\.wrong/,
  ],
  ["no question at all", "title: Empty\n", 1, /questions/],
  ["no YAML", "questions:\n  - question: [\n", 3, /./],
])("%s is told by file and line, with what mends it", (_, text, line, message) => {
  const { code, message: said, remedy } = refusal(() => read(text));
  expect(code).toBe("bad-config");
  expect(said).toContain(`set.yaml:${line}: `);
  expect(said).toMatch(message);
  expect(remedy).toContain("docs/guides/ask.md");
});

test("sets are found by file, by folder and by name; what is not there is told", () => {
  writeFileSync(path.join(folder, "other.yml"), "");
  const set = path.join(folder, "set.yaml");
  writeFileSync(set, "");
  expect(setFiles(folder, [])).toEqual([path.join(folder, "other.yml"), set]);
  expect(setFiles("/nowhere", [folder])).toHaveLength(2);
  expect(setFiles(folder, ["set"])).toEqual([set]);
  expect(refusal(() => setFiles(folder, ["sales"])).message).toBe('there is no question set "sales"');
  expect(refusal(() => setFiles("/nowhere", [])).remedy).toContain("/nowhere/NAME.yaml");
});
