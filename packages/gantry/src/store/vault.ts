// Sealed token rows, as the guard's vault keeps them. Opaque here: only the guard can open them.
import type { Queryable } from "./database.ts";
import { write } from "./transaction.ts";
import type { Writable } from "./transaction.ts";

/** A token of one row; its value, and where that lives, sealed under the keys of whom the row tells of. */
export interface SealedEntry {
  readonly run: string;
  readonly row: string;
  readonly token: string;
  readonly label: string;
  readonly sealed: Uint8Array;
}

export interface VaultStore {
  /** Keeps entries; one that is there already (run, row, token) stays as it is. */
  put(entries: readonly SealedEntry[]): Promise<void>;
  /** Entries of these tokens in a run; with `row`, of that row alone. */
  find(run: string, tokens: readonly string[], row?: string): Promise<readonly SealedEntry[]>;
}

const valuesOf = (entries: readonly SealedEntry[]): unknown[] => [
  entries.map((it) => it.run),
  entries.map((it) => it.row),
  entries.map((it) => it.token),
  entries.map((it) => it.label),
  entries.map((it) => Buffer.from(it.sealed)),
];

/** Entries that are written in the transaction of what names them. */
export const vaultRows = {
  /** One that is there already stays as it is. */
  insert: async (db: Writable, entries: readonly SealedEntry[]): Promise<void> => {
    if (entries.length === 0) return;
    await write(db, {
      text: `insert into gantry.vault (run, row, token, label, sealed)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
       on conflict do nothing`,
      values: valuesOf(entries),
    });
  },
};

export function createVaultStore(db: Queryable): VaultStore {
  return {
    put: async (entries) => {
      if (entries.length === 0) return;
      // Not waited for until it is on disk: what holds these tokens is committed after them, and PostgreSQL writes its
      // log in order, so the one is never there without the other.
      await db.query({
        name: "vault-put",
        text: `insert into gantry.vault (run, row, token, label, sealed)
         select kept.* from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[]) as kept,
           (select set_config('synchronous_commit', 'off', true)) as sooner
         on conflict do nothing`,
        values: valuesOf(entries),
      });
    },
    find: async (run, tokens, row) => {
      const { rows } = await db.query<SealedEntry>(
        `select run, row, token, label, sealed from gantry.vault
         where run = $1 and token = any($2) and ($3::text is null or row = $3)`,
        [run, tokens, row ?? null],
      );
      return rows;
    },
  };
}
