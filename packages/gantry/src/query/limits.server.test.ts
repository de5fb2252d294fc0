// What ends one query and nothing else, and what never shows.
import { readdirSync, readFileSync } from "node:fs";
import { GantryError } from "@gantry/contract";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Connector } from "../connect/kit/index.ts";
import { createQueryEngine, type QueryEngineOptions } from "./index.ts";
import { catalogOf } from "./testing/catalog.ts";
import { freeOptions, type MemoryOptions, memorySource } from "./testing/memory.ts";
import type { QueryEngine, RunOptions } from "./types.ts";

const catalog = catalogOf({ "crm.people": { id: "int32", name: "varchar", born: "date", pay: "decimal(12,2)" } });
const people = Array.from({ length: 20_000 }, (_, id) => ({
  id,
  name: `Grace Hopper ${id}`,
  born: "1906-12-09",
  pay: "10.00",
}));

const open: QueryEngine[] = [];
const engineOver = (connector: Connector, more: Partial<QueryEngineOptions> = {}): QueryEngine => {
  const engine = createQueryEngine({ catalog, connectors: () => connector, workers: 1, ...more });
  open.push(engine);
  return engine;
};
const engineWith = (options: MemoryOptions = {}, more: Partial<QueryEngineOptions> = {}): QueryEngine =>
  engineOver(memorySource({ people }, options).connector, more);
afterAll(() => Promise.all(open.map((engine) => engine.close())));

const options: RunOptions = freeOptions;
const failure = async (work: Promise<unknown>): Promise<GantryError> => {
  const error: unknown = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof GantryError)) throw error ?? new Error("it did not fail");
  return error;
};

/** Ids of the query processes that this process has started. */
const children = (): readonly number[] =>
  readdirSync(`/proc/${process.pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${process.pid}/task/${task}/children`, "utf8").split(" "))
    .filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("query/child/program"))
    .map(Number);

describe("a value of the data", () => {
  it.each([
    ["select cast(name as int) from crm.people where id = 7", "can't be converted to INT32"],
    ["select cast(name as date) from crm.people where id = 7", "can't be converted to DATE"],
    ["select strptime(name, '%Y') from crm.people where id = 7", "failed while it ran"],
    ["select (select name from crm.people where id < 3)", "more than one row"],
    ["select cast(id * 1000000 as smallint) from crm.people", "converted to INT16"],
    ["select from_json_strict(name, '\"date\"') from crm.people where id = 7", "JSON"],
  ])("is in no error: %s", async (sql, why) => {
    const error = await failure(engineWith().run(sql, options));
    expect(error.code).toBe("query-failed");
    expect(error.message).toContain(why);
    expect(JSON.stringify(error.toProblem())).not.toMatch(/Hopper|1906|10000/u);
  });

  it("of a wrong form is a source that has drifted: table and column, no value", async () => {
    const error = await failure(
      engineOver(memorySource({ people: [{ id: 1, name: "x", born: "Grace Hopper", pay: "1.00" }] }).connector).run(
        "select * from crm.people",
        options,
      ),
    );
    expect(error.code).toBe("source-drifted");
    expect(error.message).toContain('"crm.people.born"');
    expect(error.message).not.toContain("Hopper");
  });

  it("in a parameter never becomes SQL", { timeout: 60_000 }, async () => {
    const engine = engineWith();
    const nasty = fc.stringMatching(/^[a-z'"$;\\/*()\-\n ]{0,12}$/u);
    await fc.assert(
      fc.asyncProperty(nasty, async (value) => {
        const { relation } = await engine.run("select $v as v /* $v */, '$v' as w, $$ $v $$ as x -- $v", {
          ...options,
          parameters: { v: { type: "varchar", value } },
        });
        expect(relation.rows).toEqual([{ v: value, w: "$v", x: " $v " }]);
      }),
      { numRuns: 40, examples: [["' or 1=1 --"], ["$$"], ["\\'"], ["'; drop table x; --"]] },
    );
    const wrong = await failure(
      engine.run("select $v as v", { ...options, parameters: { v: { type: "date", value: "2026-01-01'" } } }),
    );
    expect(wrong.code).toBe("bad-input");
  });
});

describe("what ends a query", () => {
  it("too little memory, with a typed error; the next query runs", async () => {
    const engine = engineWith({}, { memoryLimit: "20MB" });
    const error = await failure(
      engine.run("select list(x.name || y.name) as l from crm.people x, crm.people y where x.id < 2000", options),
    );
    expect(error.code).toBe("out-of-memory");
    expect((await engine.run("select count(*) as n from crm.people", options)).relation.rows).toEqual([{ n: "20000" }]);
  });

  it("its process being killed; the next query runs in another", async () => {
    const engine = engineWith({
      batch: 5000,
      onBatch: (_, index) => {
        if (index === 3) for (const pid of children()) process.kill(pid, "SIGKILL");
      },
    });
    const error = await failure(engine.run("select count(distinct name) as n from crm.people", options));
    expect(error.code).toBe("query-failed");
    expect(error.retryable).toBe(true);
    const again = await engine.run("select 1 as one", options);
    expect(again.relation.rows).toEqual([{ one: 1 }]);
  });

  it("its caller going away, while the source answers or while DuckDB computes", async () => {
    const caller = new AbortController();
    const engine = engineWith({ onBatch: (_, index) => void (index === 2 && caller.abort()) });
    expect((await failure(engine.run("select * from crm.people", { ...options, signal: caller.signal }))).code).toBe(
      "cancelled",
    );

    const second = new AbortController();
    const long = failure(
      engine.run(
        "select count(*) as n from range(100000) a, range(100000) b, range(10) c where a.range * b.range % 7 = 3",
        {
          ...options,
          signal: second.signal,
        },
      ),
    );
    const soon = engine.run("select 2 as two", options);
    second.abort();
    expect((await long).code).toBe("cancelled");
    expect((await soon).relation.rows).toEqual([{ two: 2 }]);
  });

  it("its caller going away: no more than the batch that was on its way leaves the source", async () => {
    const caller = new AbortController();
    const source = memorySource(
      { people },
      { batch: 100, onBatch: (_, index) => void (index === 5 && caller.abort()) },
    );
    const engine = engineOver(source.connector);
    const error = await failure(engine.run("select * from crm.people", { ...options, signal: caller.signal }));
    expect(error.code).toBe("cancelled");
    expect(source.sent.get("people")).toBeLessThanOrEqual(600);
  });

  it("a source that fails in the middle: its own error, and the others stop", async () => {
    const engine = engineWith({
      onBatch: (_, index) => {
        if (index === 2)
          throw new GantryError("source-unreachable", 'source "crm" does not answer', { retryable: true });
      },
    });
    expect((await failure(engine.run("select * from crm.people", options))).code).toBe("source-unreachable");
  });

  it("a source that can't run the request", async () => {
    const { connector } = memorySource({ people });
    const engine = engineOver({
      ...connector,
      plan: () => Promise.resolve({ refused: "a filter on born is needed", remedy: "add one" }),
    });
    const error = await failure(engine.run("select * from crm.people", options));
    expect(error.code).toBe("source-refused");
    expect(error.message).toBe('source "crm" can\'t read crm.people: a filter on born is needed');
    expect(error.remedy).toBe("add one");
  });

  it("more rows than a result may have", async () => {
    const error = await failure(engineWith({}, { maxRows: 100 }).run("select id from crm.people", options));
    expect(error.code).toBe("budget-exceeded");
  });

  it("more rows of its sources than it may read, counted as they come, or known before", async () => {
    const { sent, connector } = memorySource({ people }, { batch: 100 });
    const engine = engineOver(connector, { rowBudget: 450 });
    const error = await failure(engine.run("select * from crm.people", options));
    expect(error).toMatchObject({ code: "budget-exceeded", where: { source: "crm", table: "crm.people" } });
    expect(sent.get("people")).toBeLessThanOrEqual(700);

    const known = memorySource({ people });
    const large = catalogOf({ "crm.people": { id: "int32", name: "varchar" } }, { "crm.people": 20_000_000 });
    const other = engineOver(known.connector, { catalog: large });
    const before = await failure(other.run("select name from crm.people", options));
    expect(before.message).toBe(
      "crm.people has about 20,000,000 rows: one query may read 10,000,000 rows from its sources",
    );
    expect(known.sent.size).toBe(0);
    expect((await other.run("select name from crm.people where id = 7", options)).relation.rows).toHaveLength(1);
  });

  it("nothing, however many rows a result has, where few are wanted: the others are counted", async () => {
    const engine = engineWith({}, { maxRows: 10 });
    const sql = "select a.range as n from range(100000) a order by 1 desc";
    const { relation, total } = await engine.run(sql, { ...options, keep: 3 });
    expect([relation.rows, total]).toEqual([[{ n: "99999" }, { n: "99998" }, { n: "99997" }], 100_000]);
  });

  it("many at once share the processes and all get their own answer", async () => {
    const engine = engineWith({}, { workers: 2 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        engine.run(`select ${n} as n, count(*) as c from crm.people where id < ${n}`, options),
      ),
    );
    expect(answers.map(({ relation }) => relation.rows)).toEqual(
      Array.from({ length: 20 }, (_, n) => [{ n, c: String(n) }]),
    );
  });

  it("closing leaves no process behind", async () => {
    const engine = engineWith();
    await engine.run("select 1 as one", options);
    const before = children().length;
    await engine.close();
    expect(children().length).toBeLessThan(before);
    expect((await failure(engine.run("select 1 as one", options))).code).toBe("query-failed");
  });
});
