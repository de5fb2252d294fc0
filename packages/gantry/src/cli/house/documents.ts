// The documents of the house: indexed when it starts and when asked, searched by flows and callers, erased with everything else.
import { GantryError } from "@gantry/contract";
import type { Relation } from "../../catalog/index.ts";
import type { Label } from "../../catalog/index.ts";
import { untrusted } from "../../flow/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { Models } from "../../model/index.ts";
import { access } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import { createDocuments } from "../../retrieve/index.ts";
import type { Documents, Embedder, RowDocument } from "../../retrieve/index.ts";
import { tenantOf } from "../../run/index.ts";
import type { RunDependencies } from "../../run/index.ts";
import type { DocumentsDeps } from "../../serve/index.ts";
import { describeError } from "../log.ts";
import { scopeOf } from "../own/statement.ts";
import type { Governing } from "./governing.ts";
import type { Opening } from "./opening.ts";
import type { Sources } from "./sources.ts";
import type { Stores } from "./stores.ts";

export interface HouseDocuments extends DocumentsDeps, Pick<Documents, "erase"> {
  readonly find: NonNullable<RunDependencies["find"]>;
}

interface Parts {
  readonly stores: Stores;
  readonly sources: Sources;
  readonly governing: Governing;
  readonly models: Models;
}

/** Milliseconds that a search waits for the first indexing. */
const patience = 10_000;

/** Begins to index at once, beside all other work. */
export function openHouseDocuments(opening: Opening, parts: Parts): HouseDocuments {
  const { project, log, clock, closers } = opening;
  const { catalog, query, kept, connections } = parts.sources;
  const { guard } = parts.governing;
  const { policy } = project;
  const embedder = embedderOf(parts);
  const documents = createDocuments({
    ...kept,
    catalog,
    data: parts.stores.keyring.data,
    rows: (origin) => rowsOf(parts, origin),
    ...(embedder === undefined ? {} : { embedder }),
  });
  const names = documents.collections.map((it) => it.name);
  closers.push(() => documents.close());
  void documents.index().then(
    (reports) => {
      for (const it of reports.flatMap(({ unread }) => unread)) log.warn({ collection: it.collection }, it.why);
    },
    (error: unknown) => {
      // Of a house that closes meanwhile, the next start goes on.
      if (!(error instanceof Error && error.name === "AbortError"))
        log.error(describeError(error), "indexing documents");
    },
  );

  const selectAs =
    (caller: Caller, signal: AbortSignal) =>
    async (sql: string): Promise<Relation> => {
      const { relation } = await query.run(sql, {
        parameters: {},
        steps: {},
        access: access(policy, caller),
        policy: policy.version,
        share: caller.subject,
        context: (source) => connections.context(source, signal, caller.tokens[source]),
        signal,
      });
      return relation;
    };

  return {
    index: (collection) => documents.index(collection),
    erase: (finder, forget) => documents.erase(finder, forget),
    find: async ({ queries, collections, top, labels, caller, access: seen, select, run }) => {
      await documents.ready(patience);
      return documents.search({
        queries,
        in: collections,
        top,
        labels,
        caller: caller.subject,
        access: seen,
        select,
        run,
      });
    },
    search: async ({ query: text, in: wanted, top = 5 }, caller, signal) => {
      await documents.ready(patience);
      const collections = wanted ?? names;
      if (collections.length === 0) return { passages: [], columns: [], tokens: {} };
      documents.require(collections);
      const shape = shapeOf(collections);
      const scope = scopeOf(caller, clock().today);
      const [refused] = await guard.inspect(scope, caller, shape);
      if (refused) throw refused;
      const [found = []] = await documents.search({
        queries: [text],
        in: collections,
        top,
        labels: ["input.text"],
        caller: caller.subject,
        access: access(policy, caller),
        select: selectAs(caller, signal),
        run: scope,
        tenant: tenantOf(caller),
      });
      const rows = found.map(({ document, title, place, text: said }) => ({ document, title, place, text: said }));
      const viewed = await guard.view(scope, caller, shape, rows);
      return {
        passages: found.map(({ collection, passage, rank, score }, index) => ({
          collection,
          passage,
          rank,
          score,
          ...seenIn(viewed.rows[index] ?? {}),
        })),
        columns: viewed.columns.map(({ name, labels, treatment }) => ({ name, labels: [...labels], treatment })),
        tokens: { ...viewed.tokens },
      };
    },
  };
}

const shown = ["document", "title", "place", "text"] as const;

const seenIn = (row: Readonly<Record<string, unknown>>): Record<(typeof shown)[number], string | null> => {
  const cell = (name: string): string | null => {
    const value = row[name];
    return typeof value === "string" ? value : null;
  };
  return { document: cell("document"), title: cell("title"), place: cell("place"), text: cell("text") };
};

/** What a search shows of collections, as a step's rows would be. */
const shapeOf = (collections: readonly string[]): Shape => ({
  columns: shown.map((name) => ({
    name,
    type: "varchar",
    sources: Object.fromEntries(collections.map((collection) => [`${collection}.${name}`, "copied" as const])),
    labels: [untrusted],
    endorsed: false,
  })),
  control: [],
});

/** The first embedding model that there is: vectors of two can't be compared. */
function embedderOf({ governing: { guard }, models, sources: { catalog } }: Parts): Embedder | undefined {
  const [model] = models.embeddings;
  if (!model) return undefined;
  return {
    model: model.deployment.name,
    labelsOf: (collection) => {
      const labels: readonly Label[] =
        catalog.tables[collection]?.columns.find((it) => it.name === "text")?.labels ?? [];
      return labels.length === 0 ? ["unlabelled"] : labels;
    },
    embed: async (texts, { caller, run, tenant, labels, signal }) => {
      const { result } = await guard.texts({
        run,
        step: "embeddings",
        texts,
        caller,
        tenant,
        labels,
        // What is asked is compared with what was indexed: the same name must have the same token.
        owner: "",
        route: (unfit) => models.routeTexts([model], texts, unfit),
        send: (one, treated) => one.embed(treated, { signal }),
        signal,
      });
      return result.vectors;
    },
  };
}

/** A table's texts as the house itself reads them, with the records that each tells of. */
async function rowsOf(
  { sources: { catalog, query, connections } }: Parts,
  {
    table,
    key,
    title,
    text,
  }: { readonly table: string; readonly key: string; readonly title?: string | undefined; readonly text: string },
): Promise<readonly RowDocument[]> {
  const found = catalog.tables[table];
  const missing = [key, text, ...(title === undefined ? [] : [title])].find(
    (column) => !found?.columns.some((it) => it.name === column),
  );
  if (!found || missing !== undefined) {
    throw new GantryError(
      "bad-config",
      `documents are of ${table}${found ? `.${missing}` : ""}, which does not exist`,
      {
        remedy: "correct connection.tables of the source of documents",
        where: { table },
      },
    );
  }
  const referring = found.columns.filter((it) => it.references !== undefined);
  const column = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const signal = AbortSignal.timeout(120_000);
  const { relation } = await query.run(
    `select ${column(key)}::varchar as document, ${title === undefined ? "null" : column(title)}::varchar as title,
       ${column(text)}::varchar as text${referring.map((it, index) => `, ${column(it.name)}::varchar as reference_${index}`).join("")}
     from ${table} where ${column(text)} is not null`,
    { parameters: {}, steps: {}, context: (source) => connections.context(source, signal), signal },
  );
  const textOf = (cell: unknown): string | null => (typeof cell === "string" ? cell : null);
  return relation.rows.flatMap((row): RowDocument[] => {
    const [document, said] = [textOf(row["document"]), textOf(row["text"])];
    if (document === null || said === null) return [];
    const subjects = referring.flatMap(({ references = "" }, index) => {
      const id = textOf(row[`reference_${index}`]);
      return id === null ? [] : [`${references.slice(0, references.lastIndexOf("."))}:${id}`];
    });
    return [{ document, title: textOf(row["title"]), text: said, subjects: [`${table}:${document}`, ...subjects] }];
  });
}
