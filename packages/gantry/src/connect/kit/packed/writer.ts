// Writes a packed column cell by cell; grows as it must.
import type { ColumnType } from "../../../catalog/index.ts";
import { bitmapBytes, widthOf, type PackedColumn } from "./column.ts";

const enough = (had: number, needed: number): number => Math.max(needed, had * 2);

/**
 * A column being written. A cell is written by one of the methods that suit its type's width (`widthOf`): the same one
 * for every cell.
 */
export class ColumnWriter {
  readonly type: ColumnType;
  #rows = 0;
  readonly #width: number;
  #bytes: Uint8Array;
  #view: DataView;
  #used = 0;
  #offsets: Uint32Array | undefined;
  #valid: Uint8Array | undefined;

  /**
   * @param rows how many cells to expect
   * @param bytes of text to expect in them
   */
  constructor(type: ColumnType, rows = 256, bytes: number = rows * 16) {
    this.type = type;
    this.#width = widthOf(type);
    this.#bytes = new Uint8Array(this.#width === 0 ? bytes + (bytes >> 4) : rows * this.#width);
    this.#view = new DataView(this.#bytes.buffer);
    if (this.#width === 0) this.#offsets = new Uint32Array(rows + 1);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#used;
  }

  #room(more: number): void {
    if (this.#used + more <= this.#bytes.length) return;
    const larger = new Uint8Array(enough(this.#bytes.length, this.#used + more));
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  #next(): void {
    this.#rows += 1;
    const row = this.#rows;
    if (this.#valid !== undefined) {
      if (row > this.#valid.length * 8) this.#growValid();
      const at = (row - 1) >> 3;
      this.#valid[at] = (this.#valid[at] ?? 0) | (1 << ((row - 1) & 7));
    }
    const offsets = this.#offsets;
    if (offsets === undefined) return;
    if (row < offsets.length) offsets[row] = this.#used;
    else this.#growOffsets();
  }

  #growOffsets(): void {
    const larger = new Uint32Array(enough(this.#offsets?.length ?? 0, this.#rows + 1));
    larger.set(this.#offsets ?? []);
    larger[this.#rows] = this.#used;
    this.#offsets = larger;
  }

  #growValid(): void {
    const larger = new Uint8Array(enough(this.#valid?.length ?? 0, bitmapBytes(this.#rows)));
    larger.set(this.#valid ?? []);
    this.#valid = larger;
  }

  missing(): void {
    if (this.#valid === undefined) {
      this.#valid = new Uint8Array(bitmapBytes(Math.max(this.#rows + 1, 1024)));
      this.#valid.fill(0xff, 0, this.#rows >> 3);
      if ((this.#rows & 7) !== 0) this.#valid[this.#rows >> 3] = (1 << (this.#rows & 7)) - 1;
    }
    this.#room(this.#width);
    this.#used += this.#width;
    this.#next();
    const at = (this.#rows - 1) >> 3;
    this.#valid[at] = (this.#valid[at] ?? 0) & ~(1 << ((this.#rows - 1) & 7));
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#used] = value;
    this.#used += 1;
    this.#next();
  }

  /** A whole number of 16 or 32 bits, as wide as the column's cells. */
  int(value: number): void {
    this.#room(this.#width);
    if (this.#width === 2) this.#view.setInt16(this.#used, value, true);
    else this.#view.setInt32(this.#used, value, true);
    this.#used += this.#width;
    this.#next();
  }

  /** A 64-bit integer by its two halves (of which only the lowest 32 bits count). */
  words(high: number, low: number): void {
    this.#room(8);
    this.#view.setInt32(this.#used, low, true);
    this.#view.setInt32(this.#used + 4, high, true);
    this.#used += 8;
    this.#next();
  }

  double(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#used, value, true);
    this.#used += 8;
    this.#next();
  }

  /** An integer of any of the widths: the caller has checked that it fits. */
  big(value: bigint): void {
    const width = this.#width;
    this.#room(width);
    if (width === 2) this.#view.setInt16(this.#used, Number(value), true);
    else if (width === 4) this.#view.setInt32(this.#used, Number(value), true);
    else this.#view.setBigInt64(this.#used, BigInt.asIntN(64, value), true);
    if (width === 16) this.#view.setBigInt64(this.#used + 8, value >> 64n, true);
    this.#used += width;
    this.#next();
  }

  /** UTF-8 of a text: `length` bytes of `from` at `start`. */
  utf8(from: Uint8Array, start: number, length: number): void {
    this.#room(length);
    const [bytes, used] = [this.#bytes, this.#used];
    // A call costs more than a few bytes.
    if (length <= 24) for (let at = 0; at < length; at += 1) bytes[used + at] = from[start + at] ?? 0;
    else bytes.set(from.subarray(start, start + length), used);
    this.#used += length;
    this.#next();
  }

  text(value: string): void {
    // No character of a JavaScript string takes more than three bytes.
    this.#room(value.length * 3);
    const start = this.#used;
    // A call costs more than a few letters.
    let at = 0;
    for (let code = 0; value.length <= 24 && at < value.length && code < 128; at += 1) {
      code = value.charCodeAt(at);
      this.#bytes[start + at] = code;
      if (code > 127) at -= 1;
    }
    this.#used += at === value.length ? at : encoder.encodeInto(value, this.#bytes.subarray(start)).written;
    this.#next();
  }

  /** The column as written; the writer is not used after. */
  finish(): PackedColumn {
    const rows = this.#rows;
    const needed = bitmapBytes(rows);
    if (this.#valid !== undefined && this.#valid.length < needed) this.#growValid();
    return {
      type: this.type,
      data: this.#bytes.subarray(0, this.#used),
      ...(this.#valid === undefined ? {} : { valid: this.#valid.subarray(0, needed) }),
      ...(this.#offsets === undefined ? {} : { offsets: this.#offsets.subarray(0, rows + 1) }),
    };
  }
}

const encoder = new TextEncoder();
