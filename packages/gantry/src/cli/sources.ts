// A project's sources, opened by a command that works on the catalog itself: no server, no policy between, so only for
// whoever holds the project's folder and its secrets.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Catalog, TableDef } from "../catalog/index.ts";
import { dayIn, defineCatalog, withConnections } from "../catalog/index.ts";
import { launchPostgres } from "../store/index.ts";
import { connectors } from "./connectors.ts";
import { createConnections } from "./connections.ts";
import type { Connections } from "./connections.ts";
import type { LoadedProject } from "./project.ts";
import { secretsOf } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** Most calls that such a command makes to one source. */
const callBudget = 1_000;

export interface Sources {
  /** The sources alone, over the addresses at hand. */
  readonly catalog: Catalog;
  readonly connections: Connections;
  /** Schemas as they are now, tables in order of name. */
  discover(source: string): Promise<readonly TableDef[]>;
  /** The whole catalog over the addresses at hand. Throws `bad-config` where it does not fit its lock. */
  define(): Catalog;
  close(): Promise<void>;
}

/** Opens them; a sample project's systems are started for the time being, in a folder of their own. */
export async function openSources(project: LoadedProject, settings: Settings): Promise<Sources> {
  const { catalog: document, lock } = project;
  const folder = project.systems ? await mkdtemp(path.join(tmpdir(), "gantry-catalog-")) : undefined;
  const postgres = folder === undefined ? undefined : await launchPostgres({ dataDir: folder });
  const closeSystems = async (): Promise<void> => {
    await postgres?.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    const systems =
      postgres === undefined || folder === undefined
        ? undefined
        : await project.systems?.({
            dataFolder: folder,
            postgresUrl: postgres.url,
            port: 0,
            seed: settings.seed,
            today: settings.fixedToday ?? dayIn(document.calendar.timeZone, new Date()),
            accounts: settings.accounts,
          });
    const bare = defineCatalog({ sources: project.written.sources, tables: {}, calendar: document.calendar }, {});
    const catalog = withConnections(bare, systems?.connections ?? {});
    const connections = createConnections(connectors, catalog, secretsOf(systems), callBudget);
    return {
      catalog,
      connections,
      discover: async (source) => {
        const context = connections.context(source, AbortSignal.timeout(60_000));
        const tables = await connections.connector(source).discover(context);
        return tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      },
      define: () => withConnections(defineCatalog(document, lock), systems?.connections ?? {}),
      close: async () => {
        await connections.close();
        await systems?.stop();
        await closeSystems();
      },
    };
  } catch (error) {
    await closeSystems();
    throw error;
  }
}
