// Documents of a house: indexed, searched as a caller, and forgotten.
import { setTimeout as delay } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import { nearMatches } from "../catalog/index.ts";
import type { Catalog, Label } from "../catalog/index.ts";
import type { Access } from "../query/index.ts";
import type { DataKeys } from "../store/index.ts";
import { collectionsOf } from "./collections.ts";
import type { Collection } from "./collections.ts";
import type { Kept } from "./documents.ts";
import { eraseFromDocuments } from "./erase.ts";
import type { Finder } from "./erase.ts";
import { indexCollection } from "./index-collection.ts";
import type { IndexTools } from "./index-collection.ts";
import { createDocumentReader } from "./read/reader.ts";
import { searchPassages } from "./search.ts";
import type { Ranking } from "./search.ts";
import type { FoundPassage, IndexReport } from "./types.ts";
import { createVectors } from "./vectors.ts";
import type { Embedder } from "./vectors.ts";
import { visibleTo } from "./visible.ts";
import type { SelectAs } from "./visible.ts";

export interface DocumentsOptions extends Kept {
  readonly catalog: Catalog;
  readonly data: DataKeys;
  readonly rows: IndexTools["rows"];
  /** Absent: passages are found by their words alone. */
  readonly embedder?: Embedder;
}

export interface SearchAsk {
  readonly queries: readonly string[];
  /** Full names: `documents.manuals`. */
  readonly in: readonly string[];
  readonly top: number;
  /** Of what the queries are made of. */
  readonly labels: readonly Label[];
  /** Subject of who asks, and the run under which what leaves for it stands in the ledger. */
  readonly caller: string;
  readonly run: string;
  readonly tenant?: string | undefined;
  /** What exists for him. */
  readonly access: Access;
  readonly select: SelectAs;
  /** Default `both`. */
  readonly ranking?: Ranking;
}

export interface Documents {
  readonly collections: readonly Collection[];
  /** Brings the index up to date: of one collection, or of all. One indexing at a time; a second waits. */
  index(collection?: string): Promise<readonly IndexReport[]>;
  /** Waits for the first indexing, this many milliseconds at most. @throws GantryError `unavailable`, to be tried again */
  ready(patience: number): Promise<void>;
  /** @throws GantryError `not-found` naming a collection that is none */
  require(collections: readonly string[]): void;
  /** For each query its passages, the best first. @throws GantryError `not-found` for a collection that is none, `forbidden` */
  search(ask: SearchAsk): Promise<readonly (readonly FoundPassage[])[]>;
  /** How many documents name a subject; with `forget`, none does any more. */
  erase(finder: Finder, forget: boolean): Promise<number>;
  close(): Promise<void>;
}

export function createDocuments(options: DocumentsOptions): Documents {
  const { catalog, data, rows, embedder, keys } = options;
  const collections = collectionsOf(catalog);
  const reader = createDocumentReader();
  const vectors = embedder && createVectors(options, embedder);
  const closing = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let first: Promise<unknown> | undefined;
  let isReady = false;

  const named = (name: string): Collection => {
    const found = collections.find((it) => it.name === name);
    if (found) return found;
    const names = collections.map((it) => it.name);
    const [close] = nearMatches(name, names);
    throw new GantryError("not-found", `there is no collection "${name}"`, {
      remedy:
        close !== undefined
          ? `did you mean "${close}"?`
          : names.length === 0
            ? 'the catalog has no source with the connector "documents"'
            : `collections: ${names.join(", ")}`,
    });
  };

  return {
    collections,
    index: (collection) => {
      const wanted = collection === undefined ? collections : [named(collection)];
      const work = turn.then(async () => {
        if (wanted.length === 0) return [];
        return options.store.documents.alone(async () => {
          const reports: IndexReport[] = [];
          for (const it of wanted)
            reports.push(await indexCollection({ ...options, reader, rows, signal: closing.signal }, it));
          await vectors?.fill(
            wanted.map((it) => it.name),
            closing.signal,
          );
          return reports;
        }, closing.signal);
      });
      turn = work.catch(() => undefined);
      first ??= turn.then(() => void (isReady = true));
      return work;
    },
    require: (names) => {
      for (const name of names) named(name);
    },
    ready: async (patience) => {
      if (isReady) return;
      const late = delay(patience, "late", { ref: false });
      if ((await Promise.race([first, late])) !== "late") return;
      throw new GantryError("unavailable", "documents are still being indexed for the first time", {
        retryable: true,
        remedy: "ask again in a while; `gantry documents index` says when it is done",
      });
    },
    search: async ({ in: names, access, select, queries, labels, top, caller, run, tenant, ranking }) => {
      const searched = names.map(named);
      const visible = await visibleTo(keys, searched, access, select);
      const texts = names.flatMap((name) => embedder?.labelsOf(name) ?? []);
      const on = { caller, run, tenant, labels: [...new Set([...labels, ...texts])], signal: closing.signal };
      const found: (readonly FoundPassage[])[] = [];
      for (const query of queries) {
        found.push(await searchPassages(options, vectors, { query, visible, collections: names, top, on }, ranking));
      }
      return found;
    },
    erase: (finder, forget) =>
      eraseFromDocuments(
        options,
        data,
        collections.map((it) => it.name),
        finder,
        forget,
      ),
    close: async () => {
      closing.abort();
      await turn;
      await reader.close();
    },
  };
}
