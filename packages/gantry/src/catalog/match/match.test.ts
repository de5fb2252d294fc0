import { describe, expect, test } from "vitest";
import { assignPairs, fitMatchModel, matchFields, probabilityOf } from "../index.ts";
import type { Column, ColumnType, PatternCount, Table } from "../index.ts";

/** How many pairs show each pattern, where m and u are known: two fields of four and two levels. */
const patterns = (pairs: number, name: readonly number[], code: readonly number[]): readonly PatternCount[] =>
  name.flatMap((a, level) => code.map((b, other) => ({ levels: [level, other], pairs: Math.round(pairs * a * b) })));

const added = (...lists: readonly (readonly PatternCount[])[]): readonly PatternCount[] =>
  [...Map.groupBy(lists.flat(), ({ levels }) => levels.join())].map(([, all]) => ({
    levels: all[0]?.levels ?? [],
    pairs: all.reduce((sum, it) => sum + it.pairs, 0),
  }));

describe("fitting", () => {
  const [m, u] = [
    { name: [0.02, 0.06, 0.12, 0.8], code: [0.05, 0.95] },
    { name: [0.9, 0.08, 0.015, 0.005], code: [0.9, 0.1] },
  ];
  const matches = patterns(900, m.name, m.code);
  const others = patterns(20_000, u.name, u.code);
  const evidence = {
    compared: added(matches, others),
    random: patterns(360_000, [1, 0, 0, 0], u.code),
    left: 1000,
    right: 1200,
    fields: [
      { levels: 4, blocks: true },
      { levels: 2, blocks: false },
    ],
  };
  const model = fitMatchModel(evidence);

  test("finds the share of matches, and how they agree, without being told which they are", () => {
    expect(model.lambda * 1000 * 1200).toBeGreaterThan(850);
    expect(model.lambda * 1000 * 1200).toBeLessThanOrEqual(1000);
    expect(model.m[0]?.[3]).toBeCloseTo(0.8, 1);
    expect(model.m[1]?.[1]).toBeCloseTo(0.95, 1);
    expect(model.u[1]?.[1]).toBeCloseTo(0.1, 2);
    expect(model.rounds).toBeLessThan(2000);
  });

  test("is surer of a pair the more it agrees, and learns nothing from what is missing", () => {
    const of = (...levels: readonly number[]): number => probabilityOf(levels, model);
    expect(of(3, 1)).toBeGreaterThan(0.95);
    expect(of(3, 1)).toBeGreaterThan(of(2, 1));
    expect(of(2, 1)).toBeGreaterThan(of(2, 0));
    expect(of(0, 0)).toBeLessThan(0.01);
    expect(of(-1, -1)).toBeCloseTo(model.lambda, 10);
  });
});

test("each record is paired once, with the likeliest; where two are as good, a person must say", () => {
  const pair = (left: string, right: string, score: number, likeness = 1) => ({ left, right, score, likeness });
  expect(
    assignPairs([
      pair("a", "x", 0.9),
      pair("a", "y", 0.99),
      pair("b", "x", 0.7),
      pair("c", "z", 0.8),
      pair("d", "z", 0.8),
    ]),
  ).toEqual([
    { pair: pair("a", "y", 0.99), ambiguous: false },
    { pair: pair("c", "z", 0.8), ambiguous: true },
    { pair: pair("b", "x", 0.7), ambiguous: false },
  ]);
});

describe("what is compared", () => {
  const table = (name: string, columns: Readonly<Record<string, ColumnType>>): Table => ({
    name,
    source: "s",
    local: name.slice(2),
    native: name,
    key: ["id"],
    columns: Object.entries(columns).map(([column, type]): Column => ({
      name: column,
      native: column,
      type,
      nullable: true,
      operators: [],
      labels: [],
      synonyms: [],
    })),
  });
  const left = table("s.accounts", {
    id: "varchar",
    name: "varchar",
    billing_country: "varchar",
    since: "date",
    phone: "varchar",
  });
  const right = table("t.customers", { id: "int64", name: "varchar", country: "varchar", created_at: "timestamptz" });

  test("columns that go by the same name, when nothing is said", () => {
    expect(matchFields(left, right, undefined)).toEqual([
      { left: "name", right: "name", kind: "text" },
      { left: "billing_country", right: "country", kind: "code" },
    ]);
  });
  test("what was said", () => {
    expect(matchFields(left, right, "name, since=created_at").map((it) => it.kind)).toEqual(["text", "date"]);
  });
  test("a column that is not there, has no counterpart or is of another kind is refused by name", () => {
    expect(() => matchFields(left, right, "nmae")).toThrow('no column "nmae"');
    expect(() => matchFields(left, right, "name,phone")).toThrow('"s.accounts.phone"');
    expect(() => matchFields(left, right, "name,since=country")).toThrow("can't be compared");
    expect(() => matchFields(left, right, "billing_country=country")).toThrow("no name in common");
  });
});
