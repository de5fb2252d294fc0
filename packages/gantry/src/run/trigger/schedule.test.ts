import fc from "fast-check";
import { expect, test } from "vitest";
import { occurrencesOf } from "./schedule.ts";

const zurich = "Europe/Zurich";

const between = (cron: string, from: string, to: string, timeZone = zurich): readonly string[] => {
  const { next } = occurrencesOf({ cron, timeZone });
  const found: string[] = [];
  for (let at = next(new Date(from)); at !== undefined && at <= new Date(to); at = next(at))
    found.push(at.toISOString().slice(0, 16));
  return found;
};

test("a time of day stays where the clock shows it, summer and winter", () => {
  expect(between("0 7 * * MON", "2026-10-18T00:00:00Z", "2026-11-03T00:00:00Z")).toEqual([
    "2026-10-19T05:00",
    "2026-10-26T06:00",
    "2026-11-02T06:00",
  ]);
});

test("seconds come first where there are six fields", () => {
  const { next } = occurrencesOf({ cron: "*/20 * * * * *", timeZone: "UTC" });
  expect(next(new Date("2026-11-16T08:00:05Z"))?.toISOString()).toBe("2026-11-16T08:00:20.000Z");
});

test("a time that the clock leaps over fires at the end of the gap, once", () => {
  expect(between("30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")).toEqual([
    "2026-03-29T01:00",
    "2026-03-30T00:30",
  ]);
  expect(between("0,30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toEqual(["2026-03-29T01:00"]);
});

test("a time that comes twice fires the first time alone", () => {
  expect(between("15,45 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toEqual([
    "2026-10-25T00:15",
    "2026-10-25T00:45",
  ]);
});

test("what repeats goes on by real time through both changes of the clock", () => {
  expect(between("0 * * * *", "2026-03-28T23:30:00Z", "2026-03-29T02:30:00Z")).toEqual([
    "2026-03-29T00:00",
    "2026-03-29T01:00",
    "2026-03-29T02:00",
  ]);
  expect(between("*/30 * * * *", "2026-10-24T23:45:00Z", "2026-10-25T01:45:00Z")).toHaveLength(4);
});

test("the last before an instant is the one that `next` gave", () => {
  const crons = ["30 2 * * *", "*/30 * * * *", "15,45 2 * * *", "0 2,3 * * *", "*/7 */2 * * *", "30 1-3 * * SUN"];
  const changes = [Date.parse("2026-03-28T20:00:00Z"), Date.parse("2026-10-24T20:00:00Z")];
  fc.assert(
    fc.property(
      fc.constantFrom(...crons),
      fc.constantFrom(...changes),
      fc.nat(20 * 3_600_000),
      (cron, change, offset) => {
        const { next, last } = occurrencesOf({ cron, timeZone: zurich });
        const from = new Date(change + offset);
        const at = next(from);
        if (at === undefined) return;
        const after = next(at);
        expect(last(from, at)).toEqual(at);
        expect(last(at, at)).toBeUndefined();
        if (after !== undefined) expect(last(from, new Date(after.getTime() - 1))).toEqual(at);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["61 * * * *", "UTC", /no cron expression.*minute/],
  ["whenever", "UTC", /no cron expression/],
  ["0 0 30 2 *", "UTC", /never comes/],
  ["0 7 * * *", "Mars/Olympus", /no time zone/],
])("%s in %s is refused", (cron, timeZone, why) => {
  expect(() => occurrencesOf({ cron, timeZone })).toThrow(why);
});
