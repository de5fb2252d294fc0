// The files of an embedded PostgreSQL: made once, owned by the account that runs it.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

export interface Cluster {
  /** Holds all below; the server's working folder. */
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/** What the postmaster writes about itself while it runs. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export const superuser = "gantry";
export const clusterPaths = (dataDir: string): Omit<Cluster, "password"> => {
  const folder = path.join(path.resolve(dataDir), "postgres");
  return { folder, data: path.join(folder, "data"), log: path.join(folder, "postgres.log") };
};

/** Makes the cluster if there is none. A half-made one (killed in `initdb`) is made anew: nothing can be in it yet. */
export async function prepareCluster(dataDir: string, binaries: Binaries, account: Account): Promise<Cluster> {
  const paths = clusterPaths(dataDir);
  account.own(paths.folder);
  const passwordFile = path.join(paths.folder, "password");
  if (!fs.existsSync(passwordFile)) {
    fs.writeFileSync(passwordFile, randomBytes(18).toString("hex"), { mode: 0o600 });
    account.own(passwordFile);
  }
  const cluster = { ...paths, password: fs.readFileSync(passwordFile, "utf8").trim() };
  const complete = path.join(paths.folder, "complete");
  if (!fs.existsSync(complete)) {
    fs.rmSync(cluster.data, { recursive: true, force: true });
    await initialise(cluster, passwordFile, binaries, account);
    fs.writeFileSync(complete, "");
  }
  return cluster;
}

/** `--no-sync`: a crash of the machine now is a cluster without the mark `complete`, hence made anew. */
async function initialise(cluster: Cluster, passwordFile: string, binaries: Binaries, account: Account): Promise<void> {
  const { file, args } = account.command(binaries.initdb, [
    "-D",
    cluster.data,
    "-U",
    superuser,
    "--pwfile",
    passwordFile,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
  ]);
  const child = spawn(file, args, {
    ...account.identity,
    cwd: cluster.folder,
    env: { ...process.env, HOME: cluster.folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new GantryError("bad-config", `PostgreSQL could not be set up in ${cluster.folder}: ${lastLine(said)}`, {
      remedy: "mend that, or set DATABASE_URL to a PostgreSQL of your own",
    });
  }
}

/** pid and port of the postmaster as it noted them, whether or not it lives. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]) } : undefined;
  } catch {
    return undefined;
  }
}

export const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
