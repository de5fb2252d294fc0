// A whole Gantry over the two databases: a real server process, asked over HTTP by as many people as are wanted.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient, type Client } from "@gantry/client";
import { readLocalKey } from "../../packages/gantry/src/cli/local-key.ts";
import { openSources } from "./ours.ts";
import type { Probed } from "./probe.ts";

/** What the second half of the askers may see of accounts. */
export const rowFilter = "region = 'EMEA'";

const project = `import { readFileSync } from "node:fs";
import { defaultTreatments, definePolicy, defineProject } from "gantry";

const { askers, rowFilter, document, lock } = JSON.parse(readFileSync(new URL("./soak.json", import.meta.url), "utf8"));
// Rows that answer again for a moment: for those who may see the same, and nobody else.
document.tables["crm.accounts"].cache = { seconds: 3 };
const permissions = \`permit (principal, action == Action::"query", resource);
permit (principal, action == Action::"see", resource == View::"catalog");\`;
export const project = defineProject({
  name: "soak", title: "Soak", catalog: document, lock, flows: [], phrasebooks: {}, scores: {},
  policy: definePolicy({
    treatments: defaultTreatments,
    roles: [
      { name: "all", title: "Sees all" },
      { name: "some", title: "Sees some accounts", rowFilters: { "crm.accounts": rowFilter } },
    ],
    permissions,
  }),
  personas: Array.from({ length: askers }, (_, number) => ({
    name: "asker" + number, title: "Asks", subject: "local:asker" + number, displayName: "Asker " + number,
    roles: [number % 2 === 0 ? "all" : "some"], attributes: {},
  })),
});
`;

export interface BenchHouse {
  readonly pid: number;
  /** A client for each asker; those of odd numbers see what `rowFilter` lets through. */
  readonly clients: readonly Client[];
  /** Measures inside the server from now on; gives what ends it. */
  probe(): () => Promise<Probed>;
  close(): Promise<void>;
}

const bin = path.resolve(import.meta.dirname, "../../packages/gantry/bin/gantry.js");

const ready = async (server: ChildProcess): Promise<string> => {
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", hear);
    server.once("exit", () => reject(new Error(`the server did not start:\n${said}`)));
  });
};

const tokenOf = async (url: string, dataFolder: string, persona: string): Promise<string> => {
  const reply = await fetch(`${url}/local/token`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${readLocalKey(dataFolder) ?? ""}` },
    body: JSON.stringify({ persona }),
  });
  // Our own server's reply.
  return ((await reply.json()) as { token: string }).token;
};

/** Starts the server with a project of its own. */
export async function openBenchHouse(urls: Readonly<Record<string, string>>, askers: number): Promise<BenchHouse> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-soak-"));
  const projectFolder = path.join(folder, "project");
  const { connectors, document, lock } = await openSources(urls);
  await Promise.all(Object.values(connectors).map((connector) => connector.close()));
  mkdirSync(projectFolder);
  writeFileSync(path.join(projectFolder, "package.json"), '{ "type": "module" }');
  writeFileSync(path.join(projectFolder, "gantry.config.ts"), project);
  writeFileSync(path.join(projectFolder, "soak.json"), JSON.stringify({ askers, rowFilter, document, lock }));
  const probe = path.join(import.meta.dirname, "probe.ts");
  const dataFolder = path.join(folder, "data");
  const server = spawn(process.execPath, ["--import", probe, bin, "start"], {
    env: { ...process.env, PORT: "0", GANTRY_DATA: dataFolder, GANTRY_PROJECT: projectFolder },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const url = await ready(server);
  const tokens = await Promise.all(
    Array.from({ length: askers }, (_, number) => tokenOf(url, dataFolder, `asker${number}`)),
  );
  return {
    pid: server.pid ?? 0,
    clients: tokens.map((token) => createClient({ url, token })),
    probe: () => {
      server.send("begin");
      return async () => {
        const found = once(server, "message");
        server.send("end");
        // The probe sends one message.
        return ((await found) as [Probed])[0];
      };
    },
    close: async () => {
      const gone = once(server, "exit");
      server.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
