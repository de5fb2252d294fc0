import type { Command } from "../command.ts";
import { requireNoWords } from "../flags.ts";
import { doorAt, readLocalKey } from "../local-key.ts";
import { ensureRunning } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Prints the console's address with this machine's key, and nothing else. */
export const consoleDoor: Command = async (words) => {
  requireNoWords(words);
  const settings = readSettings();
  const { url } = await ensureRunning(settings);
  console.log(doorAt(url, readLocalKey(settings.dataFolder) ?? ""));
  return 0;
};
