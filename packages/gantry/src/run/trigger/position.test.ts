import { expect, test } from "vitest";
import { isPast, lookFrom } from "./position.ts";

test("times are told apart to the microsecond, however many digits they are written with", () => {
  const at = (fraction: string): string => `2026-11-16T08:00:00${fraction}Z`;
  expect(isPast("timestamptz", at(".000001"), at(""))).toBe(true);
  expect(isPast("timestamptz", at(".5"), at(".49"))).toBe(true);
  expect(isPast("timestamptz", at(".5"), at(".500"))).toBe(false);
});

test("numbers are told apart past what a double holds", () => {
  expect(isPast("int64", "9007199254740993", "9007199254740992")).toBe(true);
  expect(isPast("int64", "9", "10")).toBe(false);
});

test("a look reaches back, so that what came into sight late is found", () => {
  expect(lookFrom("timestamptz", "2026-11-16T08:00:30.25Z")).toEqual({
    type: "timestamptz",
    value: "2026-11-16T07:59:30Z",
  });
  expect(lookFrom("timestamp", "2026-11-16T08:00:30")).toEqual({ type: "timestamp", value: "2026-11-16T07:59:30" });
  expect(lookFrom("int64", "5000")).toEqual({ type: "int64", value: 4000n });
});
