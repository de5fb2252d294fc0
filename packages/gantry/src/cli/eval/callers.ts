// On whose behalf questions are asked and expected rows read: a client for each.
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import { connectAs } from "../running.ts";
import type { Settings } from "../settings.ts";

export type Callers = (name: string | undefined) => Promise<Client>;

/**
 * @param holder whom GANTRY_TOKEN stands for, where it is set
 * @throws (the callers) GantryError `not-found` for nobody's name; `bad-request` where the token is somebody else's
 */
export function createCallers(settings: Settings, holder: string | undefined, hasToken: boolean): Callers {
  const clients = new Map<string, Promise<Client>>();
  return async (name = holder) => {
    if (hasToken && name !== holder)
      throw new GantryError("bad-request", `GANTRY_TOKEN is one caller's, and "${name}" is to ask too`, {
        remedy: "say with --as which caller of the sets it is: only that one's questions are asked",
      });
    const key = name ?? "";
    const client = clients.get(key) ?? connectAs(settings, name).then((it) => it.client);
    clients.set(key, client);
    return client;
  };
}
