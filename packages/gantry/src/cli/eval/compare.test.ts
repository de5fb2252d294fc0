import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsRows } from "./compare.ts";
import type { Cells } from "./types.ts";

test("columns may stand in any order, and beside others", () => {
  const found = [
    ["EMEA", "x", 12],
    ["APAC", "y", "7.0"],
  ];
  expect(
    holdsRows(
      [
        [7, "APAC"],
        [12, "EMEA"],
      ],
      found,
    ),
  ).toBe(true);
  expect(
    holdsRows(
      [
        [12, "APAC"],
        [7, "EMEA"],
      ],
      found,
    ),
  ).toBe(false);
  expect(holdsRows([[12, "EMEA"]], found)).toBe(false);
});

test("rows count, and so does their order where the question asks for one, ties aside", () => {
  const found = [
    ["a", 3],
    ["b", 2],
    ["c", 2],
  ];
  expect(
    holdsRows(
      [
        ["a", 3],
        ["c", 2],
        ["b", 2],
      ],
      found,
      { ordered: true },
    ),
  ).toBe(true);
  expect(
    holdsRows(
      [
        ["b", 2],
        ["a", 3],
        ["c", 2],
      ],
      found,
      { ordered: true },
    ),
  ).toBe(false);
  expect(
    holdsRows(
      [
        ["a", 3],
        ["a", 3],
        ["b", 2],
      ],
      found,
    ),
  ).toBe(false);
});

test("numbers are rounded alike on both sides, and codes with zeros ahead are texts", () => {
  expect(holdsRows([["1234.57"]], [[1234.5678]], { decimals: 2 })).toBe(true);
  expect(holdsRows([["1234.56"]], [[1234.5678]], { decimals: 2 })).toBe(false);
  expect(holdsRows([[0]], [[-0.0001]], { decimals: 2 })).toBe(true);
  expect(holdsRows([[0.1 + 0.2]], [["0.3"]])).toBe(true);
  expect(holdsRows([["007"]], [[7]])).toBe(false);
  expect(holdsRows([[null]], [[null]])).toBe(true);
  expect(holdsRows([[null]], [[""]])).toBe(false);
});

test("a table holds its own rows in whatever order rows and columns stand, and none with a cell changed", () => {
  const cells = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("a", "b"), fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(cells, fc.nat(), (rows, seed) => {
      const found: Cells = rows.toReversed().map(([first, second, third]) => [third, first, second]);
      expect(holdsRows(rows, found)).toBe(true);
      const at = seed % found.length;
      expect(holdsRows(rows, found.with(at, [found[at]?.[0], 99, found[at]?.[2]]))).toBe(false);
    }),
  );
});
