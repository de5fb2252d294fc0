// A person asks to be forgotten while the CRM is down, which alone knows by which names texts may quote her; and an auditor
// asks while no checkpoint of the ledger can be written.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ErasureReceipt } from "@gantry/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gantry, openHouse } from "./support/house.ts";
import type { House } from "./support/house.ts";
import { startSystemsApart } from "./support/systems-apart.ts";
import type { SystemsApart } from "./support/systems-apart.ts";

let apart: SystemsApart;
let house: House;
const subject = "crm.contacts:0030X00000AAAAAAA1";

beforeAll(async () => {
  apart = await startSystemsApart({ accounts: 10 });
  const connections = JSON.parse(apart.env["TEST_CONNECTIONS"] ?? "{}") as Record<string, Record<string, unknown>>;
  // Nobody listens there.
  const crm = Object.fromEntries(
    Object.entries(connections["crm"] ?? {}).map(([key, value]) => [
      key,
      typeof value === "string" && value.startsWith("http") ? "http://127.0.0.1:9" : value,
    ]),
  );
  house = await openHouse({ ...apart.env, TEST_CONNECTIONS: JSON.stringify({ ...connections, crm }) });
});
afterAll(async () => {
  await house?.close();
  await apart?.close();
});

const erase = (...words: readonly string[]): ReturnType<typeof gantry> =>
  gantry(["erase", "--subject", subject, ...words], house.env);

test("nothing is erased and no receipt signed; the error names the source and what to do", async () => {
  for (const more of [[], ["--dry-run"]]) {
    const { code, err, out } = await erase(...more);
    expect(code).not.toBe(0);
    expect(out).toBe("");
    expect(err).toContain("crm can't be asked");
    expect(err).toContain("--without crm");
  }
  const entries = await (await house.client("compliance")).ledger({});
  expect(entries.filter((it) => it.kind === "erasure")).toEqual([]);
});

test("told to do without it, the receipt says that it did; of another source it is no use", async () => {
  const file = path.join(house.dataFolder, "receipt.json");
  expect(await erase("--without", "billing")).toMatchObject({ code: 2, err: expect.stringContaining("--without crm") });
  expect((await erase("--without", "crm", "--to", file)).code).toBe(0);
  const receipt = JSON.parse(readFileSync(file, "utf8")) as ErasureReceipt;
  expect(receipt.without).toBe("crm");
  expect(await gantry(["audit", "export", "--to", path.join(house.dataFolder, "audit")], house.env)).toMatchObject({
    code: 0,
  });
  const key = path.join(house.dataFolder, "audit/gantry.pub");
  expect(await gantry(["audit", "verify", file, "--key", key], house.env)).toMatchObject({
    code: 0,
    out: expect.stringContaining("crm was not asked"),
  });
});

test("where no checkpoint can be written, the auditor is told what nothing vouches for, and the operator too", async () => {
  const folder = path.join(house.dataFolder, "checkpoints");
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  // Something new that nothing vouches for.
  expect((await erase()).code).not.toBe(0);
  const { code, err } = await gantry(["audit", "verify"], house.env);
  expect(code).toBe(1);
  expect(err).toMatch(/no checkpoint can be written just now: \d+ entries are newer than the last/);
  const told = async (): Promise<number> => {
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    return Number(/^gantry_checkpoint_failures_total (\d+)$/m.exec(metrics)?.[1]);
  };
  await expect.poll(told, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(house.output()).toContain("a checkpoint of the ledger can't be written");
});
