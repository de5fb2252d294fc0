import { describe, expect, it } from "vitest";
import { compareValues, holds, type Predicate, type Value } from "./index.ts";

describe("comparing as DuckDB does", () => {
  it("takes moments for equal however many digits they are written with", () => {
    expect(compareValues("timestamptz", "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.500000Z")).toBe(0);
    expect(compareValues("timestamp", "2026-01-01T00:00:00", "2026-01-01T00:00:00.000000")).toBe(0);
    expect(compareValues("timestamptz", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000001Z")).toBeLessThan(0);
    expect(compareValues("timestamptz", "2026-01-01T00:00:00.6Z", "2026-01-01T00:00:00.500000Z")).toBeGreaterThan(0);
  });

  it("has NaN equal itself and above everything else", () => {
    const passes = (op: "=" | "<>" | "<" | "<=" | ">" | ">=", cell: Value, value: Value): boolean => {
      const filter: Predicate = { op, column: "x", type: "double", value };
      return holds(
        filter,
        () => cell,
        () => "double",
      );
    };
    expect(passes("=", NaN, NaN)).toBe(true);
    expect(passes("=", NaN, 5)).toBe(false);
    expect(passes("<>", NaN, 5)).toBe(true);
    expect(passes(">", NaN, Infinity)).toBe(true);
    expect(passes("<=", 5, NaN)).toBe(true);
    expect(passes(">=", 5, NaN)).toBe(false);
    expect(passes("=", -0, 0)).toBe(true);
  });
});
