// gantry.questions, gantry.question_runs, gantry.question_subscribers: what is asked again, what came of it, who hears of it.
import type { ProblemCode } from "@gantry/contract";
import type { Queryable } from "../database.ts";

export interface QuestionRow {
  readonly id: string;
  /** Keyed hash of the subject. */
  readonly owner: string;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly active: boolean;
  readonly nextAt: Date | null;
  readonly problemCode: ProblemCode | null;
  readonly problem: string | null;
  readonly problemAt: Date | null;
}

export interface QuestionRunRow {
  readonly question: string;
  readonly key: string;
  readonly run: string;
  readonly at: Date;
  readonly state: "running" | "compared" | "failed";
  readonly sealed: Uint8Array | null;
  readonly rows: number;
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly alert: boolean;
  readonly since: Date | null;
}

export interface SubscriberRow {
  readonly question: string;
  readonly person: string;
  readonly muted: boolean;
  readonly seenAt: Date;
}

const columns = `id, owner, sealed, created_at as "createdAt", active, next_at as "nextAt", problem_code as "problemCode",
  problem, problem_at as "problemAt"`;
const runColumns = "question, key, run, at, state, sealed, rows, added, gone, changed, alert, since";
const subscriberColumns = `question, person, muted, seen_at as "seenAt"`;

export const questionRows = {
  insert: async (
    db: Queryable,
    row: Pick<QuestionRow, "id" | "owner" | "sealed" | "createdAt" | "nextAt">,
  ): Promise<void> => {
    await db.query(
      "insert into gantry.questions (id, owner, sealed, created_at, next_at) values ($1, $2, $3, $4, $5)",
      [row.id, row.owner, row.sealed, row.createdAt, row.nextAt],
    );
  },

  /** The newest first. */
  list: async (db: Queryable): Promise<readonly QuestionRow[]> => {
    const { rows } = await db.query<QuestionRow>(
      `select ${columns} from gantry.questions order by created_at desc, id limit 2000`,
    );
    return rows;
  },

  find: async (db: Queryable, id: string): Promise<QuestionRow | undefined> => {
    const { rows } = await db.query<QuestionRow>(`select ${columns} from gantry.questions where id = $1`, [id]);
    return rows[0];
  },

  countOf: async (db: Queryable, owner: string): Promise<number> => {
    const { rows } = await db.query<{ count: number }>(
      "select count(*)::int as count from gantry.questions where owner = $1",
      [owner],
    );
    return rows[0]?.count ?? 0;
  },

  due: async (db: Queryable, at: Date, limit: number): Promise<readonly QuestionRow[]> => {
    const { rows } = await db.query<QuestionRow>(
      `select ${columns} from gantry.questions where active and next_at <= $1 order by next_at limit $2`,
      [at, limit],
    );
    return rows;
  },

  /** Sets when it is next; false where another process has since it was read. */
  moveOn: async (db: Queryable, { id, nextAt }: QuestionRow, to: Date | null): Promise<boolean> => {
    const { rowCount } = await db.query(
      "update gantry.questions set next_at = $3 where id = $1 and next_at is not distinct from $2",
      [id, nextAt, to],
    );
    return rowCount === 1;
  },

  /** Notes what kept it from being asked, null once it was; it may be the end of it. */
  note: async (
    db: Queryable,
    id: string,
    {
      active,
      problem,
    }: {
      readonly active: boolean;
      readonly problem: { readonly code: ProblemCode; readonly text: string; readonly at: Date } | null;
    },
  ): Promise<void> => {
    await db.query(
      "update gantry.questions set active = $2, problem_code = $3, problem = $4, problem_at = $5 where id = $1",
      [id, active, problem?.code ?? null, problem?.text ?? null, problem?.at ?? null],
    );
  },

  remove: async (db: Queryable, ids: readonly string[]): Promise<void> => {
    await db.query("delete from gantry.questions where id = any($1::text[])", [ids]);
  },
};

export const questionRunRows = {
  insert: async (db: Queryable, row: Pick<QuestionRunRow, "question" | "key" | "run" | "at">): Promise<boolean> => {
    const { rowCount } = await db.query(
      "insert into gantry.question_runs (question, key, run, at, state) values ($1, $2, $3, $4, 'running') on conflict do nothing",
      [row.question, row.key, row.run, row.at],
    );
    return rowCount === 1;
  },

  /** Those whose runs have settled and were not compared yet. */
  settled: async (db: Queryable, limit: number): Promise<readonly (QuestionRunRow & { readonly status: string })[]> => {
    const { rows } = await db.query<QuestionRunRow & { readonly status: string }>(
      `select ${runColumns}, coalesce((select status from gantry.runs where id = run), 'cancelled') as status
       from gantry.question_runs
       where state = 'running' and not exists (select 1 from gantry.runs where id = run and status = 'running')
       order by at limit $1`,
      [limit],
    );
    return rows;
  },

  /** The last one compared before. */
  before: async (db: Queryable, question: string, at: Date): Promise<QuestionRunRow | undefined> => {
    const { rows } = await db.query<QuestionRunRow>(
      `select ${runColumns} from gantry.question_runs where question = $1 and state = 'compared' and at < $2
       order by at desc limit 1`,
      [question, at],
    );
    return rows[0];
  },

  /** Whether it has failed since it was last compared, and that was told. */
  failureTold: async (db: Queryable, question: string, at: Date): Promise<boolean> => {
    const { rows } = await db.query<Pick<QuestionRunRow, "state">>(
      `select state from gantry.question_runs
       where question = $1 and at < $2 and (state = 'compared' or (state = 'failed' and alert)) order by at desc limit 1`,
      [question, at],
    );
    return rows[0]?.state === "failed";
  },

  list: async (db: Queryable, question: string, limit: number): Promise<readonly QuestionRunRow[]> => {
    const { rows } = await db.query<QuestionRunRow>(
      `select ${runColumns} from gantry.question_runs where question = $1 order by at desc limit $2`,
      [question, limit],
    );
    return rows;
  },

  ofRun: async (db: Queryable, question: string, run: string): Promise<QuestionRunRow | undefined> => {
    const { rows } = await db.query<QuestionRunRow>(
      `select ${runColumns} from gantry.question_runs where question = $1 and run = $2`,
      [question, run],
    );
    return rows[0];
  },

  /** False where another process has. */
  conclude: async (db: Queryable, row: QuestionRunRow): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.question_runs set state = $3, sealed = $4, rows = $5, added = $6, gone = $7, changed = $8, alert = $9,
         since = $10 where question = $1 and key = $2 and state = 'running'`,
      [row.question, row.key, row.state, row.sealed, row.rows, row.added, row.gone, row.changed, row.alert, row.since],
    );
    return rowCount === 1;
  },
};

export const subscriberRows = {
  insert: async (db: Queryable, question: string, people: readonly string[], at: Date): Promise<void> => {
    await db.query(
      `insert into gantry.question_subscribers (question, person, seen_at) select $1, *, $3 from unnest($2::text[])
       on conflict do nothing`,
      [question, people, at],
    );
  },

  list: async (db: Queryable, question: string): Promise<readonly SubscriberRow[]> => {
    const { rows } = await db.query<SubscriberRow>(
      `select ${subscriberColumns} from gantry.question_subscribers where question = $1 order by person`,
      [question],
    );
    return rows;
  },

  change: async (
    db: Queryable,
    question: string,
    person: string,
    { muted, seenAt }: { readonly muted?: boolean; readonly seenAt?: Date },
  ): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.question_subscribers set muted = coalesce($3, muted), seen_at = coalesce($4, seen_at)
       where question = $1 and person = $2`,
      [question, person, muted ?? null, seenAt ?? null],
    );
    return rowCount === 1;
  },

  remove: async (db: Queryable, question: string, person: string): Promise<void> => {
    await db.query("delete from gantry.question_subscribers where question = $1 and person = $2", [question, person]);
  },
};
