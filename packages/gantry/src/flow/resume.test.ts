// A prompt whose guest goes on with a graph: what the graph has seen before counts as read again.
import { afterAll, expect, test } from "vitest";
import { checkFlow, prompt, query } from "./index.ts";
import type { Step } from "./index.ts";
import { codes, contacts, document, engine, options } from "./testing/letters.ts";

afterAll(() => engine.close());

const write = (each: string, template: string, more: Partial<Extract<Step, { kind: "prompt" }>> = {}): Step =>
  prompt({
    each,
    key: "id",
    task: "write",
    instructions: "Write.",
    template,
    output: { body: { type: "text", maxLength: 100 } },
    ...more,
  });

const drafts = write("select id, account from contacts", "{{account}}");
const decided = query("id", "select id, 'yes' as decision from drafts");

test("its text is made of what both prompts were shown", async () => {
  const closing = write("select id, decision from decided", "{{decision}}", { resumes: "drafts" });
  const { proof, shapes } = await checkFlow(document({ contacts, drafts, decided, closing }), options);
  expect(proof.findings).toEqual([]);
  const body = shapes["closing"]?.columns.find((it) => it.name === "body");
  expect(Object.keys(body?.sources ?? {})).toContain("crm.accounts.name");
  expect(body).toMatchObject({ labels: expect.arrayContaining(["text.generated", "text.untrusted"]), endorsed: false });
});

test("only a prompt before it, with the same key, can be gone on with", async () => {
  const on = (resumes: string, key = "id"): Step =>
    write(`select id, id as other, decision from decided`, "{{decision}}", { resumes, key });
  expect(await codes({ contacts, drafts, decided, closing: on("decided") })).toEqual(["no-resume"]);
  expect(await codes({ contacts, drafts, decided, closing: on("drafts", "other") })).toEqual(["no-resume"]);
  await expect(codes({ contacts, drafts, decided, closing: on("later") })).rejects.toThrow(/does not stand before it/);
});
