// PostgreSQL without set-up: started from npm's binaries, adopted when it still runs, recovered after a crash.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import pg from "pg";
import { accountFor } from "./account.ts";
import type { Account } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import type { Binaries } from "./binaries.ts";
import { clusterPaths, lastLine, prepareCluster, readPostmaster, superuser } from "./cluster.ts";
import type { Cluster } from "./cluster.ts";
import { lockFolder } from "./lock.ts";
import { choosePort } from "./port.ts";
import { isAlive, isRunning } from "./process.ts";

export interface LaunchOptions {
  /** The data folder; one server process may use it at a time. */
  readonly dataDir: string;
  /** Preferred port; another is chosen, and remembered, when it is taken. */
  readonly port?: number;
}

export interface EmbeddedPostgres {
  /** Connection string of the database `gantry`, as superuser. Holds a password: never log it. */
  readonly url: string;
  /** True where the server was still running, left behind by a process that was killed. */
  readonly adopted: boolean;
  /** Ends the server (fast shutdown; until then it is started again whenever it dies) and gives the data folder free. A process that dies without it leaves the server to be adopted. */
  stop(): Promise<void>;
}

/** What is on at run time. Durability (fsync, synchronous_commit) stays at PostgreSQL's defaults: on. */
const settings = {
  unix_socket_directories: "",
  listen_addresses: "127.0.0.1",
  max_connections: "200",
  shared_buffers: "64MB",
  jit: "off",
  // Statements and details of errors carry values; the log must not.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

const patience = 60_000;

/**
 * Starts the data folder's PostgreSQL, or adopts it.
 *
 * @throws GantryError `conflict` where another process uses the folder, `unsupported` on a platform without binaries,
 *   `bad-config` with the server's last word where it won't start.
 */
export async function launchPostgres(options: LaunchOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries();
  // Started as root, PostgreSQL runs as another user, who must pass through.
  fs.mkdirSync(options.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const lock = lockFolder(options.dataDir);
  try {
    const { folder, data } = clusterPaths(options.dataDir);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const account = accountFor([binaries.postgres, data]);
    const cluster = await prepareCluster(options.dataDir, binaries, account);
    const server = { cluster, binaries, account };
    const { port, adopted } = await serve(server, await preferredPort(cluster, options.port));
    const watch = keepAlive(server, port);
    return {
      url: urlOf(cluster, port, "gantry"),
      adopted,
      stop: async () => {
        await watch.stop();
        await stopPostmaster(cluster.data);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Connection string of the data folder's PostgreSQL, where one runs. Holds a password: never log it. */
export function runningPostgres(dataDir: string): string | undefined {
  const { folder, data, log } = clusterPaths(dataDir);
  const noted = readPostmaster(data);
  if (!noted || !isRunning(noted.pid, "postgres")) return undefined;
  const password = fs.readFileSync(path.join(folder, "password"), "utf8").trim();
  return urlOf({ folder, data, log, password }, noted.port, "gantry");
}

interface Server {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly account: Account;
}

/** Adopts the server that runs, or starts one at this port, and waits until it answers. */
async function serve(server: Server, port: number): Promise<{ port: number; adopted: boolean }> {
  const { cluster } = server;
  let child: ChildProcess | undefined;
  let starts = 0;
  // Liveness is judged anew on every round: a postmaster may die between being seen and being spoken to.
  for (const end = Date.now() + patience; ; await delay(15)) {
    const noted = readPostmaster(cluster.data);
    const running = noted !== undefined && isRunning(noted.pid, "postgres");
    if (!running && (child === undefined || child.exitCode !== null || child.signalCode !== null)) {
      if (starts >= 8 && !areOthersLeaving(cluster)) throw wontStart(cluster);
      await delay(Math.min(1000, 100 * starts++));
      // Another program has the pid by now. A dead postmaster's note is PostgreSQL's own to judge.
      if (noted && isAlive(noted.pid)) fs.rmSync(path.join(cluster.data, "postmaster.pid"), { force: true });
      child = start(server, port);
    } else if (running && noted.port > 0) {
      const problem = await trySetUp(cluster, noted.port);
      if (problem === undefined) return { port: noted.port, adopted: child === undefined };
      if (Date.now() > end) throw problem;
    }
    if (Date.now() > end) throw wontStart(cluster);
  }
}

/** The wanted port, else the one of last time, else a free one; remembered. */
async function preferredPort(cluster: Cluster, wanted: number | undefined): Promise<number> {
  const remembered = path.join(cluster.folder, "port");
  const last = fs.existsSync(remembered) ? Number(fs.readFileSync(remembered, "utf8")) : undefined;
  const port = await choosePort([wanted, last]);
  fs.writeFileSync(remembered, String(port));
  return port;
}

/** Starts the server again, at its port, whenever it has died. */
function keepAlive(server: Server, port: number): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const { signal } = stopped;
  const watch = async (): Promise<void> => {
    while (!signal.aborted) {
      const noted = readPostmaster(server.cluster.data);
      // What hinders it now may be gone at the next look.
      if (!noted || !isRunning(noted.pid, "postgres")) await serve(server, port).catch(() => undefined);
      await delay(250, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopped.abort();
      await watching;
    },
  };
}

function start({ cluster, binaries, account }: Server, port: number): ChildProcess {
  const parameters = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { file, args } = account.command(binaries.postgres, ["-D", cluster.data, "-p", String(port), ...parameters]);
  const log = fs.openSync(cluster.log, "a", 0o600);
  try {
    // Detached: it outlives a killed server process, and is adopted by the next.
    const child = spawn(file, args, {
      ...account.identity,
      cwd: cluster.folder,
      detached: true,
      stdio: ["ignore", log, log],
    });
    child.once("error", () => undefined);
    child.unref();
    return child;
  } finally {
    fs.closeSync(log);
  }
}

/** Undefined when the server at this port is ours and holds the database; else why not yet. */
async function trySetUp(cluster: Cluster, port: number): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    const found = rows[0]?.data_directory ?? "";
    if (fs.realpathSync(found) !== fs.realpathSync(cluster.data)) {
      return new GantryError("conflict", `port ${port} belongs to another PostgreSQL, whose data is in ${found}`, {
        remedy: "stop that one, or give Gantry another data folder",
      });
    }
    const exists = await client.query("select 1 from pg_database where datname = 'gantry'");
    if (exists.rowCount === 0) await client.query("create database gantry");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it ends sessions, writes a checkpoint and exits. */
async function stopPostmaster(data: string): Promise<void> {
  const noted = readPostmaster(data);
  if (!noted || !isRunning(noted.pid, "postgres")) return;
  process.kill(noted.pid, "SIGINT");
  for (const end = Date.now() + patience; isRunning(noted.pid, "postgres"); await delay(15)) {
    if (Date.now() > end) process.kill(noted.pid, "SIGQUIT");
  }
}

const urlOf = (cluster: Cluster, port: number, database: string): string =>
  `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`;

const lastSaid = ({ log }: Cluster): string | undefined =>
  fs.existsSync(log) ? lastLine(fs.readFileSync(log, "utf8")) : undefined;

/** Sessions of a killed postmaster take their time to leave, on a busy machine seconds; none starts beside them. */
const areOthersLeaving = (cluster: Cluster): boolean =>
  lastSaid(cluster)?.includes("pre-existing shared memory block") === true;

function wontStart(cluster: Cluster): GantryError {
  const said = lastSaid(cluster) ?? "it said nothing";
  return new GantryError("bad-config", `PostgreSQL does not start in ${cluster.folder}: ${said}`, {
    remedy: `see ${cluster.log}`,
  });
}
