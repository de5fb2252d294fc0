// Documents and their passages, sealed; words to search by are keyed hashes. `retrieve` alone knows what is in them.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { inTransaction } from "./transaction.ts";

export interface DocumentRow {
  readonly id: string;
  readonly collection: string;
  readonly hash: string;
  readonly language: string;
  readonly passages: number;
  readonly sealed: Uint8Array;
}

export interface PassageRow {
  readonly document: string;
  readonly position: number;
  readonly collection: string;
  readonly length: number;
  readonly sealed: Uint8Array;
}

export interface VectorRow {
  readonly document: string;
  readonly position: number;
  readonly vector: Uint8Array;
}

/** A word of a passage: how PostgreSQL cut it, where it stands and with which weight (A to D). */
export interface Word {
  readonly lexeme: string;
  readonly positions: readonly number[];
  readonly weights: readonly string[];
}

/** Passages that a search may see: whole collections, and documents of others. */
export interface Visible {
  readonly collections: readonly string[];
  readonly documents: readonly string[];
}

export interface RankedPassage {
  readonly document: string;
  readonly position: number;
  readonly score: number;
}

/** A passage to be kept; `words` is a `tsvector` as text. */
export type NewPassage = Omit<PassageRow, "document" | "collection"> & { readonly words: string };

export interface DocumentStore {
  list(collections: readonly string[]): Promise<readonly DocumentRow[]>;
  /** Replaces the document and all its passages. */
  keep(document: DocumentRow, passages: readonly NewPassage[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  passages(documents: readonly string[]): Promise<readonly PassageRow[]>;
  find(places: readonly Pick<PassageRow, "document" | "position">[]): Promise<readonly PassageRow[]>;
  /** What PostgreSQL makes of texts in a language: `heads` get weight A. */
  words(language: string, heads: readonly string[], texts: readonly string[]): Promise<readonly (readonly Word[])[]>;
  /** Passages that hold any of the words, the best first; of those that may be seen, and ranked by these alone. */
  rank(visible: Visible, words: readonly string[], limit: number): Promise<readonly RankedPassage[]>;
  /** Passages without a vector of this model. */
  withoutVector(model: string, collection: string, limit: number): Promise<readonly PassageRow[]>;
  keepVectors(model: string, vectors: readonly VectorRow[]): Promise<void>;
  vectors(model: string, collections: readonly string[]): Promise<readonly VectorRow[]>;
  /** Does the work while no other process on this database does any such: two that index at once would undo each other's. */
  alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Another text as soon as anything in these collections has changed. */
  state(collections: readonly string[]): Promise<string>;
}

/** Any number will do, as long as every version of Gantry uses the same. */
const indexLock = 4_726_189_006;
/** Milliseconds. */
const lockPause = 500;

const passageColumns = "document, position, collection, length, sealed";

/** By BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009; k1 = 1.2, b = 0.75), a word of a heading counting three times. */
const rankSql = `
  with whole as (
    select count(*)::float8 as passages, greatest(avg(length), 1)::float8 as length
    from gantry.passages where collection = any($1::text[]) or document = any($2::text[])
  ), hits as (
    select s.document, s.position, s.length, w.lexeme,
      (select sum(case it when 'A' then 3 else 1 end) from unnest(w.weights) as it)::float8 as times
    from gantry.passages s, unnest(s.words) as w (lexeme, positions, weights)
    where (s.collection = any($1::text[]) or s.document = any($2::text[]))
      and s.words @@ $3::tsquery and w.lexeme = any($4::text[])
  ), rarity as (
    select lexeme, ln(1 + (any_value(passages) - count(*) + 0.5) / (count(*) + 0.5)) as weight
    from hits cross join whole group by lexeme
  )
  select document, position,
    sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * hits.length / whole.length)))::float8 as score
  from hits join rarity using (lexeme) cross join whole
  group by document, position order by score desc, document, position limit $5`;

export function createDocumentStore(pool: pg.Pool): DocumentStore {
  return {
    list: async (collections) => {
      const { rows } = await pool.query<DocumentRow>(
        "select id, collection, hash, language, passages, sealed from gantry.documents where collection = any($1) order by id",
        [collections],
      );
      return rows;
    },
    keep: (document, passages) =>
      inTransaction(pool, async (tx) => {
        const { id, collection } = document;
        await tx.query("delete from gantry.passages where document = $1", [id]);
        await tx.query(
          `insert into gantry.documents (id, collection, hash, language, passages, sealed) values ($1, $2, $3, $4, $5, $6)
           on conflict (id) do update set hash = excluded.hash, language = excluded.language,
             passages = excluded.passages, sealed = excluded.sealed, indexed_at = clock_timestamp()`,
          [id, collection, document.hash, document.language, document.passages, document.sealed],
        );
        await tx.query(
          `insert into gantry.passages (document, position, collection, length, words, sealed)
           select $1, position, $2, length, words::tsvector, sealed
           from unnest($3::int[], $4::int[], $5::text[], $6::bytea[]) as it (position, length, words, sealed)`,
          [
            id,
            collection,
            passages.map((it) => it.position),
            passages.map((it) => it.length),
            passages.map((it) => it.words),
            passages.map((it) => it.sealed),
          ],
        );
      }),
    remove: async (ids) => {
      if (ids.length > 0) await pool.query("delete from gantry.documents where id = any($1)", [ids]);
    },
    passages: async (documents) => {
      const { rows } = await pool.query<PassageRow>(
        `select ${passageColumns} from gantry.passages where document = any($1) order by document, position`,
        [documents],
      );
      return rows;
    },
    find: async (places) => {
      const { rows } = await pool.query<PassageRow>(
        `select ${passageColumns} from gantry.passages join unnest($1::text[], $2::int[]) as it (document, position)
           using (document, position)`,
        [places.map((it) => it.document), places.map((it) => it.position)],
      );
      return rows;
    },
    words: async (language, heads, texts) => {
      const { rows } = await pool.query<{ words: Word[] }>(
        `select (select coalesce(json_agg(json_build_object('lexeme', w.lexeme, 'positions', w.positions, 'weights', w.weights)), '[]')
           from unnest(setweight(to_tsvector($1::regconfig, head), 'A') || to_tsvector($1::regconfig, text)) as w (lexeme, positions, weights)
         ) as words
         from unnest($2::text[], $3::text[]) with ordinality as it (head, text, at) order by at`,
        [language, heads, texts],
      );
      return rows.map((row) => row.words);
    },
    rank: async ({ collections, documents }, words, limit) => {
      if (words.length === 0) return [];
      const query = words.map((word) => `'${word}'`).join(" | ");
      const { rows } = await pool.query<RankedPassage>(rankSql, [collections, documents, query, words, limit]);
      return rows;
    },
    withoutVector: async (model, collection, limit) => {
      const { rows } = await pool.query<PassageRow>(
        `select ${passageColumns} from gantry.passages where model is distinct from $1 and collection = $3
         order by document, position limit $2`,
        [model, limit, collection],
      );
      return rows;
    },
    keepVectors: async (model, vectors) => {
      await pool.query(
        `update gantry.passages p set model = $1, vector = it.vector
         from unnest($2::text[], $3::int[], $4::bytea[]) as it (document, position, vector)
         where (p.document, p.position) = (it.document, it.position)`,
        [model, vectors.map((it) => it.document), vectors.map((it) => it.position), vectors.map((it) => it.vector)],
      );
    },
    vectors: async (model, collections) => {
      const { rows } = await pool.query<VectorRow>(
        "select document, position, vector from gantry.passages where model = $1 and collection = any($2)",
        [model, collections],
      );
      return rows;
    },
    alone: async (work, signal) => {
      const client = await pool.connect();
      try {
        // Asked again and again, so that who waits can leave.
        for (;;) {
          const { rows } = await client.query<{ ours: boolean }>("select pg_try_advisory_lock($1) as ours", [
            indexLock,
          ]);
          if (rows[0]?.ours === true) break;
          await delay(lockPause, undefined, { signal });
        }
        return await work();
      } finally {
        // A connection that broke gave the lock back itself.
        await client.query("select pg_advisory_unlock($1)", [indexLock]).catch(() => undefined);
        client.release();
      }
    },
    state: async (collections) => {
      const { rows } = await pool.query<{ state: string }>(
        `select count(*) || ' ' || coalesce(max(indexed_at)::text, '') || ' ' ||
           (select count(vector) from gantry.passages where collection = any($1)) as state
         from gantry.documents where collection = any($1)`,
        [collections],
      );
      return rows[0]?.state ?? "";
    },
  };
}
