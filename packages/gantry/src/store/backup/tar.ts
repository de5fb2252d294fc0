// A tar file (POSIX ustar; sizes past 8 GiB as GNU writes them) whose entries may be longer than anyone knows beforehand: the
// header is written again when the entry has ended.
import fs from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import { GantryError } from "@gantry/contract";

const block = 512;
const largestOctal = 0o77777777777;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Where its bytes begin in the file. */
  readonly offset: number;
}

export interface TarWriter {
  /** Adds an entry from its bytes; gives how many they were. */
  add(name: string, bytes: Readable | AsyncIterable<Uint8Array>): Promise<number>;
  /** Writes the end, and waits until all is on disk. */
  close(): Promise<void>;
  /** Closes the file as it is. */
  abandon(): Promise<void>;
}

/** @param file must not be there yet; made with mode 0600 */
export async function createTar(file: string): Promise<TarWriter> {
  const handle = await fs.open(file, "wx", 0o600);
  let end = 0;
  return {
    add: async (name, bytes) => {
      const start = end;
      await handle.write(headerOf(name, 0), 0, block, start);
      let position = start + block;
      for await (const chunk of bytes) {
        await writeAll(handle, chunk, position);
        position += chunk.length;
      }
      const size = position - start - block;
      await handle.write(headerOf(name, size), 0, block, start);
      end = start + block + Math.ceil(size / block) * block;
      if (end > position) await writeAll(handle, new Uint8Array(end - position), position);
      return size;
    },
    close: async () => {
      await writeAll(handle, new Uint8Array(2 * block), end);
      await handle.sync();
      await handle.close();
    },
    abandon: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await handle.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  }
}

/** What is in it, in order. Throws `bad-input` for a file that is no tar, or ends too soon. */
export async function listTar(file: string): Promise<readonly TarEntry[]> {
  const handle = await fs.open(file, "r");
  try {
    const { size: length } = await handle.stat();
    const entries: TarEntry[] = [];
    const header = Buffer.alloc(block);
    for (let at = 0; ;) {
      const { bytesRead } = await handle.read(header, 0, block, at);
      if (bytesRead < block) throw broken(file, "it ends too soon");
      if (header.every((byte) => byte === 0)) return entries;
      const entry = entryOf(header, at, file);
      if (entry.offset + entry.size > length) throw broken(file, `it ends in the middle of ${entry.name}`);
      entries.push(entry);
      at = entry.offset + Math.ceil(entry.size / block) * block;
    }
  } finally {
    await handle.close();
  }
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(block);
  const [prefix, short] = splitName(name);
  header.write(short, 0, "utf8");
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  if (size <= largestOctal) header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write("00000000000\0", 136);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.write(prefix, 345, "utf8");
  header.write(`${checksumOf(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** ustar: up to 100 bytes of name behind up to 155 of folder. */
function splitName(name: string): readonly [string, string] {
  if (Buffer.byteLength(name) <= 100) return ["", name];
  for (let at = name.indexOf("/"); at !== -1; at = name.indexOf("/", at + 1)) {
    const [prefix, short] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(short) <= 100 && Buffer.byteLength(prefix) <= 155) return [prefix, short];
  }
  throw new GantryError("bad-input", "a file's name is too long for a backup");
}

/** The sum of the header's bytes, its own field taken for blanks. */
const checksumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

function entryOf(header: Buffer, at: number, file: string): TarEntry {
  const text = (from: number, to: number): string => {
    const field = header.subarray(from, to);
    const zero = field.indexOf(0);
    return field.toString("utf8", 0, zero === -1 ? field.length : zero);
  };
  if (text(257, 262) !== "ustar" || Number.parseInt(text(148, 154), 8) !== checksumOf(header)) {
    throw broken(file, at === 0 ? "it is no backup" : "a header in it is damaged");
  }
  const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 135), 8);
  const prefix = text(345, 500);
  return { name: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`, size, offset: at + block };
}

const broken = (file: string, why: string): GantryError =>
  new GantryError("bad-input", `the backup ${file} can't be used: ${why}`, { remedy: "take another copy of it" });
