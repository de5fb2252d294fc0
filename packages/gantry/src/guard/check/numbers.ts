// Numbers as people write them, in English, French and German: "12,400", "12.400,50", "1 234", "43 %", "€84k", "1,2 Mio. €".
import { spelledIn } from "./spelled.ts";
import { matchesOf } from "../mask/matches.ts";

/** One way to read a number. */
export interface Reading {
  readonly value: number;
  /** The last place that is written: 0.1 for "4.3", 100,000 for "1.2 million". */
  readonly place: number;
}

export interface WrittenNumber {
  /** With its currency, scale and percent sign. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Its digits alone, or the words. */
  readonly core: readonly [start: number, end: number];
  /** "12,400" is 12400 in English and 12.4 in German. Never negative: prose says "fell by". */
  readonly values: readonly Reading[];
  readonly isPercent: boolean;
  /** Stands beside a currency. */
  readonly isMoney: boolean;
  /** A part of a whole or a multiple, in words: "a third", "nine out of ten", "twice". */
  readonly isFraction: boolean;
  /** In words rather than digits. */
  readonly isSpelled: boolean;
  /** The letters that it is part of ("P-1001", "X200"), or null for a number that stands alone. */
  readonly identifier: string | null;
}

const pattern =
  /(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}(?!\d)(?:[.,]\d{1,6})?|\d{1,20}(?:[.,'’]\d{1,20}){0,6})/g;
const gap = String.raw`[ \u00a0\u202f]?`;
const currency = String.raw`(?:[€$£¥]|EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|CNY|INR|BRL|[Ee]uros?|[Dd]ollars?|Franken|francs|pounds)`;
const scales: readonly (readonly [RegExp, number])[] = [
  [new RegExp(String.raw`^${gap}(?:k|K|T|Tsd\.?|thousand|[Tt]ausend|mille)(?![\p{L}\d])`, "u"), 1e3],
  [new RegExp(String.raw`^${gap}(?:millions?|Millionen|Million|Mio\.?|mn)(?![\p{L}\d])`, "u"), 1e6],
  [new RegExp(String.raw`^${gap}[Mm](?![\p{L}\d])`, "u"), 1e6],
  [new RegExp(String.raw`^${gap}(?:bn|billions?|Mrd\.?|Milliarden?|milliards?)(?![\p{L}\d])`, "u"), 1e9],
  [new RegExp(String.raw`^${gap}(?=[kM]€)k`, "u"), 1e3],
];
const symbolScale = new RegExp(String.raw`^${gap}([kMmT])(?=${gap}${currency})`, "u");
const percent = new RegExp(String.raw`^${gap}(?:%|percent|per cent|pour cent|Prozent|pct)`, "u");
const ordinal = /^(?:st|nd|rd|th|er|ère|e|ème)(?![\p{L}\d])/u;
const money = new RegExp(String.raw`^${gap}(?:(?:de|d['’])${gap})?${currency}(?![\p{L}])`, "u");
const moneyBefore = new RegExp(String.raw`(?:[€$£¥]|(?<!\p{L})[A-Z]{3})${gap}$`, "u");
const isCurrencyCode = new RegExp(String.raw`${currency}${gap}$`, "u");
/** "from 3.65 to 4.32 million euros": the scale is said once. */
const shared = /^ ?(?:to|bis|auf|à|and|und|et|–|-) ?[€$£]?\d[\d.,]{0,8}/u;

const decimal = (whole: string, fraction: string): Reading => ({
  value: Number(`${whole.replaceAll(/\D/g, "")}.${fraction || "0"}`),
  place: 10 ** -fraction.length,
});

/** "2.3x", "das 2,4-Fache". */
const multiple = /^(?:x(?![\p{L}\d]| \p{Lu})|-?[Ff]ach(?:e[ns]?)?(?!\p{L}))/u;
/** "72h", "90d": a unit of time without a space. */
const glued = /^(?:h|hrs?|d|j|x|min|days?|weeks?)(?![\p{L}\d])/u;
/** "24h support", "3d". */
const named = /^(?:24h|[23]d)/i;

/** Every reading of a written number. */
export const readNumber = (text: string): readonly Reading[] => {
  const compact = text.replaceAll(/[ \u00a0\u202f'’]/g, "");
  const marks = compact.match(/[.,]/g) ?? [];
  const lastMark = Math.max(compact.lastIndexOf("."), compact.lastIndexOf(","));
  const [head, tail] = [compact.slice(0, lastMark), compact.slice(lastMark + 1)];
  if (marks.length === 0) return [decimal(compact, "")];
  if (new Set(marks).size > 1) return [decimal(head, tail)];
  if (marks.length > 1) return [decimal(compact, "")];
  const isGroupable = tail.length === 3 && head.length <= 3 && head !== "0";
  return isGroupable ? [decimal(compact, ""), decimal(head, tail)] : [decimal(head, tail)];
};

/** A factor behind a number, and how many characters say it. */
const scaleOf = (after: string, isMoney: boolean): readonly [number, number] => {
  const symbol = symbolScale.exec(after);
  if (symbol !== null) return [/[kT]/.test(symbol[1] ?? "") ? 1e3 : 1e6, symbol[0].length];
  for (const [suffix, factor] of scales) {
    const found = suffix.exec(after);
    // A bare "m" may be metres or minutes.
    if (found !== null && (isMoney || !/^\W?m$/u.test(found[0]))) return [factor, found[0].length];
  }
  return [1, 0];
};

const readAt = (text: string, at: number, written: string): WrittenNumber => {
  let end = at + written.length;
  const before = text.slice(Math.max(0, at - 5), at);
  const sign = moneyBefore.exec(before)?.[0] ?? "";
  const isSigned = sign !== "" && isCurrencyCode.test(sign);
  const start = isSigned ? at - sign.length : at;
  const after = text.slice(end, end + 24);
  const parts = percent.exec(after);
  const shareEnd = shared.exec(after)?.[0].length ?? 0;
  let [factor, length] = parts === null ? scaleOf(after, isSigned) : [1, 0];
  if (factor === 1 && shareEnd > 0 && parts === null)
    [factor] = scaleOf(text.slice(end + shareEnd, end + shareEnd + 24), false);
  end += parts?.[0].length ?? length;
  const unit = parts === null ? money.exec(text.slice(end, end + 16)) : null;
  if (unit !== null) end += unit[0].length;
  const values = readNumber(written).map(({ value, place }) => ({ value: value * factor, place: place * factor }));
  const left = isSigned ? "" : (/[\p{L}\d_][\p{L}\d_-]{0,30}$/u.exec(text.slice(Math.max(0, at - 32), at))?.[0] ?? "");
  const isMultiple = parts === null && length === 0 && multiple.test(after);
  const right =
    length > 0 ||
    unit !== null ||
    isMultiple ||
    (glued.test(after) && !named.test(written + after)) ||
    ordinal.test(after)
      ? ""
      : (/^[\p{L}_][\p{L}\d_-]{0,30}/u.exec(after)?.[0] ?? "");
  return {
    start,
    end,
    text: text.slice(start, end),
    core: [at, at + written.length],
    values,
    isPercent: parts !== null,
    isMoney: isSigned || unit !== null,
    isFraction: isMultiple,
    isSpelled: false,
    identifier: left === "" && right === "" ? null : `${left}${written}${right}`,
  };
};

/** Numbers in a text, in order, those in words and those in dates included. */
export const numbersIn = (text: string): readonly WrittenNumber[] => {
  const digits = /\d/.test(text)
    ? Array.from(matchesOf(text, pattern), (match) => readAt(text, match.index, match[0]))
    : [];
  const words = spelledIn(text);
  if (words.length === 0) return digits;
  const spelled = words.flatMap(({ start, end, reading, isFraction }): WrittenNumber[] => {
    if (digits.some((other) => start < other.end && end > other.start)) return [];
    const after = text.slice(end, end + 24);
    const parts = isFraction ? null : percent.exec(after);
    const [factor, length] = parts === null && !isFraction ? scaleOf(after, false) : [1, 0];
    const scaled = end + (parts?.[0].length ?? length);
    const unit = parts === null ? money.exec(text.slice(scaled, scaled + 16)) : null;
    const to = scaled + (unit?.[0].length ?? 0);
    const values = [{ value: reading.value * factor, place: reading.place * factor }];
    const kinds = { isPercent: parts !== null, isMoney: unit !== null, isFraction, isSpelled: true, identifier: null };
    return [{ start, end: to, text: text.slice(start, to), core: [start, scaled], values, ...kinds }];
  });
  // "Quarante pour cent": the hundred is the per cent's.
  const own = spelled.filter(({ start }) => !spelled.some((each) => each.start < start && each.end > start));
  return own.length === 0 ? digits : [...digits, ...own].sort((a, b) => a.start - b.start);
};
