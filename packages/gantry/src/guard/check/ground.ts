// Grounding: every number and date in a text must trace to a cell of its own row.
import type { Cell } from "../../catalog/index.ts";
import { datesIn } from "./dates.ts";
import type { DateParts } from "./dates.ts";
import { numbersIn } from "./numbers.ts";

/** What a text may say. */
export interface Facts {
  readonly numbers: readonly number[];
  readonly dates: readonly DateParts[];
  /** Lower-case text of all cells, for identifiers like "P-1001". */
  readonly text: string;
}

/** Something in the text that no cell holds. */
export interface Ungrounded {
  readonly kind: "number" | "date";
  readonly text: string;
  readonly start: number;
}

/**
 * Gathers the facts of cells and of author's texts (instructions may name numbers too). Numbers in strings count, as do
 * numeric strings (64-bit integers, decimals) and the lengths of lists.
 */
export const factsOf = (cells: readonly Cell[]): Facts => {
  const numbers: number[] = [];
  const dates: DateParts[] = [];
  const texts: string[] = [];
  const visit = (cell: unknown): void => {
    if (typeof cell === "number") numbers.push(Math.abs(cell));
    else if (typeof cell === "string") {
      texts.push(cell.toLowerCase());
      if (!/\d/.test(cell)) return;
      for (const date of datesIn(cell)) dates.push(...date.readings);
      for (const { values, isPercent } of numbersIn(cell)) {
        for (const { value } of values) numbers.push(value, ...(isPercent ? [value / 100] : []));
      }
    } else if (Array.isArray(cell)) {
      numbers.push(cell.length);
      for (const item of cell) visit(item);
    } else if (typeof cell === "object" && cell !== null) for (const item of Object.values(cell)) visit(item);
  };
  for (const cell of cells) visit(cell);
  return { numbers, dates, text: texts.join("\n") };
};

const rounds = (fact: number, value: number, decimals: number): boolean => {
  const unit = 10 ** -decimals;
  return Math.abs(fact - value) <= unit / 2 + Math.abs(value) * 1e-9;
};

/** How many trailing digits a rounded number leaves open, two always standing: 84,000 may round 84,320; 80,000 may not. */
const roundedDigits = (value: number): number => {
  if (value < 1_000) return 0;
  let digits = 0;
  let rest = value;
  while (rest >= 100 && rest % 10 === 0) {
    rest /= 10;
    digits += 1;
  }
  return digits;
};

const isGroundedNumber = (value: number, decimals: number, isPercent: boolean, facts: Facts): boolean =>
  facts.numbers.some((fact) => {
    if (rounds(fact, value, decimals)) return true;
    if (isPercent && rounds(fact * 100, value, decimals)) return true;
    const coarse = decimals === 0 ? roundedDigits(value) : 0;
    return coarse > 0 && rounds(fact, value, -coarse);
  });

const agrees = (written: DateParts, fact: DateParts): boolean =>
  (written.year === undefined || fact.year === undefined || written.year === fact.year) &&
  (written.month === undefined || written.month === fact.month) &&
  (written.day === undefined || written.day === fact.day);

/** Ways of speaking that hold digits and state nothing. */
const idiom = /^(?:24\/7|b2b|b2c|3d|2d|h[12]|q[1-4]|24h)$/i;

/**
 * Numbers and dates of `text` that trace to no fact. Knows rounding ("43 %" from 0.4312, "84,000" from 84,320), both ways
 * of writing decimals, month names in three languages, dates without a year. Blank out tokens before: their codes hold digits.
 */
export const findUngrounded = (text: string, facts: Facts): readonly Ungrounded[] => {
  const found: Ungrounded[] = [];
  const dates = datesIn(text);
  for (const { readings, text: written, start } of dates) {
    if (!readings.some((reading) => facts.dates.some((fact) => agrees(reading, fact)))) {
      found.push({ kind: "date", text: written, start });
    }
  }
  for (const number of numbersIn(text)) {
    if (dates.some((date) => number.start >= date.start && number.end <= date.end)) continue;
    const around = text.slice(Math.max(0, number.start - 3), number.end + 3);
    if (number.identifier !== null) {
      if (idiom.test(number.identifier) || facts.text.includes(number.identifier.toLowerCase())) continue;
    } else if (around.includes("24/7")) continue;
    const isYear = facts.dates.some((date) => date.year === Number(number.text));
    const isGrounded = number.values.some((each) =>
      isGroundedNumber(each.value, each.decimals, number.isPercent, facts),
    );
    if (number.identifier !== null || (!isYear && !isGrounded)) {
      found.push({ kind: "number", text: number.isPercent ? `${number.text} %` : number.text, start: number.start });
    }
  }
  return found.sort((a, b) => a.start - b.start);
};
