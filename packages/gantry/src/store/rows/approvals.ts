// gantry.approvals: one row for each thing that waits for a person's decision.
import type { DecisionState } from "@gantry/contract";
import type pg from "pg";
import type { Statement } from "../together.ts";
import type { Queryable } from "../database.ts";
import { write } from "../transaction.ts";
import type { Writable } from "../transaction.ts";
import { openWhere } from "./where.ts";

export interface ApprovalRow {
  readonly id: string;
  readonly run: string;
  readonly step: string;
  readonly row: string;
  readonly position: number;
  readonly byRole: string;
  readonly state: DecisionState;
  readonly contentHash: string;
  /** How many different people must accept it, and whether whoever asked may be one of them: as it was opened. */
  readonly needed: number;
  readonly notRequester: boolean;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export type NewApproval = Omit<ApprovalRow, "run" | "step" | "state" | "decidedBy" | "decidedAt">;

export interface ApprovalFilter {
  readonly run?: string;
  readonly step?: string;
  readonly row?: string;
  readonly state?: DecisionState;
  /** Any of these roles may decide. */
  readonly roles?: readonly string[];
  /** Or the run was requested by this subject. */
  readonly requestedBy?: string;
  readonly limit?: number;
}

const columns = `a.id, a.run, a.step, a.row, a.position, a.by_role as "byRole", a.state, a.content_hash as "contentHash",
  a.needed, a.not_requester as "notRequester", a.sealed, a.created_at as "createdAt", a.expires_at as "expiresAt", a.decided_by as "decidedBy",
  a.decided_at as "decidedAt"`;

const tell =
  (written: (row: ApprovalRow) => void) =>
  ({ rows: [row] }: pg.QueryResult<ApprovalRow>): void => {
    if (row) written(row);
  };

export const approvalRows = {
  insert: async (db: Writable, run: string, step: string, approvals: readonly NewApproval[]): Promise<void> => {
    const text = `insert into gantry.approvals
         (run, step, state, id, row, position, by_role, content_hash, sealed, created_at, expires_at, needed, not_requester)
       select $1, $2, 'pending', * from unnest
         ($3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::bytea[], $9::timestamptz[], $10::timestamptz[],
          $11::int[], $12::boolean[])
       on conflict do nothing`;
    const values = [
      run,
      step,
      approvals.map((it) => it.id),
      approvals.map((it) => it.row),
      approvals.map((it) => it.position),
      approvals.map((it) => it.byRole),
      approvals.map((it) => it.contentHash),
      approvals.map((it) => it.sealed),
      approvals.map((it) => it.createdAt),
      approvals.map((it) => it.expiresAt),
      approvals.map((it) => it.needed),
      approvals.map((it) => it.notRequester),
    ];
    await write(db, { text, values });
  },

  find: async (db: Queryable, id: string): Promise<ApprovalRow | undefined> => {
    const { text, values } = approvalRows.finding(id);
    return approvalRows.read(await db.query<ApprovalRow>(text, values));
  },

  /** What `find` asks, and what is read from its result. */
  finding: (id: string): Statement => ({
    text: `select ${columns} from gantry.approvals a where a.id = $1`,
    values: [id],
  }),
  read: (result: pg.QueryResult<ApprovalRow> | undefined): ApprovalRow | undefined => result?.rows[0],

  /** In the order of their rows, newest run first; with a limit, those that wait before all others. */
  list: async (db: Queryable, filter: ApprovalFilter): Promise<readonly ApprovalRow[]> => {
    const where = openWhere();
    where.add(filter.run, (run) => `a.run = ${run}`);
    where.add(filter.step, (step) => `a.step = ${step}`);
    where.add(filter.row, (row) => `a.row = ${row}`);
    where.add(filter.state, (state) => `a.state = ${state}`);
    const { roles, requestedBy, limit } = filter;
    if (roles !== undefined || requestedBy !== undefined) {
      where.add(
        roles ?? [],
        (of) => `(a.by_role = any(${of}::text[]) or r.requested_by = ${where.bind(requestedBy ?? null)}::text)`,
      );
    }
    // Those that wait come first in a page; a whole list is in the order of its runs.
    const order = `${limit === undefined ? "" : "a.state <> 'pending', "}r.created_at desc, a.run, a.step, a.position`;
    const page = limit === undefined ? "" : `limit ${where.bind(limit)}`;
    const { rows } = await db.query<ApprovalRow>(
      `select ${columns} from gantry.approvals a join gantry.runs r on r.id = a.run ${where.text()} order by ${order} ${page}`,
      where.values,
    );
    return rows;
  },

  /** Writes a decision on an approval, and gives the row as it then is; nothing where it is not pending any more. */
  decide: async (
    db: Writable,
    id: string,
    decision: {
      readonly state: DecisionState;
      readonly by: string | null;
      readonly at: Date;
      readonly contentHash?: string;
      readonly sealed?: Uint8Array;
    },
    written: (row: ApprovalRow) => void = () => undefined,
  ): Promise<void> => {
    const text = `update gantry.approvals a set state = $2, decided_by = $3, decided_at = $4,
         content_hash = coalesce($5, content_hash), sealed = coalesce($6, sealed)
       where id = $1 and state = 'pending' returning ${columns}`;
    const { state, by, at, contentHash = null, sealed = null } = decision;
    await write(db, { text, values: [id, state, by, at, contentHash, sealed], done: tell(written) });
  },

  /** Writes what one of several people decided, which leaves it pending: nothing goes out yet. */
  revise: async (
    db: Writable,
    id: string,
    { contentHash, sealed }: Pick<ApprovalRow, "contentHash" | "sealed">,
    written: (row: ApprovalRow) => void,
  ): Promise<void> => {
    const text = `update gantry.approvals a set content_hash = $2, sealed = $3 where id = $1 and state = 'pending'
       returning ${columns}`;
    await write(db, { text, values: [id, contentHash, sealed], done: tell(written) });
  },

  countPending: async (db: Queryable, run: string, step: string): Promise<number> => {
    const { text, values } = approvalRows.counting(run, step);
    return approvalRows.readCount(await db.query<{ count: string }>(text, values));
  },

  /** What `countPending` asks, and what is read from its result. */
  counting: (run: string, step: string): Statement => ({
    text: "select count(*) from gantry.approvals where run = $1 and step = $2 and state = 'pending'",
    values: [run, step],
  }),
  readCount: (result: pg.QueryResult<{ count: string }> | undefined): number => Number(result?.rows[0]?.count ?? 0),

  /** Pending approvals whose time is over. */
  listExpired: async (
    db: Queryable,
    at: Date,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly run: string }[]> => {
    const { rows } = await db.query<{ id: string; run: string }>(
      "select id, run from gantry.approvals where state = 'pending' and expires_at <= $1 order by expires_at limit $2",
      [at, limit],
    );
    return rows;
  },
};
