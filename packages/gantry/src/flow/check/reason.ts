// `reason`: what its tools could read stands for what they will. Each column that they reach counts as exposed at the
// strongest level that the policy allows it: an upper bound, held against each query when it is made.
import { nearMatches } from "../../catalog/index.ts";
import { decide } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import { generated, unionLabels, unionSources, untrusted } from "../shape.ts";
import { placesIn } from "../template.ts";
import type { ReasonStep, Shape, ShapeColumn } from "../types.ts";
import { bindSql, breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { requireColumn, writtenColumns } from "./steps.ts";

type ValueLevel = ShapeColumn["sources"][string];

/** Names in the model's replies that are no part of its answer. */
const reserved = ["thought", "tool", "sql"];

/** From all of a value to little of it. */
const levels: readonly ValueLevel[] = ["copied", "derived", "aggregated"];

export async function checkReason(check: Check, name: string, step: ReasonStep): Promise<Shape> {
  const rows = await bindSql(check, name, step.each);
  const key = requireColumn(check, name, rows, step.key, "the key is");
  for (const output of Object.keys(step.output).filter((it) => reserved.includes(it))) {
    breach(check, name, "reserved-output", `step "${name}": "${output}" is what the model calls a part of its turns`);
  }
  const places = placesIn(step.template);
  for (const place of places) requireColumn(check, name, rows, place, "the template names");
  const read = rows.columns.filter((column) => places.includes(column.name));
  for (const column of read.filter((it) => !it.endorsed)) {
    breach(
      check,
      name,
      "untrusted-tools",
      `step "${name}": text that outsiders wrote (column "${column.name}") would stand before a model that chooses what to read`,
      "leave it out of the template: the model may read it by a query, after which its tools are closed",
    );
  }
  const tables = step.tools.query.flatMap((table) => tableOf(check, name, table));
  const reached: ShapeColumn[] = [];
  const control = new Set(rows.control);
  for (const deployment of check.deployments) {
    const destination: Destination = { kind: "model", zone: deployment.zone, name: deployment.name };
    const columns = tables.flatMap((table) => table.columns.flatMap((it) => atMost(check, it, destination)));
    const steering = tables.flatMap((table) => steeringOf(check, name, table, destination));
    for (const source of steering) control.add(source);
    reached.push(...columns);
    expose(check, { step: name, destination, columns: [...read, ...columns], control: [...rows.control, ...steering] });
  }
  const sources = check.read.get(name);
  for (const column of reached) for (const source of Object.keys(column.sources)) sources?.add(source);
  const from = [...read, ...reached];
  const written = {
    sources: unionSources(from),
    labels: unionLabels(...from.map((it) => it.labels), [generated, untrusted]),
  };
  return { columns: [...(key ? [key] : []), ...writtenColumns(step.output, written)], control: [...control].sort() };
}

/** A table of the catalog, or an earlier step, as what it is made of. */
function tableOf(check: Check, name: string, table: string): readonly (Shape & { readonly table: string })[] {
  const step = check.fallbacks.has(table) ? undefined : check.shapes[table];
  if (step) return [{ ...step, table }];
  const found = check.catalog.tables[table];
  if (found) {
    const columns = found.columns.map(({ name: column, type, labels }): ShapeColumn => ({
      name: column,
      type,
      sources: { [`${table}.${column}`]: "copied" },
      labels: [],
      endorsed: !labels.includes(untrusted),
    }));
    return [{ table, columns, control: [`${table}.*`] }];
  }
  const known = [...Object.keys(check.catalog.tables), ...Object.keys(check.shapes)];
  const [close] = nearMatches(table, known);
  breach(
    check,
    name,
    "unknown-table",
    `step "${name}": its queries may read "${table}", which is neither a table nor a step before it`,
    close === undefined ? "see `gantry catalog list`" : `did you mean "${close}"?`,
  );
  return [];
}

/** The column with each source at the strongest level that may go there; none where one may not go at all. */
function atMost(check: Check, column: ShapeColumn, destination: Destination): readonly ShapeColumn[] {
  const own = column.labels.every((label) => isLet(check, [label], "derived", destination));
  if (!own) return [];
  const sources: Record<string, ValueLevel> = {};
  for (const [source, strongest] of Object.entries(column.sources)) {
    const labels = labelsOf(check, source);
    const level = levels.slice(levels.indexOf(strongest)).find((it) => isLet(check, labels, it, destination));
    if (level === undefined) return [];
    sources[source] = level;
  }
  return [{ ...column, sources }];
}

/** Columns by which a query may choose rows. What may not even say which rows there are closes the table. */
function steeringOf(
  check: Check,
  name: string,
  { table, columns, control }: Shape & { readonly table: string },
  destination: Destination,
): readonly string[] {
  const isAllowed = (source: string): boolean => isLet(check, labelsOf(check, source), "control", destination);
  const closed = control.find((source) => !isAllowed(source));
  if (closed !== undefined) {
    breach(
      check,
      name,
      "refused-by-policy",
      `step "${name}": its queries may read "${table}", whose rows ${closed} decides, which the policy keeps from model "${destination.name}"`,
      `take "${table}" out of the tools of step "${name}"`,
    );
    return [];
  }
  // Text that outsiders wrote decides nothing: a query that lets it is turned down.
  const choosing = columns.filter((it) => it.endorsed).flatMap((it) => Object.keys(it.sources));
  return [...control, ...choosing.filter(isAllowed)];
}

function isLet(
  check: Check,
  labels: readonly string[],
  level: ValueLevel | "control",
  destination: Destination,
): boolean {
  const { treatment } = decide(check.policy, { labels, level, destination });
  return treatment !== "refuse" && treatment !== "drop";
}
