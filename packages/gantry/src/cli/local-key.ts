// The key of this machine: it lies in the data folder, so that only the user whom the server runs as can show it.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const fileIn = (dataFolder: string): string => path.join(dataFolder, "local.key");

/** The key (256 random bits in base64url) of a data folder, made where there is none, in a file for its owner alone. */
export function openLocalKey(dataFolder: string): string {
  const found = readLocalKey(dataFolder);
  if (found !== undefined) return found;
  const key = randomBytes(32).toString("base64url");
  // Whole or not at all: half a key would be guessed sooner.
  const file = fileIn(dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, key, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}

/** The key, or undefined where no server has run on this data folder yet. */
export function readLocalKey(dataFolder: string): string | undefined {
  try {
    const key = readFileSync(fileIn(dataFolder), "utf8").trim();
    return /^[\w-]{43}$/.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Where a browser is let in. The key stands behind the #, which no browser sends and no server logs. */
export const doorAt = (url: string, key: string): string => `${url}/#/local/${key}`;
