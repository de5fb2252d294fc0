import { createPublicKey } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { createKeyring, requireKeyOf, verifyBackup, writeBackup } from "../../store/index.ts";
import type { Command } from "../command.ts";
import { withDatabase } from "../database.ts";
import { readFlags } from "../flags.ts";
import { hasKey } from "../keys-at-hand.ts";
import { readSettings } from "../settings.ts";

/** Writes all that Gantry keeps into a file, while the server runs; or proves that such a file is whole. */
export const backup: Command = async (words) => {
  const { values, positionals } = readFlags(words, { verify: { type: "boolean" }, key: { type: "string" } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new GantryError("bad-request", "a backup is one file", {
      remedy: "gantry backup FILE, or gantry backup --verify FILE",
    });
  }
  return values.verify === true ? verify(file, values.key) : write(file);
};

async function write(file: string): Promise<number> {
  const settings = readSettings();
  if (fs.existsSync(file)) {
    throw new GantryError("conflict", `${file} is there already`, { remedy: "give the backup another name" });
  }
  const { signing, verifying } = createKeyring(settings.dataFolder);
  const { dataFolder } = settings;
  const manifest = await withDatabase(settings, (url) => writeBackup({ url, dataFolder, file, signing, verifying }));
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${path.resolve(file)}: ${rows} rows as of ${manifest.at}`);
  console.log("The key is not in it: without the key file nothing in it can be read. Keep that apart.");
  return 0;
}

async function verify(file: string, keyFile: string | undefined): Promise<number> {
  const { manifest } = await verifyBackup(file);
  const { dataFolder } = readSettings();
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `whole: ${manifest.tables.length} tables, ${rows} rows, ${manifest.entries.length} entries, as of ${manifest.at}`,
  );
  if (keyFile === undefined && !hasKey(dataFolder)) {
    console.log("who signed it is not proved: no key is at hand (--key FILE, from `gantry audit key`)");
    return 0;
  }
  const trusted =
    keyFile === undefined ? createKeyring(dataFolder).verifying : createPublicKey(fs.readFileSync(keyFile, "utf8"));
  if (!createPublicKey(manifest.publicKey).equals(trusted)) {
    throw new GantryError("bad-input", `the backup ${file} was signed with another key`, {
      remedy: "compare it with the key of the house that it is said to come from (`gantry audit key`)",
    });
  }
  if (keyFile === undefined) requireKeyOf(manifest, createKeyring(dataFolder));
  console.log("signed with the key at hand");
  return 0;
}
