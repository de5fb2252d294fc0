// A process that dies while a model's call to a tool is on its way.
import { afterAll, beforeAll, expect, test } from "vitest";
import { said } from "../packages/gantry/src/connect/mcp/testing/server.ts";
import { openToolReasoning, reply } from "./support/tool-reasoning.ts";
import type { ToolReasoning } from "./support/tool-reasoning.ts";
import { until } from "./support/until.ts";

let play: ToolReasoning;
beforeAll(async () => {
  play = await openToolReasoning();
});
afterAll(() => play?.close());

test("killed in the middle of a call, the next process makes it again, and it counts once", async () => {
  let kill: Promise<void> | undefined;
  play.tools.answer = async () => {
    kill ??= play.house.kill();
    await kill;
    return said("Rain until Tuesday.");
  };
  play.plan = ({ turn: at }) => (at === 1 ? reply.ask("Ghent") : reply.answer("It rains."));
  const client = await play.house.client("sales-manager");
  const { run: id } = await client.runFlow("outlook", { region: "EMEA" }, { wait: 0 });
  await until("the process to be killed", async () => kill !== undefined);
  await kill;
  await play.house.restart();
  const again = await play.house.client("sales-manager");
  const found = await until("the run to end", async () => {
    const state = await again.runState(id);
    return state.status === "done" && again.answer(id);
  });
  expect(play.seen.map((it) => it.turn)).toEqual([1, 2]);
  expect(play.tools.calls).toHaveLength(2);
  // One was on its way when the process died: the ledger has both, and the cost of the one that came back.
  expect(found.receipt.egresses.find((it) => it.kind === "tool")).toMatchObject({ calls: 2, usage: { cost: 0.3 } });
  const [step] = (await again.explainRun(id)).filter((it) => it.turns);
  expect(step?.turns?.map((it) => it.tool)).toEqual(["mcp:weather/forecast", "answer"]);
});
