// A backup of a database that may be in use: all tables as of one moment, and the files that belong to them.
import { createHash } from "node:crypto";
import type { KeyObject } from "node:crypto";
import fs from "node:fs/promises";
import { createReadStream } from "node:fs";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { createZstdCompress } from "node:zlib";
import { RowCounter, copiedSequences, copiedTables, onConnection, rowsOut } from "../copy/index.ts";
import { versionsOf } from "../migrate.ts";
import { entryOf, manifestName, writeManifest } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import { createTar } from "./tar.ts";
import type { TarWriter } from "./tar.ts";

export interface BackupOptions {
  readonly url: string;
  /** The data folder: of it `folders` are taken along. */
  readonly dataFolder: string;
  readonly file: string;
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  readonly now?: () => Date;
}

/** Folders of the data folder that rows point into, and the ledger's checkpoints, which prove it. */
const folders = ["blobs", "checkpoints"];

/** Writes the file, whole or not at all. @throws GantryError; EEXIST where the file is there already. */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { file } = options;
  const draft = `${file}.part`;
  await fs.rm(draft, { force: true });
  const tar = await createTar(draft);
  try {
    const manifest = await fill(tar, options);
    await tar.close();
    // A link fails where the file has appeared meanwhile: no backup takes the place of another.
    await fs.link(draft, file);
    return manifest;
  } catch (error) {
    await tar.abandon().catch(() => undefined);
    throw error;
  } finally {
    await fs.rm(draft, { force: true });
  }
}

async function fill(tar: TarWriter, options: BackupOptions): Promise<Manifest> {
  const { url, dataFolder, signing, verifying, now = () => new Date() } = options;
  const entries: Manifest["entries"] = [];
  const add = async (name: string, bytes: Readable): Promise<void> => {
    const hash = createHash("sha256");
    const hashed = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    bytes.once("error", (error) => hashed.destroy(error));
    const size = await tar.add(name, bytes.pipe(hashed));
    entries.push({ name, bytes: size, sha256: hash.digest("hex") });
  };
  const database = await onConnection(url, "reader", async (client) => {
    const tables: Manifest["tables"] = [];
    for (const table of await copiedTables(client)) {
      const counter = new RowCounter();
      const compress = createZstdCompress();
      const rows = rowsOut(client, table);
      rows.once("error", (error) => compress.destroy(error));
      await add(entryOf(table.name), rows.pipe(counter).pipe(compress));
      tables.push({ name: table.name, columns: [...table.columns], ...counter.result() });
    }
    const { rows } = await client.query<{ value: string }>("select value from gantry.house where name = 'key'");
    return {
      ...(await versionsOf(client)),
      key: rows[0]?.value ?? "",
      tables,
      sequences: [...(await copiedSequences(client))],
    };
  });
  // After the rows: what they point at is there, and more does no harm.
  for (const name of await filesIn(dataFolder)) await add(name, createReadStream(path.join(dataFolder, name)));
  const publicKey = verifying.export({ type: "spki", format: "pem" }).toString();
  const manifest: Manifest = { gantry: "backup/1", at: now().toISOString(), ...database, publicKey, entries };
  await tar.add(manifestName, Readable.from([writeManifest(manifest, signing)]));
  return manifest;
}

/** Their names below the data folder, with `/`. */
async function filesIn(dataFolder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of folders) {
    const found = await fs
      .readdir(path.join(dataFolder, folder), { recursive: true, withFileTypes: true })
      .catch(() => []);
    for (const it of found) {
      // What is still being written belongs to no row yet.
      if (it.isFile() && !it.name.endsWith(".tmp"))
        names.push(path.relative(dataFolder, path.join(it.parentPath, it.name)).split(path.sep).join("/"));
    }
  }
  return names.sort();
}
