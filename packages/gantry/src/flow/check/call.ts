// A flow that calls another: the other one is proved in its place, with what it is given, and its exposures are this one's.
import type { ColumnType } from "../../catalog/index.ts";
import { withControl } from "../condition.ts";
import { parameterLabel } from "../input.ts";
import { generated, unionLabels } from "../shape.ts";
import type { Origins } from "../shape.ts";
import type { CalledFlow, CallStep, FlowDocument, InputField, Shape, ShapeColumn } from "../types.ts";
import { bindSql, breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";

/** Proves a flow as another one calls it. */
export type CheckCalled = (
  caller: Check,
  document: FlowDocument,
  calling: { readonly origins: Origins; readonly path: readonly string[]; readonly steering: readonly string[] },
) => Promise<Check>;

/** Flows that call each other in a row, the first one included. */
const deepest = 5;

export async function checkCall(check: Check, name: string, step: CallStep, prove: CheckCalled): Promise<Shape> {
  const rows = await bindSql(check, name, step.each ?? step.input ?? "");
  const found = check.flow?.(step.flow);
  if (!found) {
    breach(check, name, "unknown-flow", `step "${name}": there is no flow "${step.flow}"`, "see `gantry flows`");
    return rows;
  }
  if (check.path.includes(step.flow) || check.path.length >= deepest) {
    const way = [...check.path, step.flow].join(" → ");
    const why = check.path.includes(step.flow) ? "would call itself" : `would be more than ${deepest} flows in a row`;
    breach(check, name, "recursive-call", `step "${name}": ${way} ${why}`, "call a flow that calls no other");
    return rows;
  }
  const origins = originsOf(check, name, step, found, rows);
  const steering = [...rows.control, ...(check.steering.get(name) ?? [])].filter((it) => !it.startsWith("$"));
  const path = [...check.path, step.flow];
  const called = await prove(check, found, { origins, path, steering });
  include(check, name, called, rows);
  return shapeOf(check, name, step, called, rows);
}

/** What each parameter of the called flow is made of, over source columns: names of this flow's own input mean nothing there. */
function originsOf(check: Check, name: string, step: CallStep, called: FlowDocument, rows: Shape): Origins {
  const origins: Record<string, ShapeColumn> = {};
  for (const { name: column } of rows.columns) {
    if (called.input[column] || (step.each !== undefined && column === step.key)) continue;
    const takes = Object.keys(called.input).join(", ") || "nothing";
    breach(
      check,
      name,
      "unfit-input",
      `step "${name}": flow "${step.flow}" has no input "${column}"`,
      `it takes ${takes}`,
    );
  }
  for (const [field, kind] of Object.entries(called.input)) {
    const column = rows.columns.find((it) => it.name === field);
    if (!column && kind.default === undefined) {
      breach(check, name, "unfit-input", `step "${name}": flow "${step.flow}" needs the input "${field}"`);
    }
    if (column && !takes(kind, column.type)) {
      const wanted = kind.kind === "number" ? "a number" : "a text";
      breach(
        check,
        name,
        "unfit-input",
        `step "${name}": input "${field}" of flow "${step.flow}" is ${wanted}, not ${column.type}`,
      );
    }
    const origin = column ? originOf(check, called, field, column) : constant(called, field);
    for (const parameter of kind.kind === "period" ? [`${field}_start`, `${field}_end`] : [field]) {
      origins[parameter] = { ...origin, name: parameter };
    }
  }
  return origins;
}

function originOf(check: Check, called: FlowDocument, field: string, column: ShapeColumn): ShapeColumn {
  const entries = Object.entries(column.sources);
  const own = entries.filter(([source]) => source.startsWith("$"));
  return {
    ...column,
    sources: Object.fromEntries(entries.filter(([source]) => !source.startsWith("$"))),
    labels: unionLabels(column.labels, ...own.map(([source]) => labelsOf(check, source))),
    // A member of a list, a number or a date is checked where the flow starts, and can carry no instruction.
    endorsed: column.endorsed || called.input[field]?.kind !== "text",
  };
}

const constant = (called: FlowDocument, field: string): ShapeColumn => ({
  name: field,
  type: "varchar",
  sources: {},
  labels: [parameterLabel(called, field)],
  endorsed: true,
});

const takes = ({ kind }: InputField, type: ColumnType): boolean =>
  kind === "number" ? /^(?:int|double|decimal)/.test(type) : type === "varchar";

/** What the called flow exposes and breaches is this one's to answer for. */
export function include(check: Check, name: string, called: Check, rows: Shape): void {
  for (const it of called.exposures) check.exposures.push({ ...it, step: `${name}/${it.step}` });
  for (const it of called.findings) {
    check.findings.push({
      ...it,
      step: name,
      message: `step "${name}": in flow "${called.document.name}": ${it.message}`,
    });
  }
  for (const [step, destinations] of called.destinations) {
    const control = [...rows.control, ...(check.steering.get(name) ?? [])].filter((it) => it.startsWith("$"));
    for (const destination of destinations) {
      // Parameters of this flow have their labels here.
      expose(check, { step: `${name}/${step}`, destination, columns: [], control });
    }
  }
  for (const read of called.read.values()) for (const it of read) check.read.get(name)?.add(it);
}

function shapeOf(check: Check, name: string, step: CallStep, called: Check, rows: Shape): Shape {
  const part = called.document.answer.find(
    (it) => it.kind === "table" && (step.table === undefined || it.step === step.table),
  );
  const from = part ? called.shapes[part.step] : undefined;
  if (part?.kind !== "table" || !from) {
    breach(
      check,
      name,
      "unfit-table",
      `step "${name}": the answer of flow "${step.flow}" shows no table${step.table === undefined ? "" : ` of step "${step.table}"`}`,
    );
    return rows;
  }
  const key = step.each === undefined ? undefined : rows.columns.find((it) => it.name === step.key);
  const names = part.columns.map((it) => it.name).filter((it) => it !== key?.name);
  const columns = from.columns.filter((it) => names.includes(it.name));
  for (const column of columns.filter((it) => it.labels.includes(generated))) {
    breach(
      check,
      name,
      "unfit-table",
      `step "${name}": column "${column.name}" of flow "${step.flow}" is text that a model wrote`,
      "such texts stay in the run that made them, with the values that stand in them as tokens: show them there",
    );
  }
  const all = [...(key ? [key] : []), ...columns];
  if (!all.some((it) => it.name === step.key)) {
    const has = all.map((it) => it.name).join(", ");
    breach(
      check,
      name,
      "unknown-column",
      `step "${name}": the key "${step.key}" is not among its columns`,
      `they are ${has}`,
    );
  }
  const whole: CalledFlow = {
    document: called.document,
    shapes: called.shapes,
    narrows: check.policy.narrowing ?? [],
    origins: called.origins,
    step: part.step,
    columns: columns.map((it) => it.name),
  };
  return { ...withControl({ columns: all, control: from.control }, rows.control), called: whole };
}
