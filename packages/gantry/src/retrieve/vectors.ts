// Meanings of passages as vectors of an embedding model: sealed in the database, opened into memory once, compared there.
// A vector tells much of its text, so none lies in the clear in the database, as an index of vectors would need.
import { GantryError } from "@gantry/contract";
import type { Label } from "../catalog/index.ts";
import type { VectorRow, Visible } from "../store/index.ts";
import { boxOf, openPassage, vectorPlace } from "./documents.ts";
import type { Kept } from "./documents.ts";

/** Makes vectors of texts, through the guard. */
export interface Embedder {
  /** The deployment: vectors of another model can't be compared with its. */
  readonly model: string;
  /** In the order of the texts, all of one length. @throws GantryError `policy-breach`, `model-unreachable` … */
  embed(texts: readonly string[], on: EmbedOn): Promise<readonly (readonly number[])[]>;
  /** Labels of a collection's text: each must be allowed to reach the model. */
  labelsOf(collection: string): readonly Label[];
}

/** On whose behalf texts are embedded, and what they are made of. */
export interface EmbedOn {
  /** Subject of who asks, and under which run it stands in the ledger. */
  readonly caller: string;
  readonly run: string;
  /** Of who asks, for the budgets, where no run says it. */
  readonly tenant?: string | undefined;
  readonly labels: readonly Label[];
  readonly signal: AbortSignal;
}

/** What is ranked: passages of collections, and of documents of `all`. */
export interface Among extends Visible {
  readonly all: readonly string[];
}

interface Opened extends Pick<VectorRow, "document" | "position"> {
  readonly vector: Float32Array;
}

export interface Vectors {
  /** Embeds passages that have no vector of this model yet; gives how many. What the policy keeps from it has none. */
  fill(collections: readonly string[], signal: AbortSignal): Promise<number>;
  /** Passages by the cosine of their vectors with the query's, the nearest first; undefined where the policy keeps the query from the model. */
  rank(query: string, among: Among, limit: number, on: EmbedOn): Promise<readonly string[] | undefined>;
}

const batch = 32;

export function createVectors(kept: Kept, embedder: Embedder): Vectors {
  const { documents } = kept.store;
  const opened = new Map<string, { readonly state: string; readonly rows: readonly Opened[] }>();

  const open = async (collection: string): Promise<readonly Opened[]> => {
    const state = `${await documents.state([collection])} ${kept.sealer.version()}`;
    const known = opened.get(collection);
    if (known?.state === state) return known.rows;
    const rows = (await documents.vectors(embedder.model, [collection])).flatMap(({ document, position, vector }) => {
      const bytes = boxOf(kept.sealer, document).openIfKept(vector, vectorPlace(position));
      return bytes instanceof Uint8Array ? [{ document, position, vector: floatsOf(bytes) }] : [];
    });
    opened.set(collection, { state, rows });
    return rows;
  };

  return {
    fill: async (collections, signal) => {
      let filled = 0;
      for (const collection of collections) {
        const on = { caller: "documents", run: "documents", labels: embedder.labelsOf(collection), signal };
        for (;;) {
          signal.throwIfAborted();
          const rows = await documents.withoutVector(embedder.model, collection, batch);
          if (rows.length === 0) break;
          const contents = rows.map((row) => openPassage(kept, row));
          const texts = contents.map((it) => (it ? [it.title, ...it.headings, it.text].join("\n") : "-"));
          const vectors = await unlessRefused(embedder.embed(texts, on));
          if (vectors === undefined) break;
          await documents.keepVectors(
            embedder.model,
            rows.map(({ document, position }, index) => {
              const vector = bytesOf(unit(vectors[index] ?? []));
              const { subjects = [] } = contents[index] ?? {};
              const sealed = boxOf(kept.sealer, document).seal(vector, vectorPlace(position), subjects);
              return { document, position, vector: sealed };
            }),
          );
          filled += rows.length;
        }
      }
      return filled;
    },
    rank: async (query, { collections, documents: some, all }, limit, on) => {
      const whole = new Set(collections);
      const allowed = new Set(some);
      const seen: Opened[] = [];
      for (const collection of all) {
        const rows = await open(collection);
        seen.push(...(whole.has(collection) ? rows : rows.filter((row) => allowed.has(row.document))));
      }
      if (seen.length === 0) return [];
      const embedded = await unlessRefused(embedder.embed([query], on));
      if (embedded === undefined) return undefined;
      const wanted = unit(embedded[0] ?? []);
      return seen
        .map((row) => ({ id: `${row.document}/${row.position}`, cosine: dot(wanted, row.vector) }))
        .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

/** Undefined where the policy refuses: there are words to search by. */
const unlessRefused = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GantryError && error.code === "policy-breach") return undefined;
    throw error;
  }
};

/** Of length one, so that the cosine is a product. */
function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (it) => it / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

const bytesOf = (vector: Float32Array): Uint8Array => new Uint8Array(vector.buffer);

/** A copy, for sealed bytes begin anywhere. */
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
