import { GantryError } from "@gantry/contract";
import { createKeyring, requireKeyOf, restoreBackup, verifyBackup } from "../../store/index.ts";
import type { Command } from "../command.ts";
import { prepareDatabase, withEmbedded } from "../database.ts";
import { readFlags } from "../flags.ts";
import { hasKey } from "../keys-at-hand.ts";
import { readSettings } from "../settings.ts";

/** Puts a backup into an empty data folder, or an empty database (DATABASE_URL). */
export const restore: Command = async (words) => {
  const [file, ...more] = readFlags(words, {}).positionals;
  if (file === undefined || more.length > 0) {
    throw new GantryError("bad-request", "name the backup to restore", { remedy: "gantry restore FILE" });
  }
  const settings = readSettings();
  const { dataFolder, databaseUrl } = settings;
  const backup = await verifyBackup(file);
  if (!hasKey(dataFolder)) {
    throw new GantryError("bad-config", "the master key is missing, and without it nothing in a backup can be read", {
      remedy: `put the key file there first: ${dataFolder}/master.key, or GANTRY_KEY_FILE`,
    });
  }
  requireKeyOf(backup.manifest, createKeyring(dataFolder));
  const into = async (url: string): Promise<void> => {
    await prepareDatabase(url);
    await restoreBackup(backup, { url, dataFolder });
  };
  await (databaseUrl === undefined ? withEmbedded(settings, into) : into(databaseUrl));
  const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`restored: ${rows} rows as of ${backup.manifest.at}; what was under way then goes on at the next start`);
  return 0;
};
