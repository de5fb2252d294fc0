// The rows of one query as packed batches. The driver's own parser makes an object of each row and a string of each
// cell; here rows go from the socket's bytes straight into columns, and everything else is left to the driver.
import { isAscii, isUtf8 } from "node:buffer";
import type { Duplex } from "node:stream";
import type pg from "pg";
import type { ColumnType } from "../../catalog/index.ts";
import { ColumnWriter, packedBatch, type ColumnBatch, type PackedColumn } from "../kit/index.ts";
import { cellReader, oidsOf, Unfit } from "./binary.ts";
import type { Query } from "./query.ts";
import { readyCount, scanMessages, splitter, typesIn } from "./wire.ts";

/** A batch ends at this many rows or bytes. */
const mostRows = 8192;
const mostBytes = 1024 * 1024;
/** Batches that wait for their reader; then the server has to. */
const mostWaiting = 2;

export interface Wanted {
  readonly query: Query;
  /** Commands that open and close the transaction around the query. */
  readonly before: string;
  readonly after: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** The error for a column that isn't what the catalog says. */
  readonly drifted: (what: string) => Error;
  /** How long the server may say nothing while we listen, in milliseconds, and the error for one that does. */
  readonly patience: number;
  readonly silent: () => Error;
  /** The error for a cell that the column's type has no form for. */
  readonly unfit: (what: string) => Error;
}

/** A database of encoding SQL_ASCII sends any bytes; what isn't UTF-8 becomes U+FFFD. */
const valid = (column: PackedColumn): PackedColumn => {
  const { data, offsets, type } = column;
  if (offsets === undefined) return column;
  if (isAscii(data)) return column;
  // Cut where a character begins, parts of valid UTF-8 are valid.
  const isStart = (at: number): boolean => at === data.length || ((data[at] ?? 0) & 0xc0) !== 0x80;
  if (isUtf8(data) && offsets.every(isStart)) return column;
  const writer = new ColumnWriter(type, offsets.length);
  const decoder = new TextDecoder();
  for (let row = 0; row + 1 < offsets.length; row += 1)
    writer.text(decoder.decode(data.subarray(offsets[row], offsets[row + 1])));
  const { data: mended, offsets: places } = writer.finish();
  return { ...column, data: mended, ...(places === undefined ? {} : { offsets: places }) };
};

/** Rows into batches. */
const collector = (wanted: Wanted, deliver: (batch: ColumnBatch) => void) => {
  const { columns, drifted, unfit } = wanted;
  const readers = columns.map(({ type }) => cellReader(type));
  let writers = columns.map(({ type }) => new ColumnWriter(type));
  let rows = 0;
  let size = 0;
  const flush = (): void => {
    if (rows === 0) return;
    deliver(
      packedBatch(
        rows,
        writers.map((writer) => valid(writer.finish())),
      ),
    );
    // The next batch will be about as large.
    writers = writers.map((writer) => new ColumnWriter(writer.type, rows, writer.size));
    rows = 0;
    size = 0;
  };
  const row = (bytes: Buffer, view: DataView, start: number, length: number): void => {
    let at = start + 2;
    let column = 0;
    try {
      for (; column < readers.length; column += 1) {
        const cell = view.getInt32(at);
        at += 4;
        const writer = writers[column];
        if (writer === undefined) continue;
        if (cell < 0) {
          writer.missing();
          continue;
        }
        readers[column]?.(writer, bytes, view, at, cell);
        at += cell;
      }
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      const { name, type } = columns[column] ?? { name: "", type: "" };
      throw unfit(
        `a value of column "${name}" has no form as ${type}: days run from year 1 to 9999 or are infinite, decimals know no NaN`,
      );
    }
    if (at !== start + length) throw drifted("a row has other fields than it should");
    rows += 1;
    size += length;
    if (rows >= mostRows || size >= mostBytes) flush();
  };
  return { row, flush };
};

/**
 * Runs a query on a client that nobody else uses meanwhile; yields its rows in batches. Unless it runs to its end, the
 * connection is gone: at once when `signal` fires, whose reason is thrown then.
 */
export async function* streamRows(
  client: pg.ClientBase,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<ColumnBatch> {
  const waiting: ColumnBatch[] = [];
  let wake = (): void => undefined;
  let failure: { readonly error: unknown } | undefined;
  let isDone = false;
  let socket: Duplex | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error };
    wake();
  };

  const silence = setTimeout(() => {
    // While the socket is paused the server waits for us.
    if (isDone) return undefined;
    if (socket?.isPaused() === true) return void silence.refresh();
    fail(wanted.silent());
    return void socket?.destroy();
  }, wanted.patience);

  const { row, flush } = collector(wanted, (batch) => {
    waiting.push(batch);
    if (waiting.length >= mostWaiting) socket?.pause();
    wake();
  });
  const checkTypes = (announced: readonly number[]): void => {
    wanted.columns.forEach(({ name, type }, index) => {
      if (!oidsOf(type).includes(announced[index] ?? 0)) throw wanted.drifted(`column "${name}" isn't ${type}`);
    });
  };

  /** Takes the socket's data while the query runs; gives it back when the server is ready for the next. */
  const submit = (connection: pg.Connection): void => {
    const { stream } = connection;
    socket = stream;
    // The driver's own listeners take a Buffer each.
    const driver = stream.listeners("data") as ((chunk: Buffer) => void)[];
    const tellDriver = (message: Buffer): void => driver.forEach((listen) => listen(message));
    let ready = 0;
    const other = (code: string, message: Buffer): void => {
      if (code === "T") checkTypes(typesIn(message.subarray(5)));
      else if (code === "Z") {
        ready += 1;
        if (ready < readyCount) return;
        stream.off("data", take);
        driver.forEach((listen) => stream.on("data", listen));
        flush();
        tellDriver(message);
      } else if (code === "E" ? failure === undefined : "NSA".includes(code)) tellDriver(message);
    };
    const split = splitter({ row, other });
    const take = (chunk: Buffer): void => {
      silence.refresh();
      try {
        split(chunk);
      } catch (error) {
        fail(error);
        stream.destroy();
      }
    };
    stream.removeAllListeners("data");
    stream.on("data", take);
    stream.write(scanMessages(wanted.before, wanted.query, wanted.after));
  };

  // What the driver calls: `Submittable` in its types, with the handlers that it has for errors and for the end.
  const submittable = {
    submit,
    handleError: fail,
    handleReadyForQuery: (): void => {
      isDone = true;
      wake();
    },
  };
  const abort = (): void => {
    fail(signal.reason);
    socket?.destroy();
  };
  signal.addEventListener("abort", abort, { once: true });
  client.query(submittable);
  try {
    for (;;) {
      const batch = waiting.shift();
      if (batch !== undefined) {
        if (waiting.length < mostWaiting) socket?.resume();
        yield batch;
      } else if (failure !== undefined) throw failure.error;
      else if (isDone) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", abort);
    // A server that waits for its reader hears nothing but the end of the connection.
    if (!isDone) socket?.destroy();
  }
}
