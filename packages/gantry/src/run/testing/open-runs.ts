// Runs over a Postgres of their own, for tests of what starts them.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { launchPostgres, openStore } from "../../store/index.ts";
import type { Store } from "../../store/index.ts";
import { createRuns } from "../runs.ts";
import type { RunDependencies, Runs } from "../types.ts";
import { dependenciesOf } from "./house.ts";
import type { TestHouse } from "./house.ts";
import { logAction, mailAction } from "./outbox.ts";

export interface OpenRuns {
  readonly store: Store;
  readonly runs: Runs;
  close(): Promise<void>;
}

export async function openRuns(
  more: Partial<RunDependencies> = {},
  onModel: NonNullable<TestHouse["onModel"]> = () => undefined,
): Promise<OpenRuns> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gantry-run-"));
  const postgres = await launchPostgres({ dataDir: path.join(folder, "data") });
  const store = await openStore(postgres.url);
  const house = { mail: mailAction(path.join(folder, "mails")), log: logAction(path.join(folder, "log")), onModel };
  const runs = createRuns({ ...dependenciesOf(store, house), ...more });
  await runs.launch();
  return {
    store,
    runs,
    close: async () => {
      await runs.shutdown();
      await store.close();
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
