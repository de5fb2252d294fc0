// Everything sealed that belongs to a run, of whatever table: what an erasure has to look through.
import type { Queryable } from "../database.ts";

export interface KeptRow {
  readonly table: "runs" | "steps" | "step_results" | "approvals" | "effects" | "events" | "vault" | "guest_parts";
  readonly column: "sealed" | "problem" | "notes" | "reference";
  /** Where the row is, as long as its run is locked or the row is. */
  readonly place: string;
  readonly step: string | null;
  readonly row: string | null;
  /** Of approvals and effects. */
  readonly state: string | null;
  /** Of what a guest keeps: its place, as it was sealed for. */
  readonly id: string | null;
  readonly token: string | null;
  readonly label: string | null;
  /** Of a large result: where it is kept; what `sealed` holds then is to be fetched from there. */
  readonly blob: string | null;
  readonly sealed: Uint8Array;
}

/** Table, column, what its rows have of step, row, state, id, token and label, and the column that names the run. */
const columns = [
  [
    "runs",
    "sealed",
    "null::text as step, null::text as row, status::text as state, id, null::text as token, null::text as label",
    "id",
  ],
  [
    "runs",
    "problem",
    "null::text as step, null::text as row, status::text as state, id, null::text as token, null::text as label",
    "id",
  ],
  [
    "steps",
    "problem",
    "step, null::text as row, state, null::text as id, null::text as token, null::text as label",
    "run",
  ],
  [
    "steps",
    "notes",
    "step, null::text as row, state, null::text as id, null::text as token, null::text as label",
    "run",
  ],
  [
    "step_results",
    "sealed",
    "step, row, null::text as state, null::text as id, null::text as token, null::text as label",
    "run",
  ],
  ["approvals", "sealed", "step, row, state, id, null::text as token, null::text as label", "run"],
  ["effects", "sealed", "step, row, state, null::text as id, null::text as token, null::text as label", "run"],
  ["effects", "reference", "step, row, state, null::text as id, null::text as token, null::text as label", "run"],
  [
    "events",
    "sealed",
    "null::text as step, null::text as row, null::text as state, null::text as id, null::text as token, null::text as label",
    "run",
  ],
  ["vault", "sealed", "null::text as step, row, null::text as state, null::text as id, token, label", "run"],
  [
    "guest_parts",
    "sealed",
    "step, row, null::text as state, thread || '/' || namespace || '/' || checkpoint || '/' || part as id, null::text as token, null::text as label",
    "run",
  ],
] as const;

export const keptRows = {
  /** All of a run; with `lock`, none of it changes until the transaction ends. */
  list: async (db: Queryable, run: string, lock: boolean): Promise<readonly KeptRow[]> => {
    const found: KeptRow[] = [];
    for (const [table, column, names, owner] of columns) {
      const { rows } = await db.query<Omit<KeptRow, "table" | "column">>(
        `select ctid::text as place, ${column} as sealed, ${names},
           ${table === "step_results" ? "blob" : "null::text as blob"}
         from gantry.${table} where ${owner} = $1 and ${column} is not null ${lock ? "for update" : ""}`,
        [run],
      );
      found.push(...rows.map((row) => ({ table, column, ...row })));
    }
    return found;
  },

  /** In the transaction that has locked it; of a large result only where it is kept from then on. Gives where the row is from then on. */
  replace: async (db: Queryable, { table, column, place, blob }: KeptRow, sealed: Uint8Array): Promise<string> => {
    const { rows } = await db.query<{ place: string }>(
      blob === null
        ? `update gantry.${table} set ${column} = $2 where ctid = $1::tid returning ctid::text as place`
        : `update gantry.${table} set ${column} = '', blob = convert_from($2, 'UTF8') where ctid = $1::tid
           returning ctid::text as place`,
      [place, blob === null ? sealed : Buffer.from(blob)],
    );
    return rows[0]?.place ?? place;
  },

  remove: async (db: Queryable, { table, place }: KeptRow): Promise<void> => {
    await db.query(`delete from gantry.${table} where ctid = $1::tid`, [place]);
  },

  runs: async (db: Queryable): Promise<readonly string[]> => {
    const { rows } = await db.query<{ id: string }>("select id from gantry.runs order by created_at");
    return rows.map((row) => row.id);
  },
};
