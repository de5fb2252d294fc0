// A house outgrows its machine: its database is moved to an external one, and back.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchPostgres } from "../packages/gantry/src/store/index.ts";
import { draftsOf, mainQuestion } from "./support/answer.ts";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { openMachines } from "./support/machines.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";

let apart: SystemsApart;
let house: House;
const file = (name: string): string => path.join(house.dataFolder, name);
beforeAll(async () => {
  apart = await startSystemsApart({ accounts: 400 });
});
afterAll(async () => {
  await house?.close();
  await apart?.close();
});

test("moved to an external database and back: a run goes on where it was, and no server starts on what was left", async () => {
  house = await openHouse(apart.env);
  const begun = await house.client("sales-manager");
  const answer = await begun.ask(mainQuestion, { wait: 60 });
  const folder = path.join(house.dataFolder, "external");
  mkdirSync(folder, { mode: 0o711 });
  const postgres = await launchPostgres({ dataDir: folder });
  try {
    const busy = await gantry(["migrate", "--to", postgres.url], house.env);
    expect(busy).toMatchObject({ code: 5, err: expect.stringContaining("already uses the data folder") });
    expect(await gantry(["stop"], house.env)).toMatchObject({ code: 0 });
    const moved = await gantry(["migrate", "--to", postgres.url], house.env);
    expect(moved).toMatchObject({ code: 0, out: expect.stringContaining("start with DATABASE_URL set to it") });
    expect(moved.out).not.toContain(new URL(postgres.url).password);
    const left = await gantry(["start"], house.env);
    expect(left).toMatchObject({ code: 5, err: expect.stringContaining("has moved to 127.0.0.1") });

    const machines = await openMachines(0, apart, postgres.url);
    const machine = await machines.start({ GANTRY_KEY_FILE: file("master.key") });
    const client = await machine.client("sales-manager");
    const waiting = draftsOf(await client.answer(answer.run)).filter((it) => it.state === "pending");
    expect(waiting.length).toBeGreaterThan(0);
    for (const { approval, contentHash } of waiting) await client.decide(approval, { decision: "reject", contentHash });
    await machines.close();

    expect(await gantry(["migrate", "--from", postgres.url], house.env)).toMatchObject({ code: 0 });
    await house.restart();
    const home = await house.client("sales-manager");
    const states = new Map(draftsOf(await home.answer(answer.run)).map((it) => [it.approval, it.state]));
    expect(waiting.map((it) => states.get(it.approval))).toEqual(waiting.map(() => "rejected"));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
