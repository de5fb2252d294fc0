import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { ensureRunning, fetchLocal } from "../running.ts";
import { readSettings } from "../settings.ts";

const Endpoint = z.object({
  name: z.string(),
  title: z.string(),
  protocol: z.string(),
  address: z.string(),
  credentials: z.record(z.string(), z.string()),
});

/** Prints each sample system's address and credentials, so that any other client can be pointed at it. */
export const systems: Command = async (words) => {
  const { values } = readFlags(words, { json: { type: "boolean", default: false } });
  const settings = readSettings();
  const { url } = await ensureRunning(settings);
  const response = await fetchLocal(settings, `${url}/local/systems`);
  const endpoints = z.array(Endpoint).safeParse(await response.json());
  if (!endpoints.success) throw new GantryError("unsupported", "this server runs no sample systems");
  if (values.json) {
    console.log(JSON.stringify(endpoints.data, null, 2));
    return 0;
  }
  for (const { title, protocol, address, credentials } of endpoints.data) {
    console.log(`${title}\n  ${protocol}\n  ${address}`);
    for (const [name, value] of Object.entries(credentials)) console.log(`  ${name}: ${value}`);
    console.log();
  }
  return 0;
};
