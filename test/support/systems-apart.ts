// The sample company's systems in the test's own hands, on a PostgreSQL of their own: they go on living when Gantry, or its
// database, is killed, as a company's would.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSystems } from "../../examples/meridian/src/index.ts";
import { launchPostgres } from "../../packages/gantry/src/store/index.ts";

type Systems = Awaited<ReturnType<typeof startSystems>>;

export interface SystemsApart {
  /** Settings for `openHouse` and `openMachines`. */
  readonly env: Readonly<Record<string, string>>;
  readonly systems: Systems;
  /** A fresh, empty database on the systems' PostgreSQL. */
  readonly postgresUrl: string;
  /** Mails that arrived more than once, by Message-ID. */
  twice(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function startSystemsApart(
  options: { readonly seed?: number; readonly accounts?: number } = {},
): Promise<SystemsApart> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-systems-"));
  const postgres = await launchPostgres({ dataDir: folder });
  const systems = await startSystems({
    dir: path.join(folder, "meridian"),
    postgresUrl: postgres.url,
    ports: { crm: 0, erp: 0, smtp: 0 },
    seed: options.seed ?? 1,
    today: "2026-11-16",
    ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
  });
  return {
    env: {
      GANTRY_PROJECT: path.resolve(import.meta.dirname, "../projects/apart"),
      TEST_CONNECTIONS: JSON.stringify(systems.connections),
      TEST_SECRETS: JSON.stringify(systems.secrets),
    },
    systems,
    postgresUrl: postgres.url,
    twice: async () => {
      const ids = (await systems.inbox.list()).map((it) => it.messageId);
      return ids.filter((id, at) => ids.indexOf(id) !== at);
    },
    close: async () => {
      await systems.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
