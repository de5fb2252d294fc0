// The ledger's rows. Chaining, hashing and signing are the guard's; here entries are only ever added.
import type { LedgerEntryView } from "@gantry/contract";
import type { Queryable } from "./database.ts";

export interface LedgerHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export interface LedgerStore {
  /** `at` must be as `Date.toISOString()` writes it (milliseconds, Z), so that it comes back the same. Commits the entries, all or none, before it resolves. (chain, seq) is unique: a fork is an error. */
  append(entries: readonly LedgerEntryView[]): Promise<void>;
  /** Entries of a run in the order (at, chain, seq). */
  ofRun(run: string): Promise<readonly LedgerEntryView[]>;
  /** Entries of a chain after `seq`, in order, at most `limit`. */
  ofChain(chain: string, after: number, limit: number): Promise<readonly LedgerEntryView[]>;
  /** The newest entries of all chains, newest first. */
  latest(limit: number): Promise<readonly LedgerEntryView[]>;
  /** Entries written before, of other kinds than these, whose content is still there; oldest first. */
  olderThan(before: Date, except: readonly string[], limit: number): Promise<readonly LedgerEntryView[]>;
  /** Takes contents out, leaving their hashes. */
  prune(entries: readonly { readonly chain: string; readonly seq: number; readonly content: string }[]): Promise<void>;
  /** The last entry of every chain. */
  heads(): Promise<readonly LedgerHead[]>;
}

export function createLedgerStore(db: Queryable): LedgerStore {
  // The hash covers canonical JSON, so what jsonb does to spelling (order of keys) changes nothing.
  const read = async (sql: string, values: readonly unknown[]): Promise<readonly LedgerEntryView[]> => {
    const { rows } = await db.query<
      Omit<LedgerEntryView, "at" | "seq" | "content"> & { at: Date; seq: string; content: string | null }
    >(`select chain, seq, at, kind, run, caller, body, hash, previous, content from gantry.ledger ${sql}`, values);
    return rows.map(({ content, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      seq: Number(row.seq),
      ...(content === null ? {} : { content }),
    }));
  };
  return {
    append: async (entries) => {
      if (entries.length === 0) return;
      await db.query({
        name: "ledger-append",
        text: `insert into gantry.ledger (chain, seq, at, kind, run, caller, body, hash, previous)
         select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
                              $7::jsonb[], $8::text[], $9::text[])`,
        values: [
          entries.map((it) => it.chain),
          entries.map((it) => it.seq),
          entries.map((it) => it.at),
          entries.map((it) => it.kind),
          entries.map((it) => it.run),
          entries.map((it) => it.caller),
          entries.map((it) => JSON.stringify(it.body)),
          entries.map((it) => it.hash),
          entries.map((it) => it.previous),
        ],
      });
    },
    ofRun: (run) => read("where run = $1 order by at, chain, seq", [run]),
    ofChain: (chain, after, limit) =>
      read("where chain = $1 and seq > $2 order by seq limit $3", [chain, after, limit]),
    latest: (limit) => read("order by at desc, chain, seq desc limit $1", [limit]),
    olderThan: (before, except, limit) =>
      read("where at < $1 and content is null and kind <> all($2) order by at limit $3", [before, except, limit]),
    prune: async (entries) => {
      await db.query(
        `update gantry.ledger l set content = given.content, kind = 'pruned', run = null, caller = null, body = '{}'
         from unnest($1::text[], $2::bigint[], $3::text[]) as given (chain, seq, content)
         where l.chain = given.chain and l.seq = given.seq and l.content is null`,
        [entries.map((it) => it.chain), entries.map((it) => it.seq), entries.map((it) => it.content)],
      );
    },
    heads: async () => {
      const { rows } = await db.query<{ chain: string; seq: string; hash: string }>(
        // From chain to chain by the index: a scan would read the whole ledger for a handful of rows.
        `with recursive chains as (
           select min(chain) as chain from gantry.ledger
           union all
           select (select min(l.chain) from gantry.ledger l where l.chain > c.chain) from chains c where c.chain is not null)
         select head.* from chains c
           cross join lateral (select chain, seq, hash from gantry.ledger l where l.chain = c.chain order by seq desc limit 1) head`,
      );
      return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
    },
  };
}
