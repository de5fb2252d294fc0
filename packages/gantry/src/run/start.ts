// A run begins: what it pins is sealed and its first steps are enqueued, in one transaction.
import { GantryError } from "@gantry/contract";
import { contentHash } from "../policy/index.ts";
import { runRows, stepRows } from "../store/index.ts";
import type { StepRow, Transaction } from "../store/index.ts";
import { admissionJob } from "./admission.ts";
import { Progress } from "./advance.ts";
import { AlreadyQueued } from "./durable/index.ts";
import { tell } from "./events.ts";
import type { News } from "./events.ts";
import type { House } from "./house.ts";
import { newRunId } from "./identity.ts";
import { parseJobId } from "./job.ts";
import { sealPinned } from "./pinned.ts";
import type { PinnedRun } from "./pinned.ts";
import { planOf } from "./plan.ts";
import { admissionLane } from "./queues.ts";
import type { RecentRun } from "./recent.ts";
import type { DeriveShapes } from "./shapes.ts";
import { isLive } from "./status.ts";
import { settled, transactionOn } from "./transact.ts";
import type { Changed } from "./transact.ts";
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
  const begin = async (tx: Transaction): Promise<Changed<boolean>> => {
    // Nothing is called for a run that has ended meanwhile.
    const calling = request.called && (await runRows.lock(tx, request.called.by.run));
    if (calling !== undefined && !isLive(calling)) return { value: true };
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
    if (!fresh) return { value: false };
    await request.also?.(tx, id);
    const steps = [...plan.steps.values()].map(({ name, step, title }) => ({ step: name, kind: step.kind, title }));
    await stepRows.insert(tx, id, steps);
    const { interpretation, question } = request;
    const pinned = { id, document: flow, plan, shapes: derived, box, createdAt: at, caller, interpretation, question };
    const { parameters } = request.input;
    const narrows = request.called?.narrows ?? [];
    const parent = request.called ? { parent: request.called.by } : {};
    const run: PinnedRun = { ...pinned, ...parent, parameters, policy, narrows };
    const on = transactionOn(house, run, tx, "running", jobs);
    const begun: News = { type: "status", status: "running" };
    const { refused } = request;
    // What another run calls has that one's place, and what is refused needs none.
    if (lane !== undefined && !request.called && refused === undefined) {
      await tell(on, [begun]);
      await on.enqueue(admissionJob(id), { lane });
      return { value: true };
    }
    const progress = new Progress(on, steps.map(untouched), [begun]);
    // All that could begin has failed, so that nothing follows, and a retry begins there.
    if (refused !== undefined)
      for (const { name, after, standsFor } of plan.steps.values())
        if (after.length === 0 && standsFor === undefined) progress.fail(name, refused);
    const status = await progress.advance();
    const after = (): RecentRun => {
      house.remember(run);
      return { status, steps: progress.steps(), version: progress.version() ?? "" };
    };
    return { value: true, after };
  };
  const started = await settled(house, id, jobs, house.store.transaction(begin)).catch((error: unknown) =>
    queuedAs(house, error),
  );
  if (typeof started === "string") return started;
  if (!started.value) return requireSame(house, (await known()) ?? id, request);
  return id;
}

/** A step as it stands when its run begins. */
const untouched = (step: Pick<StepRow, "step" | "kind" | "title">): StepRow => ({
  ...step,
  state: "pending",
  total: null,
  done: 0,
  startedAt: null,
  endedAt: null,
  problem: null,
  notes: null,
  reason: null,
});

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
