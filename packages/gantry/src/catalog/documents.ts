// Collections of documents as the catalog has them: tables of a source with the connector "documents", one row a passage.
import type { Catalog } from "./types.ts";

export const documentsConnector = "documents";

/** Columns of every collection. */
export const documentColumns = ["passage", "document", "title", "place", "text", "language"] as const;
export type DocumentColumn = (typeof documentColumns)[number];

/** Full names of all collections. */
export const collectionNames = ({ tables, sources }: Catalog): readonly string[] =>
  Object.values(tables)
    .filter(({ source }) => sources[source]?.connector === documentsConnector)
    .map(({ name }) => name);
