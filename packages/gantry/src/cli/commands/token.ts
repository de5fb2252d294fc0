import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { ensureRunning, fetchToken } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Prints a bearer token of the local issuer, and nothing else. */
export const token: Command = async (words) => {
  const { values } = readFlags(words, { as: { type: "string" } });
  const settings = readSettings();
  const { url } = await ensureRunning(settings);
  console.log(await fetchToken(settings, url, values.as));
  return 0;
};
