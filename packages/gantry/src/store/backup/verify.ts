// Whether a backup is whole: every byte is what its signed manifest says, and every table has the rows that it had.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { GantryError } from "@gantry/contract";
import { RowCounter } from "../copy/index.ts";
import { entryOf, manifestName, readManifest } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { listTar } from "./tar.ts";
import type { TarEntry } from "./tar.ts";

export interface CheckedBackup {
  readonly manifest: Manifest;
  /** The bytes of an entry. */
  readonly read: (name: string) => Readable;
}

/**
 * Reads the whole file. What it says of its signer is for the caller to compare with a key that he trusts.
 *
 * @throws GantryError `bad-input` naming what does not fit.
 */
export async function verifyBackup(file: string): Promise<CheckedBackup> {
  const list = await listTar(file);
  const entries = new Map(list.map((entry) => [entry.name, entry]));
  const last = list.at(-1);
  const manifest = last?.name === manifestName ? readManifest(await bytesOf(file, last)) : undefined;
  if (!manifest) throw damaged(file, "its manifest is missing, changed, or not signed by the key that it names");
  for (const { name, bytes, sha256 } of manifest.entries) {
    const entry = entries.get(name);
    const hash = createHash("sha256");
    if (entry?.size === bytes) await pipeline(open(file, entry), hash);
    if (entry?.size !== bytes || hash.digest("hex") !== sha256) throw damaged(file, `${name} is missing or changed`);
  }
  if (list.length !== manifest.entries.length + 1) throw damaged(file, "it holds what its manifest does not name");
  const read = (name: string): Readable => {
    const entry = entries.get(name);
    if (!entry) throw damaged(file, `${name} is missing`);
    return open(file, entry);
  };
  for (const { name, rows, digest } of manifest.tables) {
    const counter = new RowCounter();
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(read(entryOf(name)), createZstdDecompress(), counter, nowhere);
    const found = counter.result();
    if (found.rows !== rows || found.digest !== digest) throw damaged(file, `the rows of ${name} are not those it had`);
  }
  return { manifest, read };
}

const open = (file: string, { offset, size }: TarEntry): Readable =>
  size === 0 ? Readable.from([]) : createReadStream(file, { start: offset, end: offset + size - 1 });

async function bytesOf(file: string, entry: TarEntry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of open(file, entry)) chunks.push(chunk as Buffer); // a file without an encoding gives bytes
  return Buffer.concat(chunks);
}

const damaged = (file: string, why: string): GantryError =>
  new GantryError("bad-input", `the backup ${file} can't be used: ${why}`, { remedy: "take another copy of it" });
