// Where the house keeps what is its own: keys, database, large results; and the sample company's systems, which share the database.
import path from "node:path";
import { blobFolder, createKeyring, launchPostgres, openStore, requireOwn, s3Blobs } from "../../store/index.ts";
import type { BlobStore, Keyring, Store } from "../../store/index.ts";
import type { Systems } from "../project.ts";
import type { Opening } from "./opening.ts";

export interface Stores {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly blobs: BlobStore;
  /** Undefined where the project brings none. */
  readonly systems: Systems | undefined;
}

/** @throws GantryError `bad-config` where the database is another house's or a newer version's */
export async function openStores(opening: Opening): Promise<Stores> {
  const { settings, closers } = opening;
  const url = settings.databaseUrl ?? (await embeddedPostgres(opening));
  const keyring = createKeyring(settings.dataFolder);
  const [store, systems] = await Promise.all([openStore(url), startSystems(opening, url)]);
  closers.push(() => store.close());
  await requireOwn(store.pool, keyring);
  if (systems) closers.push(() => systems.stop());
  const blobs = settings.blobs ? s3Blobs(settings.blobs) : blobFolder(path.join(settings.dataFolder, "blobs"));
  return { store, keyring, blobs, systems };
}

async function embeddedPostgres({ settings: { dataFolder, port }, closers }: Opening): Promise<string> {
  const postgres = await launchPostgres({ dataDir: dataFolder, ...(port === 0 ? {} : { port: port + 4 }) });
  closers.push(() => postgres.stop());
  return postgres.url;
}

const startSystems = ({ project, settings, clock }: Opening, postgresUrl: string): Promise<Systems | undefined> =>
  project.systems?.({
    dataFolder: settings.dataFolder,
    postgresUrl,
    port: settings.port,
    seed: settings.seed,
    today: clock().today,
    accounts: settings.accounts,
  }) ?? Promise.resolve(undefined);
