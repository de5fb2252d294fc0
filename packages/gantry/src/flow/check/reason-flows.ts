// Flows that a `reason` step offers its model: each is proved in its place, with input that may be made of all that the model
// could have read, and its exposures are the step's.
import { parameterLabel } from "../input.ts";
import { doesMore } from "../only-reads.ts";
import { generated, unionSources } from "../shape.ts";
import type { Origins } from "../shape.ts";
import type { CalledFlow, FlowDocument, ReasonStep, Shape, ShapeColumn, Step } from "../types.ts";
import type { CheckCalled } from "./call.ts";
import { breach } from "./context.ts";
import type { Check } from "./context.ts";

/** What such a flow may not hold: it changes something, waits for people, or leads on to others. */
const refused: readonly Step["kind"][] = [...doesMore, "reason"];

/** A flow that is offered, as it was proved, and what it shows the model. */
interface OfferedFlow {
  readonly called: CalledFlow;
  readonly shape: Shape;
  readonly proved: Check;
}

interface Offering {
  readonly rows: Shape;
  readonly prove: CheckCalled;
}

/** Those that may be offered, in the order named; tells of the others. */
export function offeredIn(
  check: Check,
  { name, step }: { readonly name: string; readonly step: ReasonStep },
): readonly FlowDocument[] {
  return (step.tools.flow ?? []).flatMap((flow) => {
    const found = check.flow?.(flow);
    if (!found) {
      breach(check, name, "unknown-flow", `step "${name}": there is no flow "${flow}"`, "see `gantry flows`");
      return [];
    }
    const [other] = Object.entries(found.steps).filter(([, { kind }]) => refused.includes(kind));
    if (other === undefined && !check.path.includes(flow)) return [found];
    const why =
      other === undefined
        ? "would call itself"
        : `does more than read: its step "${other[0]}" is of kind ${other[1].kind}`;
    breach(check, name, "unfit-flow", `step "${name}": flow "${flow}" ${why}`, "offer a flow that only reads");
    return [];
  });
}

/**
 * Those whose answer shows a table that a model may read.
 *
 * @param made what the model may make their input of
 */
export async function proveOffered(
  check: Check,
  { rows, prove }: Offering,
  flows: readonly FlowDocument[],
  made: readonly ShapeColumn[],
): Promise<readonly OfferedFlow[]> {
  const offered: OfferedFlow[] = [];
  const steering = rows.control.filter((it) => !it.startsWith("$"));
  for (const flow of flows) {
    const proved = await prove(check, flow, {
      origins: originsOf(flow, made),
      path: [...check.path, flow.name],
      steering,
    });
    const found = shownBy(check, proved);
    if (found) offered.push(found);
  }
  return offered;
}

/** Chosen before any text from outside was read, so it carries no stranger's instruction. */
function originsOf(flow: FlowDocument, made: readonly ShapeColumn[]): Origins {
  const sources = Object.fromEntries(
    Object.entries(unionSources(made, "derived")).filter(([source]) => !source.startsWith("$")),
  );
  const origins: Record<string, ShapeColumn> = {};
  for (const [field, { kind }] of Object.entries(flow.input)) {
    for (const parameter of kind === "period" ? [`${field}_start`, `${field}_end`] : [field]) {
      const labels = [parameterLabel(flow, field)];
      origins[parameter] = { name: parameter, type: "varchar", sources, labels, endorsed: true };
    }
  }
  return origins;
}

/** The first table of its answer, without texts that a model wrote: these stay in the run that made them. */
function shownBy(check: Check, proved: Check): OfferedFlow | undefined {
  const { document } = proved;
  const part = document.answer.find((it) => it.kind === "table");
  const from = part ? proved.shapes[part.step] : undefined;
  const columns =
    part?.kind === "table" && from
      ? from.columns.filter(
          (it) => part.columns.some((column) => column.name === it.name) && !it.labels.includes(generated),
        )
      : [];
  if (part === undefined || from === undefined || columns.length === 0) return undefined;
  const called: CalledFlow = {
    document,
    shapes: proved.shapes,
    narrows: check.policy.narrowing ?? [],
    origins: proved.origins,
    step: part.step,
    columns: columns.map((it) => it.name),
  };
  return { called, shape: { columns, control: from.control }, proved };
}
