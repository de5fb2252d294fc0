// From a planned flow to a run: input resolved once, day and hour pinned.
import type { FastifyRequest } from "fastify";
import { resolveInput } from "../../flow/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { FilledFlow } from "../../ask/index.ts";
import type { PublishedFlow, ServeDeps } from "../deps.ts";

/** Starts it; the same `Idempotency-Key` (draft-07) of the same caller gives the same run. */
export function startRun(
  deps: ServeDeps,
  request: FastifyRequest,
  { document, shapes }: PublishedFlow,
  { input, interpretation }: FilledFlow,
  caller: Caller,
  question: string | null,
  id?: string,
): Promise<string> {
  const { today, now } = deps.clock();
  const key = request.headers["idempotency-key"];
  return deps.runs.start({
    flow: document,
    shapes,
    input: resolveInput(document, input, { today, now, calendar: deps.catalog.calendar }),
    interpretation,
    caller,
    question,
    ...(id === undefined ? {} : { id }),
    ...(typeof key === "string" && key.length > 0 && key.length <= 255 ? { idempotencyKey: key } : {}),
  });
}
