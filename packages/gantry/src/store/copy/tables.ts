// What a copy of the whole database is made of: every table of ours and of the queue, in an order in which references hold.
import type { Queryable } from "../database.ts";

export interface CopiedTable {
  /** `gantry.runs` */
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Sequence {
  readonly name: string;
  /** Null where it was never used. */
  readonly last: string | null;
}

/** What belongs to a database and not to its data: versions, whose it is, who is alive, how fast callers may ask. */
const own = ["gantry.migrations", "gantry.house", "gantry.executors", "gantry.buckets", "dbos.dbos_migrations"];
const schemas = ["gantry", "dbos"];

export async function copiedTables(db: Queryable): Promise<readonly CopiedTable[]> {
  const { rows: tables } = await db.query<CopiedTable>(
    `select n.nspname || '.' || c.relname as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname = any($1) and n.nspname || '.' || c.relname <> all($2)
     group by 1 order by 1`,
    [schemas, own],
  );
  const { rows: references } = await db.query<{ from: string; to: string }>(
    `select fn.nspname || '.' || f.relname as from, tn.nspname || '.' || t.relname as to
     from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
       join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
     where k.contype = 'f' and k.conrelid <> k.confrelid`,
  );
  const ordered: CopiedTable[] = [];
  const place = (table: CopiedTable, above: readonly string[]): void => {
    if (ordered.includes(table) || above.includes(table.name)) return;
    for (const { to } of references.filter((it) => it.from === table.name)) {
      const needed = tables.find((it) => it.name === to);
      if (needed) place(needed, [...above, table.name]);
    }
    ordered.push(table);
  };
  for (const table of tables) place(table, []);
  return ordered;
}

export async function copiedSequences(db: Queryable): Promise<readonly Sequence[]> {
  const { rows } = await db.query<Sequence>(
    `select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences
     where schemaname = any($1) order by 1`,
    [schemas],
  );
  return rows;
}

export async function setSequences(db: Queryable, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last } of sequences) {
    if (last !== null) await db.query("select setval($1::regclass, $2::bigint)", [name, last]);
  }
}

/** Names of the tables that hold anything. */
export async function filledTables(db: Queryable, tables: readonly CopiedTable[]): Promise<readonly string[]> {
  const filled: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ filled: boolean }>(`select exists (select 1 from ${name}) as filled`);
    if (rows[0]?.filled === true) filled.push(name);
  }
  return filled;
}
