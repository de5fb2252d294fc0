// A digest of a table's rows that does not depend on their order: both ends of a copy can be compared by it.
import { createHash } from "node:crypto";
import { Transform } from "node:stream";

export interface RowDigest {
  readonly rows: number;
  /** The sum of the SHA-256 of every row, as COPY writes it in text format without its line end, modulo 2^256; hex. */
  readonly digest: string;
}

const newline = 0x0a;
const modulus = 1n << 256n;

/** Passes rows on and counts them. In COPY's text format a line feed always ends a row: one in the data is written `\n`. */
export class RowCounter extends Transform {
  #rows = 0;
  #sum = 0n;
  #line = createHash("sha256");

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#sum += BigInt(`0x${this.#line.update(chunk.subarray(start, end)).digest("hex")}`);
      this.#line = createHash("sha256");
      this.#rows += 1;
      start = end + 1;
    }
    this.#line.update(chunk.subarray(start));
    done(null, chunk);
  }

  /** Of what has passed so far. */
  result(): RowDigest {
    return { rows: this.#rows, digest: (this.#sum % modulus).toString(16).padStart(64, "0") };
  }
}
