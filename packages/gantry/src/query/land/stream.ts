// Results on their way out of the house, in the forms that others read.
import type { RelationColumn } from "../../catalog/index.ts";
import type { Page, Task } from "../child/protocol.ts";
import type { StreamFormat } from "../types.ts";
import { csvSql, rowsSql } from "./cells.ts";
import type { Finish } from "./execute.ts";

const csvField = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

interface Form {
  readonly task: Task;
  /** Before the first page, between two, after the last. */
  readonly head: string;
  readonly between: string;
  readonly tail: string;
}

const formOf = (format: StreamFormat, sql: string, columns: readonly RelationColumn[]): Form => {
  switch (format) {
    case "json":
      return {
        task: { kind: "select", sql: rowsSql(sql, columns), between: ",\n" },
        head: "[",
        between: ",\n",
        tail: "]",
      };
    case "ndjson":
      return {
        task: { kind: "select", sql: rowsSql(sql, columns), between: "\n" },
        head: "",
        between: "\n",
        tail: "\n",
      };
    case "csv": {
      const head = `${columns.map(({ name }) => csvField(name)).join(",")}\r\n`;
      return {
        task: { kind: "select", sql: csvSql(sql, columns), between: "\r\n" },
        head,
        between: "\r\n",
        tail: "\r\n",
      };
    }
    case "parquet":
      return { task: { kind: "parquet", sql }, head: "", between: "", tail: "" };
  }
};

/**
 * Streams a result: `run` does the work with the finish it is given. A page is made when the last few have been taken;
 * whoever stops reading ends the query.
 */
export async function* streamResult(
  format: StreamFormat,
  sql: string,
  columns: readonly RelationColumn[],
  run: (finish: Finish, signal: AbortSignal) => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  const { task, head, between, tail } = formOf(format, sql, columns);
  const waiting: { readonly page: Page; readonly taken: () => void }[] = [];
  const gone = new AbortController();
  let wake = (): void => undefined;
  let end: { readonly error?: unknown } | undefined;
  const onPage = (page: Page): Promise<void> =>
    new Promise((taken) => {
      waiting.push({ page, taken });
      wake();
    });
  const finished = (outcome: { readonly error?: unknown }): void => {
    end = outcome;
    wake();
  };
  run({ task, onPage }, gone.signal).then(
    () => finished({}),
    (error: unknown) => finished({ error }),
  );
  let isFirst = true;
  const bytes = (page: Page): Uint8Array => (typeof page === "string" ? Buffer.from(page) : page);
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        if (isFirst && head !== "") yield bytes(head);
        if (!isFirst && between !== "") yield bytes(between);
        isFirst = false;
        yield bytes(next.page);
        next.taken();
      } else if (end === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      else if ("error" in end) throw end.error;
      else break;
    }
    if (isFirst && format !== "ndjson") yield bytes(head);
    if (tail !== "" && !(isFirst && format !== "json")) yield bytes(tail);
  } finally {
    gone.abort();
    for (const { taken } of waiting) taken();
  }
}
