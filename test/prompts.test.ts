// Prompts in files and their cases, as the command line runs them: from recorded replies with no network, or by a model.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startChatProvider } from "./support/chat-provider.ts";
import type { ChatProvider } from "./support/chat-provider.ts";
import { gantry } from "./support/house.ts";

const meridian = path.resolve(import.meta.dirname, "../examples/meridian");
const Verdicts = z.array(
  z.object({ prompt: z.string(), case: z.string(), asked: z.number(), problems: z.array(z.string()) }),
);

let folder: string;
let provider: ChatProvider;
const file = (name: string): string => path.join(folder, "prompts", name);
const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  gantry(["prompt", ...words], { GANTRY_PROJECT: folder, ...env });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-prompts-"));
  mkdirSync(path.join(folder, "prompts"));
  writeFileSync(path.join(folder, "gantry.config.ts"), `export { project } from "${meridian}/gantry.config.ts";\n`);
  provider = await startChatProvider();
});
beforeEach(() => {
  writeFileSync(
    file("thanks.md"),
    `---
input: { account: { type: string }, orders: { type: integer } }
output: { body: { type: string, maxLength: 300 } }
---
# Instructions
Thank the customer in one sentence.
# Data
Customer: {{account}}, orders: {{orders}}
`,
  );
  writeFileSync(
    file("thanks.cases.yaml"),
    `# Kept by people.
- case: a good customer
  input: { account: Aldermoor Ltd, orders: 3 }
  expect: { body: { contains: [Aldermoor], matches: "3|three" } }
`,
  );
});
afterAll(async () => {
  await provider?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the sample's prompts do what their cases say, from genuine replies, and none needed a second try", async () => {
  const { code, out } = await gantry(["prompt", "test", "--json"], { GANTRY_PROJECT: meridian });
  const verdicts = Verdicts.parse(JSON.parse(out));
  expect(verdicts.filter((it) => it.problems.length > 0 || it.asked !== 1)).toEqual([]);
  expect(verdicts.length).toBeGreaterThanOrEqual(14);
  expect(code).toBe(0);
});

test("a reply is recorded beside the case, holds without a model, and no more once the words have changed", async () => {
  expect(await run(["test"])).toMatchObject({ code: 1, out: expect.stringContaining("has no recorded reply") });
  provider.answer = () => ({ text: JSON.stringify({ body: "Thank you, Aldermoor Ltd, for your three orders." }) });
  expect(await run(["test", "--record"], provider.env)).toMatchObject({ code: 0 });
  const kept = readFileSync(file("thanks.cases.yaml"), "utf8");
  expect(kept).toMatch(/^# Kept by people\.\n/);
  expect(kept).toContain("model: compatible:up-1");
  expect(await run(["test", "thanks"])).toMatchObject({ code: 0, out: expect.stringContaining("1 of 1 case hold") });
  writeFileSync(file("thanks.md"), readFileSync(file("thanks.md"), "utf8").replace("one sentence", "two sentences"));
  const changed = await run(["test"]);
  expect(changed.code).toBe(1);
  expect(changed.out).toMatch(/was recorded with other words of the prompt\n\s+gantry prompt test thanks --record/);
});

test("a model whose first reply states what no input holds is asked again with the reason; a case tells both", async () => {
  provider.answer = (_, count) => ({
    text: JSON.stringify({
      body: count % 2 === 0 ? "Thank you, Aldermoor, for 97 orders." : "Thank you, Aldermoor, for 3.",
    }),
  });
  const before = provider.asked.length;
  // The first of the two is even whatever was asked before.
  if (before % 2 === 1) await run(["test", "--live"], provider.env);
  const { code, out } = await run(["test", "--live"], provider.env);
  expect(out).toMatch(/✓ thanks: a good customer \(compatible:up-1, asked twice\)/);
  expect(code).toBe(0);
  provider.answer = () => ({ text: JSON.stringify({ body: "Thank you for 97 orders." }) });
  const wrong = await run(["test", "--live"], provider.env);
  expect(wrong.code).toBe(1);
  expect(wrong.out).toMatch(/body does not contain "Aldermoor"/);
  expect(wrong.out).toMatch(/the number "97" traces to no cell/);
});

test.each([
  [
    "an input that the prompt has not",
    "- case: x\n  input: { acount: A }\n",
    /has the input "acount".*\n\s+did you mean "account"\?/,
  ],
  ["an output that it has not", "- case: x\n  input: {}\n  expect: { text: {} }\n", /has the output "text"/],
  ["no YAML", "- case: [", /thanks\.cases\.yaml/],
])("a case with %s is told by file, with what would mend it", async (_, text, said) => {
  writeFileSync(file("thanks.cases.yaml"), text);
  const { code, err } = await run(["test"]);
  expect(err).toMatch(said);
  expect(code).toBe(2);
});

test("they are listed with their versions; one that there is not is told with those there are", async () => {
  const { out } = await run(["list"]);
  expect(out).toMatch(/thanks [0-9a-f]{12} {2}1 case\n\s+takes account, orders; gives body/);
  expect(await run(["test", "thank"])).toMatchObject({ code: 4, err: expect.stringContaining("prompts: thanks") });
});
