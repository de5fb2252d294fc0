import { existsSync } from "node:fs";
import path from "node:path";

/** Whether there is a master key, without making one. */
export const hasKey = (dataFolder: string, environment: NodeJS.ProcessEnv = process.env): boolean =>
  Boolean(environment["GANTRY_MASTER_KEY"]) ||
  existsSync(environment["GANTRY_KEY_FILE"] || path.join(dataFolder, "master.key"));
