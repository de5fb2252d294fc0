// The text forms of a result. DuckDB writes them itself; only rows that are worked on before they leave are written here,
// in the same form.
import type { Cell, RelationColumn, Row } from "../../catalog/index.ts";
import type { Task } from "../child/protocol.ts";
import type { StreamFormat, Through } from "../types.ts";
import { csvSql, rowsOf, rowsSql } from "./cells.ts";

export interface Form {
  readonly task: Task;
  /** Before the first page, or alone where there is none; between two pages; after each page; at the end. */
  readonly head: string;
  readonly between: string;
  readonly after: string;
  readonly tail: string;
  /** A page of the task as it leaves. */
  readonly textOf: (page: string) => string | Promise<string>;
}

const csvField = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvCell = (cell: Cell | undefined, { type }: RelationColumn): string => {
  if (cell === null || cell === undefined) return "";
  const text = type === "json" || typeof cell === "object" ? JSON.stringify(cell) : String(cell);
  return type === "varchar" || type === "json" ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvLine = (row: Row, columns: readonly RelationColumn[]): string =>
  columns.map((column) => csvCell(row[column.name], column)).join(",");

interface Lines {
  readonly head: string;
  /** Between two rows. */
  readonly between: string;
  readonly after: string;
  readonly tail: string;
  /** SQL of one text column that gives the rows. */
  readonly sql: string;
  readonly lineOf: (row: Row) => string;
}

const linesOf = (
  format: Exclude<StreamFormat, "parquet">,
  sql: string,
  columns: readonly RelationColumn[],
  leaving: readonly RelationColumn[],
): Lines => {
  const json = { sql: rowsSql(sql, columns), lineOf: (row: Row) => JSON.stringify(row) };
  switch (format) {
    case "json":
      return { ...json, head: "[", between: ",\n", after: "", tail: "]" };
    case "ndjson":
      return { ...json, head: "", between: "\n", after: "\n", tail: "" };
    case "csv":
      return {
        sql: csvSql(sql, columns),
        lineOf: (row) => csvLine(row, leaving),
        head: `${leaving.map(({ name }) => csvField(name)).join(",")}\r\n`,
        between: "\r\n",
        after: "\r\n",
        tail: "",
      };
  }
};

/** The form of a result, whose rows go `through` something where it is given. */
export const formOf = (
  format: Exclude<StreamFormat, "parquet">,
  sql: string,
  columns: readonly RelationColumn[],
  through: Through | undefined,
): Form => {
  const lines = linesOf(format, sql, columns, through?.columns ?? columns);
  const { head, between, after, tail } = lines;
  // Where a page ends its last row itself, nothing stands between two.
  const places = { head, between: after === "" ? between : "", after, tail };
  if (through === undefined)
    return { ...places, task: { kind: "select", sql: lines.sql, between, page: "large" }, textOf: (page) => page };
  return {
    ...places,
    task: { kind: "select", sql: rowsSql(sql, columns), between: ",", page: "small" },
    textOf: async (page) => (await through.rows(rowsOf(`[${page}]`))).map(lines.lineOf).join(between),
  };
};
