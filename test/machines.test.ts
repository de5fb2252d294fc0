// Several servers on one database: what is begun at one is watched, decided and finished at the others.
import { createClient } from "@gantry/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { gantry } from "./support/house.ts";
import { call } from "./support/http.ts";
import { openMachines } from "./support/machines.ts";
import type { Machine, Machines } from "./support/machines.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";
import { until } from "./support/until.ts";

let apart: SystemsApart;
let machines: Machines;
const at = (index: number): Machine => machines.all[index] ?? expect.unreachable("a machine");

beforeAll(async () => {
  apart = await startSystemsApart();
  machines = await openMachines(2, apart);
});
afterAll(async () => {
  await machines?.close();
  await apart?.close();
});

test("a run that one server began is waited for, watched and decided at the other", async () => {
  const [here, there] = await Promise.all([0, 1].map((index) => at(index).client("sales-manager")));
  if (!here || !there) return expect.unreachable("two clients");
  const begun = await here.ask(mainQuestion);
  expect(begun.status).toBe("running");
  const answer = await there.answer(begun.run, { wait: 60 });
  expect(answer.status).toBe("waiting");
  const statuses: string[] = [];
  for await (const event of there.events(begun.run)) {
    if (event.type === "status") statuses.push(event.status);
    if (event.type === "status" && event.status === "waiting") break;
  }
  expect(statuses).toEqual(["running", "waiting"]);
  const [draft] = draftsOf(answer);
  if (!draft) return expect.unreachable("a draft");
  await there.decide(draft.approval, { decision: "accept", contentHash: draft.contentHash });
  await until("the letter", async () =>
    (await apart.systems.inbox.list()).some((it) => it.to.includes(draft.to ?? "")),
  );
  const again = here.decide(draft.approval, { decision: "reject", contentHash: draft.contentHash });
  await expect(again).rejects.toMatchObject({ code: "already-decided" });
});

test("all servers draw from one bucket of a caller's requests", async () => {
  const token = await machines.token("analyst");
  const left = async (index: number): Promise<number> => {
    const { headers } = await call(`${at(index).url}/api/me`, { token });
    return Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
  };
  const [first, second, third] = [await left(0), await left(1), await left(0)];
  expect(first).toBeLessThan(600);
  // Ten flow back in a second.
  expect(third).toBeLessThan(first + 10);
  expect(second).toBeLessThanOrEqual(first + 10);
});

test("a server with another key is refused before it does anything, with what to do", async () => {
  const { code, out, err } = await gantry(["start"], {
    ...machines.env,
    GANTRY_KEY_FILE: `${machines.env["GANTRY_KEY_FILE"]}.other`,
    GANTRY_DATA: `${machines.env["GANTRY_KEY_FILE"]}.data`,
  });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/another master key[\s\S]*GANTRY_KEY_FILE/);
});

test("asked to end, a server lets its waiting clients go, hands its runs over, and is gone with exit code 0", async () => {
  const leaving = await machines.start();
  const client = await leaving.client("sales-manager");
  const { run } = await client.ask(mainQuestion);
  const watching = call(`${leaving.url}/api/runs/${run}`, {
    token: await machines.token("sales-manager"),
    headers: { prefer: "wait=100" },
  });
  await until("the request to be under way", async () => (await client.runState(run)).steps.length > 0);
  leaving.signal("SIGTERM");
  expect([200, 202]).toContain((await watching).status);
  expect(await leaving.ended()).toBe(0);
  const other = createClient({ url: at(0).url, token: await machines.token("sales-manager") });
  expect((await other.answer(run, { wait: 60 })).status).toBe("waiting");
});
