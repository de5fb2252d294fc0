// Fits the sample's systems to what a Gantry project expects of systems that it starts for itself.
import path from "node:path";
import type { Systems, SystemsOptions } from "gantry";
import { startSystems } from "./src/index.ts";

export async function startSampleSystems(options: SystemsOptions): Promise<Systems> {
  const { dataFolder, postgresUrl, port, seed, today, accounts } = options;
  const after = (offset: number): number => (port === 0 ? 0 : port + offset);
  const systems = await startSystems({
    dir: path.join(dataFolder, "meridian"),
    postgresUrl,
    ports: { crm: after(1), erp: after(2), smtp: after(3) },
    seed,
    today,
    ...(accounts === undefined ? {} : { accounts }),
  });
  const crm = systems.endpoints.find((it) => it.name === "crm");
  return {
    endpoints: systems.endpoints,
    connections: systems.connections,
    secrets: systems.secrets,
    inbox: { list: () => systems.inbox.list() },
    origins: crm ? [new URL(crm.address).origin] : [],
    announce: (gantry) => systems.setGantry(gantry),
    stop: () => systems.stop(),
  };
}
