// A folder of data files as tables. Nothing outside it is ever read: links that lead out are refused.
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { badConfig, drifted, refused, sqlName, type Place } from "../kit/index.ts";

export const formats = ["parquet", "csv", "json"] as const;
export type Format = (typeof formats)[number];

/** One table's files, all of one format. */
export interface FileTable {
  readonly name: string;
  /** Relative to the folder: `weekly.parquet`, or `weekly/*.parquet`. */
  readonly native: string;
}

const formatOf = (file: string): Format | undefined => {
  const extension = path.extname(file).slice(1).toLowerCase();
  return extension === "ndjson" || extension === "jsonl" ? "json" : formats.find((format) => format === extension);
};

/** The folder's real path. Throws `bad-config` when there is none. */
export const openFolder = async (folder: string, place: Place): Promise<string> => {
  try {
    const real = await realpath(folder);
    if ((await stat(real)).isDirectory()) return real;
  } catch {
    // Said below.
  }
  throw badConfig(
    place,
    "connection.path is not a folder that can be read",
    "set connection.path to the folder of the data files",
  );
};

const dataFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) =>
      !entry.isDirectory() && !entry.name.startsWith(".") && formatOf(entry.name) ? [entry.name] : [],
    )
    .sort();
};

/** Every file of the folder is a table; so is every folder in it, with all its files as one. */
export const listTables = async (folder: string, place: Place): Promise<readonly FileTable[]> => {
  const tables: FileTable[] = (await dataFiles(folder)).map((file) => ({
    name: sqlName(path.parse(file).name),
    native: file,
  }));
  for (const entry of (await readdir(folder, { withFileTypes: true }))
    .filter((each) => each.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const extensions = new Set((await dataFiles(path.join(folder, entry.name))).map((file) => path.extname(file)));
    const [extension, ...others] = extensions;
    if (others.length > 0)
      throw badConfig(
        place,
        `folder "${entry.name}" mixes ${[...extensions].join(" and ")}`,
        "keep one format in a folder",
      );
    if (extension !== undefined) tables.push({ name: sqlName(entry.name), native: `${entry.name}/*${extension}` });
  }
  const twice = tables.find((table, index) => tables.some((other, at) => at < index && other.name === table.name));
  if (twice !== undefined)
    throw badConfig(place, `more than one file or folder would be table "${twice.name}"`, "rename one of them");
  return tables;
};

export interface TableFiles {
  readonly format: Format;
  /** Real paths, all below the folder. */
  readonly paths: readonly string[];
}

/**
 * The files of a table now.
 *
 * @throws `source-drifted` when they are gone, `source-refused` when one leads out of the folder
 */
export const filesOf = async (folder: string, native: string, place: Place): Promise<TableFiles> => {
  const format = formatOf(native);
  const directory = path.dirname(native);
  const inside = path.resolve(folder, directory);
  const names = native.includes("*")
    ? (await dataFiles(inside).catch(() => [])).filter((file) => path.extname(file) === path.extname(native))
    : [path.basename(native)];
  const paths: string[] = [];
  for (const name of names) {
    const real = await realpath(path.join(inside, name)).catch(() => undefined);
    if (real === undefined) continue;
    if (!real.startsWith(folder + path.sep)) throw refused(place, `"${name}" is a link that leads out of the folder`);
    paths.push(real);
  }
  if (format === undefined || paths.length === 0) throw drifted(place, "its file is gone");
  return { format, paths };
};
