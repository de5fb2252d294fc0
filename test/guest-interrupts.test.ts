// A graph that interrupts itself in the middle of a flow: its interrupts are the flow's approvals, and it goes on with what was
// decided, in another process than the one that drafted.
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tableOf } from "./support/answer.ts";
import { langchain } from "./support/guests/langchain.ts";
import { openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { until } from "./support/until.ts";

/** Drafts once, whatever happens: a second draft would say so. */
const guest = `
  import { Annotation, BaseCheckpointSaver, END, START, StateGraph, interrupt } from "@langchain/langgraph";
  import { gantrySaver } from "@gantry/client/guest";
  const State = Annotation.Root({ prompt: Annotation(), body: Annotation(), drafts: Annotation() });
  export const input = ({ prompt }) => ({ prompt });
  export const output = ({ body }) => ({ body });
  export const guest = new StateGraph(State)
    .addNode("draft", ({ prompt, drafts = 0 }) => ({
      drafts: drafts + 1,
      body: "Dear " + /Account: (.*)/.exec(prompt)[1] + ", shall we talk?",
    }))
    .addNode("review", ({ body }) => ({ body: interrupt({ body }).body }))
    .addNode("close", ({ body, drafts }) => ({ body: body + (drafts === 1 ? " Kind regards" : " Again") }))
    .addEdge(START, "draft").addEdge("draft", "review").addEdge("review", "close").addEdge("close", END)
    .compile({ checkpointer: gantrySaver(BaseCheckpointSaver) });`;

let folder: string;
let house: House;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-interrupted-"));
  symlinkSync(path.join(langchain().folder, "node_modules"), path.join(folder, "node_modules"));
  copyFileSync(
    new URL("./projects/interrupted/gantry.config.ts", import.meta.url),
    path.join(folder, "gantry.config.ts"),
  );
  writeFileSync(path.join(folder, "guest.ts"), guest);
  house = await openHouse({ GANTRY_PROJECT: folder });
}, 180_000);
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("people decide on its drafts, and it goes on with what they accepted, edited or not, after a restart", async () => {
  const client = await house.client("manager");
  const { run } = await client.runFlow("letters", {}, { wait: 30 });
  const drafts = await until("drafts", async () => {
    const found = await client.approvals({ run, state: "pending" });
    return found.length === 3 && found;
  });
  expect(new Set(drafts.map(({ content }) => content["body"]))).toEqual(
    new Set([0, 1, 2].map((at) => `Dear Company ${at}, shall we talk?`)),
  );
  // Its process ends with the house's.
  await house.kill();
  await house.restart();
  const again = await house.client("manager");
  const [first, second, third] = drafts;
  if (!first || !second || !third) throw new Error("three drafts were there");
  await again.decide(first.id, { decision: "accept", contentHash: first.contentHash });
  const edited = { body: "Dear Company, shall we meet?" };
  await again.decide(second.id, { decision: "edit", contentHash: second.contentHash, edit: edited });
  await again.decide(third.id, { decision: "reject", contentHash: third.contentHash });
  await until("the end", async () => {
    const { status } = await again.runState(run);
    if (status === "failed") throw new Error(JSON.stringify((await again.answer(run)).problem));
    return status === "done";
  });
  const { rows } = tableOf(await again.answer(run));
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(({ body }) => body))).toEqual(
    new Set([`${first.content["body"]} Kind regards`, `${edited.body} Kind regards`]),
  );
});
