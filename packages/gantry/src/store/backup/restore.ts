// A backup into an empty database and data folder: all rows in one transaction, compared with the manifest.
import fs from "node:fs/promises";
import { createWriteStream, existsSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { GantryError } from "@gantry/contract";
import { copiedTables, onConnection, requireArrived, requireEmpty, rowsIn, setSequences } from "../copy/index.ts";
import { fingerprintOf } from "../identity.ts";
import { versionsOf } from "../migrate.ts";
import { entryOf } from "./manifest.ts";
import type { Manifest } from "./manifest.ts";
import type { CheckedBackup } from "./verify.ts";

export interface RestoreOptions {
  /** Of a database that has been migrated as far as the backup was. */
  readonly url: string;
  readonly dataFolder: string;
  readonly onTable?: (table: string, rows: number) => void;
}

/** @throws GantryError `bad-config` where the backup was sealed under another key. */
export function requireKeyOf(manifest: Manifest, keyring: { readonly hmac: Uint8Array }): void {
  if (manifest.key === fingerprintOf(keyring)) return;
  throw new GantryError("bad-config", "this backup was sealed under another master key: nothing in it could be read", {
    remedy: "put that key file in its place (GANTRY_KEY_FILE, or master.key in the data folder) and try again",
  });
}

/** @throws GantryError `conflict` where the database holds something, `bad-config` where it is of another version. */
export async function restoreBackup(
  { manifest, read }: CheckedBackup,
  { url, dataFolder, onTable }: RestoreOptions,
): Promise<void> {
  await onConnection(url, "writer", async (client) => {
    await requireVersion(client, manifest);
    const tables = await copiedTables(client);
    await requireEmpty(client, tables);
    for (const { name } of tables) {
      const kept = manifest.tables.find((it) => it.name === name);
      if (!kept) throw otherVersion();
      await rowsIn(client, kept, [read(entryOf(name)), createZstdDecompress()]);
      await requireArrived(client, kept, kept);
      onTable?.(name, kept.rows);
    }
    await setSequences(client, manifest.sequences);
    await client.query("delete from gantry.house");
    await client.query("insert into gantry.house (name, value) values ('key', $1)", [manifest.key]);
    // Before the rows count: what they point at is there by then.
    for (const { name } of manifest.entries.filter((it) => !it.name.startsWith("tables/"))) {
      const file = path.join(dataFolder, ...name.split("/"));
      if (!path.resolve(file).startsWith(`${path.resolve(dataFolder)}${path.sep}`)) continue;
      await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      // What is there stays: a checkpoint that knows more than the backup shall tell so.
      if (!existsSync(file)) await pipeline(read(name), createWriteStream(file, { mode: 0o600 }));
    }
  });
}

async function requireVersion(client: Parameters<typeof versionsOf>[0], manifest: Manifest): Promise<void> {
  const here = await versionsOf(client);
  if (here.queue !== manifest.queue || here.migrations.join() !== manifest.migrations.join()) throw otherVersion();
}

const otherVersion = (): GantryError =>
  new GantryError("bad-config", "this backup was made by another version of Gantry", {
    remedy: "restore it with the version that made it, then start the newer one on it",
  });
