// A company's own question sets, asked of a real house: what is right, what stops before anybody is asked, what is told of
// a set that is wrong itself.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRecordedPlanner } from "../bench/planner/endpoint.ts";
import type { RecordedPlanner } from "../bench/planner/endpoint.ts";
import { openRecorded, recordedFile } from "../bench/planner/recorded.ts";
import type { Report } from "../packages/gantry/src/cli/eval/report.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";

let house: House;
let planner: RecordedPlanner;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-questions-"));
  planner = await startRecordedPlanner(openRecorded(recordedFile), () => {});
  house = await openHouse({ GANTRY_SEED: "1", ...planner.env });
});
afterAll(async () => {
  await house?.close();
  await planner?.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...words: readonly string[]) => gantry(["eval", "ask", ...words], house.env);

const written = (name: string, text: string): string => {
  const file = path.join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
};

async function reported(...words: readonly string[]): Promise<{ readonly code: number; readonly report: Report }> {
  const { code, out, err } = await run(...words, "--json");
  if (!out.startsWith("{")) throw new Error(err);
  return { code, report: JSON.parse(out) as Report };
}

test("the sample's own set holds with the builtin planner, for each of its callers", async () => {
  const { code, report } = await reported("--planner", "builtin");
  const [set] = report.sets;
  expect(set?.unheld).toEqual([]);
  expect(code).toBe(0);
  expect(set?.figures).toMatchObject({ questions: 14, right: 1, wrong: 0, turnedDown: 1, failed: 0, tokens: 0 });
  expect(new Set(set?.questions.flatMap((it) => it.planner ?? []))).toEqual(new Set(["builtin/rules"]));
  expect(set?.questions.every((it) => it.planningTime === undefined || it.planningTime > 0)).toBe(true);
});

test("a language model plans the same set, and what it was told and took is counted", async () => {
  const { report } = await reported("--planner", "llm");
  const [set] = report.sets;
  expect(planner.missed).toBe(0);
  expect(set?.figures).toMatchObject({ questions: 14, failed: 0, right: 1 });
  // This one lists the customers of a place that does not exist, of whom there are none: that is an answer.
  const wrong = set?.questions.filter((it) => it.outcome !== "right");
  expect(wrong?.map(({ question, why }) => [question, why])).toEqual([
    ["List customers in Atlantis", "it is answered, and must not be"],
  ]);
  expect(set?.figures.tokens).toBeGreaterThan(1000);
  expect(new Set(set?.questions.flatMap((it) => it.planner ?? []))).toEqual(new Set(["compatible:recorded"]));
});

test("nobody is asked to approve and nothing is sent, whatever a question would begin", async () => {
  const file = written(
    "acting",
    `
as: sales-manager
questions:
  - question: Which enterprise customers in EMEA are at risk of leaving this quarter? Draft a retention email for each.
    sql: select name from crm.accounts where status = 'active'
  - question: Which enterprise customers in EMEA are at risk of leaving this quarter?
    flow: retention
    input: { region: EMEA, segment: enterprise, period: next quarter }
`,
  );
  const { code, report } = await reported(file, "--planner", "builtin");
  const manager = await house.client("sales-manager");
  expect(await manager.approvals()).toEqual([]);
  expect((await manager.runs()).filter((it) => it.flow === "retention")).toEqual([]);
  expect(await manager.inbox()).toEqual([]);
  expect(report.sets[0]?.questions.map(({ outcome, why }) => [outcome, why])).toEqual([
    ["wrong", 'flow "retention" would have begun: it does more than read, and was not run'],
    ["wrong", 'flow "retention" with another period'],
  ]);
  expect(report.sets[0]?.exposures.some((it) => it.foretold && it.destination === "mail")).toBe(true);
  expect(code).toBe(1);
});

test("rows written down, bounds, splits and an earlier evaluation", async () => {
  const file = written(
    "bounds",
    `
as: sales-director
halves: [here, there]
atLeast: { right: 0.5 }
questions:
  - { question: "How many customers do we have in Japan?", split: a, sql: "select count(*) from crm.accounts where status = 'active' and billing_country = 'JP'" }
  - { question: "How many customers do we have in Austria?", split: a, rows: [[-1]] }
  - { question: "How many customers do we have in France?", refuse: true }
`,
  );
  const first = await reported(file, "--planner", "builtin", "--split", "a");
  expect(first.code).toBe(0);
  expect(first.report.sets[0]?.questions.map((it) => it.outcome)).toEqual(["right", "wrong"]);
  const earlier = path.join(folder, "earlier.json");
  writeFileSync(earlier, JSON.stringify(first.report));
  writeFileSync(
    file,
    `atMost: { wrong: 0.1 }
as: sales-director
questions:
  - { question: "How many customers do we have in Japan?", rows: [[-1]] }
`,
  );
  const { code, out } = await run(file, "--planner", "builtin", "--compare", earlier);
  expect(code).toBe(1);
  expect(out).toContain("right → wrong: How many customers do we have in Japan?");
  expect(out).toContain("✗ wrong is 1, at most 0.1 is asked for");
});

test("an analyst's tokens stand for cells, and a set that leaves the key out is told so", async () => {
  const set = (columns: string): string => `
questions:
  - question: List the prospects in the United States
    as: analyst
    sql: select ${columns} from crm.accounts where status = 'prospect' and billing_country = 'US'
`;
  expect((await run(written("tokens", set("id, name")), "--planner", "builtin")).code).toBe(0);
  const { code, err } = await run(written("bare", set("name")), "--planner", "builtin");
  expect(code).toBe(2);
  expect(err).toMatch(/bare\.yaml:3: expected rows: whoever asks sees "name" as tokens/);
  expect(err).toContain("select the key of its table too");
});

test("SQL of a set that can't be is told by file and line, before anything is asked", async () => {
  const { code, err } = await run(
    written("wrong", "questions:\n  - question: What?\n    sql: select nam from crm.accounts\n"),
  );
  expect(err).toMatch(/wrong\.yaml:2: expected rows: .*nam/);
  expect(code).toBe(2);
});

test("a planner that is not there is told, with where those are that can be", async () => {
  const { code, err } = await run("--planner", "openai:none");
  expect(err).toMatch(/no planner "openai:none"[^]*gantry model list/);
  expect(code).toBe(2);
});
