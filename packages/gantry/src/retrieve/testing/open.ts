// Documents in a folder, over a real database, without the rest of a house: for tests, and for measuring.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineCatalog } from "../../catalog/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import { createBudget } from "../../connect/kit/index.ts";
import { createQueryEngine } from "../../query/index.ts";
import type { Access } from "../../query/index.ts";
import { createSealer, keyringOf, launchPostgres, openStore } from "../../store/index.ts";
import type { Keyring, Store } from "../../store/index.ts";
import { collectionTable } from "../collections.ts";
import { documentsConnectorOf } from "../connector.ts";
import { createDocuments } from "../create.ts";
import type { Documents, DocumentsOptions, SearchAsk } from "../create.ts";
import type { FoundPassage } from "../types.ts";

export interface OpenedDocuments {
  /** Of the collections: each a folder in it. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly documents: Documents;
  readonly store: Store;
  readonly keyring: Keyring;
  write(document: string, content: string | Uint8Array): Promise<void>;
  /** As somebody to whom all is visible but what `access` says. */
  search(query: string, options?: Partial<SearchAsk>): Promise<readonly FoundPassage[]>;
  /** SQL as any caller's. */
  sql(sql: string, access?: Access): ReturnType<SearchAsk["select"]>;
  close(): Promise<void>;
}

export const all: Access = { rowFilters: {}, forbidden: [], parameters: {} };

export interface OpenOptions extends Partial<Pick<DocumentsOptions, "rows" | "embedder">> {
  readonly collections: readonly string[];
}

/** Opens an empty folder of collections over a database of its own. */
export async function openDocuments({ collections, rows, embedder }: OpenOptions): Promise<OpenedDocuments> {
  const base = await mkdtemp(path.join(tmpdir(), "gantry-documents-"));
  const folder = path.join(base, "documents");
  await Promise.all(collections.map((it) => mkdir(path.join(folder, it), { recursive: true })));
  const postgres = await launchPostgres({ dataDir: path.join(base, "data") });
  const store = await openStore(postgres.url);
  const keyring = keyringOf(new Uint8Array(32).fill(7));
  const kept = { store, sealer: createSealer(keyring), keys: keyring };
  const catalog = defineCatalog(
    {
      calendar: { timeZone: "Europe/Zurich", fiscalYearStart: 1 },
      sources: {
        documents: { connector: "documents", title: "Documents", connection: { path: folder } },
      },
      tables: Object.fromEntries(
        collections.map((it) => [
          `documents.${it}`,
          {
            columns: {
              passage: "public",
              document: "public",
              title: "public",
              place: "public",
              text: "public",
              language: "public",
            },
          },
        ]),
      ),
    },
    { documents: collections.map((it) => collectionTable(it, it)) },
  );
  const connector = documentsConnectorOf(kept);
  const query = createQueryEngine({
    catalog,
    connectors: () => connector(catalog.sources["documents"] ?? { name: "", connector: "", title: "", connection: {} }),
    rowBudget: 100_000,
  });
  const documents = createDocuments({
    ...kept,
    catalog,
    data: keyring.data,
    rows: rows ?? (async () => []),
    ...(embedder === undefined ? {} : { embedder }),
  });
  const sql: OpenedDocuments["sql"] = async (text, access = all) => {
    const signal = AbortSignal.timeout(30_000);
    const context = () => ({ signal, now: () => new Date(), secret: () => "", budget: createBudget(100) });
    return (await query.run(text, { parameters: {}, steps: {}, access, context, signal })).relation;
  };
  return {
    folder,
    catalog,
    documents,
    store,
    keyring,
    sql,
    write: async (document, content) => {
      const file = path.join(folder, document);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    },
    search: async (text, options = {}) => {
      const access = options.access ?? all;
      const [found = []] = await documents.search({
        queries: [text],
        labels: [],
        run: "test",
        in: documents.collections.map((it) => it.name),
        top: 5,
        caller: "tester",
        select: (it) => sql(it, access),
        ...options,
        access,
      });
      return found;
    },
    close: async () => {
      await documents.close();
      await query.close();
      await store.close();
      await postgres.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}
