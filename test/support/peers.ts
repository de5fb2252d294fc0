// Packages that only a test or a bench needs and that are large: fetched on demand, at exact versions, into a cache folder
// outside the repository, so that nobody else carries them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

export interface Peers {
  /** With a package.json and node_modules. */
  readonly folder: string;
  /** A package's module, by its name. */
  load(this: void, name: string): Promise<unknown>;
}

/** Installs them where they are not there yet. Says what it does. */
export function fetchPeers(versions: Readonly<Record<string, string>>): Peers {
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const name = createHash("sha256").update(JSON.stringify(versions)).digest("hex").slice(0, 16);
  const folder = path.join(cache, "gantry-peers", name);
  if (!existsSync(path.join(folder, "complete"))) install(folder, versions);
  return openPeers(folder);
}

/** Those that were fetched before. */
export function openPeers(folder: string): Peers {
  const require = createRequire(path.join(folder, "package.json"));
  return { folder, load: (name) => import(pathToFileURL(require.resolve(name)).href) };
}

function install(folder: string, versions: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  const what = Object.entries(versions).map(([peer, version]) => `${peer}@${version}`);
  console.error(`fetching ${what.join(", ")} into ${folder} (npm install) …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stderr } = spawnSync(npm, ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm could not fetch ${what.join(", ")}:\n${stderr}`);
  writeFileSync(path.join(folder, "complete"), "");
}
