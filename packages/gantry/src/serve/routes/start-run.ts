// From a planned flow to a run: input resolved once, day and hour pinned.
import { GantryError } from "@gantry/contract";
import type { AskExplained } from "@gantry/contract";
import type { FastifyRequest } from "fastify";
import { resolveInput } from "../../flow/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { FilledFlow } from "../../ask/index.ts";
import type { PublishedFlow, ServeDeps } from "../deps.ts";

/** With what a run would take, where that can be told. */
export async function priced<T extends FilledFlow>(
  deps: ServeDeps,
  flow: Pick<PublishedFlow, "document" | "shapes">,
  filled: T,
  caller: Caller,
): Promise<T> {
  if (filled.interpretation.estimate !== undefined) return filled;
  const estimate = await deps.price?.(flow, filled.input, caller);
  return estimate === undefined ? filled : { ...filled, interpretation: { ...filled.interpretation, estimate } };
}

/** How a question was understood and what it would take, for somebody who wants to know before it runs. */
export async function explained(
  deps: ServeDeps,
  flow: Pick<PublishedFlow, "document" | "shapes">,
  filled: FilledFlow,
  caller: Caller,
): Promise<AskExplained> {
  const { interpretation } = await priced(deps, flow, filled, caller);
  const { estimate } = interpretation;
  try {
    if (estimate !== undefined) await deps.afford?.(flow.document.name, caller, estimate);
    return { interpretation };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return { interpretation, problem: error.toProblem() };
  }
}

/** Starts it where no budget stands against what it would take; the same `Idempotency-Key` (draft-07) of the same caller gives the same run. */
export async function startRun(
  deps: ServeDeps,
  request: FastifyRequest,
  flow: Pick<PublishedFlow, "document" | "shapes">,
  filled: FilledFlow,
  caller: Caller,
  question: string | null,
  id?: string,
): Promise<string> {
  const { document, shapes } = flow;
  const { today, now } = deps.clock();
  const key = idempotencyKey(request);
  const { input, interpretation } = await priced(deps, flow, filled, caller);
  const { estimate } = interpretation;
  if (estimate !== undefined) await deps.afford?.(document.name, caller, estimate);
  return deps.runs.start({
    flow: document,
    shapes,
    input: resolveInput(document, input, { today, now, calendar: deps.catalog.calendar }),
    interpretation,
    caller,
    question,
    ...(id === undefined ? {} : { id }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  });
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined || (typeof key === "string" && key.length > 0 && key.length <= 255)) return key;
  // A key that is ignored would let a repeated request run twice.
  throw new GantryError("bad-request", "the Idempotency-Key must be one, of 1 to 255 characters");
}
