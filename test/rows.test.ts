// A text for each of many rows, through the whole engine: several in a call, equal ones once, replies kept, and what went
// wrong with one row held apart from the others.
import { afterAll, beforeAll, expect, test } from "vitest";
import { linesFlow, linesOf, manyCustomers, openRowsHouse, writer } from "./support/rows.ts";
import type { RowsHouse } from "./support/rows.ts";

const count = 60;

let house: RowsHouse;

beforeAll(async () => {
  const customers = manyCustomers(count).map((it, index) =>
    // Two of them read the same to a model but for whom they name.
    index < 2 ? { ...it, seats: 7, note: "The same as ever." } : it,
  );
  house = await openRowsHouse({ customers, latency: 5, inFlight: 4 });
});

afterAll(() => house?.close());

/** Pieces of data in each call of a run, and what it wrote. */
const wrote = async (...of: Parameters<RowsHouse["answer"]>) => {
  house.model.forget();
  const answer = await house.answer(...of);
  return { run: answer.run, lines: linesOf(answer), calls: house.model.calls.toSorted((a, b) => b - a) };
};

test("rows go together where the step says so: a tenth of the calls, and the same words for everybody", async () => {
  const alone = await wrote(linesFlow());
  expect(alone.calls).toHaveLength(count - 1);
  expect(alone.lines.get("c0")).toBe("Dear Ada Lovelace, 7 seats are in use. Regards");
  expect(alone.lines.get("c1")).toBe("Dear Grace Lovelace, 7 seats are in use. Regards");
  expect(alone.lines.get("c59")).toBe("Dear Shafi Johnson, 1059 seats are in use. Regards");
  const together = await wrote(linesFlow({ batch: 10 }));
  expect(together.calls).toEqual([10, 10, 10, 10, 10, 9]);
  expect(together.lines).toEqual(alone.lines);
  const [egress] = await house.store.ledger.ofRun(together.run).then((entries) => entries.filter(isReused));
  expect(egress?.body).toMatchObject({ from: "equal", step: "lines" });
});

const isReused = ({ kind }: { readonly kind: string }): boolean => kind === "reused";

test("so many calls at a time and no more, where the step says so", async () => {
  const { calls } = await wrote(linesFlow({ batch: 4, concurrency: 2 }));
  expect(calls).toHaveLength(count / 4);
  expect(house.model.most).toBeLessThanOrEqual(2);
});

test("what is kept for a time answers the next run, of this tenant and no other, and the receipt says so", async () => {
  const document = linesFlow({ batch: 20, cache: "1h" });
  const first = await wrote(document);
  const second = await wrote(document);
  expect(second.calls).toEqual([]);
  expect(second.lines).toEqual(first.lines);
  const other = { ...writer, subject: "u-other", attributes: { tenant: "other" } };
  expect((await wrote(document, other)).calls).toHaveLength(3);
  const { rows } = await house.store.pool.query<{ sealed: Buffer }>("select sealed from gantry.replies");
  expect(Buffer.concat(rows.map((it) => it.sealed)).toString("latin1")).not.toMatch(/Lovelace|seats|PERSON/);
  const { receipt } = await house.runs.answer(second.run, writer);
  expect(receipt.egresses).toMatchObject([{ calls: 0, rows: 0, reused: { equal: 1, cache: count - 1 } }]);
  expect(receipt.summary).toBe(`${count} rows answered from what was known, of which nothing left`);
});

test("what each caller used is what the provider counted, call by call, and what the ledger has", async () => {
  const asked = { ...writer, subject: "u-asks" };
  house.model.forget();
  await house.answer(linesFlow({ batch: 7 }), asked);
  await house.answer(linesFlow(), asked);
  const pieces = house.model.calls.reduce((sum, it) => sum + it, 0);
  const [usage, ...others] = await house.store.spending.usage("2000-01-01", asked.subject);
  expect(others).toEqual([]);
  expect(usage).toEqual({
    caller: "u-asks",
    model: "compatible:slow",
    calls: house.model.calls.length,
    images: 0,
    input: 100 * pieces,
    output: 20 * pieces,
    cost: expect.closeTo((100 * pieces + 2 * 20 * pieces) / 1e6, 9) as number,
  });
});

/** Jobs of a run that wait or work. */
const jobsOf = async (run: string): Promise<number> => {
  const { rows } = await house.store.pool.query(
    "select 1 from dbos.workflow_status where status in ('ENQUEUED', 'PENDING') and starts_with(workflow_uuid, $1)",
    [run],
  );
  return rows.length;
};

test("where a model fails in mid-run, what was written stays, and a retry writes the rest alone", async () => {
  const document = linesFlow({ batch: 5, retry: { attempts: 1 } });
  house.model.forget();
  house.model.failAfter(4);
  const run = await house.start(document, {}, writer);
  expect(await house.runs.settled(run)).toBe("failed");
  // Those that were at work have seen it too.
  await expect.poll(() => jobsOf(run), { timeout: 20_000 }).toBe(0);
  house.model.failAfter(Infinity);
  const { rows } = await house.store.pool.query<{ row: string }>(
    "select row from gantry.step_results where run = $1 and step = 'lines' and row <> ''",
    [run],
  );
  const done = rows.length;
  expect(done).toBeGreaterThanOrEqual(5);
  house.model.forget();
  await house.runs.retry(run, undefined, writer);
  expect(await house.runs.settled(run)).toBe("done");
  const asked = house.model.calls.reduce((sum, it) => sum + it, 0);
  expect(asked).toBeLessThanOrEqual(count - done);
  expect(linesOf(await house.runs.answer(run, writer)).size).toBe(count);
});

test("rows whose model is out are left out where the flow says so, all of their call and no other", async () => {
  house.model.forget();
  house.model.failAfter(6);
  const answer = await house.answer(linesFlow({ batch: 5, onError: "skip", retry: { attempts: 1 } }));
  house.model.failAfter(Infinity);
  const { size } = linesOf(answer);
  expect(size).toBeGreaterThan(0);
  expect(size % 5).toBeLessThanOrEqual(1);
  expect(size).toBeLessThan(count);
});
