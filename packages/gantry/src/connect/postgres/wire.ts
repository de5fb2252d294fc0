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

const dataRow = 0x44;
const headBytes = 5;
/** PostgreSQL's own limit of a message; its length counts itself. */
const [shortest, longest] = [4, 0x3fffffff];

/** The length of the message whose head begins at `at`. Throws on what no server says. */
const lengthAt = (view: DataView, at: number): number => {
  const length = view.getInt32(at + 1);
  if (length < shortest || length > longest) throw new RangeError("not a message of PostgreSQL's protocol");
  return length;
};

export interface Listener {
  /** The fields of a row begin at `at`. */
  row(bytes: Buffer, view: DataView, at: number, length: number): void;
  /** Any other message, whole. */
  other(code: string, message: Buffer): void;
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Cuts what comes off the wire into messages. Only a message that lies across two chunks is copied. */
export const splitter = (listener: Listener): ((chunk: Buffer) => void) => {
  /** Parts of a message that has not come whole yet. */
  let parts: Buffer[] = [];
  let had = 0;

  /** Hands out the whole messages of `bytes`; gives the place of what is left. */
  const handOut = (bytes: Buffer): number => {
    const view = viewOf(bytes);
    let at = 0;
    while (at + headBytes <= bytes.length) {
      const end = at + 1 + lengthAt(view, at);
      if (end > bytes.length) break;
      const code = bytes[at] ?? 0;
      if (code === dataRow) listener.row(bytes, view, at + headBytes, end - at - headBytes);
      else listener.other(String.fromCodePoint(code), bytes.subarray(at, end));
      at = end;
    }
    return at;
  };
  const keep = (part: Buffer): void => {
    parts.push(part);
    had += part.length;
  };
  /** Bytes of `chunk` that complete the message in `parts`: of its head, then of the rest; as many as there are. */
  const missing = (chunk: Buffer): number => {
    if (had < headBytes) return headBytes - had;
    const [head = chunk] = parts;
    return 1 + lengthAt(viewOf(head), 0) - had;
  };
  return (chunk) => {
    let rest = chunk;
    while (parts.length > 0) {
      const more = missing(rest);
      if (more > rest.length) return keep(rest);
      if (more > 0) keep(rest.subarray(0, more));
      rest = rest.subarray(more);
      const joined = Buffer.concat(parts, had);
      parts = [joined];
      if (had > headBytes || missing(joined) === 0) {
        handOut(joined);
        parts = [];
        had = 0;
      }
    }
    const at = handOut(rest);
    if (at < rest.length) keep(rest.subarray(at));
  };
};
