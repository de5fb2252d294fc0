// The database of a data folder (or DATABASE_URL), for commands that work on it themselves instead of asking the server.
import { prepareQueue } from "../run/index.ts";
import { launchPostgres, migrateDatabase, runningPostgres } from "../store/index.ts";
import type { Settings } from "./settings.ts";

/**
 * The database as it is: of a server that runs, or started for as long as the work takes.
 *
 * @throws GantryError where it can't be started.
 */
export async function withDatabase<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  const url = settings.databaseUrl ?? runningPostgres(settings.dataFolder);
  return url === undefined ? withEmbedded(settings, work) : work(url);
}

/** The data folder's own database, with no server on it. @throws GantryError `conflict` while one runs. */
export async function withEmbedded<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await launchPostgres({ dataDir: settings.dataFolder });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** Brings all tables, the queue's too, to this version. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrateDatabase(url);
  await prepareQueue(url);
}

/** Where a database is, without its password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
