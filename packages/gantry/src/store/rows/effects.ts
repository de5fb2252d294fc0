// gantry.effects: one intent row for each outgoing effect, so that none is ever made twice or lost in silence.
import type { EffectState, ProblemCode } from "@gantry/contract";
import type { Queryable } from "../database.ts";

export interface EffectRow {
  readonly run: string;
  readonly step: string;
  readonly row: string;
  readonly position: number;
  readonly operation: string;
  readonly state: Exclude<EffectState, "none">;
  readonly attempts: number;
  readonly code: ProblemCode | null;
  /** The row that acts. */
  readonly sealed: Uint8Array;
  /** What the system called the thing made. */
  readonly reference: Uint8Array | null;
  readonly updatedAt: Date;
  /** Until when it is held back so that it may be taken back; null where it goes at once. */
  readonly undoUntil: Date | null;
}

export type NewEffect = Pick<EffectRow, "row" | "position" | "operation" | "sealed">;

export interface EffectCounts {
  readonly total: number;
  /** Scheduled or attempting. */
  readonly open: number;
  readonly failed: number;
  readonly uncertain: number;
}

const columns = `run, step, row, position, operation, state, attempts, code, sealed, reference, updated_at as "updatedAt",
  undo_until as "undoUntil"`;

export const effectRows = {
  /** Schedules effects; gives how many were new: fewer than given means that two rows have one identity. */
  insert: async (
    db: Queryable,
    run: string,
    step: string,
    effects: readonly NewEffect[],
    at: Date,
    undoUntil: Date | null = null,
  ): Promise<number> => {
    const { rowCount } = await db.query(
      `insert into gantry.effects (run, step, state, created_at, updated_at, undo_until, row, position, operation, sealed)
       select $1, $2, 'scheduled', $3, $3, $8::timestamptz, * from unnest($4::text[], $5::int[], $6::text[], $7::bytea[])
       on conflict do nothing`,
      [
        run,
        step,
        at,
        effects.map((it) => it.row),
        effects.map((it) => it.position),
        effects.map((it) => it.operation),
        effects.map((it) => it.sealed),
        undoUntil,
      ],
    );
    return rowCount ?? 0;
  },

  find: async (db: Queryable, run: string, step: string, row: string): Promise<EffectRow | undefined> => {
    const { rows } = await db.query<EffectRow>(
      `select ${columns} from gantry.effects where run = $1 and step = $2 and row = $3`,
      [run, step, row],
    );
    return rows[0];
  },

  list: async (db: Queryable, run: string, step: string): Promise<readonly EffectRow[]> => {
    const { rows } = await db.query<EffectRow>(
      `select ${columns} from gantry.effects where run = $1 and step = $2 order by position`,
      [run, step],
    );
    return rows;
  },

  listUncertain: async (db: Queryable, limit: number): Promise<readonly EffectRow[]> => {
    const { rows } = await db.query<EffectRow>(
      `select ${columns} from gantry.effects where state = 'uncertain' order by updated_at desc limit $1`,
      [limit],
    );
    return rows;
  },

  /** Moves an effect on; false where it does not stand in one of the states `from`, after that many attempts, any more. */
  move: async (
    db: Queryable,
    key: { readonly run: string; readonly step: string; readonly row: string },
    from: readonly EffectState[],
    to: {
      readonly state: EffectState;
      readonly at: Date;
      readonly attempts?: number;
      readonly code?: ProblemCode;
      readonly reference?: Uint8Array;
    },
    after?: number,
  ): Promise<boolean> => {
    const { rowCount } = await db.query(
      `update gantry.effects set state = $5, updated_at = $6, attempts = coalesce($7, attempts), code = $8,
         reference = coalesce($9, reference)
       where run = $1 and step = $2 and row = $3 and state = any($4) and ($10::int is null or attempts = $10)`,
      [
        key.run,
        key.step,
        key.row,
        from,
        to.state,
        to.at,
        to.attempts ?? null,
        to.code ?? null,
        to.reference ?? null,
        after ?? null,
      ],
    );
    return rowCount === 1;
  },

  /** Takes back one that was not begun. */
  removeScheduled: async (db: Queryable, run: string, step: string, row: string): Promise<void> => {
    await db.query("delete from gantry.effects where run = $1 and step = $2 and row = $3 and state = 'scheduled'", [
      run,
      step,
      row,
    ]);
  },

  /** Of a cancelled run: what was not begun will not be. */
  cancelScheduled: async (db: Queryable, run: string, at: Date): Promise<void> => {
    await db.query(
      `update gantry.effects set state = 'failed', code = 'cancelled', updated_at = $2
       where run = $1 and state = 'scheduled'`,
      [run, at],
    );
  },

  counts: async (db: Queryable, run: string, step: string): Promise<EffectCounts> => {
    const { rows } = await db.query<EffectCounts>(
      `select count(*)::int as total, count(*) filter (where state in ('scheduled', 'attempting'))::int as open,
         count(*) filter (where state = 'failed')::int as failed,
         count(*) filter (where state = 'uncertain')::int as uncertain
       from gantry.effects where run = $1 and step = $2`,
      [run, step],
    );
    return rows[0] ?? { total: 0, open: 0, failed: 0, uncertain: 0 };
  },
};
