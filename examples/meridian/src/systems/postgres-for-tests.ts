// A throw-away PostgreSQL for tests, started as Gantry starts its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { launchPostgres } from "../../../../packages/gantry/src/store/index.ts";

export interface TestPostgres {
  /** URL of the maintenance database, as superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

export const startTestPostgres = async (): Promise<TestPostgres> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "pg-"));
  const server = await launchPostgres({ dataDir });
  const url = new URL(server.url);
  url.pathname = "/postgres";
  return {
    url: url.href,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
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
