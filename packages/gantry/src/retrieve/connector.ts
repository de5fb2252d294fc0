// The connector "documents": collections as tables, one row a passage, so that SQL, row filters and labels hold for them as
// for any other table. It reads the index; `discover` alone looks at the folder.
import { readdir } from "node:fs/promises";
import { GantryError } from "@gantry/contract";
import { documentColumns } from "../catalog/index.ts";
import type { Cell, DocumentColumn } from "../catalog/index.ts";
import { badConfig, drifted, parseConnection, sqlName } from "../connect/kit/index.ts";
import type { Connector, ConnectorFactory } from "../connect/kit/index.ts";
import { collectionTable, DocumentsConnection } from "./collections.ts";
import { openHead, openPassage } from "./documents.ts";
import type { Kept } from "./documents.ts";

/** Columns that a document alone tells: for these no passage is opened. */
const ofDocument: readonly string[] = ["passage", "document", "title", "language"] satisfies readonly DocumentColumn[];
const rowsPerBatch = 2048;

const isColumn = (name: string): name is DocumentColumn => documentColumns.some((it) => it === name);

/** @param kept absent where there is no database: then only `discover` and `check` work */
export const documentsConnectorOf =
  (kept: Kept | undefined): ConnectorFactory =>
  (source): Connector => {
    const connection = parseConnection(source, DocumentsConnection);
    const here = { source: source.name };
    const folders = async (): Promise<readonly string[]> => {
      const { path } = connection;
      if (path === undefined) return [];
      const entries = await readdir(path, { withFileTypes: true }).catch(() => {
        throw badConfig(
          here,
          "connection.path is not a folder that can be read",
          "set it to the folder of the collections",
        );
      });
      return entries.filter((it) => it.isDirectory() && !it.name.startsWith(".")).map((it) => it.name);
    };
    const index = (): Kept => {
      if (kept) return kept;
      throw new GantryError("unsupported", "documents are searched by the server, which has their index", {
        where: here,
        remedy: "`gantry start`, then `gantry documents search`",
      });
    };
    /** Rows of a collection, document by document. */
    async function* rowsOf(table: string, columns: readonly DocumentColumn[]): AsyncIterable<readonly Cell[]> {
      const own = index();
      const isHead = columns.every((it) => ofDocument.includes(it));
      for (const row of await own.store.documents.list([`${source.name}.${table}`])) {
        const head = openHead(own, row);
        if (!head) continue;
        const passages = isHead ? undefined : await own.store.documents.passages([row.id]);
        for (let position = 0; position < row.passages; position += 1) {
          const sealed = passages?.[position];
          const content = sealed && openPassage(own, sealed);
          if (!isHead && !content) continue;
          const cells = {
            passage: `${row.id}/${position}`,
            document: head.document,
            title: head.title,
            language: head.language,
            place: content?.place ?? null,
            text: content?.text ?? null,
          };
          yield columns.map((column) => cells[column]);
        }
      }
    }
    return {
      discover: async () => [
        ...(await folders()).map((name) => collectionTable(sqlName(name), name)),
        ...Object.keys(connection.tables ?? {}).map((name) => collectionTable(name, name)),
      ],
      plan: async ({ table, columns }) => {
        const unknown = columns.find((it) => !isColumn(it));
        if (unknown !== undefined) throw drifted({ ...here, table: table.name }, `it has no column "${unknown}"`);
        return {
          table: table.name,
          columns,
          native: `passages of "${table.native}": ${columns.join(", ")}`,
          guarantee: "superset",
          calls: 1,
          detail: null,
        };
      },
      scan: async function* ({ table, columns }, context) {
        context.budget.spend(1);
        let rows: (readonly Cell[])[] = [];
        const batch = () => ({
          rows: rows.length,
          columns: columns.map((_, at) => rows.map((row) => (typeof row[at] === "string" ? row[at] : null))),
        });
        for await (const row of rowsOf(table, columns.filter(isColumn))) {
          context.signal.throwIfAborted();
          rows.push(row);
          if (rows.length < rowsPerBatch) continue;
          yield batch();
          rows = [];
        }
        if (rows.length > 0) yield batch();
      },
      check: async () => {
        const names = await folders();
        return { ok: true, detail: `${names.length + Object.keys(connection.tables ?? {}).length} collections` };
      },
      close: async () => undefined,
    };
  };
