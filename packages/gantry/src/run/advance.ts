// Moves a run on after anything has happened to it, in the transaction in which it happened: what is complete is closed,
// what has become ready is enqueued, and the run's status follows.
import type { GantryError, Problem, RunStatus, StepState } from "@gantry/contract";
import { goToOf } from "../flow/index.ts";
import type { ActStep } from "../flow/index.ts";
import { approvalRows, effectRows, progressRows, resultRows, runRows } from "../store/index.ts";
import type { EffectCounts, ResultRow, RunEnding, SkipReason, StepChange, StepRow } from "../store/index.ts";
import { problemPlace, progressOf, sealNews } from "./events.ts";
import type { News } from "./events.ts";
import { problemOf } from "./failure.ts";
import type { RunTransaction } from "./house.ts";
import { isLive } from "./status.ts";
import { jobId, lookJob } from "./job.ts";
import { insteadOf, rowsInsteadOf, withCoverage } from "./left-out.ts";
import { limitsOf, streams } from "./plan.ts";
import type { PlannedStep } from "./plan.ts";
import { turnsByRow } from "./reason/turns.ts";
import type { StepNotes } from "./result.ts";
import { partlyFailed } from "./steps/outcome.ts";

const isOver = (state: StepState): boolean => state === "done" || state === "failed" || state === "skipped";

/** The steps of a run while a transaction works on them. */
export class Progress {
  readonly #on: RunTransaction;
  readonly #rows: Map<string, StepRow>;
  /** What the steps' rows are to become, written all at once when the run has moved on. */
  readonly #changed = new Map<string, StepChange>();
  readonly #effects = new Map<string, EffectCounts>();
  readonly #waiting = new Map<string, number>();
  readonly #results = new Map<string, ResultRow>();

  readonly #news: readonly News[];

  #ended: RunStatus | undefined;
  #version: string | undefined;

  /**
   * @param rows as they stand under the run's lock
   * @param news what is told before all that becomes of it
   */
  constructor(on: RunTransaction, rows: readonly StepRow[], news: readonly News[] = []) {
    this.#on = on;
    this.#news = news;
    this.#rows = new Map(rows.map((row) => [row.step, row]));
  }

  /** As they stand now. */
  steps(): readonly StepRow[] {
    return [...this.#rows.values()];
  }

  /** Of the run's row, when what `advance` wrote has been sent; undefined where it wrote nothing. */
  version(): string | undefined {
    return this.#version;
  }

  /** The run has been ended by hand: nothing more follows from its steps. */
  end(status: RunStatus): void {
    this.#ended = status;
  }

  stateOf(step: string): StepState {
    return this.#rows.get(step)?.state ?? "pending";
  }

  change(step: string, change: StepChange): void {
    const row = this.#rows.get(step);
    if (!row) return;
    const { code: _code, ...shown } = change;
    this.#rows.set(step, { ...row, ...shown, startedAt: row.startedAt ?? change.startedAt ?? null });
    this.#changed.set(step, { ...this.#changed.get(step), ...change });
  }

  /** What a step came to as a whole, written with all else. */
  keep(step: string, result: ResultRow): void {
    this.#results.set(step, result);
  }

  /** It is known how many rows of an approve step wait for a decision. */
  wait(step: string, rows: number): void {
    this.#waiting.set(step, rows);
  }

  /** Ends a step with an error; the error is sealed, its code stands in clear. */
  fail(step: string, error: GantryError): void {
    if (isOver(this.stateOf(step))) return;
    const { run, at } = this.#on;
    const problem = run.box.seal(problemOf(error, step), problemPlace);
    this.change(step, { state: "failed", endedAt: at, code: error.code, problem });
  }

  /** Leaves a step out; because of an error only where its flow says so, and the answer tells of it. */
  skip(step: string, reason: SkipReason, error?: GantryError): void {
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
    this.change(step, { ...told, state: "skipped", endedAt: at, reason });
  }

  finish(step: string, change: Pick<StepChange, "total" | "done" | "notes"> = {}): void {
    this.change(step, { ...change, state: "done", endedAt: this.#on.at });
  }

  /**
   * Closes and opens steps until nothing moves any more, then writes all of it down: steps, the run's status, and what
   * those who watch are told. Gives the status.
   *
   * @param expected the version that the run's row must still have, where its lock is not held
   */
  async advance(expected?: string): Promise<RunStatus> {
    while (this.#ended === undefined && (await this.#round())) {
      // Each round may have made further steps ready.
    }
    const { tx, run, at, status } = this.#on;
    const news: News[] = [...this.#news];
    for (const step of this.#changed.keys()) {
      const row = this.#rows.get(step);
      if (row && run.plan.steps.get(step)?.hidden === false)
        news.push({ type: "step", step: progressOf(row, run.box) });
    }
    const ending = this.#ended === undefined ? await this.#ending() : undefined;
    if (ending) news.push({ type: "status", status: ending.status, ...(ending.told ? { problem: ending.told } : {}) });
    const events = sealNews(run, news);
    const progress = {
      steps: this.#changed,
      at,
      events,
      results: this.#results,
      ...(ending ? { ending } : {}),
      ...(expected === undefined ? {} : { expected }),
    };
    await progressRows.write(tx, run.id, progress, (version) => {
      this.#version = version;
    });
    return this.#ended ?? ending?.status ?? status;
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
      this.skip(name, "unused");
      return true;
    }
    if (after.some((it) => this.#blocks(it))) {
      this.skip(name, "blocked");
      return true;
    }
    if (step.kind === "act" && streams(run.document, step)) {
      // Its rows come one by one, from decisions and from effects before it.
      if (this.stateOf(step.each) === "pending") return false;
      const { total } = await this.#effectsOf(name);
      if (total === 0 && !isOver(this.stateOf(step.each))) return false;
      this.change(name, { state: "running", startedAt: at });
      return true;
    }
    if (!after.every((it) => this.#hasRows(it))) return false;
    this.change(name, { state: "running", startedAt: at });
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
    if (
      (step.kind === "prompt" || step.kind === "reason" || step.kind === "draw" || step.kind === "call") &&
      row?.total != null
    ) {
      const done = await resultRows.count(tx, run.id, name);
      if (done === row.total) {
        const told = rowsInsteadOf(title, step, done, await this.#failuresOf(name));
        const read = step.kind === "reason" ? await this.#readBy(name) : [];
        const adds = told.length + read.length > 0;
        const notes = adds ? { notes: withCoverage(run.box, name, row.notes, told, read) } : {};
        return this.#finished(name, { done, ...notes });
      }
      if (done !== row.done) this.change(name, { done });
      if (step.kind === "call") await this.#showCalled(name, row.total - done, row.state);
    }
    if (step.kind === "approve" && row?.state === "waiting" && row.total !== null) {
      const done = row.total - (this.#waiting.get(name) ?? (await approvalRows.countPending(tx, run.id, name)));
      if (done === row.total) return this.#finished(name, { done });
      if (done !== row.done) this.change(name, { done });
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
    if (state !== before) this.change(step, { state });
  }

  /** What the turns of a `reason` read. */
  async #readBy(step: string): Promise<StepNotes["scans"]> {
    const { tx, run } = this.#on;
    const rows = await turnsByRow(tx, run, step);
    return [...rows.values()].flat().flatMap(({ came }) => (came?.kind === "rows" ? came.scans : []));
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
      this.change(name, { total, done });
      this.fail(name, partly);
      return true;
    }
    const counted = source !== null || row?.total !== null;
    if (counted && (row?.total !== total || row.done !== done)) this.change(name, { total, done });
    return false;
  }

  async #finished(step: string, counts: Pick<StepChange, "total" | "done" | "notes">): Promise<boolean> {
    this.finish(step, counts);
    return true;
  }

  async #effectsOf(step: string): Promise<EffectCounts> {
    const known = this.#effects.get(step) ?? (await effectRows.counts(this.#on.tx, this.#on.run.id, step));
    this.#effects.set(step, known);
    return known;
  }

  /** The run's new status, where it has one; of a run that has failed with what failed it. */
  async #ending(): Promise<(RunEnding & { readonly told?: Problem }) | undefined> {
    const { run, at, status: before } = this.#on;
    if (!isLive(before)) return undefined;
    const status = await this.#status();
    if (status === before) return undefined;
    if (run.parent) await this.#on.enqueue(lookJob(run.parent), { priority: 1 });
    if (status !== "failed") return { status, at: status === "done" ? at : null };
    const culprit = [...this.#rows.values()].find((row) => row.state === "failed");
    const told = culprit ? progressOf(culprit, run.box).problem : undefined;
    if (!told) return { status, at };
    return { status, at, code: told.code, problem: run.box.seal(told, problemPlace), told };
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
