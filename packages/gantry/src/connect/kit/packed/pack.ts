// Values into packed columns.
import type { ColumnType } from "../../../catalog/index.ts";
import { bigOfDecimal } from "./decimal.ts";
import { decimalOf } from "../values.ts";
import type { Value } from "../types.ts";
import { endless, type PackedColumn } from "./column.ts";
import { ColumnWriter } from "./writer.ts";

/** A value that is not of its column's type. Names no value. */
export class WrongForm extends Error {}

const wrong = (): never => {
  throw new WrongForm();
};

const digit = (text: string, at: number): number => {
  const code = text.charCodeAt(at) - 48;
  // NaN at the text's end fails both.
  return code >= 0 && code <= 9 ? code : wrong();
};
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);
const expect = (text: string, at: number, character: string): void => {
  if (text[at] !== character) wrong();
};

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar (algorithm `days_from_civil` by Howard Hinnant). */
const daysOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** "2026-11-16…" → days since 1970. */
const days = (text: string): number => {
  const year = two(text, 0) * 100 + two(text, 2);
  expect(text, 4, "-");
  const month = two(text, 5);
  expect(text, 7, "-");
  const day = two(text, 8);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && !isLeap ? 28 : (lengths[month - 1] ?? 0);
  return day >= 1 && day <= length ? daysOf(year, month, day) : wrong();
};

/** "…T10:00:00[.123456][Z]" → microseconds since 1970. */
const microseconds = (text: string, zoned: boolean): bigint => {
  const day = days(text);
  if (text[10] !== "T" && text[10] !== " ") wrong();
  const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)];
  expect(text, 13, ":");
  expect(text, 16, ":");
  if (hour > 24 || minute > 59 || second > 60) wrong();
  let at = 19;
  let fraction = 0;
  if (text[at] === ".") {
    at += 1;
    let places = 0;
    for (; at < text.length && text[at] !== "Z"; at += 1, places += 1) fraction = fraction * 10 + digit(text, at);
    if (places === 0 || places > 6) wrong();
    fraction *= 10 ** (6 - places);
  }
  if (zoned) {
    expect(text, at, "Z");
    at += 1;
  }
  if (at !== text.length) wrong();
  const seconds = day * 86_400 + hour * 3600 + minute * 60 + second;
  return BigInt(seconds) * 1_000_000n + BigInt(fraction);
};

/** +1 for "infinity", -1 for "-infinity", 0 for a day in time. */
const endlessness = (text: string): number => (text === "infinity" ? 1 : text === "-infinity" ? -1 : 0);

const instant = (text: string, zoned: boolean): bigint => {
  const sign = endlessness(text);
  return sign === 0 ? microseconds(text, zoned) : BigInt(sign) * endless.timestamp;
};

const textOf = (value: Value): string => (typeof value === "string" ? value : wrong());

/** What writes a value of `type` with `writer`. */
const writing = (type: ColumnType, writer: ColumnWriter): ((value: Exclude<Value, null>) => void) => {
  switch (type) {
    case "boolean":
      return (value) => writer.byte(typeof value === "boolean" ? Number(value) : wrong());
    case "int32":
      return (value) => writer.int(typeof value === "number" && (value | 0) === value ? value : wrong());
    case "int64":
      return (value) => writer.big(typeof value === "bigint" && BigInt.asIntN(64, value) === value ? value : wrong());
    case "double":
      return (value) => writer.double(typeof value === "number" ? value : wrong());
    case "varchar":
    case "json":
      return (value) => writer.text(textOf(value));
    case "date":
      return (value) => {
        const text = textOf(value);
        const sign = endlessness(text);
        writer.int(sign === 0 ? (text.length === 10 ? days(text) : wrong()) : sign * endless.date);
      };
    case "timestamp":
      return (value) => writer.big(instant(textOf(value), false));
    case "timestamptz":
      return (value) => writer.big(instant(textOf(value), true));
    default: {
      const { precision, scale } = decimalOf(type) ?? wrong();
      return (value) => writer.big(bigOfDecimal(textOf(value), precision, scale) ?? wrong());
    }
  }
};

/** Packs a column of values. Throws `WrongForm` for a value that is not in the form that `Value` documents for `type`. */
export const pack = (type: ColumnType, values: readonly Value[]): PackedColumn => {
  const writer = new ColumnWriter(type, values.length);
  const write = writing(type, writer);
  for (const value of values)
    if (value === null) writer.missing();
    else write(value);
  return writer.finish();
};
