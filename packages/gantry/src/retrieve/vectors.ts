// Meanings of passages as vectors of an embedding model: sealed in the database, opened into memory once, compared there.
// A vector tells much of its text, so none lies in the clear in the database, as an index of vectors would need.
import type { VectorRow, Visible } from "../store/index.ts";
import { boxOf, openPassage, vectorPlace } from "./documents.ts";
import type { Kept } from "./documents.ts";

/** Makes vectors of texts, through the guard. */
export interface Embedder {
  /** The deployment: vectors of another model can't be compared with its. */
  readonly model: string;
  /** In the order of the texts, all of one length. @throws GantryError `policy-breach`, `model-unreachable` … */
  embed(texts: readonly string[], caller: string): Promise<readonly (readonly number[])[]>;
}

interface Opened extends Pick<VectorRow, "document" | "position"> {
  readonly vector: Float32Array;
}

export interface Vectors {
  /** Embeds passages that have no vector of this model yet; gives how many. */
  fill(signal: AbortSignal): Promise<number>;
  /** Passages by the cosine of their vectors with the query's, the nearest first. */
  rank(
    query: string,
    visible: Visible & { readonly all: readonly string[] },
    limit: number,
    caller: string,
  ): Promise<readonly string[]>;
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
    fill: async (signal) => {
      let filled = 0;
      for (;;) {
        signal.throwIfAborted();
        const rows = await documents.withoutVector(embedder.model, batch);
        if (rows.length === 0) return filled;
        const contents = rows.map((row) => openPassage(kept, row));
        const texts = contents.map((it) => (it ? [it.title, ...it.headings, it.text].join("\n") : "-"));
        const vectors = await embedder.embed(texts, "documents");
        await documents.keepVectors(
          embedder.model,
          rows.map(({ document, position }, index) => ({
            document,
            position,
            vector: boxOf(kept.sealer, document).seal(bytesOf(unit(vectors[index] ?? [])), vectorPlace(position)),
          })),
        );
        filled += rows.length;
      }
    },
    rank: async (query, { collections, documents: some, all }, limit, caller) => {
      const rows = (await Promise.all(all.map(open))).flat();
      const whole = new Set((await Promise.all(collections.map(open))).flat());
      const allowed = new Set(some);
      const seen = rows.filter((row) => whole.has(row) || allowed.has(row.document));
      if (seen.length === 0) return [];
      const [embedded = []] = await embedder.embed([query], caller);
      const wanted = unit(embedded);
      return seen
        .map((row) => ({ id: `${row.document}/${row.position}`, cosine: dot(wanted, row.vector) }))
        .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
}

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
