// A backup as an administrator takes it: every row of our tables, put into another database.
import type { Store } from "../../store/index.ts";

export type Backup = readonly { readonly table: string; readonly rows: readonly Readonly<Record<string, unknown>>[] }[];

const tables = [
  "policies",
  "runs",
  "steps",
  "step_results",
  "approvals",
  "effects",
  "reminders",
  "events",
  "vault",
  "ledger",
  "erasures",
];

export async function backupOf(store: Store): Promise<Backup> {
  const backup = [];
  for (const table of tables)
    backup.push({ table, rows: (await store.pool.query(`select * from gantry.${table}`)).rows });
  return backup;
}

/** Into an empty database of the same version. */
export async function restore(store: Store, backup: Backup): Promise<void> {
  for (const { table, rows } of backup) {
    for (const row of rows) {
      const names = Object.keys(row);
      const values = Object.values(row).map((it) =>
        it !== null &&
        typeof it === "object" &&
        !(it instanceof Date) &&
        !(it instanceof Uint8Array) &&
        !Array.isArray(it)
          ? JSON.stringify(it)
          : it,
      );
      const places = names.map((_, index) => `$${index + 1}`).join(", ");
      await store.pool.query(`insert into gantry.${table} (${names.join(", ")}) values (${places})`, values);
    }
  }
}
