// What was decided on is what goes out: of every act that follows from the decision, however many others come between.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Row } from "../catalog/index.ts";
import type { FlowDocument } from "../flow/index.ts";
import { createSealer, effectRows, keyringOf } from "../store/index.ts";
import type { EffectRow } from "../store/index.ts";
import { effectPlace } from "./result.ts";
import type { EffectContent } from "./result.ts";
import { letters } from "./testing/flow.ts";
import { testKey } from "./testing/house.ts";
import { openRuns } from "./testing/open.ts";
import type { TestRuns } from "./testing/open.ts";

let house: TestRuns;
const sealer = createSealer(keyringOf(testKey));

beforeAll(async () => {
  house = await openRuns();
});
afterAll(() => house.close());
beforeEach(() => house.forgetMails());

/** Letters, then a line in the CRM for each, then another that names what neither a letter nor its approval does. */
const chained = (undoSeconds: number, key = "id"): FlowDocument => ({
  ...letters,
  steps: {
    ...letters.steps,
    activities: {
      kind: "act",
      operation: "crm.log",
      each: "emails",
      key,
      input: { what: "name", subject: "subject" },
      undoSeconds,
    },
  },
});

/** The effect of the act that follows the letter, as soon as it waits to be carried out. */
async function waiting(run: string): Promise<EffectRow> {
  const found = await vi.waitFor(
    async () => {
      const [effect] = await effectRows.list(house.store.pool, run, "activities");
      expect(effect?.state).toBe("scheduled");
      return effect;
    },
    { timeout: 15_000 },
  );
  if (found === undefined) throw new Error("nothing waits");
  return found;
}

/** Seals another row in place of the one that was decided on, as only a mistake of our own could. */
async function alter(run: string, { row, sealed }: EffectRow, change: Row): Promise<void> {
  const box = sealer.box(run);
  const place = effectPlace("activities", row);
  const content = box.open(sealed, place) as EffectContent;
  const altered = box.sealLike({ ...content, row: { ...content.row, ...change } }, place, sealed);
  await house.store.pool.query(
    "update gantry.effects set sealed = $3 where run = $1 and step = 'activities' and row = $2",
    [run, row, altered],
  );
}

test.each<[string, Row, boolean]>([
  ["a column of the decision's content", { subject: "Another word" }, false],
  ["a column that only this act sends", { name: "Another company" }, false],
  ["the key by which the decision is found", { id: "cust-1" }, false],
  ["a column that nothing sends", { trend: 0.9 }, true],
])("of an act that follows a letter, %s changed after the decision", async (_what, change, goesOut) => {
  const run = await house.start(2, { flow: chained(2) });
  const [first, second] = await house.approvals(run);
  if (!first || !second) return expect.unreachable("two drafts");
  await house.decide(first, { decision: "accept" });
  await alter(run, await waiting(run), change);
  await house.decide(second, { decision: "reject" });
  await house.end(run);
  const [effect] = await effectRows.list(house.store.pool, run, "activities");
  expect(effect).toMatchObject(goesOut ? { state: "sent" } : { state: "failed", code: "content-changed" });
  expect(house.activities().filter(({ key }) => key.startsWith(run))).toHaveLength(goesOut ? 1 : 0);
  expect(house.mails()).toHaveLength(1);
});

test("an act that names its rows by another column rests on the same decision", async () => {
  const run = await house.start(1, { flow: chained(0, "email") });
  const [draft] = await house.approvals(run);
  if (!draft) return expect.unreachable("a draft");
  await house.decide(draft, { decision: "accept" });
  expect(await house.end(run)).toBe("done");
  expect(house.activities().filter(({ key }) => key.startsWith(run))).toMatchObject([{ what: "Company 0" }]);
});
