// What a text may say: the numbers, dates and words of its own row's trusted cells, each with the column it comes from.
import type { Cell } from "../../catalog/index.ts";
import { datesIn } from "./dates.ts";
import type { DateParts } from "./dates.ts";
import { endsOfBand } from "./ground-range.ts";
import { daysIn, ideaAt, ideaOfColumn, isMoneyColumn, isPercentColumn, spansOfColumn } from "./ideas.ts";
import type { Idea } from "./ideas.ts";
import { numbersIn } from "./numbers.ts";
import { once } from "./once.ts";

/** A trusted cell that a text may rest on, or an author's own words (`column` empty). */
export interface FactCell {
  readonly column: string;
  readonly cell: Cell;
  /** Of amounts of money, as far as its labels say. */
  readonly isMoney?: boolean;
}

export interface NumberFact {
  readonly column: string;
  /** Without its sign: prose says "fell by". */
  readonly value: number;
  /** Of a cell: whether it is below zero. */
  readonly isNegative?: boolean;
  /** `text`: a number in prose; `length`: of a list. */
  readonly kind: "cell" | "text" | "length";
  readonly isPercent: boolean;
  readonly isMoney: boolean;
  /** 0.4312 may be said as 43 %. */
  readonly mayBeShare: boolean;
  /** What it counts, as far as the column's name or the words behind it tell. */
  readonly idea: Idea;
}

export interface DateFact {
  readonly column: string;
  readonly parts: DateParts;
}

/** A stretch of time that is named: "12 weeks", `tickets_90d`, 21 in `days_late`. */
export interface SpanFact {
  readonly column: string;
  readonly days: number;
}

/** A band as a model was given it in a number's place: its ends, without their sign. */
export interface RangeFact {
  readonly column: string;
  readonly low: number;
  readonly high: number;
}

export interface Facts {
  readonly numbers: readonly NumberFact[];
  readonly dates: readonly DateFact[];
  readonly spans: readonly SpanFact[];
  readonly ranges: readonly RangeFact[];
  /** All texts, in lower case, for identifiers such as "P-1001". */
  readonly texts: readonly { readonly text: string; readonly column: string }[];
  /** The day that the run is pinned to, `YYYY-MM-DD`: "in three weeks" counts from it. */
  readonly today?: string;
}

/** A numeric string (64-bit integer, decimal) is a number. */
const asNumber = (cell: unknown): number | null => {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  return typeof cell === "string" && /^-?\d{1,30}(?:\.\d{1,20})?$/.test(cell) ? Number(cell) : null;
};

const shareWords =
  /(?:^|_)(?:rate|use|usage|trend|share|ratio|growth|attainment|uptime|probability|utili[sz]ation|change|margin|churn|quote|anteil|taux|part)(?:_|$)/i;

const mayBeShare = (column: string, value: number, idea: Idea): boolean =>
  Math.abs(value) <= 3 &&
  (shareWords.test(column) ||
    (!Number.isInteger(value) && Math.abs(value) <= 1.5 && daysIn[idea.noun ?? ""] === undefined));

interface Gathering {
  readonly numbers: NumberFact[];
  readonly dates: DateFact[];
  readonly spans: SpanFact[];
  readonly ranges: RangeFact[];
  readonly texts: { text: string; column: string }[];
}

const gatherProse = (into: Gathering, { column }: FactCell, written: string): void => {
  // As replies are read: "CO₂" is CO2.
  const text = written.normalize("NFKC");
  into.texts.push({ text: text.toLowerCase(), column });
  const ends = column === "" ? null : endsOfBand(text);
  if (ends !== null) into.ranges.push({ column, low: ends[0], high: ends[1] });
  const dates = datesIn(text);
  for (const date of dates) for (const parts of date.readings) into.dates.push({ column, parts });
  for (const number of numbersIn(text)) {
    if (number.identifier !== null || dates.some((date) => number.start < date.end && number.end > date.start))
      continue;
    const idea = ideaAt(text, number.end);
    const { isPercent, isMoney } = number;
    for (const { value } of number.values) {
      const share = number.isFraction;
      into.numbers.push({ column, value, kind: "text", isPercent, isMoney, mayBeShare: share, idea });
      const days = daysIn[idea.noun ?? ""];
      if (days !== undefined) into.spans.push({ column, days: value * days });
    }
  }
};

const gatherNumber = (
  into: Gathering,
  { column, isMoney = false }: FactCell,
  name: string,
  value: number,
  isDecimal: boolean,
): void => {
  const idea = ideaOfColumn(name);
  const share = mayBeShare(name, value, idea);
  const days = daysIn[idea.noun ?? ""];
  // `milestones_total`, `lost_deals`: how many, no amount.
  const isTally = idea.noun !== null && /(?:^|_)(?:deals?|total)(?:_|$)/i.test(name);
  into.numbers.push({
    column,
    value: Math.abs(value),
    isNegative: value < 0,
    kind: "cell",
    isPercent: isPercentColumn(name),
    isMoney: isMoney || (isMoneyColumn(name) && (!isTally || isDecimal) && !share && days === undefined),
    mayBeShare: share,
    idea,
  });
  for (const span of spansOfColumn(name)) into.spans.push({ column, days: span });
  if (days !== undefined && !share) into.spans.push({ column, days: Math.abs(value) * days });
};

const visit = (into: Gathering, from: FactCell, cell: unknown, name: string): void => {
  const value = asNumber(cell);
  if (value !== null) {
    gatherNumber(into, from, name, value, typeof cell === "string" && cell.includes("."));
    // A long number may be written as an identifier.
    if (typeof cell === "string") into.texts.push({ text: cell.toLowerCase(), column: from.column });
  } else if (typeof cell === "string") gatherProse(into, from, cell);
  else if (Array.isArray(cell)) {
    const { column } = from;
    const plain = { isPercent: false, isMoney: false, mayBeShare: false };
    into.numbers.push({ column, value: cell.length, kind: "length", ...plain, idea: ideaOfColumn(name) });
    for (const item of cell) visit(into, from, item, name);
  } else if (typeof cell === "object" && cell !== null) {
    for (const [member, item] of Object.entries(cell)) visit(into, from, item, member);
  }
};

/** How long a period lasts that a row tells by its two ends: `quarter_start`, `quarter_end`. */
const periodsOf = (cells: readonly FactCell[]): readonly SpanFact[] =>
  cells.flatMap(({ column, cell }): SpanFact[] => {
    if (!column.endsWith("start")) return [];
    const end = cells.find((other) => other.column === `${column.slice(0, -5)}end`)?.cell;
    if (typeof cell !== "string" || typeof end !== "string") return [];
    const days = (Date.parse(end) - Date.parse(cell)) / 86_400_000;
    return Number.isFinite(days) && days > 0 ? [{ column, days: days + 1 }] : [];
  });

/** Facts of one author's text, which many rows share. */
const authored = new Map<string, Gathering>();

const ofAuthor = (text: string): Gathering => {
  const known = authored.get(text);
  if (known !== undefined) return known;
  const made: Gathering = { numbers: [], dates: [], spans: [], ranges: [], texts: [] };
  gatherProse(made, { column: "", cell: text }, text);
  if (authored.size >= 256) authored.clear();
  authored.set(text, made);
  return made;
};

/**
 * Gathers what trusted cells and authors' texts say (instructions name numbers too: "the last 90 days"). Nested members
 * are facts of their own, named by their member. Give no cell that outsiders wrote: what it says grounds nothing.
 */
export const gatherFacts = (cells: readonly FactCell[], authors: readonly string[] = [], today?: string): Facts => {
  // A reply without a number or a date asks for none.
  const gathered = once(() => gather(cells, authors, today));
  return {
    get numbers() {
      return gathered().numbers;
    },
    get dates() {
      return gathered().dates;
    },
    get spans() {
      return gathered().spans;
    },
    get ranges() {
      return gathered().ranges;
    },
    get texts() {
      return gathered().texts;
    },
    ...(today === undefined ? {} : { today }),
  };
};

const gather = (cells: readonly FactCell[], authors: readonly string[], today: string | undefined): Gathering => {
  const into: Gathering = { numbers: [], dates: [], spans: [], ranges: [], texts: [] };
  for (const from of cells) visit(into, from, from.cell, from.column);
  into.spans.push(...periodsOf(cells));
  for (const text of authors) {
    const { numbers, dates, spans, texts } = ofAuthor(text);
    into.numbers.push(...numbers);
    into.dates.push(...dates);
    into.spans.push(...spans);
    into.texts.push(...texts);
  }
  if (today !== undefined)
    for (const { readings } of datesIn(today))
      for (const parts of readings) into.dates.push({ column: "", parts: { ...parts, isWhole: true } });
  return into;
};

/** Facts of cells of which nothing but their values is known. */
export const factsOf = (cells: readonly Cell[]): Facts => gatherFacts(cells.map((cell) => ({ column: "", cell })));
