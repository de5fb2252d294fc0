// A run begins: what it pins is sealed and its first steps are enqueued, in one transaction.
import { GantryError } from "@gantry/contract";
import { contentHash } from "../policy/index.ts";
import { runRows, stepRows } from "../store/index.ts";
import type { Transaction } from "../store/index.ts";
import { admissionJob } from "./admission.ts";
import { Progress } from "./advance.ts";
import { AlreadyQueued } from "./durable/index.ts";
import { tell } from "./events.ts";
import type { House } from "./house.ts";
import { newRunId } from "./identity.ts";
import { parseJobId } from "./job.ts";
import { sealPinned } from "./pinned.ts";
import { planOf } from "./plan.ts";
import { admissionLane } from "./queues.ts";
import type { DeriveShapes } from "./shapes.ts";
import { isLive } from "./status.ts";
import { settled, transactionOn } from "./transact.ts";
import type { StartRequest } from "./types.ts";

export async function startRun(house: House, shapes: DeriveShapes, request: StartRequest): Promise<string> {
  const { flow, caller, idempotencyKey } = request;
  const known = async (): Promise<string | undefined> =>
    idempotencyKey === undefined
      ? undefined
      : runRows.findByIdempotencyKey(house.store.pool, caller.subject, idempotencyKey);
  const earlier = await known();
  if (earlier !== undefined) return requireSame(house, earlier, request);
  const at = house.now();
  const id = request.id ?? newRunId(at);
  const box = house.sealer.box(id);
  const derived = await shapes(flow, request.shapes, request.called?.origins ?? request.events);
  const policy = request.called?.policy ?? house.policy.version;
  const sealed = sealPinned(box, request, derived);
  const plan = planOf(flow);
  const jobs = house.queue.batch();
  const lane = admissionLane(house, { flow: flow.name, caller, input: request.interpretation.input });
  const begin = async (tx: Transaction): Promise<boolean> => {
    // Nothing is called for a run that has ended meanwhile.
    const calling = request.called && (await runRows.lock(tx, request.called.by.run));
    if (calling !== undefined && !isLive(calling)) return true;
    const fresh = await runRows.insert(tx, {
      id,
      flow: flow.name,
      title: flow.title,
      policy,
      requestedBy: caller.subject,
      idempotencyKey: idempotencyKey ?? null,
      createdAt: at,
      sealed,
      parent: request.called?.by,
    });
    if (!fresh) return false;
    await request.also?.(tx, id);
    const steps = [...plan.steps.values()].map(({ name, step, title }) => ({ step: name, kind: step.kind, title }));
    await stepRows.insert(tx, id, steps);
    const { interpretation, question } = request;
    const pinned = { id, document: flow, plan, shapes: derived, box, createdAt: at, caller, interpretation, question };
    const { parameters } = request.input;
    const narrows = request.called?.narrows ?? [];
    const parent = request.called ? { parent: request.called.by } : {};
    const on = transactionOn(house, { ...pinned, ...parent, parameters, policy, narrows }, tx, "running", jobs);
    await tell(on, [{ type: "status", status: "running" }]);
    // What another run calls has that one's place.
    if (lane === undefined || request.called) await new Progress(on, await stepRows.list(tx, id)).advance();
    else await on.enqueue(admissionJob(id), { lane });
    return true;
  };
  const started = await settled(jobs, house.store.transaction(begin)).catch((error: unknown) => queuedAs(house, error));
  if (typeof started === "string") return started;
  if (!started) return requireSame(house, (await known()) ?? id, request);
  return id;
}

/** The run that waits or works with the same input. */
async function queuedAs(house: House, error: unknown): Promise<string> {
  if (!(error instanceof AlreadyQueued)) throw error;
  const job = await house.queue.holder(error.lane);
  if (job !== undefined) return parseJobId(job).run;
  throw new GantryError("conflict", "such a run has just come to its end", {
    retryable: true,
    remedy: "ask again: it is a new one then",
  });
}

/** The run that the key stands for, if it was started by this very request (draft-ietf-httpapi-idempotency-key-header-07, 2.7). */
async function requireSame(house: House, id: string, request: StartRequest): Promise<string> {
  const { document, question, interpretation } = await house.load(id);
  const sameInput =
    question !== null || contentHash(interpretation.input) === contentHash(request.interpretation.input);
  if (document.name === request.flow.name && question === request.question && sameInput) return id;
  throw new GantryError("conflict", "this Idempotency-Key has been used for another request", {
    remedy: "use a fresh key for each request, and the same one only to repeat it",
  });
}
