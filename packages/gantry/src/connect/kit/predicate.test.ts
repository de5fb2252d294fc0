import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnDef, ColumnType, Operator } from "../../catalog/index.ts";
import { holds } from "./evaluate.ts";
import { fit } from "./fit.ts";
import { neverHolds, supported } from "./predicate.ts";
import type { Predicate, Value } from "./types.ts";

const operators: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];
const columns: readonly ColumnDef[] = [
  { name: "a", native: "A", type: "int64", nullable: true, operators },
  { name: "b", native: "B", type: "varchar", nullable: true, operators, collation: "insensitive" },
  { name: "c", native: "C", type: "decimal(12,2)", nullable: true, operators: ["=", "in"] },
  { name: "d", native: "D", type: "double", nullable: true, operators: [] },
];
const values: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  a: fc.option(fc.bigInt(-3n, 3n)),
  b: fc.option(fc.constantFrom("", "a", "A", "é", "\u{10400}", "～")),
  c: fc.option(fc.constantFrom("0.00", "1.50", "-2.25")),
  d: fc.option(fc.constantFrom(0, 1.5, -1)),
};
const typeOf = (name: string): ColumnType => columns.find((column) => column.name === name)?.type ?? "varchar";

const leaf: fc.Arbitrary<Predicate> = fc.constantFrom("a", "b", "c", "d").chain((column) => {
  const type = typeOf(column);
  const value = values[column] ?? fc.constant(null);
  return fc.oneof(
    fc.record({
      op: fc.constantFrom("=", "<>", "<", "<=", ">", ">="),
      column: fc.constant(column),
      type: fc.constant(type),
      value,
    }),
    fc.record({
      op: fc.constant("in" as const),
      column: fc.constant(column),
      type: fc.constant(type),
      values: fc.array(value, { maxLength: 5 }),
    }),
    fc.record({ op: fc.constantFrom("is null", "is not null"), column: fc.constant(column) }),
  );
});
const { filter } = fc.letrec<{ filter: Predicate }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ op: fc.constantFrom("and", "or"), args: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const row = fc.record({
  a: values["a"] ?? fc.constant(null),
  b: values["b"] ?? fc.constant(null),
  c: values["c"] ?? fc.constant(null),
  d: values["d"] ?? fc.constant(null),
});
const passes = (filter: Predicate | undefined, cells: Readonly<Record<string, Value>>): boolean =>
  holds(filter, (name) => cells[name] ?? null, typeOf);

describe("splitting a filter", () => {
  it("never pushes what would lose a row, and is exact where it says so", () => {
    fc.assert(
      fc.property(filter, row, (filter, cells) => {
        const { pushed, kept, exact } = supported(filter, columns);
        const wanted = passes(filter, cells);
        if (wanted) expect(passes(pushed, cells)).toBe(true);
        if (exact) expect(passes(pushed, cells)).toBe(wanted);
        expect(passes(pushed, cells) && kept.every((part) => passes(part, cells))).toBe(wanted);
      }),
      { numRuns: 3000 },
    );
  });

  it("pushes only what the columns declare", () => {
    fc.assert(
      fc.property(filter, (filter) => {
        const walk = (part: Predicate): void => {
          if ("args" in part) return part.args.forEach(walk);
          const column = columns.find((each) => each.name === part.column);
          expect(column?.operators).toContain(part.op);
          if (column?.collation === "insensitive") expect(["=", "in", "is null", "is not null"]).toContain(part.op);
        };
        const { pushed } = supported(filter, columns);
        if (pushed !== undefined) walk(pushed);
      }),
    );
  });

  it("keeps a constant of another kind than its column, which the original SQL would cast", () => {
    const filter: Predicate = { op: "=", column: "b", type: "int64", value: 1n };
    expect(supported(filter, columns)).toEqual({ kept: [filter], exact: false });
    expect(supported({ op: "<", column: "a", type: "decimal(3,1)", value: "1.5" }, columns).exact).toBe(true);
  });

  it("knows a filter that no row can pass", () => {
    fc.assert(fc.property(filter, row, (filter, cells) => !neverHolds(filter) || !passes(filter, cells)));
    expect(neverHolds({ op: "in", column: "a", type: "int64", values: [null] })).toBe(true);
  });
});

describe("fitting a filter into calls", () => {
  const bytes = (filter: Predicate | undefined): number =>
    20 +
    JSON.stringify(filter ?? null, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)).length;

  it("cuts a long list so that every call fits and no value is lost or repeated", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 120, max: 2000 }),
        (list, limit) => {
          const filter: Predicate = {
            op: "and",
            args: [
              { op: "is not null", column: "a" },
              { op: "in", column: "b", type: "varchar", values: list },
            ],
          };
          const { calls, kept } = fit(filter, bytes, limit);
          expect(calls.every((call) => call === undefined || bytes(call) <= limit)).toBe(true);
          if (kept.length > 0) return;
          const found = calls.flatMap((call) =>
            (call?.op === "and" ? call.args : []).flatMap((arg) => (arg.op === "in" ? arg.values : [])),
          );
          expect(found.map(String).sort()).toEqual([...new Set(list)].sort());
        },
      ),
    );
  });

  it("cuts a chain of `or` like the list that it is", () => {
    const args = Array.from(
      { length: 100 },
      (_, index) => ({ op: "=", column: "b", type: "varchar", value: `value ${index}` }) as const,
    );
    const { calls, kept } = fit({ op: "or", args }, bytes, 500);
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.every((call) => bytes(call) <= 500)).toBe(true);
    expect(kept).toEqual([]);
  });

  it("keeps back what can't be cut, since too many rows are safe", () => {
    const long: Predicate = { op: "=", column: "b", type: "varchar", value: "x".repeat(900) };
    const short: Predicate = { op: "=", column: "a", type: "int64", value: 1n };
    expect(fit({ op: "and", args: [long, short] }, bytes, 300)).toEqual({
      calls: [short],
      pushed: short,
      kept: [long],
    });
    expect(fit(long, bytes, 300)).toEqual({ calls: [undefined], kept: [long] });
  });
});
