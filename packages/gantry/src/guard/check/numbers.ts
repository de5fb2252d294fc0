// Numbers as people write them, in English, French and German: "12,400", "12.400,50", "1 234", "43 %", "84k", "1,2 Mio".

export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it can mean: "12,400" is 12400 in English and 12.4 in German. Never negative: prose says "fell by". */
  readonly values: readonly { readonly value: number; readonly decimals: number }[];
  readonly isPercent: boolean;
  /** The letters that it is part of ("P-1001", "X200"), or null for a number that stands alone. */
  readonly identifier: string | null;
}

const pattern =
  /(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,5}(?!\d)(?:[.,]\d{1,6})?|\d{1,20}(?:[.,'’]\d{1,20}){0,6})/g;
const scales: readonly (readonly [RegExp, number])[] = [
  [/^[ \u00a0]?(?:k|K|T|thousand|tausend|mille)(?![\p{L}\d])/u, 1e3],
  [/^[ \u00a0]?(?:M|m|million|millions|Million|Millionen|Mio\.?)(?![\p{L}\d])/u, 1e6],
  [/^[ \u00a0]?(?:bn|billion|Mrd\.?|Milliarden?|milliards?)(?![\p{L}\d])/u, 1e9],
];
const percent = /^[ \u00a0\u202f]?(?:%|percent|per cent|pour cent|Prozent|pct)/u;
const ordinal = /^(?:st|nd|rd|th|er|ère|e|ème)(?![\p{L}\d])/u;

const decimal = (whole: string, fraction: string): { value: number; decimals: number } => ({
  value: Number(`${whole.replaceAll(/\D/g, "")}.${fraction || "0"}`),
  decimals: fraction.length,
});

/** Every reading of a written number. */
export const readNumber = (text: string): readonly { readonly value: number; readonly decimals: number }[] => {
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

/** Numbers in a text, in order; those in dates included. */
export const numbersIn = (text: string): readonly WrittenNumber[] => {
  const found: WrittenNumber[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const written = match[0];
    const after = text.slice(start + written.length, start + written.length + 14);
    const isPercent = percent.test(after);
    const scale = isPercent ? undefined : scales.find(([suffix]) => suffix.test(after));
    const factor = scale?.[1] ?? 1;
    const values = readNumber(written).map(({ value, decimals }) => ({
      value: value * factor,
      decimals: factor === 1 ? decimals : decimals - Math.log10(factor),
    }));
    const left = /[\p{L}\d_][\p{L}\d_-]{0,30}$/u.exec(text.slice(Math.max(0, start - 32), start))?.[0] ?? "";
    const right =
      scale !== undefined || ordinal.test(after) ? "" : (/^[\p{L}_][\p{L}\d_-]{0,30}/u.exec(after)?.[0] ?? "");
    const identifier = left === "" && right === "" ? null : `${left}${written}${right}`;
    found.push({ start, end: start + written.length, text: written, values, isPercent, identifier });
  }
  return found;
};
