// PostgreSQL's protocol, as far as one scan needs it: what is sent in one go, and what comes back cut into messages.
// https://www.postgresql.org/docs/current/protocol-message-formats.html
import type { Query } from "./query.ts";

const message = (code: string, ...parts: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(5, code, "latin1");
  head.writeInt32BE(4 + parts.reduce((sum, part) => sum + part.length, 0), 1);
  return Buffer.concat([head, ...parts]);
};

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const escaped = (value: string): string => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"');

/** A parameter in text form; a list as PostgreSQL writes arrays. */
const parameter = (value: string | readonly string[]): Buffer =>
  Buffer.from(typeof value === "string" ? value : `{${value.map((item) => `"${escaped(item)}"`).join(",")}}`);

/** How many times the server says that it is ready, in answer to `scanMessages`. */
export const readyCount = 3;

/** A query between two commands, its rows asked for in binary: one round trip. */
export const scanMessages = (before: string, query: Query, after: string): Buffer => {
  const values = query.values.map(parameter);
  return Buffer.concat([
    message("Q", text(before)),
    message("P", text(""), text(query.text), int16(0)),
    message(
      "B",
      text(""),
      text(""),
      int16(0),
      int16(values.length),
      ...values.flatMap((value) => [int32(value.length), value]),
      int16(1),
      int16(1),
    ),
    message("D", text("P")),
    message("E", text(""), int32(0)),
    message("S"),
    message("Q", text(after)),
  ]);
};

/** Types (by OID) of the columns that a RowDescription announces. */
export const typesIn = (body: Buffer): readonly number[] => {
  const types: number[] = [];
  let at = 2;
  for (let column = 0; column < body.readInt16BE(0); column += 1) {
    at = body.indexOf(0, at) + 1;
    types.push(body.readInt32BE(at + 6));
    at += 18;
  }
  return types;
};

export const dataRow = 0x44;
const headBytes = 5;

export interface Listener {
  /** The fields of a row begin at `at`. */
  row(bytes: Buffer, view: DataView, at: number, length: number): void;
  /** Any other message, whole. */
  other(code: string, message: Buffer): void;
}

/** Cuts what comes off the wire into messages. */
export const splitter = (listener: Listener): ((chunk: Buffer) => void) => {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let needed = 0;
  return (chunk) => {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < needed) return;
    const bytes = waiting.length === 1 ? chunk : Buffer.concat(waiting, waitingBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    needed = headBytes;
    while (at + headBytes <= bytes.length) {
      const end = at + 1 + view.getInt32(at + 1);
      if (end > bytes.length) {
        needed = end - at;
        break;
      }
      const code = bytes[at] ?? 0;
      if (code === dataRow) listener.row(bytes, view, at + headBytes, end - at - headBytes);
      else listener.other(String.fromCodePoint(code), bytes.subarray(at, end));
      at = end;
    }
    waiting = at < bytes.length ? [bytes.subarray(at)] : [];
    waitingBytes = bytes.length - at;
  };
};
