// A result on its way out of the house as bytes: made as it is read, in a form that others read.
import type { RelationColumn } from "../../catalog/index.ts";
import type { Page, Task } from "../child/protocol.ts";
import type { StreamOptions } from "../types.ts";
import type { Finish } from "./execute.ts";
import { formOf } from "./forms.ts";
import type { OnPage } from "./landing.ts";
import { treatedParquet } from "./treated.ts";

/** A query about to run: its SQL with values, and its columns. */
export interface Running {
  readonly sql: string;
  readonly columns: readonly RelationColumn[];
  readonly run: (finish: Finish, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Pages of what `run` gives to its `onPage`, as they are asked for: a page is made when the last few have been taken.
 * Whoever stops reading ends the run.
 */
async function* pagesOf(run: (onPage: OnPage, gone: AbortSignal) => Promise<unknown>): AsyncGenerator<Page> {
  const waiting: { readonly page: Page; readonly taken: () => void }[] = [];
  const gone = new AbortController();
  let wake = (): void => undefined;
  let end: { readonly error?: unknown } | undefined;
  const ended = (outcome: { readonly error?: unknown }): void => {
    end = outcome;
    wake();
  };
  const onPage = (page: Page): Promise<void> =>
    new Promise((taken) => {
      waiting.push({ page, taken });
      wake();
    });
  run(onPage, gone.signal).then(
    () => ended({}),
    (error: unknown) => ended({ error }),
  );
  try {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) {
        yield next.page;
        next.taken();
      } else if (end === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      else if ("error" in end) throw end.error;
      else return;
    }
  } finally {
    gone.abort();
    for (const { taken } of waiting) taken();
  }
}

const bytesOf = (page: Page): Uint8Array => (typeof page === "string" ? Buffer.from(page) : page);

/** Streams the result of a query. Throws what the query throws, perhaps after the first bytes. */
export async function* streamResult(
  { sql, columns, run }: Running,
  options: StreamOptions,
): AsyncGenerator<Uint8Array> {
  const { format, limit, through, onScans } = options;
  const limited = limit === undefined ? sql : `select * from (\n${sql}\n) limit ${limit}`;
  const finishing =
    (finish: Finish): Finish =>
    (landed) => {
      onScans?.(landed.scans);
      return finish(landed);
    };
  if (format === "parquet") {
    const task: Task = { kind: "parquet", sql: limited };
    const finish = (onPage: OnPage): Finish =>
      through === undefined
        ? ({ work }) => work([task], onPage)
        : treatedParquet({ sql: limited, columns, through, onPage });
    for await (const page of pagesOf((onPage, gone) => run(finishing(finish(onPage)), gone))) yield bytesOf(page);
    return;
  }
  const form = formOf(format, limited, columns, through);
  let isFirst = true;
  for await (const page of pagesOf((onPage, gone) =>
    run(
      finishing(({ work }) => work([form.task], onPage)),
      gone,
    ),
  )) {
    const text = await form.textOf(String(page));
    yield bytesOf(`${isFirst ? form.head : form.between}${text}${form.after}`);
    isFirst = false;
  }
  const rest = `${isFirst ? form.head : ""}${form.tail}`;
  if (rest !== "") yield bytesOf(rest);
}
