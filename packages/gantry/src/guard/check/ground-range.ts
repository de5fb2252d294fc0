// Ranges in words: "between EUR 2 and 5 million" and "20 to 50 percent" say what a band says, "2M–5M" and "−0.5–−0.2". Both
// ends must be the band's own, side by side: one of them alone would be told as a figure.
import type { Facts } from "./facts.ts";
import { readNumber } from "./numbers.ts";
import type { WrittenNumber } from "./numbers.ts";

const between =
  /^[ \u00a0\u202f]*(?:to|and|bis|und|à|et|a|–|-)[ \u00a0\u202f]*(?:[€$£¥]|EUR|USD|GBP|CHF|JPY|[Ee]uros?)?[ \u00a0\u202f]*$/u;

const scales: Readonly<Record<string, number>> = { "": 1, k: 1e3, M: 1e6, bn: 1e9 };

/** The ends of a band as the guard writes them, the smaller first, without their sign; null for any other text. */
export function endsOfBand(text: string): readonly [number, number] | null {
  const found = /^−?([\d.]+)(k|M|bn|)–−?([\d.]+)(k|M|bn|)(?:, .*)?$/.exec(text);
  if (found === null) return null;
  const [, first = "", firstScale = "", second = "", secondScale = ""] = found;
  const ends = [Number(first) * (scales[firstScale] ?? 1), Number(second) * (scales[secondScale] ?? 1)] as const;
  return ends[0] <= ends[1] ? ends : [ends[1], ends[0]];
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));

/** What the words behind a number multiply it by: 1e6 in "5 million". */
const scaleOf = (text: string, { core: [start, end], values }: WrittenNumber): number => {
  const digits = readNumber(text.slice(start, end))[0]?.value ?? 0;
  const value = values[0]?.value ?? 0;
  return digits === 0 ? 1 : value / digits;
};

/** By where a number starts: the column whose band it tells an end of. */
export function rangesIn(
  text: string,
  numbers: readonly WrittenNumber[],
  facts: Pick<Facts, "ranges">,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  // What the cells hold is gathered only for a text that may tell a range.
  const ranges = numbers.length < 2 ? [] : facts.ranges;
  if (ranges.length === 0) return found;
  for (const [index, first] of numbers.entries()) {
    const second = numbers[index + 1];
    if (second === undefined || !between.test(text.slice(first.end, second.start))) continue;
    const { isPercent } = second;
    const scale = scaleOf(text, second);
    const told = (value: number): number => (isPercent ? value / 100 : value);
    // "500,000 and 1 million": the scale is the second's own, or of both.
    const low = readNumber(text.slice(...first.core)).flatMap(({ value }) => [told(value), told(value * scale)]);
    const high = second.values.map(({ value }) => told(value));
    const own = first.values.map(({ value }) => told(value));
    const band = ranges.find(
      (it) => [...low, ...own].some((end) => isNear(end, it.low)) && high.some((end) => isNear(end, it.high)),
    );
    if (band === undefined) continue;
    found.set(first.start, band.column);
    found.set(second.start, band.column);
  }
  return found;
}
