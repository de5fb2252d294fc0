// Whatever the query, pushing changes no answer: on, off, and on one DuckDB holding everything.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueryEngine } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeContext, memorySource, type Rows } from "./testing/memory.ts";
import { randomQuery, randomRows, randomTables } from "./testing/random-query.ts";
import { asBag, openReference, type Reference } from "./testing/reference.ts";
import type { RunOptions } from "./types.ts";

const runs = Number(process.env["GANTRY_FUZZ_RUNS"] ?? 60);

// Enough rows on paper that scans wait for each other's keys.
const catalog = catalogOf(randomTables, { "a.t": 300, "b.u": 3000, "b.v": 30_000 });
const local = (source: string): Record<string, Rows> =>
  Object.fromEntries(
    Object.entries(randomRows).flatMap(([name, rows]) =>
      name.startsWith(`${source}.`) ? [[name.slice(2), rows]] : [],
    ),
  );

describe("pushdown", () => {
  const sources: Record<string, ReturnType<typeof memorySource>> = {
    a: memorySource(local("a"), { batch: 5 }),
    b: memorySource(local("b")),
  };
  const engine = createQueryEngine({ catalog, connectors: (source) => sources[source]?.connector as never });
  const options: RunOptions = {
    parameters: {},
    steps: {},
    context: () => freeContext(),
    signal: new AbortController().signal,
  };
  let reference: Reference;
  beforeAll(async () => {
    reference = await openReference(catalog, randomRows);
  });
  afterAll(async () => {
    reference.close();
    await engine.close();
  });

  let filtered = 0;
  let keyed = 0;
  const check = async (choices: readonly number[]): Promise<void> => {
    const sql = randomQuery(choices);
    const { columns } = await engine.bind(sql, { parameters: {}, steps: {} }).catch(() => ({ columns: [] }));
    const expected = columns.length === 0 ? undefined : await reference.answer(sql, columns).catch(() => undefined);
    // Types that don't compare, or a sub-query with too many rows: nothing to compare.
    if (expected === undefined) return;
    const pushed = await engine.run(sql, options);
    expect(asBag(pushed.relation.rows), sql).toEqual(asBag(expected));
    filtered += pushed.scans.filter((scan) => scan.pushed !== "").length;
    keyed += pushed.scans.filter(
      (scan) => scan.pushed.includes(" values)") || scan.kept.some((why) => why.startsWith("no row")),
    ).length;
    const whole = await engine.run(sql, { ...options, pushdown: false });
    expect(asBag(whole.relation.rows), sql).toEqual(asBag(expected));
  };

  it("changes no answer", { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }), check), {
      numRuns: runs,
      endOnFailure: true,
    });
    expect(filtered).toBeGreaterThan(0);
    expect(keyed).toBeGreaterThan(0);
  });
});
