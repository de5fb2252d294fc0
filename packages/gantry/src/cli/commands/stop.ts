import type { Command } from "../command.ts";
import { requireNoWords } from "../flags.ts";
import { findRunning, isGone } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Asks the server of this data folder to shut down, and waits until it has. */
export const stop: Command = async (words) => {
  requireNoWords(words);
  const { dataFolder } = readSettings();
  const note = await findRunning(dataFolder);
  if (!note) {
    console.log("no server runs on this data folder");
    return 0;
  }
  process.kill(note.pid, "SIGTERM");
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (isGone(dataFolder, note)) {
      console.log("stopped");
      return 0;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  console.error(`the server (process ${note.pid}) is still finishing its work`);
  return 1;
};
