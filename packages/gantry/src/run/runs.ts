// `createRuns`: the parts put together, and the verbs that the house above speaks.
import { GantryError } from "@gantry/contract";
import type { RunView } from "@gantry/contract";
import type { Caller } from "../policy/index.ts";
import { createSealer, runRows, stepRows } from "../store/index.ts";
import type { RunRow, StepRow } from "../store/index.ts";
import { admitting } from "./admission.ts";
import { assembleAnswer, explainRun, rowHashes } from "./answer/index.ts";
import { createApprovals } from "./approvals.ts";
import { cancelRun } from "./called.ts";
import { createClock, databaseTime } from "./clock.ts";
import { openQueue } from "./durable/index.ts";
import type { Queue } from "./durable/index.ts";
import { eraseSubject, resumeErasures, searchSubject } from "./erase/index.ts";
import { progressOf, settled, watchRun } from "./events.ts";
import { orUnavailable } from "./failure.ts";
import type { House } from "./house.ts";
import { newRunId } from "./identity.ts";
import { createInterpreter } from "./interpret.ts";
import { createRunLoader, loadIfKept } from "./pinned.ts";
import type { PinnedRun } from "./pinned.ts";
import { tenantOf, usualConcurrency } from "./queues.ts";
import { createRecent } from "./recent.ts";
import { createRelations } from "./relations.ts";
import { caseOf, replayRun } from "./replay/index.ts";
import { mayRetry, retryRun } from "./retry.ts";
import { createShapes } from "./shapes.ts";
import { startRun } from "./start.ts";
import { createStops } from "./stops.ts";
import { createSubjects } from "./subjects.ts";
import { startSweeper } from "./sweep.ts";
import type { Sweeper } from "./sweep.ts";
import type { RunDependencies, Runs } from "./types.ts";
import { resolveEffect, uncertainViews } from "./uncertain.ts";
import { undoEffect } from "./undo.ts";
import { canSee, requireSight } from "./visible.ts";
import { createWatchers } from "./watch.ts";

/** Durable runs over this store. One per process: DBOS is one per process. */
export function createRuns(dependencies: RunDependencies): Runs {
  const { store, sweep = 5000, lease = 3000, concurrency = usualConcurrency } = dependencies;
  const sealer = createSealer(dependencies.keyring);
  const subjects = createSubjects(dependencies.catalog);
  const closing = new AbortController();
  const draining = new AbortController();
  const stops = createStops((ids) => runRows.ended(store.pool, ids));
  const shapes = createShapes(dependencies.catalog, dependencies.query.bind.bind(dependencies.query));
  const clock = createClock({
    ask: () => databaseTime(store.pool),
    onJump: (seconds) => dependencies.onClockJump?.(seconds),
  });
  let queue: Queue | undefined;
  let sweeper: Sweeper | undefined;
  const openedQueue = (): Queue => {
    if (queue) return queue;
    throw new GantryError("internal", "runs are not launched yet");
  };
  const house: House = {
    now: clock.now,
    fault: () => undefined,
    report: () => undefined,
    ...dependencies,
    sealer,
    ...createRunLoader(store, sealer),
    subjects,
    relations: createRelations(store, sealer, subjects, dependencies.blobs),
    watchers: createWatchers(),
    recent: createRecent(sealer),
    stops,
    shapes,
    queue: {
      enqueue: (tx, id, options) => openedQueue().enqueue(tx, id, options),
      batch: () => openedQueue().batch(),
      nudge: () => queue?.nudge(),
      claim: (id) => openedQueue().claim(id),
      fence: () => openedQueue().fence(),
      close: (drain) => openedQueue().close(drain),
      holder: (lane) => openedQueue().holder(lane),
    },
  };
  const seen = async (id: string, caller: Caller): Promise<PinnedRun> => {
    const run = await house.load(id);
    requireSight(house, run, caller);
    return run;
  };

  const runs: Runs = {
    launch: async () => {
      const handle = admitting(house, createInterpreter(house, stops, closing.signal), draining.signal);
      const { executor, onLease: report } = dependencies;
      const onLease = report === undefined ? {} : { report };
      const { url, pool } = store;
      queue = await openQueue({ url, pool, executor, concurrency, lease, handle, ...onLease });
      queue.nudge();
      await clock.sync();
      await resumeErasures(house);
      sweeper = startSweeper(house, sweep, () => clock.sync());
    },

    newId: () => newRunId(house.now()),

    pinned: async (id) => {
      try {
        const { document, policy, narrows, interpretation, caller } = await house.load(id);
        return {
          flow: document,
          input: interpretation.input,
          tenant: tenantOf(caller),
          policy,
          narrows: [...(document.narrows ? [document.narrows] : []), ...narrows],
        };
      } catch (error) {
        if (error instanceof GantryError && error.code === "not-found") return undefined;
        throw error;
      }
    },

    start: (request) => startRun(house, shapes, request),

    get: async (id, caller) => {
      const run = await seen(id, caller);
      const { row, steps } = await runRows.findWithSteps(store.pool, id);
      return { ...viewOf(run, row, steps), mayRetry: await mayRetry(house, run, row?.status, steps, caller) };
    },

    list: async (caller, filter = {}) => {
      const rows = await runRows.list(store.pool, { ...filter, limit: filter.limit ?? 100 });
      const steps = await stepRows.listOf(
        store.pool,
        rows.map((row) => row.id),
      );
      const views: RunView[] = [];
      for (const row of rows) {
        const run = await loadIfKept(house.load, row.id);
        if (run === undefined || !canSee(house, run, caller)) continue;
        views.push(
          viewOf(
            run,
            row,
            steps.filter((it) => it.run === row.id),
          ),
        );
      }
      return views;
    },

    events: async function* (id, after, signal = new AbortController().signal) {
      yield* watchRun(store, house.watchers, await house.load(id), after, signal);
    },

    settled: (id, signal) => settled(house, id, signal ?? closing.signal),

    ...createApprovals(house),

    answer: async (id, caller) => assembleAnswer(house, await seen(id, caller), caller),

    explain: async (id, caller) => explainRun({ house, run: await seen(id, caller), caller, tokens: {} }),

    rowHashes: async (id, caller) => rowHashes({ house, run: await seen(id, caller), caller, tokens: {} }),

    keysOf: async (id, step, caller) => {
      const run = await seen(id, caller);
      const key = run.document.steps[step]?.key;
      if (key === undefined)
        throw new GantryError("not-found", `the run has no step "${step}"`, { where: { run: id } });
      return (await house.relations.of(run, step)).rows.map((row) => row[key] ?? null);
    },

    cancel: async (id, caller) => {
      const run = await seen(id, caller);
      if (run.caller.subject !== caller.subject && !house.policy.may(caller, "administer")) {
        throw new GantryError("forbidden", "only who started a run, or an administrator, may cancel it");
      }
      if (await cancelRun(house, id)) return;
      const status = await runRows.status(store.pool, id);
      throw new GantryError("conflict", `the run is ${status} already`, { where: { run: id } });
    },

    retry: async (id, step, caller) => retryRun(house, await seen(id, caller), step, caller),

    searchSubject: (request) => searchSubject(house, request),

    eraseSubject: (request) => eraseSubject(house, request),

    replay: async (id, request, caller) => replayRun(house, shapes, await seen(id, caller), request, caller),

    flowCase: async (id, withPersonalData, caller) => caseOf(house, await seen(id, caller), withPersonalData, caller),

    uncertain: (caller) => uncertainViews(house, caller),

    resolve: (key, resolution, caller) => resolveEffect(house, key, resolution, caller),

    undo: (key, caller) => undoEffect(house, key, caller),

    shutdown: async (drain = 5000) => {
      draining.abort();
      await sweeper?.stop(drain);
      await queue?.close(drain);
      queue = undefined;
      closing.abort();
      stops.close();
    },
  };
  return {
    ...runs,
    start: (request) => orUnavailable(() => runs.start(request)),
    get: (id, caller) => orUnavailable(() => runs.get(id, caller)),
    list: (caller, filter) => orUnavailable(() => runs.list(caller, filter)),
    approvals: (caller, filter) => orUnavailable(() => runs.approvals(caller, filter)),
    approval: (id, caller) => orUnavailable(() => runs.approval(id, caller)),
    decide: (id, decision, caller) => orUnavailable(() => runs.decide(id, decision, caller)),
    decideEach: (request, caller) => orUnavailable(() => runs.decideEach(request, caller)),
    answer: (id, caller) => orUnavailable(() => runs.answer(id, caller)),
    explain: (id, caller) => orUnavailable(() => runs.explain(id, caller)),
    cancel: (id, caller) => orUnavailable(() => runs.cancel(id, caller)),
    replay: (id, request, caller) => orUnavailable(() => runs.replay(id, request, caller)),
    retry: (id, step, caller) => orUnavailable(() => runs.retry(id, step, caller)),
    flowCase: (id, withPeople, caller) => orUnavailable(() => runs.flowCase(id, withPeople, caller)),
    uncertain: (caller) => orUnavailable(() => runs.uncertain(caller)),
    resolve: (key, resolution, caller) => orUnavailable(() => runs.resolve(key, resolution, caller)),
    undo: (key, caller) => orUnavailable(() => runs.undo(key, caller)),
  };
}

function viewOf(run: PinnedRun, row: RunRow | undefined, steps: readonly StepRow[]): RunView {
  const shown = steps.filter((step) => !(run.plan.steps.get(step.step)?.hidden ?? true));
  return {
    id: run.id,
    flow: run.document.name,
    title: run.document.title,
    status: row?.status ?? "cancelled",
    requestedBy: run.caller.subject,
    question: run.question,
    createdAt: run.createdAt.toISOString(),
    endedAt: row?.endedAt?.toISOString() ?? null,
    steps: shown.map((step) => progressOf(step, run.box)),
    ...(run.parent ? { calledBy: { run: run.parent.run, step: run.parent.step } } : {}),
  };
}
