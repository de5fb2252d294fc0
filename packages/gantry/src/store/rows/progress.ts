// How far a run has come: its steps, its status and what is told of it, written in one statement.
import type pg from "pg";
import type { ProblemCode, RunStatus } from "@gantry/contract";
import { write } from "../transaction.ts";
import type { Writable } from "../transaction.ts";
import type { ResultRow, StepChange } from "./steps.ts";

/** A run's new status. */
export interface RunEnding {
  readonly status: RunStatus;
  /** When it ended; null for a status that is no end. */
  readonly at: Date | null;
  readonly code?: ProblemCode;
  readonly problem?: Uint8Array;
}

export interface RunProgress {
  /** By step: what is given changes, the rest stays. When it started is set once. */
  readonly steps: ReadonlyMap<string, StepChange>;
  readonly at: Date;
  /** Sealed, in their order; they get the run's next numbers. */
  readonly events: readonly Uint8Array[];
  readonly ending?: RunEnding;
  /** By step: what it came to as a whole; what is there already stays. */
  readonly results?: ReadonlyMap<string, Pick<ResultRow, "sealed" | "blob">>;
  /** The version that the run's row must still have: of a message that was made up without its lock nothing counts else. */
  readonly expected?: string;
}

const text = `with moved as (
    update gantry.steps s set state = coalesce(g.state, s.state), total = coalesce(g.total, s.total),
      done = coalesce(g.done, s.done), started_at = coalesce(s.started_at, g.started_at),
      ended_at = coalesce(g.ended_at, s.ended_at), code = coalesce(g.code, s.code),
      problem = coalesce(g.problem, s.problem), notes = coalesce(g.notes, s.notes),
      reason = coalesce(g.reason, s.reason)
    from unnest($2::text[], $3::text[], $4::int[], $5::int[], $6::timestamptz[], $7::timestamptz[], $8::text[],
                $9::bytea[], $10::bytea[], $17::text[])
      as g (step, state, total, done, started_at, ended_at, code, problem, notes, reason)
    where s.run = $1 and s.step = g.step),
  counter as (
    update gantry.runs set last_event = last_event + cardinality($12::bytea[]),
      status = coalesce($13, status), ended_at = case when $13::text is null then ended_at else $14::timestamptz end,
      code = case when $13::text is null then code else $15 end,
      problem = case when $13::text is null then problem else $16::bytea end
    where id = $1 and ($18::text is null or xmin::text = $18) returning last_event, xmin::text as version),
  told as (
    insert into gantry.events (run, id, at, sealed)
    select $1, last_event - cardinality($12::bytea[]) + number, $11, bytes
    from counter, unnest($12::bytea[]) with ordinality as given (bytes, number)),
  kept as (
    insert into gantry.step_results (run, step, sealed, blob)
    select $1, * from unnest($19::text[], $20::bytea[], $21::text[]) on conflict do nothing)
  select (select version from counter),
    1 / case when $18::text is null then 1 else (select count(*) from counter) end as same`;

export const progressRows = {
  /**
   * In the transaction that holds the run's lock, so that its events are numbered without gaps.
   *
   * @param written told of the version that the run's row then has
   */
  write: async (
    db: Writable,
    run: string,
    { steps, at, events, ending, results = new Map(), expected }: RunProgress,
    written: (version: string | undefined) => void = () => undefined,
  ): Promise<void> => {
    if (steps.size === 0 && events.length === 0 && ending === undefined && results.size === 0) return;
    const changes = [...steps.values()];
    const each = <T>(pick: (change: StepChange) => T | undefined): readonly (T | null)[] =>
      changes.map((change) => pick(change) ?? null);
    const values = [
      run,
      [...steps.keys()],
      each((it) => it.state),
      each((it) => it.total),
      each((it) => it.done),
      each((it) => it.startedAt),
      each((it) => it.endedAt),
      each((it) => it.code),
      each((it) => it.problem),
      each((it) => it.notes),
      at,
      events,
      ending?.status ?? null,
      ending?.at ?? null,
      ending?.code ?? null,
      ending?.problem ?? null,
      each((it) => it.reason),
      expected ?? null,
      [...results.keys()],
      [...results.values()].map((it) => it.sealed),
      [...results.values()].map((it) => it.blob ?? null),
    ];
    // As the statement gives it.
    const done = ({ rows }: pg.QueryResult<{ version: string | null }>): void => written(rows[0]?.version ?? undefined);
    await write(db, { text, values, done, ...(expected === undefined ? {} : { guards: true }) });
  },
};
