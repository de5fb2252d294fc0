// A number's meaning without the number: the range it lies in, its place among its like, where it is heading.
import { datesIn } from "../check/dates.ts";
import { numbersIn, readNumber } from "../check/numbers.ts";

const steps = [1, 2, 5, 10] as const;

const short = (value: number): string => {
  const write = (scaled: number, suffix: string): string => `${Number(scaled.toPrecision(3))}${suffix}`;
  if (value >= 1e9) return write(value / 1e9, "bn");
  if (value >= 1e6) return write(value / 1e6, "M");
  if (value >= 1e3) return write(value / 1e3, "k");
  return write(value, "");
};

/** The 1-2-5 range that holds a number: 73,400 → "50k–100k", 0.31 → "0.2–0.5", −40 → "−50–−20", 0 → "0". */
export const magnitudeBand = (value: number): string => {
  if (value === 0 || !Number.isFinite(value)) return "0";
  const size = Math.abs(value);
  const power = 10 ** Math.floor(Math.log10(size) + 1e-12);
  const upper = steps.find((step) => size < step * power * (1 - 1e-12)) ?? 10;
  const lower = steps[steps.indexOf(upper) - 1] ?? 1;
  const [from, to] = [short(lower * power), short(upper * power)];
  return value < 0 ? `−${to}–−${from}` : `${from}–${to}`;
};

const quarters = ["lowest", "second lowest", "second highest", "highest"] as const;

/**
 * A number as a band. With the whole column's values (of the step), its quarter among them is added: "50k–100k, highest
 * quarter". Needs at least four values for that; fewer would tell a rank of one or two.
 */
export const band = (value: number, column: readonly number[] = []): string => {
  const range = magnitudeBand(value);
  if (column.length < 4) return range;
  const below = column.filter((other) => other < value).length;
  const equal = column.filter((other) => other === value).length;
  const rank = (below + Math.max(0, equal - 1) / 2) / Math.max(1, column.length - 1);
  return `${range}, ${quarters[Math.min(3, Math.floor(rank * 4))] ?? "highest"} quarter`;
};

/** Where a series is heading, in words: the mean of its last third against its first third, 10 % being the least that counts. */
export const trend = (series: readonly number[]): "rising" | "steady" | "falling" | "unknown" => {
  const third = Math.floor(series.length / 3);
  if (third < 1) return "unknown";
  const mean = (part: readonly number[]): number => part.reduce((sum, each) => sum + each, 0) / part.length;
  const [first, last] = [mean(series.slice(0, third)), mean(series.slice(-third))];
  const scale = Math.max(Math.abs(first), Math.abs(last));
  if (scale === 0 || Math.abs(last - first) < 0.1 * scale) return "steady";
  return last > first ? "rising" : "falling";
};

/** A date as its quarter: "2026-11-16" → "2026 Q4"; null when it is no ISO date. */
export const dateBand = (date: string): string | null => {
  const match = /^(\d{4})-(\d{2})/.exec(date);
  return match === null ? null : `${match[1]} Q${Math.ceil(Number(match[2]) / 3)}`;
};

/** A numeric string (64-bit integer, decimal) as a number, or null. */
export const numberOf = (cell: unknown): number | null => {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "string" || !/^-?\d{1,30}(?:\.\d{1,20})?$/.test(cell)) return null;
  return Number(cell);
};

/** Amounts inside prose as bands: numbers of a thousand and more that are neither years nor parts of dates. */
export const bandText = (text: string): string => {
  const dates = datesIn(text);
  let banded = "";
  let at = 0;
  for (const { core, values, isPercent, isFraction, isSpelled, identifier } of numbersIn(text)) {
    const value = Math.max(...values.map((each) => each.value));
    const [start, end] = core;
    const written = text.slice(start, end);
    const isYear = /^(?:19|20)\d\d$/.test(written);
    const isDate = dates.some((date) => start >= date.start && end <= date.end);
    if (value < 1_000 || isYear || isDate || isPercent || isFraction || identifier !== null) continue;
    banded += text.slice(at, start) + magnitudeBand(isSpelled ? value : (readNumber(written)[0]?.value ?? value));
    at = end;
  }
  return banded + text.slice(at);
};
