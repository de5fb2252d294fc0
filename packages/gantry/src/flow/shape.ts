// Composes lineage across steps: what a step's columns are made of, down to the source columns.
import { findColumn } from "../catalog/index.ts";
import type { Catalog, Label, SourceColumn } from "../catalog/index.ts";
import { personKeyOf } from "../query/index.ts";
import type { Lineage } from "../query/index.ts";
import type { EventInputs } from "./event.ts";
import type { ShapeColumn, Shape } from "./types.ts";

type ValueLevel = ShapeColumn["sources"][string];

const order: readonly ValueLevel[] = ["aggregated", "derived", "copied"];
const weaker = (a: ValueLevel, b: ValueLevel): ValueLevel => (order.indexOf(a) <= order.indexOf(b) ? a : b);
const stronger = (a: ValueLevel, b: ValueLevel): ValueLevel => (order.indexOf(a) >= order.indexOf(b) ? a : b);

/** Text that outsiders wrote, or that a model wrote having read such text. */
export const untrusted: Label = "text.untrusted";

/** Text that a model wrote: values in it stand as tokens and are restored one by one. */
export const generated: Label = "text.generated";

export const unionLabels = (...labels: readonly (readonly Label[])[]): readonly Label[] =>
  [...new Set(labels.flat())].sort();

/** Sources of several columns together, each at its strongest level, but at most `cap`. */
export function unionSources(
  columns: readonly Pick<ShapeColumn, "sources">[],
  cap: ValueLevel = "copied",
): ShapeColumn["sources"] {
  const sources: Record<SourceColumn, ValueLevel> = {};
  for (const column of columns) {
    for (const [source, level] of Object.entries(column.sources)) {
      const capped = weaker(level, cap);
      sources[source] = stronger(sources[source] ?? capped, capped);
    }
  }
  return sources;
}

/** Columns of `steps`, `<step>.<column>`, that hold a value of a table about people: as it is, or made from it row by row. */
export const columnsOfPeople = (
  steps: Readonly<Record<string, Pick<Shape, "columns">>>,
  catalog: Catalog,
): readonly SourceColumn[] => {
  const isOfPeople = (source: SourceColumn): boolean =>
    personKeyOf(catalog, source.slice(0, source.lastIndexOf("."))) !== undefined;
  return Object.entries(steps).flatMap(([step, { columns }]) =>
    columns
      .filter(({ sources }) =>
        Object.entries(sources).some(([source, level]) => level !== "aggregated" && isOfPeople(source)),
      )
      .map(({ name }) => `${step}.${name}`),
  );
};

/** What the parameters of a flow are made of that another flow calls or an event starts, by name without `$`. */
export type Origins = EventInputs;

/** A query's lineage, in which earlier steps appear as sources, written out over the source columns alone. */
export function throughSteps(
  lineage: Lineage,
  steps: Readonly<Record<string, Shape>>,
  catalog: Catalog,
  origins: Origins = {},
): Shape {
  const stepColumn = (source: SourceColumn): ShapeColumn | undefined => {
    if (source.startsWith("$")) return origins[source.slice(1)];
    const [step = "", column = "", ...rest] = source.split(".");
    return rest.length > 0 ? undefined : steps[step]?.columns.find((it) => it.name === column);
  };
  const isStepRow = (source: SourceColumn): boolean =>
    source.endsWith(".*") && steps[source.slice(0, -2)] !== undefined;
  const columns = lineage.columns.map(({ name, type, sources }): ShapeColumn => {
    const parts = Object.entries(sources).map(([source, level]) => {
      const found = stepColumn(source);
      // Whether a step had a row is a matter of what decided its rows: it goes into the control below.
      if (!found && isStepRow(source)) return { sources: {}, labels: [], endorsed: true };
      if (found) return { sources: unionSources([found], level), labels: found.labels, endorsed: found.endorsed };
      return { sources: { [source]: level }, labels: [], endorsed: !isUntrusted(source, catalog) };
    });
    return {
      name,
      type,
      sources: unionSources(parts),
      labels: unionLabels(...parts.map((it) => it.labels)),
      endorsed: parts.every((it) => it.endorsed),
    };
  });
  const control = new Set<SourceColumn>();
  for (const source of [...lineage.control, ...lineage.columns.flatMap((it) => Object.keys(it.sources))]) {
    const step = steps[source.split(".")[0] ?? ""];
    // Whoever reads a step's rows learns which rows there are.
    if (step) for (const it of step.control) control.add(it);
  }
  for (const source of lineage.control) {
    const found = stepColumn(source);
    if (found) for (const it of Object.keys(found.sources)) control.add(it);
    else if (!steps[source.split(".")[0] ?? ""]) control.add(source);
  }
  return { columns, control: [...control].sort() };
}

/** Columns of untrusted text that decide which rows come out, not endorsed by a score. */
export function untrustedControl(
  lineage: Lineage,
  steps: Readonly<Record<string, Shape>>,
  catalog: Catalog,
  origins: Origins = {},
): readonly SourceColumn[] {
  return lineage.control.filter((source) => {
    if (source.startsWith("$")) {
      const origin = origins[source.slice(1)];
      return origin?.endorsed === false && origin.chooses !== true;
    }
    const [step = "", column = ""] = source.split(".");
    const shape = steps[step];
    if (!shape) return isUntrusted(source, catalog);
    return shape.columns.some((it) => it.name === column && !it.endorsed);
  });
}

const isUntrusted = (source: SourceColumn, catalog: Catalog): boolean =>
  findColumn(catalog, source)?.labels.includes(untrusted) ?? false;
