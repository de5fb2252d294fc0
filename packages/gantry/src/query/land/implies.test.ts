import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds, type Predicate, type Value } from "../../connect/kit/index.ts";
import { implies } from "./implies.ts";

const types = { n: "int32", d: "decimal(6,2)", t: "varchar" } as const;
type Name = keyof typeof types;
const values: Readonly<Record<Name, fc.Arbitrary<Value>>> = {
  n: fc.integer({ min: -2, max: 3 }),
  d: fc.constantFrom("-1.00", "0.00", "0.50", "1.00", "1.5"),
  t: fc.constantFrom("", "A", "a", "b", "é"),
};
const leaf = fc.constantFrom<Name>("n", "d", "t").chain((column): fc.Arbitrary<Predicate> => {
  const type = types[column];
  return fc.oneof(
    fc.record({
      op: fc.constantFrom("=", "<>", "<", "<=", ">", ">="),
      column: fc.constant(column),
      type: fc.constant(type),
      value: values[column],
    }),
    fc.record({
      op: fc.constant("in" as const),
      column: fc.constant(column),
      type: fc.constant(type),
      values: fc.array(values[column], { maxLength: 3 }),
    }),
    fc.record({ op: fc.constantFrom("is null", "is not null"), column: fc.constant(column) }),
  );
});
const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        op: fc.constantFrom("and", "or"),
        args: fc.array(tie("predicate"), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}));
const row = fc.record({ n: fc.option(values.n), d: fc.option(values.d), t: fc.option(values.t) });

const isName = (column: string): column is Name => column in types;
const passes = (filter: Predicate, cells: Readonly<Record<Name, Value>>): boolean =>
  holds(
    filter,
    (column) => (isName(column) ? cells[column] : null),
    (column) => (isName(column) ? types[column] : "varchar"),
  );

const is = (op: "=" | "<" | ">=" | ">", value: number): Predicate => ({ op, column: "n", type: "int32", value });
const among = (...list: readonly number[]): Predicate => ({ op: "in", column: "n", type: "int32", values: list });

describe("a filter within another", () => {
  it("lets no row through that the other doesn't", () => {
    fc.assert(
      fc.property(predicate, predicate, fc.array(row, { minLength: 1, maxLength: 20 }), (from, to, rows) => {
        fc.pre(implies(from, to));
        for (const cells of rows) if (passes(from, cells)) expect(passes(to, cells)).toBe(true);
      }),
      { numRuns: 2000, maxSkipsPerRun: 10_000 },
    );
  });

  it.each<readonly [string, Predicate | undefined, Predicate | undefined, boolean]>([
    ["anything within everything", is("=", 1), undefined, true],
    ["everything within something", undefined, is("=", 1), false],
    ["a value within a list", is("=", 2), among(1, 2), true],
    ["a list within a longer one", among(1, 2), among(3, 2, 1), true],
    ["a list within a shorter one", among(1, 2), among(1), false],
    ["a value within a range", is("=", 5), is(">=", 5), true],
    ["a range within a wider one", is(">", 5), is(">=", 5), true],
    ["a range within a narrower one", is(">=", 5), is(">", 5), false],
    ["more conditions within fewer", { op: "and", args: [is("=", 1), is("<", 9)] }, is("<", 9), true],
    ["fewer conditions within more", is("<", 9), { op: "and", args: [is("=", 1), is("<", 9)] }, false],
    ["each alternative within another", { op: "or", args: [is("=", 1), is("=", 2)] }, is("<", 3), true],
    ["a comparison within what is there", is("<", 3), { op: "is not null", column: "n" }, true],
  ])("%s", (_, from, to, expected) => {
    expect(implies(from, to)).toBe(expected);
  });
});
