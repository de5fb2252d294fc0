// `act`: a write for each row, never twice and never silently lost. The intent is committed before the call.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import type { Row } from "../../catalog/index.ts";
import type { ActionResult, Value } from "../../connect/kit/index.ts";
import type { ActStep, Shape, ShapeColumn } from "../../flow/index.ts";
import type { ActionEgress } from "../../guard/index.ts";
import type { Destination } from "../../policy/index.ts";
import type { Work } from "../house.ts";
import { LeaseLost } from "../durable/index.ts";
import { jobId } from "../job.ts";
import type { BoundAction } from "../types.ts";

/**
 * How an attempt turned out. `again`: it surely did not happen, and trying later may help. `ask-again`: whether it
 * happened could not be found out now, but may be later.
 */
export type Attempt =
  | { readonly kind: "sent"; readonly result: ActionResult }
  | { readonly kind: "again" | "ask-again" | "failed" | "uncertain"; readonly error: GantryError };

export function actionOf(work: Work, step: ActStep): BoundAction {
  const bound = work.house.action(step.operation);
  if (bound) return bound;
  throw new GantryError("bad-flow", `step "${work.job.step}": no source offers the operation "${step.operation}"`, {
    where: { step: work.job.step },
  });
}

/** The egress of a row: action fields from its columns, tokens not yet restored. */
export function egressOf(work: Work, step: ActStep, bound: BoundAction, rowId: string, row: Row): ActionEgress {
  const { house, run, job, signal, fence } = work;
  const shape = run.shapes.steps[step.each] ?? { columns: [], control: [] };
  const columns: ShapeColumn[] = [];
  const input: Record<string, Value> = { ...step.constants };
  for (const [field, column] of Object.entries(step.input)) {
    const found = shape.columns.find((it) => it.name === column);
    if (!found) {
      throw new GantryError("bad-flow", `step "${job.step}": the rows of "${step.each}" have no column "${column}"`);
    }
    columns.push({ ...found, name: field });
    input[field] = valueOf(row, found);
  }
  return {
    run: run.id,
    step: job.step,
    row: rowId,
    operation: step.operation,
    destination: destinationOf(bound),
    shape: { columns, control: shape.control } satisfies Shape,
    constants: Object.keys(step.constants ?? {}),
    input,
    key: jobId({ run: run.id, step: job.step, row: rowId, attempt: 1 }),
    context: { ...house.context(bound.source.name, null, signal), ...(fence === undefined ? {} : { fence }) },
    ...(work.pinned === undefined ? {} : { replay: work.pinned.channel(job.step) }),
  };
}

/** Calls, and tells what is known of the outcome. */
export async function attempt(work: Work, egress: ActionEgress): Promise<Attempt> {
  try {
    // Held up for so long that peers may have taken over: nothing goes out from here.
    work.fence?.();
    return { kind: "sent", result: await work.house.guard.act(egress) };
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const code = error instanceof GantryError ? error.code : undefined;
    if (error instanceof GantryError && error.retryable && untouched.has(error.code)) return { kind: "again", error };
    if (error instanceof GantryError && code !== undefined && refused.has(code)) return { kind: "failed", error };
    // A timeout, a broken connection, a surprise: it may have happened.
    return { kind: "uncertain", error: uncertainty(work, error) };
  }
}

/** After an intent without an outcome: asks the system itself whether it happened. */
export async function reconcile(work: Work, egress: ActionEgress): Promise<Attempt | "absent"> {
  try {
    const found = await work.house.guard.reconcile(egress);
    if (found === "absent") return "absent";
    return found === "unknown" ? { kind: "uncertain", error: uncertainty(work) } : { kind: "sent", result: found };
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (error instanceof GantryError && error.retryable) return { kind: "ask-again", error };
    return { kind: "uncertain", error: uncertainty(work, error) };
  }
}

/** Retryable errors of these codes say that nothing left: the system could not be reached, or turned the call away. */
const untouched = new Set<ProblemCode>(["source-unreachable", "rate-limited"]);

/** Errors of these codes say that it surely did not happen: refused by us before the call, or by the system. */
const refused = new Set<ProblemCode>([
  ...(["source-refused", "source-unreachable", "forbidden", "unauthenticated", "token-expired", "not-found"] as const),
  ...(["bad-input", "bad-request", "bad-config", "bad-flow", "policy-breach", "answer-rejected"] as const),
  ...(["budget-exceeded", "rate-limited", "unsupported", "conflict", "content-changed", "expired"] as const),
]);

const uncertainty = (work: Work, cause?: unknown): GantryError =>
  new GantryError("source-timeout", `step "${work.job.step}": nobody knows whether it happened`, {
    where: { run: work.run.id, step: work.job.step },
    remedy: "look in the system itself; it is not sent again by itself",
    cause,
  });

export const destinationOf = ({ source }: BoundAction): Destination => ({
  kind: source.connector === "smtp" ? "mail" : "write",
  zone: source.zone ?? "inside",
  name: source.name,
});

function valueOf(row: Row, column: ShapeColumn): Value {
  const cell = row[column.name] ?? null;
  if (cell === null || typeof cell === "boolean") return cell;
  if (typeof cell === "object") return JSON.stringify(cell);
  if (column.type === "int64") return BigInt(cell);
  return cell;
}
