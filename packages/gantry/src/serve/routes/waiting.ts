// Waiting for a run on behalf of a client, and telling what came of it.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../../policy/index.ts";
import type { ServeDeps } from "../deps.ts";

const longestWait = 120;

/** Seconds that the client wants to wait, of `Prefer: wait=N` (RFC 7240); 0 without it. */
export function preferredWait(request: FastifyRequest): number {
  const header = request.headers.prefer;
  const seconds = /(?:^|[,;\s])wait=(\d+)/.exec(typeof header === "string" ? header : "")?.[1];
  return Math.min(Number(seconds ?? 0), longestWait);
}

/** 200 with the answer when the run has come to rest in time (done, waiting for people, failed), else 202 with its place. */
export async function replyWithRun(
  deps: ServeDeps,
  reply: FastifyReply,
  run: string,
  caller: Caller,
  wait: number,
): Promise<unknown> {
  reply.header("location", `/api/runs/${run}`);
  const atRest = wait > 0 && (await atRestWithin(deps, run, wait));
  if (wait > 0) reply.header("preference-applied", `wait=${wait}`);
  const answer = await deps.runs.answer(run, caller);
  if (!atRest && answer.status === "running") return reply.status(202).send(answer);
  return reply.status(answer.problem?.status ?? 200).send(answer);
}

/** Whether the run came to rest (done, waiting for people, failed) in that time. */
export async function atRestWithin(deps: ServeDeps, run: string, seconds: number): Promise<boolean> {
  const timeout = AbortSignal.timeout(seconds * 1000);
  // A server that ends answers with what there is so far: the run goes on, and can be waited for elsewhere.
  const stop = deps.draining ? AbortSignal.any([timeout, deps.draining.signal]) : timeout;
  for await (const event of deps.runs.events(run, 0, stop)) {
    if (event.type === "status" && event.status !== "running") return true;
  }
  return false;
}
