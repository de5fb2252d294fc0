import fc from "fast-check";
import { expect, test } from "vitest";
import { changeOf, changeText, fingerprintOf } from "./change.ts";

const hashes = (rows: Readonly<Record<string, string>>, numbers: Readonly<Record<string, readonly number[]>> = {}) => ({
  form: "f",
  rows: new Map(Object.entries(rows)),
  numbers,
});
const print = (rows: Readonly<Record<string, string>>) => fingerprintOf(hashes(rows), null);
const changed = { kind: "changed" } as const;

test("rows that came, went and read differently are counted, by their keys", () => {
  const change = changeOf(print({ a: "1", b: "1", c: "1" }), print({ b: "1", c: "2", d: "1", e: "1" }), changed);
  expect(change).toEqual({ rows: 4, added: 2, gone: 1, changed: 1, alert: true, compared: true });
});

test("an answer that is the same is not told, the first one neither", () => {
  expect(changeOf(print({ a: "1" }), print({ a: "1" }), changed).alert).toBe(false);
  expect(changeOf(undefined, print({ a: "1" }), changed)).toMatchObject({ added: 0, alert: false, compared: false });
});

test("what is read in another form begins anew", () => {
  const other = { ...print({ z: "1" }), form: "g" };
  expect(changeOf(other, print({ a: "1" }), changed)).toMatchObject({ added: 0, gone: 0, alert: false });
});

test("a threshold is told when it is passed, and again only after it was not", () => {
  const alert = { kind: "count", above: 1 } as const;
  const of = (...keys: string[]) => fingerprintOf(hashes(Object.fromEntries(keys.map((key) => [key, ""]))), alert);
  const series = [of("a"), of("a", "b"), of("a", "b", "c"), of("a"), of("a", "b")];
  expect(series.map((it, index) => changeOf(series[index - 1], it, alert).alert)).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
});

test("a number of any row may pass one, above or below", () => {
  const alert = { kind: "value", column: "risk", above: 0.9, below: 0.1 } as const;
  const of = (...risk: number[]) => fingerprintOf(hashes({}, { risk }), alert).past;
  expect([of(0.5), of(0.5, 0.95), of(0.05), of()]).toEqual([false, true, true, false]);
});

test("the change from one answer to the next is its own opposite backwards", () => {
  const rows = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom("1", "2"));
  fc.assert(
    fc.property(rows, rows, (one, two) => {
      const there = changeOf(print(one), print(two), changed);
      const back = changeOf(print(two), print(one), changed);
      expect([there.added, there.gone, there.changed]).toEqual([back.gone, back.added, back.changed]);
      expect(there.rows).toBe(Object.keys(one).length + there.added - there.gone);
    }),
  );
});

test("people read it as a sentence", () => {
  const [since, now] = [new Date("2026-11-16T06:00:00Z"), new Date("2026-11-18T06:00:00Z")];
  const told = { rows: 9, added: 3, gone: 0, changed: 0, alert: true, since };
  expect(changeText(told, now, "UTC")).toBe("3 more since Monday");
  expect(changeText({ ...told, gone: 1, changed: 2 }, new Date("2026-12-01T00:00:00Z"), "UTC")).toBe(
    "3 more, 1 gone, 2 changed since 16 November",
  );
  expect(changeText(told, new Date("2026-11-16T21:00:00Z"), "Europe/Zurich")).toBe("3 more since 07:00");
  expect(changeText({ ...told, added: 0 }, now, "UTC")).toBe("nothing new since Monday");
  expect(changeText({ ...told, since: null }, now, "UTC")).toBe("9 rows");
});
