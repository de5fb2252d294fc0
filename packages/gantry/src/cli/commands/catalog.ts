import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Catalog, CatalogLock, TableDef } from "../../catalog/index.ts";
import { connectors } from "../compose.ts";
import { createConnections } from "../connections.ts";
import type { Command } from "../command.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";
import { launchPostgres } from "../../store/index.ts";
import { secretsOf } from "../secrets.ts";

/** `gantry catalog lock`: asks every source for its schema and writes catalog.lock.json into the project's folder. */
export const catalog: Command = async (words) => {
  if (words[0] !== "lock")
    throw new GantryError("bad-request", "gantry catalog lock", { remedy: "it takes no other word yet" });
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-lock-"));
  const postgres = project.systems ? await launchPostgres({ dataDir: folder }) : undefined;
  const systems = postgres
    ? await project.systems?.({
        dataFolder: folder,
        postgresUrl: postgres.url,
        port: 0,
        seed: settings.seed,
        today: settings.fixedToday ?? "2026-11-16",
        accounts: settings.accounts,
      })
    : undefined;
  try {
    const sources = Object.fromEntries(
      Object.entries(project.catalog.sources).map(([name, source]) => [
        name,
        { name, ...source, connection: systems?.connections[name] ?? source.connection },
      ]),
    );
    const bare: Catalog = {
      version: "",
      sources,
      tables: {},
      subjects: [],
      measures: [],
      calendar: project.catalog.calendar,
    };
    const connections = createConnections(connectors, bare, secretsOf(systems), 1_000);
    const lock: Record<string, readonly TableDef[]> = {};
    for (const name of Object.keys(sources)) {
      const tables = await connections.connector(name).discover(connections.context(name, AbortSignal.timeout(60_000)));
      lock[name] = tables.map(steady).sort((a, b) => a.name.localeCompare(b.name));
      console.log(`${name}: ${tables.length} tables`);
    }
    await connections.close();
    const file = path.join(settings.projectFolder, "catalog.lock.json");
    await writeFile(file, `${JSON.stringify(lock satisfies CatalogLock, null, 1)}\n`);
    console.log(`wrote ${file}`);
    return 0;
  } finally {
    await systems?.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** Estimates change from day to day; a lock should not: rows are kept to one digit. */
function steady(table: TableDef): TableDef {
  if (table.rows === undefined) return table;
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(table.rows, 1)));
  return { ...table, rows: Math.round(table.rows / magnitude) * magnitude };
}
