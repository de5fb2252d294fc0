// `reason`: what its tools could read stands for what they will. Each column that they reach counts as exposed at the
// strongest level that the policy allows it: an upper bound, held against each query when it is made.
import { nearMatches } from "../../catalog/index.ts";
import type { Destination } from "../../policy/index.ts";
import { generated, unionLabels, unionSources, untrusted } from "../shape.ts";
import { placesIn } from "../template.ts";
import type { ReasonStep, Shape, ShapeColumn } from "../types.ts";
import { include } from "./call.ts";
import type { CheckCalled } from "./call.ts";
import { bindSql, breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { exposeQuery, requireCollection } from "./find.ts";
import { offeredIn, proveOffered } from "./reason-flows.ts";
import { atMost, isLet } from "./reason-levels.ts";
import { exposeTools, toolShape, toolsIn } from "./reason-tools.ts";
import { requireColumn } from "./require-column.ts";
import { writtenColumns } from "./steps.ts";

/** Names in the model's replies that are no part of its answer. */
const reservedIn = ({ tools }: ReasonStep): readonly string[] => [
  "thought",
  "tool",
  "sql",
  ...(tools.find || tools.flow || tools.mcp ? ["call"] : []),
];

export async function checkReason(check: Check, name: string, step: ReasonStep, prove: CheckCalled): Promise<Shape> {
  const rows = await bindSql(check, name, step.each);
  const key = requireColumn(check, name, rows, step.key, "the key is");
  for (const output of Object.keys(step.output).filter((it) => reservedIn(step).includes(it))) {
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
  const collections = (step.tools.find ?? []).filter((it) => requireCollection(check, name, it));
  const tables = [
    ...step.tools.query.flatMap((table) => tableOf(check, name, table)),
    // Which passages come back is decided by what they say.
    ...collections.flatMap((it) =>
      tableOf(check, name, it).map((table) => ({ ...table, control: [...table.control, `${it}.text`] })),
    ),
  ];
  const tools = toolsIn(check, name, step);
  const told = tools.map(toolShape);
  const flows = offeredIn(check, { name, step });
  const offering = { rows, prove };
  // What one of them shows may go into another's input.
  const first = await proveOffered(check, offering, flows, [...read, ...reachedIn(check, [...tables, ...told])]);
  const all = [...tables, ...told, ...first.map(({ shape, called }) => ({ ...shape, table: called.document.name }))];
  const offered = await proveOffered(check, offering, flows, [...read, ...reachedIn(check, all)]);
  for (const flow of flows.filter((it) => !offered.some(({ called }) => called.document === it))) {
    const message = `step "${name}": the answer of flow "${flow.name}" shows no table that a model may read`;
    breach(check, name, "unfit-flow", message, "offer a flow whose answer is a table of what it read");
  }
  for (const { proved } of offered) include(check, name, proved, rows);
  const shown = [
    ...tables,
    ...told,
    ...offered.map(({ shape, called }) => ({ ...shape, table: called.document.name })),
  ];
  const control = new Set(rows.control);
  for (const destination of destinationsOf(check)) {
    const columns = shown.flatMap((table) => table.columns.flatMap((it) => atMost(check, it, destination)));
    const steering = shown.flatMap((table) => steeringOf(check, name, table, destination));
    for (const source of steering) control.add(source);
    expose(check, { step: name, destination, columns: [...read, ...columns], control: [...rows.control, ...steering] });
  }
  const from = [...read, ...reachedIn(check, shown)];
  const sources = check.read.get(name);
  for (const column of from) for (const source of Object.keys(column.sources)) sources?.add(source);
  exposeTools(check, name, tools, { rows, read, shown });
  if (collections.length > 0) {
    const words = { name: "search", type: "varchar", sources: unionSources(from), labels: [], endorsed: true } as const;
    exposeQuery(check, name, words, rows, collections);
  }
  const written = {
    sources: unionSources(from),
    labels: unionLabels(...from.map((it) => it.labels), [generated, untrusted]),
  };
  return {
    columns: [...(key ? [key] : []), ...writtenColumns(step.output, written)],
    control: [...control].sort(),
    ...(offered.length === 0
      ? {}
      : { offered: Object.fromEntries(offered.map(({ called }) => [called.document.name, called])) }),
  };
}

const destinationsOf = ({ deployments }: Check): readonly Destination[] =>
  deployments.map(({ zone, name }) => ({ kind: "model", zone, name }));

/** All that a model may be shown of these tables, whichever it is. */
const reachedIn = (check: Check, tables: readonly Shape[]): readonly ShapeColumn[] =>
  destinationsOf(check).flatMap((destination) =>
    tables.flatMap((table) => table.columns.flatMap((it) => atMost(check, it, destination))),
  );

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
