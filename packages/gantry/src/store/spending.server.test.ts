import { afterAll, beforeAll, expect, test } from "vitest";
import { launchPostgres, openStore } from "./index.ts";
import type { EmbeddedPostgres, SpendLimit, Store } from "./index.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

let folder: string;
let postgres: EmbeddedPostgres;
/** As two processes have them. */
let stores: readonly [Store, Store];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gantry-spending-"));
  postgres = await launchPostgres({ dataDir: folder });
  stores = [await openStore(postgres.url), await openStore(postgres.url)];
});
afterAll(async () => {
  await Promise.all((stores ?? []).map((store) => store.close()));
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const limit = (budget: string, more: Partial<SpendLimit> = {}): SpendLimit => ({
  budget,
  holder: "",
  period: "2026-11-16",
  tokens: null,
  cost: null,
  ...more,
});

test("a hundred calls at once, from two processes, never take more than the budget holds", async () => {
  const limits = [limit("wide"), limit("narrow", { tokens: 1_000 })];
  const taken = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      // Named in either order: neither waits for the other for ever.
      stores[at % 2 === 0 ? 0 : 1].spending.reserve(at % 3 === 0 ? limits.toReversed() : limits, {
        tokens: 30,
        cost: 0.5,
      }),
    ),
  );
  expect(taken.filter((it) => it === null)).toHaveLength(33);
  expect(new Set(taken)).toEqual(new Set([null, "narrow"]));
  // All or none: what the narrow one refused, the wide one was not charged for.
  expect(await stores[0].spending.spent("2026-11-01")).toMatchObject([
    { budget: "narrow", tokens: 990, cost: 16.5 },
    { budget: "wide", tokens: 990, cost: 16.5 },
  ]);
});

test("what was not used can be taken again, in its own period alone", async () => {
  const [store] = stores;
  const limits = [limit("dollars", { cost: 1 })];
  expect(await store.spending.reserve(limits, { tokens: 0, cost: 0.9 })).toBeNull();
  expect(await store.spending.reserve(limits, { tokens: 0, cost: 0.2 })).toBe("dollars");
  await store.spending.adjust(limits, { tokens: 12, cost: -0.7 });
  expect(await store.spending.reserve(limits, { tokens: 0, cost: 0.2 })).toBeNull();
  expect(
    await store.spending.reserve([limit("dollars", { cost: 1, period: "2026-11-17" })], { tokens: 0, cost: 1 }),
  ).toBeNull();
  expect((await store.spending.spent("2026-11-17")).map(({ budget, cost }) => [budget, cost])).toEqual([
    ["dollars", 1],
  ]);
});
