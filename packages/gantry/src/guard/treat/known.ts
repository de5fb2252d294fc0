// What the row itself tells about the values that its texts must not show.
import type { Label, Row } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { numberOf } from "../band/band.ts";
import { numbersIn } from "../check/numbers.ts";
import type { LabelBook } from "../labels.ts";
import type { Hit } from "../mask/hit.ts";
import type { KnownValue } from "../types.ts";
import { isTextLabel } from "./plan.ts";
import { stringsIn } from "./cell.ts";

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
    const copied = Object.entries(column.sources).filter(([, level]) => level === "copied");
    const own = [...new Set(copied.flatMap(([source]) => labels.labelsOf(source)))];
    const label = own.find(matters);
    if (label === undefined || own.some(isTextLabel) || column.labels.length > 0) return [];
    const reference = labels.referenceOf(shape, column, row, label);
    return stringsIn(row[column.name])
      .filter((value) => numberOf(value) === null || value.length > 6)
      .map((value): KnownValue => ({ value, label, ...(reference === undefined ? {} : { reference }) }));
  });

/** Finds amounts that leave as bands or tokens, written in any way, in texts. Below a thousand a number names nothing. */
export const createAmountFinder = (amounts: readonly { readonly value: number; readonly label: Label }[]) => {
  const large = amounts.filter(({ value }) => Math.abs(value) >= 1_000);
  return (text: string): readonly Hit[] => {
    if (large.length === 0) return [];
    const hits: Hit[] = [];
    for (const { start, end, values, identifier } of numbersIn(text)) {
      if (identifier !== null) continue;
      const found = large.find(({ value }) => values.some((each) => Math.abs(each.value - Math.abs(value)) < 0.01));
      if (found !== undefined) hits.push({ start, end, label: found.label, rank: 0 });
    }
    return hits;
  };
};
