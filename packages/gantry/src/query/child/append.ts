// Packed columns into DuckDB's vectors: bytes are copied, no cell becomes a JavaScript value.
import { DuckDBDataChunk, type DuckDBAppender } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type { AppendedColumn } from "./protocol.ts";

/** Rows of one of DuckDB's vectors. */
const vectorRows = 2048;

// duckdb_string_t of DuckDB's C API: 16 bytes, first the length; a text of up to 12 bytes stands right behind it.
const slotBytes = 16;
const inlineBytes = 12;
const slots = new Uint8Array(vectorRows * slotBytes);
const lengths = new DataView(slots.buffer);

const bytesOf = ({ buffer }: Uint8Array): ArrayBuffer => {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new TypeError("packed columns don't share memory");
};

const placeTexts = (vector: duckdb.Vector, column: AppendedColumn, from: number, rows: number): void => {
  const { data, offsets = new Uint32Array(rows + 1) } = column;
  slots.fill(0, 0, rows * slotBytes);
  const long: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const start = offsets[from + row] ?? 0;
    const length = (offsets[from + row + 1] ?? start) - start;
    if (length > inlineBytes) {
      long.push(row);
      continue;
    }
    const slot = row * slotBytes;
    lengths.setUint32(slot, length, true);
    for (let at = 0; at < length; at += 1) slots[slot + 4 + at] = data[start + at] ?? 0;
  }
  duckdb.copy_data_to_vector(vector, 0, slots.buffer, 0, rows * slotBytes);
  for (const row of long)
    duckdb.vector_assign_string_element_len(vector, row, data.subarray(offsets[from + row], offsets[from + row + 1]));
};

const place = (vector: duckdb.Vector, column: AppendedColumn, from: number, rows: number): void => {
  const { data, valid, width } = column;
  if (width === 0) placeTexts(vector, column, from, rows);
  else duckdb.copy_data_to_vector(vector, 0, bytesOf(data), data.byteOffset + from * width, rows * width);
  if (valid === undefined) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bytesOf(valid), valid.byteOffset + from / 8, Math.ceil(rows / 64) * 8);
};

/** Appends rows of packed columns, a vector at a time. */
export const appendColumns = (appender: DuckDBAppender, columns: readonly AppendedColumn[], rows: number): void => {
  const types = columns.map((_, index) => appender.columnType(index));
  for (let from = 0; from < rows; from += vectorRows) {
    const size = Math.min(vectorRows, rows - from);
    const chunk = DuckDBDataChunk.create(types, size);
    for (const [index, column] of columns.entries())
      place(duckdb.data_chunk_get_vector(chunk.chunk, index), column, from, size);
    appender.appendDataChunk(chunk);
  }
};
