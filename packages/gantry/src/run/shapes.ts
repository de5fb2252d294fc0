// Shapes of the rows that no step puts out: a prompt's input, coverage, rows without a draft. Derived once a flow.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { parameterTypes, throughSteps } from "../flow/index.ts";
import type { CalledFlow, FlowDocument, Shape } from "../flow/index.ts";
import type { QueryEngine } from "../query/index.ts";
import { coverageStep, withoutStep } from "./plan.ts";

export interface FlowShapes {
  /** By step, hidden ones included: its output. */
  readonly steps: Readonly<Record<string, Shape>>;
  /** By `prompt`, `reason` and `call` step: the rows that it works on. */
  readonly each: Readonly<Record<string, Shape>>;
}

export type DeriveShapes = (
  document: FlowDocument,
  outputs: Readonly<Record<string, Shape>>,
  origins?: CalledFlow["origins"],
) => Promise<FlowShapes>;

/** The proof's shapes are one object for each published flow, so what follows from them is derived once. */
export function createShapes(catalog: Catalog, bind: QueryEngine["bind"]): DeriveShapes {
  const known = new WeakMap<Readonly<Record<string, Shape>>, Promise<FlowShapes>>();
  return async (document, outputs, origins = {}) => {
    const found = known.get(outputs) ?? derive(document, outputs, catalog, bind, origins);
    known.set(outputs, found);
    return found;
  };
}

async function derive(
  document: FlowDocument,
  outputs: Readonly<Record<string, Shape>>,
  catalog: Catalog,
  bind: QueryEngine["bind"],
  origins: CalledFlow["origins"],
): Promise<FlowShapes> {
  const missing = Object.keys(document.steps).filter((step) => !outputs[step]);
  if (missing.length > 0) {
    throw new GantryError("bad-flow", `flow "${document.name}" was started without the proof of ${missing.join(", ")}`);
  }
  const steps = Object.fromEntries(
    Object.entries(outputs).map(([name, { columns }]) => [
      name,
      columns.map((it) => ({ name: it.name, type: it.type })),
    ]),
  );
  const shapeOf = async (sql: string): Promise<Shape> =>
    throughSteps(await bind(sql, { parameters: parameterTypes(document), steps }), outputs, catalog, origins);
  const each: Record<string, Shape> = {};
  const all: Record<string, Shape> = { ...outputs };
  for (const [name, step] of Object.entries(document.steps)) {
    if (step.kind === "prompt" || step.kind === "reason" || step.kind === "draw") each[name] = await shapeOf(step.each);
    if (step.kind === "call") each[name] = await shapeOf(step.each ?? step.input ?? "");
  }
  if (document.coverage !== undefined) all[coverageStep] = await shapeOf(document.coverage);
  for (const part of document.answer) {
    if (part.kind === "drafts" && part.without !== undefined) {
      all[withoutStep(part.review)] = await shapeOf(part.without);
    }
  }
  return { steps: all, each };
}
