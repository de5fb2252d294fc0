// What a span is told as, in days, reads as the same days: in digits as answers print it, and as people write days.
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../catalog/index.ts";
import { spansIn } from "../testing/spans.ts";

const day = fc.integer({ min: 0, max: 3650 }).map((it) => addDays("2020-01-01", it));
const span = fc.tuple(day, fc.integer({ min: 1, max: 800 })).map(([from, days]) => ({ from, to: addDays(from, days) }));

const written = (language: string, on: string): string =>
  new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${on}T00:00:00Z`),
  );

const ways: readonly (readonly [string, (from: string, to: string) => string])[] = [
  ["as an answer prints it", (from, to) => `${from} to ${to}`],
  ["from … to", (from, to) => `from ${written("en-GB", from)} to ${written("en-GB", to)}`],
  ["between … and", (from, to) => `between ${written("en-US", from)} and ${written("en-US", to)}`],
  ["vom … bis zum", (from, to) => `vom ${written("de", from)} bis zum ${written("de", to)}`],
  ["zwischen dem … und dem", (from, to) => `zwischen dem ${written("de", from)} und dem ${written("de", to)}`],
  ["du … au", (from, to) => `du ${written("fr", from)} au ${written("fr", to)}`],
  ["entre le … et le", (from, to) => `entre le ${written("fr", from)} et le ${written("fr", to)}`],
];

test.each(ways)("%s", (_, tell) => {
  fc.assert(
    fc.property(span, ({ from, to }) => {
      expect(spansIn(tell(from, to))).toEqual([`${from}..${addDays(to, 1)}`]);
    }),
  );
});

test("without a beginning or an end", () => {
  fc.assert(
    fc.property(day, (on) => {
      expect(spansIn(`from ${on}`)).toEqual([`${on}..2999-12-31`]);
      expect(spansIn(`before ${on}`).map((it) => it.slice(12))).toEqual([on]);
    }),
  );
});
