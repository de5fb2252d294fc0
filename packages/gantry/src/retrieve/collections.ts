// Which documents there are: a source with the connector "documents" has a table for each collection, and each collection
// is a folder of files or the texts of another table.
import path from "node:path";
import { z } from "zod";
import { collectionNames, documentColumns } from "../catalog/index.ts";
import type { Catalog, ColumnDef, DocumentColumn, Source, TableDef } from "../catalog/index.ts";
import { parseConnection } from "../connect/kit/index.ts";

/** Texts of a table as documents, one a row. */
const TableTexts = z.strictObject({
  /** `crm.cases` */
  table: z.string().regex(/^[a-z_]\w*\.[a-z_]\w*$/, "write <source>.<table>"),
  /** Its key: what a document is called. */
  key: z.string().min(1),
  title: z.string().min(1).optional(),
  text: z.string().min(1),
});

/** `connection` of a source with the connector "documents". */
export const DocumentsConnection = z.strictObject({
  /** Folder; each folder in it is a collection. */
  path: z.string().min(1).optional(),
  /** By collection: the table whose texts it holds. */
  tables: z.record(z.string().regex(/^[a-z_]\w*$/), TableTexts).optional(),
});

export type CollectionOrigin =
  | { readonly kind: "folder"; readonly folder: string }
  | ({ readonly kind: "table" } & z.infer<typeof TableTexts>);

export interface Collection {
  /** Full name: `documents.manuals`. */
  readonly name: string;
  readonly source: string;
  readonly origin: CollectionOrigin;
}

const originOf = (source: Source, native: string): CollectionOrigin => {
  const { path: folder = "", tables } = parseConnection(source, DocumentsConnection);
  const table = tables?.[native];
  return table ? { kind: "table", ...table } : { kind: "folder", folder: path.join(folder, native) };
};

/** All collections of a catalog. @throws GantryError `bad-config` for a connection that is none */
export const collectionsOf = (catalog: Catalog): readonly Collection[] =>
  collectionNames(catalog).flatMap((name) => {
    const table = catalog.tables[name];
    const source = catalog.sources[table?.source ?? ""];
    return table && source ? [{ name, source: source.name, origin: originOf(source, table.native) }] : [];
  });

const described: Readonly<Record<DocumentColumn, string>> = {
  passage: "Id of the passage",
  document: "Path of the document, or key of its row",
  title: "What the document calls itself",
  place: "Where the passage stands: headings, page or line",
  text: "What it says",
  language: "Language it is indexed in",
};

/** A collection as a table, for `catalog.lock.json`. */
export const collectionTable = (name: string, native: string): TableDef => ({
  name,
  native,
  key: ["passage"],
  columns: documentColumns.map((column): ColumnDef => ({
    name: column,
    native: column,
    type: "varchar",
    nullable: column === "title",
    operators: [],
    collation: "binary",
    description: described[column],
  })),
});
