// Documents as they stand in a folder now: names first, bytes when they are wanted. Nothing outside the folder is read.
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { mostBytes, tooLarge, unreadable } from "./read/unreadable.ts";

/** A document that is there, before it is read. */
export interface Standing {
  /** Path below the collection's folder, with `/`. */
  readonly document: string;
  /** @throws GantryError `unsupported-media-type`, `too-large` */
  readonly bytes: () => Promise<Uint8Array>;
}

/** @throws GantryError `bad-config` where there is no such folder */
export async function documentsIn(collection: string, folder: string): Promise<readonly Standing[]> {
  const real = await realpath(folder).catch((cause: unknown) => {
    throw new GantryError("bad-config", `collection "${collection}" has no folder`, {
      remedy: "make the folder, or correct connection.path of its source in the catalog",
      where: { table: collection },
      cause,
    });
  });
  const entries = await readdir(real, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(real, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(path.sep).some((part) => part.startsWith(".")))
    .map((name) => ({ name, document: name.split(path.sep).join("/") }))
    .sort((a, b) => (a.document < b.document ? -1 : 1))
    .map(({ name, document }) => ({
      document,
      bytes: async () => {
        const file = await realpath(path.join(real, name)).catch(() => "");
        if (!file.startsWith(real + path.sep)) {
          throw unreadable(
            document,
            "is a link that leads out of the folder",
            "copy the file to where the link stands",
          );
        }
        if ((await stat(file)).size > mostBytes) throw tooLarge(document, "has more than 32 MB");
        return readFile(file);
      },
    }));
}
