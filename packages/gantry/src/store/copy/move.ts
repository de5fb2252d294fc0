// From one database to another: all or nothing, and every table compared.
import { GantryError } from "@gantry/contract";
import type pg from "pg";
import { digestOf, onConnection, rowsIn, rowsOut } from "./stream.ts";
import { copiedSequences, copiedTables, filledTables, setSequences } from "./tables.ts";
import type { CopiedTable } from "./tables.ts";

export interface MoveOptions {
  readonly from: string;
  /** Migrated to the same version as `from`. */
  readonly to: string;
  /** What the source is told to have moved to: host and name, no password. */
  readonly place: string;
  readonly onTable?: (table: string, rows: number) => void;
}

/** A server that was seen so recently may still write. */
const quietMilliseconds = 15_000;

/**
 * Copies a database that no server uses into an empty one. From the moment the copying begins no server starts on the
 * source any more; moved once more to the same place, what a crash cut short is done again.
 *
 * @throws GantryError `conflict` where a server still uses it or the target holds something, `bad-config` where the two are
 *   of different versions, `internal` where what arrived is not what was sent.
 */
export async function moveDatabase({ from, to, place, onTable }: MoveOptions): Promise<{ readonly rows: number }> {
  await onConnection(from, "writer", async (source) => {
    await requireQuiet(source);
    await source.query(
      "insert into gantry.house (name, value) values ('moved', $1) on conflict (name) do update set value = excluded.value, at = now()",
      [place],
    );
  });
  return onConnection(from, "reader", (source) =>
    onConnection(to, "writer", async (target) => {
      const tables = await copiedTables(source);
      await requireSame(tables, await copiedTables(target));
      await requireEmpty(target, tables);
      let rows = 0;
      for (const table of tables) {
        const sent = await rowsIn(target, table, [rowsOut(source, table)]);
        await requireArrived(target, table, sent);
        rows += sent.rows;
        onTable?.(table.name, sent.rows);
      }
      await setSequences(target, await copiedSequences(source));
      const { rows: keys } = await source.query<{ value: string }>("select value from gantry.house where name = 'key'");
      await target.query("delete from gantry.house");
      for (const { value } of keys) await target.query("insert into gantry.house values ('key', $1)", [value]);
      return { rows };
    }),
  );
}

/** What of a table is there must be what was sent. */
export async function requireArrived(
  target: pg.ClientBase,
  table: CopiedTable,
  sent: { readonly rows: number; readonly digest: string },
): Promise<void> {
  const arrived = await digestOf(target, table);
  if (arrived.rows === sent.rows && arrived.digest === sent.digest) return;
  throw new GantryError("internal", `of ${table.name} ${sent.rows} rows were sent, and something else arrived`, {
    where: { table: table.name },
    remedy: "nothing was kept: try again, and report it should it happen again",
  });
}

/**
 * Room for a copy: nothing may be in it that would be lost. The remains of data that has moved away are taken out, in the
 * same transaction.
 */
export async function requireEmpty(target: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  const filled = await filledTables(target, tables);
  if (filled.length === 0) return;
  const { rowCount } = await target.query("select 1 from gantry.house where name = 'moved'");
  if (rowCount === 0) {
    throw new GantryError("conflict", `the database that is to take the data is not empty: ${filled.join(", ")}`, {
      remedy: "name an empty one (create database …), or give Gantry another data folder",
    });
  }
  await target.query(`truncate ${tables.map((it) => it.name).join(", ")} cascade`);
}

/** Refuses while servers live on it. */
async function requireQuiet(source: pg.ClientBase): Promise<void> {
  const { rows } = await source.query<{ process: string }>(
    `select process from gantry.executors
     where seen > clock_timestamp() - make_interval(secs => $1::double precision / 1000)`,
    [quietMilliseconds],
  );
  if (rows.length === 0) return;
  throw new GantryError("conflict", `servers still use this database: ${rows.map((it) => it.process).join(", ")}`, {
    remedy: "stop them (SIGTERM drains them), and wait a quarter of a minute after one that was killed",
  });
}

async function requireSame(from: readonly CopiedTable[], to: readonly CopiedTable[]): Promise<void> {
  const text = (tables: readonly CopiedTable[]): string =>
    tables
      .map(({ name, columns }) => `${name}(${columns.toSorted((a, b) => a.localeCompare(b)).join()})`)
      .sort()
      .join();
  if (text(from) === text(to)) return;
  throw new GantryError("bad-config", "the two databases were made by different versions of Gantry", {
    remedy: "start this version once on the one that has the data, then move it",
  });
}
