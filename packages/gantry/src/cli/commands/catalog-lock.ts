import { writeFile } from "node:fs/promises";
import path from "node:path";
import { steadyLock } from "../../catalog/index.ts";
import type { CatalogLock, TableDef } from "../../catalog/index.ts";
import type { Command } from "../command.ts";
import { loadProject } from "../project.ts";
import { readSettings } from "../settings.ts";
import { openSources } from "../sources.ts";

/** Asks every source for its schema and writes catalog.lock.json into the project's folder; the same sources give the same file. */
export const catalogLock: Command = async () => {
  const settings = readSettings();
  const project = await loadProject(settings.projectFolder);
  const sources = await openSources(project, settings);
  try {
    const lock: Record<string, readonly TableDef[]> = {};
    for (const name of Object.keys(sources.catalog.sources)) {
      lock[name] = steadyLock(await sources.discover(name), project.lock[name]);
      console.log(`${name}: ${lock[name].length} tables`);
    }
    const file = path.join(settings.projectFolder, "catalog.lock.json");
    await writeFile(file, `${JSON.stringify(lock satisfies CatalogLock, null, 1)}\n`);
    console.log(`wrote ${file}`);
    return 0;
  } finally {
    await sources.close();
  }
};
