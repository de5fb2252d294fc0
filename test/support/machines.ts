// Several Gantry servers on one database, as on several machines: a data folder each, one key file, one identity provider.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@gantry/client";
import type { Client } from "@gantry/client";
import { personas } from "../../examples/meridian/personas.ts";
import { localIssuer, openIssuer } from "../../packages/gantry/src/serve/index.ts";
import { exited, startServer } from "./house.ts";
import type { ServerProcess } from "./house.ts";
import type { SystemsApart } from "./systems-apart.ts";

export interface Machine extends ServerProcess {
  client(persona: string): Promise<Client>;
  /** All that it has written to stdout and stderr. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code; null after a signal. */
  ended(): Promise<number | null>;
}

export interface Machines {
  /** Settings of every server, but for its own data folder. */
  readonly env: Readonly<Record<string, string>>;
  readonly all: readonly Machine[];
  token(persona: string): Promise<string>;
  /** One more server. */
  start(env?: Readonly<Record<string, string>>): Promise<Machine>;
  close(): Promise<void>;
}

/** @param url of the database; by default the one of the systems' PostgreSQL */
export async function openMachines(count: number, apart: SystemsApart, url = apart.postgresUrl): Promise<Machines> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-machines-"));
  const issuer = await openIssuer(folder, personas);
  const provider = createServer((_request, reply) => {
    reply.setHeader("content-type", "application/json").end(JSON.stringify(issuer.jwks));
  });
  await new Promise<void>((done) => provider.listen(0, "127.0.0.1", done));
  const env = {
    ...apart.env,
    PORT: "0",
    GANTRY_TODAY: "2026-11-16",
    DATABASE_URL: url,
    GANTRY_KEY_FILE: path.join(folder, "shared.key"),
    GANTRY_ISSUER: localIssuer,
    GANTRY_JWKS_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`,
  };
  const all: Machine[] = [];
  const start: Machines["start"] = async (more = {}) => {
    const heard: string[] = [];
    const own = { GANTRY_DATA: path.join(folder, `machine-${all.length}`) };
    const server = await startServer({ ...env, ...own, ...more }, heard);
    const machine: Machine = {
      ...server,
      client: async (persona) => createClient({ url: server.url, token: await issuer.issue(persona) }),
      output: () => heard.join(""),
      signal: (name) => void server.child.kill(name),
      ended: async () => {
        await exited(server.child);
        return server.child.exitCode;
      },
    };
    all.push(machine);
    return machine;
  };
  // At once, as an orchestrator does: each finds the database empty.
  await Promise.all(Array.from({ length: count }, (_, at) => start({ GANTRY_DATA: path.join(folder, `first-${at}`) })));
  return {
    env,
    all,
    token: (persona) => issuer.issue(persona),
    start,
    close: async () => {
      for (const machine of all) for (const name of ["SIGCONT", "SIGTERM"] as const) machine.signal(name);
      await Promise.all(all.map((it) => it.ended()));
      await new Promise((done) => provider.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
