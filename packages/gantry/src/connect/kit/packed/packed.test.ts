import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnType } from "../../../catalog/index.ts";
import type { Value } from "../types.ts";
import { pack, WrongForm } from "./pack.ts";
import { packedBatch, unpack } from "./unpack.ts";

const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const endless = fc.constantFrom("infinity", "-infinity");
const fraction = fc.integer({ min: 0, max: 999_999 }).map((n) => (n === 0 ? "" : `.${String(n).padStart(6, "0")}`));
const instant = fc.tuple(day, fraction).map(([date, part]) => date.slice(0, 19) + part);
const decimal = (precision: number, scale: number): fc.Arbitrary<string> =>
  fc.bigInt({ min: -(10n ** BigInt(precision)) + 1n, max: 10n ** BigInt(precision) - 1n }).map((n) => {
    const digits = (n < 0n ? -n : n).toString().padStart(scale + 1, "0");
    const sign = n < 0n ? "-" : "";
    return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  });

const values: readonly (readonly [ColumnType, fc.Arbitrary<Value>])[] = [
  ["boolean", fc.boolean()],
  ["int32", fc.integer()],
  ["int64", fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ["double", fc.double()],
  ["varchar", fc.string({ unit: "binary", maxLength: 60 })],
  ["json", fc.json()],
  [
    "date",
    fc.oneof(
      day.map((date) => date.slice(0, 10)),
      endless,
    ),
  ],
  ["timestamp", fc.oneof(instant, endless)],
  [
    "timestamptz",
    fc.oneof(
      instant.map((text) => `${text}Z`),
      endless,
    ),
  ],
  ["decimal(4,2)", decimal(4, 2)],
  ["decimal(9,0)", decimal(9, 0)],
  ["decimal(18,4)", decimal(18, 4)],
  ["decimal(38,10)", decimal(38, 10)],
];

describe("a packed column", () => {
  it.each(values)("gives back what was packed: %s", (type, value) => {
    fc.assert(
      fc.property(fc.array(fc.option(value), { maxLength: 200 }), (cells) => {
        expect(unpack(pack(type, cells), cells.length)).toEqual(cells);
      }),
    );
  });

  it("keeps NULLs wherever they stand, in long columns too", () => {
    const cells = Array.from({ length: 5000 }, (_, row) => (row % 7 === 0 || row > 4500 ? null : `text ${row}`));
    expect(unpack(pack("varchar", cells), cells.length)).toEqual(cells);
    expect(pack("varchar", ["a", "b"]).valid).toBeUndefined();
  });

  it.each<readonly [ColumnType, Value]>([
    ["int32", 2 ** 31],
    ["int32", 1.5],
    ["int32", "1"],
    ["int64", 1],
    ["int64", 2n ** 63n],
    ["boolean", 1],
    ["varchar", 1],
    ["date", "2026-02-30"],
    ["date", "2026-2-03"],
    ["date", "2026-02-03T00:00:00"],
    ["timestamp", "2026-02-03T00:00:00Z"],
    ["timestamp", "2026-02-03T00:00:00.1234567"],
    ["timestamptz", "2026-02-03T00:00:00"],
    ["timestamptz", "2026-02-03T25:00:00Z"],
    ["decimal(4,2)", "100.00"],
    ["decimal(4,2)", "1.005"],
    ["decimal(4,2)", "1e1"],
  ])("refuses what is not of its type: %s, %s", (type, value) => {
    expect(() => pack(type, [value])).toThrow(WrongForm);
  });

  it("is a batch whose values are made when they are asked for", () => {
    const batch = packedBatch(2, [pack("varchar", ["a", null]), pack("int64", [1n, 2n])]);
    expect(batch.columns).toEqual([
      ["a", null],
      [1n, 2n],
    ]);
    expect(batch.columns).toBe(batch.columns);
  });
});
