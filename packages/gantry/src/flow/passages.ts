// Passages as a prompt gets them and a text cites them: the list `passages` of a row, each with a mark `[1]`, `[2]` …
import { findColumn } from "../catalog/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { unionLabels, unionSources, untrusted } from "./shape.ts";
import type { Shape, ShapeColumn } from "./types.ts";

/** The column in which a row of a `prompt` has its passages. */
export const passageColumn = "passages";

/** How a text cites the passage with this number, counted from 1. */
export const citeMark = (number: number): string => `[${number}]`;

/** A mark in a text. */
export interface Cite {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Marks in a text in their order; `[1, 3]` is two. */
export const citesIn = (text: string): readonly Cite[] =>
  Array.from(text.matchAll(/\[\d{1,3}(?:[ \u00a0]?[,;][ \u00a0]?\d{1,3}){0,9}\]/g)).flatMap(({ 0: mark, index }) => {
    const numbers = Array.from(mark.matchAll(/\d+/g));
    return numbers.map((each, at) => ({
      number: Number(each[0]),
      // The brackets belong to the first and the last.
      start: at === 0 ? index : index + each.index,
      end: at === numbers.length - 1 ? index + mark.length : index + each.index + each[0].length,
    }));
  });

/** What a passage tells a model: the columns of a `find` step that are in the list. */
const told = ["document", "title", "place", "text"];

/** Whether outsiders wrote any of these collections: they are labelled so. */
export const isFromOutside = (catalog: Catalog, collections: readonly string[]): boolean =>
  collections.some((it) =>
    told.some((column) => findColumn(catalog, `${it}.${column}`)?.labels.includes(untrusted) === true),
  );

/** The rows that a `prompt` writes for, with the passages that a `find` step found for each. */
export function withPassages(rows: Shape, found: Shape): Shape {
  const parts = found.columns.filter((column) => told.includes(column.name));
  const passages: ShapeColumn = {
    name: passageColumn,
    type: "json",
    sources: unionSources(parts),
    // Whoever wrote them, they bear what cites them, and nothing else.
    labels: unionLabels(...parts.map((it) => it.labels), [untrusted]),
    endorsed: false,
  };
  return {
    columns: [...rows.columns, passages],
    control: [...new Set([...rows.control, ...found.control])].sort(),
  };
}
