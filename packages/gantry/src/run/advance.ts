// Moves a run on after anything has happened to it, in the transaction in which it happened: what is complete is closed,
// what has become ready is enqueued, and the run's status follows.
import type { GantryError, RunStatus, StepState } from "@gantry/contract";
import { goToOf } from "../flow/index.ts";
import type { ActStep } from "../flow/index.ts";
import { approvalRows, effectRows, resultRows, runRows, stepRows } from "../store/index.ts";
import type { EffectCounts, SkipReason, StepChange, StepRow } from "../store/index.ts";
import { problemPlace, progressOf, tell } from "./events.ts";
import type { News } from "./events.ts";
import { problemOf } from "./failure.ts";
import type { RunTransaction } from "./house.ts";
import { isLive } from "./status.ts";
import { jobId, lookJob } from "./job.ts";
import { insteadOf, rowsInsteadOf, withCoverage } from "./left-out.ts";
import { limitsOf, streams } from "./plan.ts";
import type { PlannedStep } from "./plan.ts";
import { partlyFailed } from "./steps/outcome.ts";

const isOver = (state: StepState): boolean => state === "done" || state === "failed" || state === "skipped";

/** The steps of a run while a transaction works on them. */
export class Progress {
  readonly #on: RunTransaction;
  readonly #rows: Map<string, StepRow>;
  readonly #changed = new Set<string>();
  readonly #effects = new Map<string, EffectCounts>();

  #ended = false;

  private constructor(on: RunTransaction, rows: readonly StepRow[]) {
    this.#on = on;
    this.#rows = new Map(rows.map((row) => [row.step, row]));
  }

  static async read(on: RunTransaction): Promise<Progress> {
    return new Progress(on, await stepRows.list(on.tx, on.run.id));
  }

  /** The run has been ended by hand: nothing more follows from its steps. */
  end(): void {
    this.#ended = true;
  }

  stateOf(step: string): StepState {
    return this.#rows.get(step)?.state ?? "pending";
  }

  async change(step: string, change: StepChange): Promise<void> {
    const row = await stepRows.update(this.#on.tx, this.#on.run.id, step, change);
    if (!row) return;
    this.#rows.set(step, row);
    this.#changed.add(step);
  }

  /** Ends a step with an error; the error is sealed, its code stands in clear. */
  async fail(step: string, error: GantryError): Promise<void> {
    if (isOver(this.stateOf(step))) return;
    const { run, at } = this.#on;
    const problem = run.box.seal(problemOf(error, step), problemPlace);
    await this.change(step, { state: "failed", endedAt: at, code: error.code, problem });
  }

  /** Leaves a step out; because of an error only where its flow says so, and the answer tells of it. */
  async skip(step: string, reason: SkipReason, error?: GantryError): Promise<void> {
    if (isOver(this.stateOf(step))) return;
    const { run, at } = this.#on;
    const planned = run.plan.steps.get(step);
    const notes = this.#rows.get(step)?.notes ?? null;
    const told =
      error && planned
        ? {
            code: error.code,
            problem: run.box.seal(problemOf(error, step), problemPlace),
            notes: withCoverage(run.box, step, notes, [insteadOf(planned.title, planned.step, error.code)]),
          }
        : {};
    await this.change(step, { ...told, state: "skipped", endedAt: at, reason });
  }

  async finish(step: string, change: Pick<StepChange, "total" | "done" | "notes"> = {}): Promise<void> {
    await this.change(step, { ...change, state: "done", endedAt: this.#on.at });
  }

  /** Closes and opens steps until nothing moves any more, then sets the run's status and tells those who watch. */
  async advance(): Promise<void> {
    while (!this.#ended && (await this.#round())) {
      // Each round may have made further steps ready.
    }
    const news: News[] = [];
    const hidden = (step: string): boolean => this.#on.run.plan.steps.get(step)?.hidden ?? true;
    for (const step of this.#changed) {
      const row = this.#rows.get(step);
      if (row && !hidden(step)) news.push({ type: "step", step: progressOf(row, this.#on.run.box) });
    }
    news.push(...(await this.#settleStatus()));
    await tell(this.#on, news);
  }

  async #round(): Promise<boolean> {
    let moved = false;
    for (const planned of this.#on.run.plan.steps.values()) {
      const state = this.stateOf(planned.name);
      if (isOver(state)) continue;
      if (state !== "pending") moved = (await this.#close(planned)) || moved;
      // Of a run that has failed, what was approved is still carried out; nothing new begins.
      else if (isLive(this.#on.status)) moved = (await this.#open(planned)) || moved;
    }
    return moved;
  }

  async #open(planned: PlannedStep): Promise<boolean> {
    const { run, at } = this.#on;
    const { step, name, after, standsFor } = planned;
    if (standsFor !== undefined && !this.#isGoneFrom(standsFor)) {
      if (!isOver(this.stateOf(standsFor))) return false;
      await this.skip(name, "unused");
      return true;
    }
    if (after.some((it) => this.#blocks(it))) {
      await this.skip(name, "blocked");
      return true;
    }
    if (step.kind === "act" && streams(run.document, step)) {
      // Its rows come one by one, from decisions and from effects before it.
      if (this.stateOf(step.each) === "pending") return false;
      const { total } = await this.#effectsOf(name);
      if (total === 0 && !isOver(this.stateOf(step.each))) return false;
      await this.change(name, { state: "running", startedAt: at });
      return true;
    }
    if (!after.every((it) => this.#hasRows(it))) return false;
    await this.change(name, { state: "running", startedAt: at });
    await this.#on.enqueue(jobId({ run: run.id, step: name, attempt: 1 }), { priority: 1 });
    return true;
  }

  /** A step whose output will never be complete holds up all that read it. */
  #blocks(step: string): boolean {
    const target = this.#isGoneFrom(step) ? this.#targetOf(step) : undefined;
    if (target !== undefined) return this.#blocks(target);
    const row = this.#rows.get(step);
    return row?.state === "failed" || (row?.state === "skipped" && row.reason === "blocked");
  }

  /** Whether its rows are there, be they none: what was left out is read as empty. */
  #hasRows(step: string): boolean {
    const target = this.#isGoneFrom(step) ? this.#targetOf(step) : undefined;
    if (target !== undefined) return this.#hasRows(target);
    const state = this.stateOf(step);
    return state === "done" || (state === "skipped" && !this.#blocks(step));
  }

  /** Whether it failed, and another stands in for it. */
  #isGoneFrom(step: string): boolean {
    const row = this.#rows.get(step);
    return row?.state === "skipped" && row.reason === "error" && this.#targetOf(step) !== undefined;
  }

  #targetOf(step: string): string | undefined {
    return goToOf(this.#on.run.document.steps[step] ?? {});
  }

  async #close({ name, step, title }: PlannedStep): Promise<boolean> {
    const { tx, run } = this.#on;
    const row = this.#rows.get(name);
    if ((step.kind === "prompt" || step.kind === "call") && row?.total != null) {
      const done = await resultRows.count(tx, run.id, name);
      if (done === row.total) {
        const told = rowsInsteadOf(title, step, done, await this.#failuresOf(name));
        const notes = told.length === 0 ? {} : { notes: withCoverage(run.box, name, row.notes, told) };
        return this.#finished(name, { done, ...notes });
      }
      if (done !== row.done) await this.change(name, { done });
      if (step.kind === "call") await this.#showCalled(name, row.total - done, row.state);
    }
    if (step.kind === "approve" && row?.state === "waiting" && row.total !== null) {
      const done = row.total - (await approvalRows.countPending(tx, run.id, name));
      if (done === row.total) return this.#finished(name, { done });
      if (done !== row.done) await this.change(name, { done });
    }
    if (step.kind === "act") return this.#closeAct({ name, title, step }, row);
    return false;
  }

  /** A step whose calls all wait for people waits for people. */
  async #showCalled(step: string, open: number, before: StepState): Promise<void> {
    const { tx, run } = this.#on;
    const live = (await runRows.children(tx, run.id, step)).filter((it) => isLive(it.status));
    const allWait = live.length > 0 && live.every((it) => it.status === "waiting");
    // Those that have not begun wait for their turn, where there is one.
    const waits = allWait && (live.length === open || limitsOf(run.document.steps[step]) !== undefined);
    const state = waits ? "waiting" : "running";
    if (state !== before) await this.change(step, { state });
  }

  async #failuresOf(step: string): ReturnType<typeof resultRows.failures> {
    const { tx, run } = this.#on;
    const { onError = "fail" } = run.document.steps[step] ?? {};
    return onError === "fail" ? [] : resultRows.failures(tx, run.id, step);
  }

  async #closeAct(
    { name, title, step }: { readonly name: string; readonly title: string; readonly step: ActStep },
    row: StepRow | undefined,
  ): Promise<boolean> {
    const { run } = this.#on;
    const source = streams(run.document, step) ? step.each : null;
    const { total, open, failed } = await this.#effectsOf(name);
    // Without a source to wait for, the step's own job has scheduled all rows at once and noted how many.
    const complete = source === null ? row?.total !== null : isOver(this.stateOf(source));
    const done = total - open;
    if (complete && open === 0) {
      const partly = partlyFailed(run.id, name, failed, total);
      if (failed === 0) return this.#finished(name, { total, done });
      if (step.onError === "skip") {
        const told = rowsInsteadOf(title, step, total, [{ code: partly.code, count: failed }]);
        return this.#finished(name, { total, done, notes: withCoverage(run.box, name, row?.notes ?? null, told) });
      }
      await this.change(name, { total, done });
      await this.fail(name, partly);
      return true;
    }
    const counted = source !== null || row?.total !== null;
    if (counted && (row?.total !== total || row.done !== done)) await this.change(name, { total, done });
    return false;
  }

  async #finished(step: string, counts: Pick<StepChange, "total" | "done" | "notes">): Promise<boolean> {
    await this.finish(step, counts);
    return true;
  }

  async #effectsOf(step: string): Promise<EffectCounts> {
    const known = this.#effects.get(step) ?? (await effectRows.counts(this.#on.tx, this.#on.run.id, step));
    this.#effects.set(step, known);
    return known;
  }

  async #settleStatus(): Promise<readonly News[]> {
    const { tx, run, at, status: before } = this.#on;
    if (!isLive(before)) return [];
    const status = await this.#status();
    if (status === before || this.#ended) return [];
    if (run.parent) await this.#on.enqueue(lookJob(run.parent), { priority: 1 });
    if (status !== "failed") {
      await runRows.setStatus(tx, run.id, status, status === "done" ? { at } : undefined);
      return [{ type: "status", status }];
    }
    const culprit = [...this.#rows.values()].find((row) => row.state === "failed");
    const problem = culprit ? progressOf(culprit, run.box).problem : undefined;
    await runRows.setStatus(tx, run.id, "failed", {
      at,
      ...(problem ? { code: problem.code, problem: run.box.seal(problem, problemPlace) } : {}),
    });
    return [{ type: "status", status, ...(problem ? { problem } : {}) }];
  }

  async #status(): Promise<RunStatus> {
    const rows = [...this.#rows.values()];
    // A failure that is not of single rows ends the run at once: what it was for can't be had.
    const fatal = rows.some((row) => row.state === "failed" && row.kind !== "act");
    if (fatal) return "failed";
    if (rows.every((row) => isOver(row.state))) return rows.some((row) => row.state === "failed") ? "failed" : "done";
    for (const row of rows) {
      if (row.state !== "running") continue;
      // An act that waits for decisions is not busy itself.
      if (row.kind !== "act" || (await this.#effectsOf(row.step)).open > 0) return "running";
    }
    return rows.some((row) => row.state === "waiting") ? "waiting" : "running";
  }
}
