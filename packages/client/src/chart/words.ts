// What a chart says, for who does not see it: what stands out in it, or its values one by one.
import type { ChartBlock } from "@gantry/contract";
import type { z } from "zod";
import { formatCell } from "../format.ts";
import { numberOf } from "./look.ts";

type Drawn = Pick<z.infer<typeof ChartBlock>, "spec" | "rows">;

/** Rows told one by one. */
const told = 12;

/** Its values one by one. `nameOf` puts names in place of tokens. */
export function chartInWords({ spec, rows }: Drawn, nameOf: (text: string) => string): string {
  const [axis] = spec.y;
  const values = rows.slice(0, told).map((row) => {
    const value = formatCell(row[axis?.column ?? ""], axis?.format ?? "number", axis?.unit);
    return `${nameOf(formatCell(row[spec.x.column], spec.x.format))} ${value}`;
  });
  return `${spec.title}: ${values.join(", ")}${rows.length > told ? ` and ${rows.length - told} more` : ""}`;
}

interface Point {
  readonly number: number;
  /** "Oct 1,600,000 EUR" */
  readonly words: string;
  readonly isTotal: boolean;
}

/** Of a heat map its fields, of others their first values. */
function pointsOf({ spec, rows }: Drawn): readonly Point[] {
  const [first] = spec.y;
  const axis = spec.value ?? first;
  if (axis === undefined) return [];
  const names = spec.value === undefined || first === undefined ? [spec.x] : [spec.x, first];
  return rows.flatMap((row) => {
    const number = numberOf(row[axis.column]);
    if (number === null) return [];
    const series = spec.series === undefined ? [] : [formatCell(row[spec.series], "text")];
    const name = [...names.map((it) => formatCell(row[it.column], it.format)), ...series].join(", ");
    const words = `${name} ${formatCell(row[axis.column], axis.format, axis.unit)}`;
    return [{ number, words, isTotal: row[spec.total ?? ""] === true }];
  });
}

/**
 * What is to be seen first: where a line begins and ends and is highest, what is most and least, what made most of a change.
 *
 * @example
 * chartFact(block); // "Sales: from Aug 1,400,000 EUR to Dec 900,000 EUR, highest Oct 1,600,000 EUR"
 */
export function chartFact(block: Drawn): string {
  const { spec } = block;
  const points = pointsOf(block);
  const ranked = points.toSorted((a, b) => b.number - a.number);
  const [most, least] = [ranked[0], ranked.at(-1)];
  if (most === undefined || least === undefined) return `${spec.title}: no values`;
  if (spec.type === "scatter") return `${spec.title}: ${points.length} points`;
  if (spec.type === "waterfall") return `${spec.title}: ${bridgeFact(points)}`;
  const [first, last] = [points[0], points.at(-1)];
  if ((spec.type === "line" || spec.type === "area") && spec.series === undefined)
    return `${spec.title}: from ${first?.words} to ${last?.words}, highest ${most.words}`;
  return `${spec.title}: ${ranked.length === 1 ? most.words : `most ${most.words}, least ${least.words}`}`;
}

function bridgeFact(points: readonly Point[]): string {
  const sums = points.filter((it) => it.isTotal);
  const [change] = points.filter((it) => !it.isTotal).toSorted((a, b) => Math.abs(b.number) - Math.abs(a.number));
  const ends = sums.length === 0 ? [] : [`from ${sums[0]?.words} to ${sums.at(-1)?.words}`];
  return [...ends, ...(change === undefined ? [] : [`most by ${change.words}`])].join(", ");
}
