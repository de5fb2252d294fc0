// Columns as CSV (RFC 4180) and as Parquet.
import type { Cell } from "@gantry/contract";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Column } from "./table.ts";

const textOf = (cell: Cell): string => {
  if (cell === null) return "";
  if (!Array.isArray(cell)) return String(cell);
  return cell.map((it) => (typeof it === "object" && it !== null ? it.text : String(it))).join("; ");
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** With a header line. An absent value is nothing between commas, an empty text `""`. */
export const toCsv = (columns: readonly Column[]): string => {
  const count = columns[0]?.cells.length ?? 0;
  const field = (cell: Cell): string => (cell === "" ? '""' : quoted(textOf(cell)));
  const lines = Array.from({ length: count }, (_, row) =>
    columns.map(({ cells }) => field(cells[row] ?? null)).join(","),
  );
  return [columns.map(({ name }) => quoted(name)).join(","), ...lines, ""].join("\r\n");
};

const types = { number: "DOUBLE", boolean: "BOOLEAN", text: "STRING" } as const;

const valueOf = (cell: Cell, kind: Column["kind"]): string | number | boolean | null => {
  if (cell === null) return null;
  if (kind === "number") return Number(cell);
  return kind === "boolean" ? cell === true : textOf(cell);
};

export const toParquet = (columns: readonly Column[]): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: columns.map(({ name, kind, cells }) => ({
        name,
        type: types[kind],
        nullable: true,
        data: cells.map((cell) => valueOf(cell, kind)),
      })),
    }),
  );
