// What stands in for a step that failed: fits its columns, and what the step read has a say in what is there.
import type { ColumnType } from "../../catalog/index.ts";
import { withControl } from "../condition.ts";
import { defaultsOf, goToOf } from "../fallbacks.ts";
import { unionLabels, unionSources } from "../shape.ts";
import type { Constant, Shape, Step } from "../types.ts";
import { breach } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";

/** The shape of what readers of the step see, however it turned out. */
export function checkFailure(check: Check, name: string, step: Step, shape: Shape): Shape {
  const { onError = "fail" } = step;
  if (onError === "fail") return shape;
  // Whether it failed can be seen, and may hang on anything that it read.
  const read = readBy(check, name, step);
  const seen = withControl(shape, read);
  const defaults = defaultsOf(onError);
  if (defaults !== undefined) checkDefaults(check, name, step, shape, defaults);
  const target = goToOf(step);
  return target === undefined ? seen : joined(check, name, target, seen, read);
}

function readBy(check: Check, name: string, step: Step): readonly string[] {
  const rows = step.kind === "score" ? step.rows : step.kind === "act" ? step.each : undefined;
  const given = rows === undefined ? undefined : check.shapes[rows];
  return [
    ...(check.read.get(name) ?? []),
    ...(given ? [...given.control, ...given.columns.flatMap((it) => Object.keys(it.sources))] : []),
  ];
}

/** Columns that the house itself fills in for a row that a default stands in for. */
const ownColumns = new Set(["model", "template", "arguments", "flags"]);

function checkDefaults(
  check: Check,
  name: string,
  step: Step,
  shape: Shape,
  rows: readonly Readonly<Record<string, Constant>>[],
): void {
  const perRow = step.kind === "prompt" || step.kind === "reason" || step.kind === "draw";
  if (perRow && rows.length !== 1) {
    breach(
      check,
      name,
      "unfit-default",
      `step "${name}": its default has ${rows.length} rows, and must have one, for each row that fails`,
    );
  }
  const keyed = perRow || (step.kind === "call" && step.each !== undefined);
  const foreign = (column: string): boolean => (keyed && column === step.key) || (perRow && ownColumns.has(column));
  const wanted = shape.columns.filter((it) => !foreign(it.name));
  for (const [index, row] of rows.entries()) {
    for (const column of Object.keys(row).filter((it) => !wanted.some(({ name: known }) => known === it))) {
      breach(
        check,
        name,
        "unknown-column",
        `step "${name}": row ${index + 1} of its default has a column "${column}", which the step does not have`,
        `it has ${wanted.map((it) => it.name).join(", ")}`,
      );
    }
    for (const { name: column, type } of wanted) {
      const value = row[column];
      if (value !== undefined && fits(type, value)) continue;
      breach(
        check,
        name,
        "unfit-default",
        `step "${name}": row ${index + 1} of its default ${value === undefined ? "lacks" : "does not fit"} column "${column}" (${type})`,
        value === undefined ? `add "${column}", null where nothing is known` : undefined,
      );
    }
  }
}

/** As cells of a relation are written. */
function fits(type: ColumnType, value: Constant): boolean {
  if (value === null) return true;
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "int32":
    case "int64":
      return Number.isSafeInteger(value);
    case "double":
      return typeof value === "number";
    case "varchar":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
    case "timestamp":
    case "timestamptz":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "json":
      return true;
    default:
      return typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value));
  }
}

/** Rows of either: each column is made of what it is made of in both. */
function joined(check: Check, name: string, target: string, shape: Shape, read: readonly string[]): Shape {
  const other = check.shapes[target] ?? { columns: [], control: [] };
  exposeDetour(check, target, read);
  const columns = shape.columns.map((column) => {
    const same = other.columns.find((it) => it.name === column.name);
    if (same === undefined || same.type !== column.type) {
      const has = same === undefined ? "does not have" : `has as ${same.type}`;
      breach(
        check,
        name,
        "unfit-fallback",
        `step "${name}" goes to "${target}", which ${has} column "${column.name}" (${column.type})`,
        `let "${target}" give it: those who read "${name}" read its rows`,
      );
      return column;
    }
    return {
      ...column,
      sources: unionSources([column, same]),
      labels: unionLabels(column.labels, same.labels),
      endorsed: column.endorsed && same.endorsed,
    };
  });
  return withControl({ ...shape, columns }, other.control);
}

/** That a step runs in another's stead tells of that one's failure to all that it sends to. */
function exposeDetour(check: Check, first: string, read: readonly string[]): void {
  for (let step: string | undefined = first; step !== undefined; step = goToOf(check.document.steps[step] ?? {})) {
    // Its own, and those of the flow that it calls.
    const places = [...check.destinations].filter(([place]) => place === step || place.startsWith(`${step}/`));
    for (const [place, destinations] of places) {
      for (const destination of destinations) {
        const known = new Set(
          check.exposures
            .filter((it) => it.step === place && it.destination === destination.name && it.via === "control")
            .map((it) => it.column),
        );
        const control = read.filter((it) => !known.has(it));
        if (control.length > 0) expose(check, { step: place, destination, columns: [], control });
      }
    }
  }
}
