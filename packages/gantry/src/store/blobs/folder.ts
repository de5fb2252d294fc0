// Blobs as files. Processes on several machines need one folder that all of them see, or S3.
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { isBlobName } from "./blob-store.ts";
import type { BlobStore } from "./blob-store.ts";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** A full disk may be cleared; anything else of the file system is for whoever runs this house to mend. */
const refused = (error: unknown): GantryError =>
  new GantryError("source-refused", "a large result could not be kept in the folder of blobs", {
    remedy: "see that the data folder can be written and its disk has room",
    retryable: error instanceof Error && "code" in error && error.code === "ENOSPC",
    cause: error,
  });

export function blobFolder(root: string): BlobStore {
  const fileOf = (name: string): string => {
    if (isBlobName(name)) return path.join(root, name);
    throw new GantryError("internal", "this is no name of a blob");
  };
  return {
    put: async (name, bytes) => {
      const file = fileOf(name);
      const draft = `${file}.${randomUUID()}.tmp`;
      try {
        await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        const handle = await fs.open(draft, "wx", 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await fs.rename(draft, file);
        await syncFolder(path.dirname(file));
      } catch (error) {
        await fs.rm(draft, { force: true }).catch(() => undefined);
        throw refused(error);
      }
    },
    get: async (name) => {
      try {
        return await fs.readFile(fileOf(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    delete: async (name) => {
      const file = fileOf(name);
      await fs.rm(file, { force: true });
      // The run's folder goes with its last blob.
      await fs.rmdir(path.dirname(file)).catch(() => undefined);
    },
    list: async function* () {
      const folders = await fs.readdir(root).catch((): string[] => []);
      for (const folder of folders) {
        for (const file of await fs.readdir(path.join(root, folder)).catch((): string[] => [])) {
          const found = await fs.stat(path.join(root, folder, file)).catch(() => undefined);
          if (!found) continue;
          if (isBlobName(`${folder}/${file}`)) yield { name: `${folder}/${file}`, at: found.mtime };
          // Left by a process that died while it wrote.
          else if (Date.now() - found.mtimeMs > 3_600_000) await fs.rm(path.join(root, folder, file), { force: true });
        }
      }
    },
  };
}

/** The name of a file is durable when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
