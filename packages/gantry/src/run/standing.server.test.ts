// Rights that are lost while a run is under way: nothing more leaves for whoever asked, nor by the word of whoever approved.
import { GantryError } from "@gantry/contract";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "../store/index.ts";
import { manager, startLetters } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";
import type { Runs } from "./types.ts";

let house: TestRuns;
let store: Store;
let runs: Runs;
/** Rights that nobody has any more. */
const lost = new Set<string>();
let onMail: () => void = () => undefined;
let onModel: () => void = () => undefined;

beforeAll(async () => {
  house = await openRuns({
    fail: () => onMail(),
    onModel: () => onModel(),
    over: ({ policy }) => ({
      policy: { ...policy, may: (caller, permission) => !lost.has(permission) && policy.may(caller, permission) },
    }),
  });
  ({ runs, store } = house);
});
afterAll(() => house.close());
beforeEach(() => {
  house.forgetMails();
  lost.clear();
  onMail = () => undefined;
  onModel = () => undefined;
});

test.each([
  ["approved", "approve:letters"],
  ["asked", "run:letters"],
])("a mail that has to be tried again is not, once the one who %s has lost the right", async (_, right) => {
  const run = await runs.start(startLetters(1));
  expect(await runs.settled(run)).toBe("waiting");
  onMail = () => {
    lost.add(right);
    throw new GantryError("source-unreachable", 'source "mail" refuses connections', { retryable: true });
  };
  const [approval] = await runs.approvals(manager, { run });
  await runs.decide(approval?.id ?? "", { decision: "accept", contentHash: approval?.contentHash ?? "" }, manager);
  expect(await runs.settled(run)).toBe("failed");
  lost.clear();
  expect(house.mails()).toEqual([]);
  const [failed] = await runs.approvals(manager, { run });
  expect(failed).toMatchObject({ state: "accepted", effect: "failed" });
  const { rows } = await store.pool.query<{ code: string }>("select code from gantry.effects where run = $1", [run]);
  expect(rows.map((row) => row.code)).toContain("forbidden");
});

test("while the letters are being written, too: the run ends, and he who asked sees nothing of it", async () => {
  onModel = () => void lost.add("run:letters");
  const run = await runs.start(startLetters(3));
  expect(await runs.settled(run)).toBe("failed");
  await expect(runs.get(run, manager)).rejects.toMatchObject({ code: "not-found" });
  lost.clear();
  expect((await runs.answer(run, manager)).problem).toMatchObject({ code: "forbidden" });
});
