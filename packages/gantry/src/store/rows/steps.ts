// gantry.steps: where each step of a run stands. gantry.step_results: what it gave, sealed.
import type { ProblemCode, StepState } from "@gantry/contract";
import type { Queryable } from "../database.ts";
import type { Statement } from "../together.ts";
import { write } from "../transaction.ts";
import type { Writable } from "../transaction.ts";

/** Why a step was skipped: see the migration that added the column. */
export type SkipReason = "when" | "error" | "unused" | "blocked";

export interface StepRow {
  readonly step: string;
  readonly kind: string;
  readonly title: string;
  readonly state: StepState;
  readonly total: number | null;
  readonly done: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly problem: Uint8Array | null;
  readonly notes: Uint8Array | null;
  readonly reason: SkipReason | null;
}

export interface StepChange {
  readonly state?: StepState;
  readonly total?: number;
  readonly done?: number;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly code?: ProblemCode;
  readonly problem?: Uint8Array;
  readonly notes?: Uint8Array;
  readonly reason?: SkipReason;
}

export interface ResultRow {
  /** "" for the step's result as a whole. */
  readonly row: string;
  readonly position: number;
  readonly sealed: Uint8Array;
  /** Of a row that could not be made: why. */
  readonly code?: ProblemCode | null;
  /** Where a large result is kept; `sealed` is empty then. */
  readonly blob?: string | null;
}

const stepColumns = `step, kind, title, state, total, done, started_at as "startedAt", ended_at as "endedAt", problem, notes, reason`;

export const stepRows = {
  insert: async (
    db: Writable,
    run: string,
    steps: readonly { readonly step: string; readonly kind: string; readonly title: string }[],
  ): Promise<void> => {
    const text = `insert into gantry.steps (run, step, position, kind, title, state)
       select $1, step, position, kind, title, 'pending'
       from unnest($2::text[], $3::int[], $4::text[], $5::text[]) as given (step, position, kind, title)`;
    const values = [
      run,
      steps.map((it) => it.step),
      steps.map((_, index) => index),
      steps.map((it) => it.kind),
      steps.map((it) => it.title),
    ];
    await write(db, { text, values });
  },

  list: async (db: Queryable, run: string): Promise<readonly StepRow[]> => {
    const { text, values } = stepRows.listing(run);
    const { rows } = await db.query<StepRow>(text, values);
    return rows;
  },

  /** What `list` asks. */
  listing: (run: string): Statement => ({
    text: `select ${stepColumns} from gantry.steps where run = $1 order by position`,
    values: [run],
  }),

  listOf: async (db: Queryable, runs: readonly string[]): Promise<readonly (StepRow & { readonly run: string })[]> => {
    const { rows } = await db.query<StepRow & { run: string }>(
      `select run, ${stepColumns} from gantry.steps where run = any($1) order by run, position`,
      [runs],
    );
    return rows;
  },

  find: async (db: Queryable, run: string, step: string): Promise<StepRow | undefined> => {
    const { rows } = await db.query<StepRow>(`select ${stepColumns} from gantry.steps where run = $1 and step = $2`, [
      run,
      step,
    ]);
    return rows[0];
  },

  /** Takes back that a step is over. */
  reopen: async (db: Queryable, run: string, step: string, state: StepState): Promise<void> => {
    await db.query(
      `update gantry.steps set state = $3, ended_at = null, code = null, problem = null, reason = null
       where run = $1 and step = $2`,
      [run, step, state],
    );
  },
};

export const resultRows = {
  /** Keeps the results; one that is there already stays as it is. */
  insert: async (db: Writable, run: string, step: string, results: readonly ResultRow[]): Promise<void> => {
    const text = `insert into gantry.step_results (run, step, row, position, sealed, code, blob)
       select $1, $2, * from unnest($3::text[], $4::int[], $5::bytea[], $6::text[], $7::text[]) on conflict do nothing`;
    const values = [
      run,
      step,
      results.map((it) => it.row),
      results.map((it) => it.position),
      results.map((it) => it.sealed),
      results.map((it) => it.code ?? null),
      results.map((it) => it.blob ?? null),
    ];
    await write(db, { text, values });
  },

  find: async (
    db: Queryable,
    run: string,
    step: string,
    row: string,
  ): Promise<Pick<ResultRow, "sealed" | "blob"> | undefined> => {
    const { rows } = await db.query<Pick<ResultRow, "sealed" | "blob">>(
      "select sealed, blob from gantry.step_results where run = $1 and step = $2 and row = $3",
      [run, step, row],
    );
    return rows[0];
  },

  /** Results as a whole of all steps with such names, in their order. */
  listPlaces: async (
    db: Queryable,
    run: string,
    like: string,
  ): Promise<readonly { readonly step: string; readonly sealed: Uint8Array }[]> => {
    const { rows } = await db.query<{ step: string; sealed: Uint8Array }>(
      "select step, sealed from gantry.step_results where run = $1 and step like $2 and row = '' order by step",
      [run, like],
    );
    return rows;
  },

  /** Results row by row, in their order; the step's result as a whole is not among them. */
  list: async (db: Queryable, run: string, step: string): Promise<readonly ResultRow[]> => {
    const { rows } = await db.query<ResultRow>(
      "select row, position, sealed from gantry.step_results where run = $1 and step = $2 and row <> '' order by position, row",
      [run, step],
    );
    return rows;
  },

  /** Results that stand behind a row, in their order; the row's own is not among them. */
  under: async (db: Queryable, run: string, step: string, row: string): Promise<readonly ResultRow[]> => {
    const { rows } = await db.query<ResultRow>(
      `select row, position, sealed from gantry.step_results
       where run = $1 and step = $2 and starts_with(row, $3 || '.') order by row`,
      [run, step, row],
    );
    return rows;
  },

  /** Of results row by row; a row that gave several has one that stands for all. */
  count: async (db: Queryable, run: string, step: string): Promise<number> => {
    const { rows } = await db.query<{ count: string }>(
      "select count(*) from gantry.step_results where run = $1 and step = $2 and row <> '' and position('.' in row) = 0",
      [run, step],
    );
    return Number(rows[0]?.count ?? 0);
  },

  /** Rows that could not be made, by why. */
  failures: async (
    db: Queryable,
    run: string,
    step: string,
  ): Promise<readonly { readonly code: ProblemCode; readonly count: number }[]> => {
    const { rows } = await db.query<{ code: ProblemCode; count: number }>(
      `select code, count(*)::int as count from gantry.step_results
       where run = $1 and step = $2 and code is not null group by code order by code`,
      [run, step],
    );
    return rows;
  },
};
