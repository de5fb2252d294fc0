// What the row itself tells about the values that its texts must not show.
import type { Label, Row } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { numberOf } from "../band/band.ts";
import { numbersIn } from "../check/numbers.ts";
import { once } from "../check/once.ts";
import type { LabelBook } from "../labels.ts";
import type { Hit } from "../mask/hit.ts";
import type { KnownValue } from "../types.ts";
import { isTextLabel } from "./plan.ts";
import { stringsIn } from "./cell.ts";

/** What a column's values stand for: what it copies, or the one text that it is another form of (`upper(name)`). */
const sourcesOf = (sources: Shape["columns"][number]["sources"], labels: LabelBook): readonly string[] => {
  const all = Object.entries(sources);
  const copied = all.filter(([, level]) => level === "copied").map(([source]) => source);
  const [only, ...more] = all;
  if (copied.length > 0 || only === undefined || more.length > 0) return copied;
  return only[1] === "derived" && labels.isText(only[0]) ? [only[0]] : [];
};

/**
 * Values of the row's copied columns whose label `matters` (is treated somewhere), with where they live. Columns of free
 * text give none: their whole content is no one's name.
 */
export const knownOfRow = (
  shape: Shape,
  row: Row,
  labels: LabelBook,
  matters: (label: Label) => boolean,
): readonly KnownValue[] =>
  shape.columns.flatMap((column) => {
    const own = [...new Set(sourcesOf(column.sources, labels).flatMap((source) => labels.labelsOf(source)))];
    const label = own.find(matters);
    if (label === undefined || own.some(isTextLabel) || column.labels.length > 0) return [];
    const reference = labels.referenceOf(shape, column, row, label);
    return stringsIn(row[column.name])
      .filter((value) => numberOf(value) === null || value.length > 6)
      .map((value): KnownValue => ({ value, label, ...(reference === undefined ? {} : { reference }) }));
  });

/** Numbers of a cell, those in lists and objects too. */
export const numbersOf = (cell: unknown): readonly number[] => {
  const number = numberOf(cell);
  if (number !== null) return [number];
  return typeof cell === "object" && cell !== null ? Object.values(cell).flatMap(numbersOf) : [];
};

/** Finds amounts that leave as bands or tokens, written in any way, in texts. Below a thousand a number names nothing. */
export const createAmountFinder = (amounts: () => readonly { readonly value: number; readonly label: Label }[]) => {
  const large = once(() => amounts().filter(({ value }) => Math.abs(value) >= 1_000));
  return (text: string): readonly Hit[] => {
    // A short text mostly holds no number, and then the amounts need not be known.
    if (text.length > 40 && large().length === 0) return [];
    const hits: Hit[] = [];
    for (const { start, end, values, identifier } of numbersIn(text)) {
      if (identifier !== null) continue;
      const found = large().find(({ value }) => values.some((each) => Math.abs(each.value - Math.abs(value)) < 0.01));
      if (found !== undefined) hits.push({ start, end, label: found.label, rank: 0 });
    }
    return hits;
  };
};
