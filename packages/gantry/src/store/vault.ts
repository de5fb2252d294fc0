// Wrapped data keys and sealed token rows, as the guard's vault keeps them. Opaque here: only the guard can open them.
import type { TokenReference } from "@gantry/contract";
import type { Queryable } from "./database.ts";

/** A token of one row with its value, sealed under the row's key. */
export interface SealedEntry {
  readonly run: string;
  readonly row: string;
  readonly token: string;
  readonly label: string;
  readonly sealed: Uint8Array;
  readonly reference: TokenReference | null;
}

export interface WrappedKey {
  readonly subject: string;
  readonly wrapped: Uint8Array;
}

export interface VaultStore {
  /** Keeps the candidate if the subject has no key yet, and gives the one that stands; null when it was destroyed. */
  keepKey(run: string, subject: string, candidate: Uint8Array): Promise<Uint8Array | null>;
  /** The same for many subjects at once. */
  keepKeys(run: string, candidates: readonly WrappedKey[]): Promise<ReadonlyMap<string, Uint8Array | null>>;
  /** The wrapped keys that stand, by subject. */
  findKeys(run: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Destroys a subject's key in a run: what it sealed can never be opened again. */
  destroyKey(run: string, subject: string): Promise<void>;
  /** Keeps entries; one that is there already (run, row, token) stays as it is. */
  put(entries: readonly SealedEntry[]): Promise<void>;
  /** Entries of these tokens in a run; with `row`, of that row alone. */
  find(run: string, tokens: readonly string[], row?: string): Promise<readonly SealedEntry[]>;
}

export function createVaultStore(db: Queryable): VaultStore {
  const keepKeys: VaultStore["keepKeys"] = async (run, candidates) => {
    const subjects = candidates.map((it) => it.subject);
    const inserted = await db.query<{ subject: string; wrapped: Buffer }>(
      `insert into gantry.data_keys (run, subject, wrapped)
       select $1, * from unnest($2::text[], $3::bytea[]) on conflict do nothing returning subject, wrapped`,
      [run, subjects, candidates.map((it) => Buffer.from(it.wrapped))],
    );
    const standing = new Map<string, Uint8Array | null>(inserted.rows.map((row) => [row.subject, row.wrapped]));
    if (standing.size === subjects.length) return standing;
    const { rows } = await db.query<{ subject: string; wrapped: Buffer | null }>(
      "select subject, wrapped from gantry.data_keys where run = $1 and subject = any($2)",
      [run, subjects],
    );
    return new Map(rows.map((row) => [row.subject, row.wrapped]));
  };
  return {
    keepKeys,
    keepKey: async (run, subject, wrapped) => (await keepKeys(run, [{ subject, wrapped }])).get(subject) ?? null,
    findKeys: async (run, subjects) => {
      const { rows } = await db.query<{ subject: string; wrapped: Buffer }>(
        "select subject, wrapped from gantry.data_keys where run = $1 and subject = any($2) and wrapped is not null",
        [run, subjects],
      );
      return new Map(rows.map((row) => [row.subject, row.wrapped]));
    },
    destroyKey: async (run, subject) => {
      await db.query(
        `insert into gantry.data_keys (run, subject, wrapped) values ($1, $2, null)
         on conflict (run, subject) do update set wrapped = null`,
        [run, subject],
      );
    },
    put: async (entries) => {
      if (entries.length === 0) return;
      await db.query(
        `insert into gantry.vault (run, row, token, label, sealed, reference)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::jsonb[])
         on conflict do nothing`,
        [
          entries.map((it) => it.run),
          entries.map((it) => it.row),
          entries.map((it) => it.token),
          entries.map((it) => it.label),
          entries.map((it) => Buffer.from(it.sealed)),
          entries.map((it) => (it.reference === null ? null : JSON.stringify(it.reference))),
        ],
      );
    },
    find: async (run, tokens, row) => {
      const { rows } = await db.query<SealedEntry>(
        `select run, row, token, label, sealed, reference from gantry.vault
         where run = $1 and token = any($2) and ($3::text is null or row = $3)`,
        [run, tokens, row ?? null],
      );
      return rows;
    },
  };
}
