// From a planned flow to a run: input resolved once, day and hour pinned.
import { GantryError } from "@gantry/contract";
import type { FastifyRequest } from "fastify";
import { resolveInput } from "../../flow/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { FilledFlow } from "../../ask/index.ts";
import type { PublishedFlow, ServeDeps } from "../deps.ts";

/** Starts it; the same `Idempotency-Key` (draft-07) of the same caller gives the same run. */
export function startRun(
  deps: ServeDeps,
  request: FastifyRequest,
  { document, shapes }: Pick<PublishedFlow, "document" | "shapes">,
  { input, interpretation }: FilledFlow,
  caller: Caller,
  question: string | null,
  id?: string,
): Promise<string> {
  const { today, now } = deps.clock();
  const key = idempotencyKey(request);
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
