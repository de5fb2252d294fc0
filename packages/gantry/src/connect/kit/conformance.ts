// The suite that every connector passes. Only tests import it.
import { GantryError, type ProblemCode } from "@gantry/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColumnDef, TableDef } from "../../catalog/index.ts";
import { createBudget } from "./budget.ts";
import { filtersFor } from "./conformance-filters.ts";
import { compareValues, holds } from "./evaluate.ts";
import type { Fault, FaultProxy } from "./fault-proxy.ts";
import { operatorsOf } from "./predicate.ts";
import type { Connector, Context, Predicate, ScanPlan, Value } from "./types.ts";

/** One row by SQL name. */
export type Cells = Readonly<Record<string, Value>>;

/** A connector over a system that holds known rows. */
export interface Subject {
  /** Name of the source, as errors must say it. */
  readonly source: string;
  readonly connector: Connector;
  /** SQL name of the table to read. */
  readonly table: string;
  /** All that the table holds, in the exact forms of `Value`. Columns left out are not looked at. */
  readonly rows: readonly Cells[];
  /** Columns that tell the rows apart. */
  readonly key: readonly string[];
  readonly secret: (name: string) => string;
  /** For systems spoken to over HTTP: what stands in between, and how the system says that a token has expired. */
  readonly http?: { readonly proxy: FaultProxy; readonly expired?: Fault; readonly pages: number };
  /** The same connector against an address where nobody answers, and with wrong credentials. */
  readonly unreachable?: () => Connector;
  readonly wrongCredentials?: () => Connector;
  /** For systems not over HTTP: resolves once nothing of ours runs there any more. */
  readonly quiet?: () => Promise<void>;
  close(): Promise<void>;
}

const json = (rows: readonly Cells[]): readonly string[] =>
  rows
    .map((row) => JSON.stringify(row, (_name, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)))
    .sort();

const catching = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return undefined;
};

const expectProblem = async (
  subject: Subject,
  work: () => Promise<unknown>,
  code: ProblemCode,
  table?: string,
): Promise<void> => {
  const error = await catching(work);
  expect(error).toBeInstanceOf(GantryError);
  if (!(error instanceof GantryError)) return;
  expect({ code: error.code, source: error.where?.["source"] }).toEqual({ code, source: subject.source });
  expect(error.message).toContain(subject.source);
  if (table !== undefined) expect(error.where?.["table"]).toBe(table);
  // What was in the reply is nobody's business.
  expect(JSON.stringify(error.toProblem())).not.toContain("Hop");
};

/** A page of rows as either of the APIs spoken here would send it. */
const rubbish = (rows: readonly unknown[]): string =>
  JSON.stringify({ value: rows, records: rows, totalSize: 1, done: true });

/** Runs the suite over a connector. `setup` starts its system and loads the rows. */
export const conformance = (name: string, setup: () => Promise<Subject>): void => {
  describe(`${name} keeps a connector's promises`, () => {
    let subject: Subject;
    let table: TableDef;
    let columns: readonly ColumnDef[];

    const contextOf = (over: Partial<Context> = {}): Context => ({
      signal: new AbortController().signal,
      now: () => new Date("2026-11-16T12:00:00Z"),
      secret: subject.secret,
      budget: createBudget(Infinity, subject.source),
      ...over,
    });

    const keyOf = (row: Cells): string => subject.key.map((name) => String(row[name])).join(" ");

    const planOf = async (
      filter?: Predicate,
      names: readonly string[] = columns.map((column) => column.name),
    ): Promise<ScanPlan> => {
      const request = { table, columns: names, ...(filter === undefined ? {} : { filter }) };
      const plan = await subject.connector.plan(request, contextOf());
      if ("refused" in plan) throw new Error(plan.refused);
      return plan;
    };

    const rowsOf = async (plan: ScanPlan, context = contextOf()): Promise<readonly Cells[]> => {
      const rows: Cells[] = [];
      for await (const batch of subject.connector.scan(plan, context)) {
        expect(batch.columns.map((cells) => cells.length)).toEqual(plan.columns.map(() => batch.rows));
        for (let row = 0; row < batch.rows; row++)
          rows.push(
            Object.fromEntries(plan.columns.map((column, index) => [column, batch.columns[index]?.[row] ?? null])),
          );
      }
      return rows;
    };

    const whole = async (context = contextOf()): Promise<readonly Cells[]> => rowsOf(await planOf(), context);

    const passes = (filter: Predicate) => (row: Cells) =>
      holds(
        filter,
        (column) => row[column] ?? null,
        (column) => columns.find((each) => each.name === column)?.type ?? "varchar",
      );

    beforeAll(async () => {
      subject = await setup();
      const found = (await subject.connector.discover(contextOf())).find((each) => each.name === subject.table);
      if (found === undefined) throw new Error(`table ${subject.table} was not discovered`);
      table = found;
      columns = table.columns.filter((column) => Object.hasOwn(subject.rows[0] ?? {}, column.name));
    });
    afterAll(async () => {
      await subject.connector.close();
      await subject.close();
    });

    it("finds every column that the rows have", () => {
      expect(columns.map((column) => column.name).sort()).toEqual(Object.keys(subject.rows[0] ?? {}).sort());
    });

    it("reads every page, each row once, every value without loss", async () => {
      expect(json(await whole())).toEqual(json(subject.rows));
    });

    it("gives the columns in the order they were asked for", async () => {
      const reversed = columns.map((column) => column.name).toReversed();
      const plan = await subject.connector.plan({ table, columns: reversed }, contextOf());
      if ("refused" in plan) throw new Error(plan.refused);
      expect(plan.columns).toEqual(reversed);
      expect(json(await rowsOf(plan)).length).toBe(subject.rows.length);
    });

    it("returns with a filter pushed just what it returns without, filtered here", async () => {
      const known = new Map(subject.rows.map((row) => [keyOf(row), row]));
      for (const filter of filtersFor(columns, subject.rows)) {
        const plan = await planOf(filter, subject.key);
        const got = (await rowsOf(plan)).map(keyOf).sort();
        const wanted = subject.rows.filter(passes(filter)).map(keyOf).sort();
        const isWanted = (key: string): boolean => passes(filter)(known.get(key) ?? {});
        const seen = plan.guarantee === "exact" ? got : got.filter(isWanted);
        expect(seen, `${JSON.stringify(operatorsOf(filter))} as ${plan.native}`).toEqual(wanted);
      }
    });

    it("counts no fewer rows than pass, and just those where it is exact", async () => {
      for (const filter of filtersFor(columns, subject.rows)) {
        const counted = await subject.connector.count?.({ table, filter }, contextOf());
        if (counted === undefined) continue;
        const { guarantee, native } = await planOf(filter, subject.key);
        const passing = subject.rows.filter(passes(filter)).length;
        expect(guarantee === "exact" ? counted : Math.max(counted, passing), native).toBe(
          guarantee === "exact" ? passing : counted,
        );
      }
    });

    it("brings a part of its rows where a sample is enough, if it can pick them", async () => {
      const [known, all] = [new Set(subject.rows.map(keyOf)), subject.rows.length];
      const request = { table: { ...table, rows: all }, columns: subject.key, sample: Math.ceil(all / 3) };
      const plan = await subject.connector.plan(request, contextOf());
      const got = "refused" in plan ? [] : (await rowsOf(plan)).map(keyOf);
      expect(got.filter((key) => !known.has(key))).toEqual([]);
      expect("sample" in plan ? got.length < all : new Set(got).size === all).toBe(true);
    });

    it("gives the first rows in DuckDB's order where it says that it does, and all rows else", async () => {
      const [key = ""] = subject.key;
      for (const { name, type } of columns.filter((column) => column.operators.includes("<") && column.type !== "json"))
        for (const [descending, nullsFirst] of [
          [false, false],
          [true, true],
        ] as const) {
          const order = [
            { column: name, descending, nullsFirst },
            { column: key, descending: false, nullsFirst: false },
          ];
          const plan = await subject.connector.plan(
            { table, columns: subject.key, top: { order, rows: 7 } },
            contextOf(),
          );
          if ("refused" in plan) throw new Error(plan.refused);
          const got = (await rowsOf(plan)).map(keyOf);
          if (plan.top === undefined) {
            expect(got.length).toBe(subject.rows.length);
            continue;
          }
          const ranked = subject.rows.toSorted((a, b) => {
            const [left, right] = [a[name] ?? null, b[name] ?? null];
            if (left === null || right === null) {
              if (left !== right) return (left === null) === nullsFirst ? -1 : 1;
            } else if (compareValues(type, left, right) !== 0)
              return compareValues(type, left, right) * (descending ? -1 : 1);
            return compareValues("varchar", a[key] ?? null, b[key] ?? null);
          });
          expect(got, `by ${name} as ${plan.native}`).toEqual(ranked.slice(0, 7).map(keyOf));
        }
    });

    it("leaves out no row that a filter it can't say would keep, however few are wanted", async () => {
      const unsayable = columns.find(
        (column) => !column.operators.includes("<>") || column.collation === "insensitive",
      );
      if (unsayable === undefined) return;
      const filter: Predicate = { op: "<>", column: unsayable.name, type: unsayable.type, value: "no such value" };
      const request = { table, columns: subject.key, filter, top: { order: [], rows: 1 } };
      const plan = await subject.connector.plan(request, contextOf());
      if ("refused" in plan) throw new Error(plan.refused);
      expect(plan.top).toBeUndefined();
    });

    it("finds thousands of keys without missing or repeating one", async () => {
      const [key = ""] = subject.key;
      const column = columns.find((each) => each.name === key);
      if (column === undefined || !column.operators.includes("in") || column.type !== "varchar") return;
      const values = subject.rows.flatMap((row, index) => [
        ...(index % 3 === 0 ? [row[key] ?? null] : []),
        `no such key ${index}`,
        `nor ${index}`,
      ]);
      const plan = await planOf({ op: "in", column: key, type: column.type, values }, subject.key);
      const asked = new Set(values);
      const got = (await rowsOf(plan)).filter((row) => asked.has(row[key] ?? null));
      expect(got.map(keyOf).sort()).toEqual(
        subject.rows
          .filter((row) => asked.has(row[key] ?? null))
          .map(keyOf)
          .sort(),
      );
    });

    it("asks nothing when the budget is used up", async () => {
      const plan = await planOf();
      const before = subject.http?.proxy.calls();
      await expectProblem(
        subject,
        () => rowsOf(plan, contextOf({ budget: createBudget(0, subject.source) })),
        "budget-exceeded",
      );
      expect(subject.http?.proxy.calls()).toBe(before);
    });

    it("is cancelled before its first call", async () => {
      const plan = await planOf();
      const before = subject.http?.proxy.calls();
      await expectProblem(subject, () => rowsOf(plan, contextOf({ signal: AbortSignal.abort() })), "cancelled");
      expect(subject.http?.proxy.calls()).toBe(before);
    });

    it("stops the source when its reader is cancelled in the middle", async () => {
      const stop = new AbortController();
      const plan = await planOf();
      const held = subject.http?.proxy.hold();
      const reading = catching(async () => {
        for await (const batch of subject.connector.scan(plan, contextOf({ signal: stop.signal })))
          if (batch.rows >= 0) stop.abort();
      });
      if (held !== undefined) {
        await held.arrived;
        stop.abort();
      }
      const error = await reading;
      const calls = subject.http?.proxy.calls();
      held?.release();
      await subject.quiet?.();
      expect(error).toMatchObject({ code: "cancelled", where: { source: subject.source } });
      // A call after the cancelled one would have been counted before this one is.
      expect(json(await whole())).toEqual(json(subject.rows));
      expect((subject.http?.proxy.calls() ?? 0) - (calls ?? 0)).toBe(subject.http?.pages ?? 0);
    });

    it("lets go of the source when its reader stops early", async () => {
      for await (const batch of subject.connector.scan(await planOf(), contextOf())) if (batch.rows > 0) break;
      await subject.quiet?.();
      expect(json(await whole())).toEqual(json(subject.rows));
    });

    it("names the source when nobody answers", async () => {
      const connector = subject.unreachable?.();
      if (connector === undefined) return;
      await expectProblem(subject, () => connector.check(contextOf()), "source-unreachable");
      await connector.close();
    });

    it("says that credentials are wrong", async () => {
      const connector = subject.wrongCredentials?.();
      if (connector === undefined) return;
      await expectProblem(subject, () => connector.check(contextOf()), "source-refused");
      await connector.close();
    });

    describe("when the system fails in mid-page", () => {
      const last = (): number => (subject.http?.pages ?? 1) - 1;
      const once: readonly (readonly [string, Fault])[] = [
        ["too many requests (429)", { status: 429, headers: { "retry-after": "0" } }],
        ["a server error (503)", { status: 503 }],
        ["a server error (500)", { status: 500, body: "<html>" }],
        ["a broken connection", "cut"],
        ["no answer", "silence"],
      ];
      it.each(once)("recovers from %s", async (_name, fault) => {
        if (subject.http === undefined) return;
        subject.http.proxy.fail(fault, last());
        expect(json(await whole())).toEqual(json(subject.rows));
      });

      it("recovers from a token that expires", async () => {
        if (subject.http?.expired === undefined) return;
        subject.http.proxy.fail(subject.http.expired, last());
        expect(json(await whole())).toEqual(json(subject.rows));
      });

      const lasting: readonly (readonly [string, Fault, ProblemCode])[] = [
        ["429", { status: 429, headers: { "retry-after": "0" } }, "rate-limited"],
        ["a long Retry-After", { status: 429, headers: { "retry-after": "3600" } }, "rate-limited"],
        ["503", { status: 503 }, "source-unreachable"],
        ["silence", "silence", "source-timeout"],
        ["403", { status: 403 }, "source-refused"],
        ["breaks in the middle of a page", "cut", "source-unreachable"],
        ["something that isn't its API", { status: 200, body: "<html>Grace Hopper" }, "source-refused"],
        ["pages that break off", { status: 200, body: '{"value":[{"Name":"Grace Hop' }, "source-refused"],
        ["pages of another shape", { status: 200, body: '{"value":"Grace Hopper"}' }, "source-refused"],
        ["rows that are none", { status: 200, body: rubbish(["Grace Hopper"]) }, "source-refused"],
        ["rows of something else", { status: 200, body: rubbish([{ Person: "Grace Hopper" }]) }, "source-drifted"],
      ];
      it.each(lasting)("gives a typed error for lasting %s", async (_name, fault, code) => {
        if (subject.http === undefined) return;
        const plan = await planOf();
        // As many as there are tries; a fault that is fatal at once needs one.
        const tries = code === "source-refused" || code === "source-drifted" || _name === "a long Retry-After" ? 1 : 3;
        for (let index = 0; index < tries; index++) subject.http.proxy.fail(fault, last());
        await expectProblem(subject, () => rowsOf(plan), code, subject.table);
        expect(json(await whole())).toEqual(json(subject.rows));
      });
    });
  });
};
