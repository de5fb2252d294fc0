// Crosswalks: pairs of keys of two systems that a person let stand, kept in the project's folder and read as tables of the
// source `crosswalk`. The pairs are lines of JSON, so that a change can be reviewed; they hold keys and scores, no names.
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { CatalogDocument, CatalogLock, ColumnDef, TableAnnotation, TableDef } from "../catalog/index.ts";

/** The source that they are tables of. Its files are our own, so it can't drift. */
export const crosswalkSource = "crosswalk";
const source = crosswalkSource;

const Crosswalk = z.strictObject({
  /** Full names of the columns whose values are paired: `crm.accounts.id`. */
  left: z.string(),
  right: z.string(),
  /** Their names in the table. */
  leftColumn: z.string(),
  rightColumn: z.string(),
  /** What was compared, and from which probability on a pair stands. */
  on: z.array(z.string()),
  threshold: z.number(),
  pairs: z.number().int(),
  at: z.string(),
});
export type Crosswalk = z.infer<typeof Crosswalk>;

export interface CrosswalkPair {
  readonly left: string;
  readonly right: string;
  /** Probability that both are the same, 0 to 1. */
  readonly score: number;
  /** `matched` by the tool's threshold, or `accepted` by a person one by one. */
  readonly decided: "matched" | "accepted";
}

const manifestOf = (folder: string): string => path.join(folder, "crosswalks.json");
const pairsFolder = (folder: string): string => path.join(folder, "crosswalk");

/** @throws GantryError `bad-config` where crosswalks.json is not what this tool writes */
export function readCrosswalks(folder: string): Readonly<Record<string, Crosswalk>> {
  const file = manifestOf(folder);
  if (!existsSync(file)) return {};
  try {
    return z.record(z.string(), Crosswalk).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new GantryError("bad-config", "crosswalks.json is not as `gantry catalog match` writes it", {
      remedy: "match again, or remove the file",
      cause,
    });
  }
}

/** Writes the pairs, in order of their keys, and what they are. */
export async function keepCrosswalk(
  folder: string,
  name: string,
  crosswalk: Omit<Crosswalk, "pairs">,
  pairs: readonly CrosswalkPair[],
): Promise<string> {
  const all = { ...readCrosswalks(folder), [name]: { ...crosswalk, pairs: pairs.length } };
  await mkdir(pairsFolder(folder), { recursive: true });
  const lines = pairs
    .map(({ left, right, score, decided }) =>
      JSON.stringify({ [crosswalk.leftColumn]: left, [crosswalk.rightColumn]: right, score, decided }),
    )
    .sort();
  const file = path.join(pairsFolder(folder), `${name}.ndjson`);
  await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  await writeFile(manifestOf(folder), `${JSON.stringify(all, null, 2)}\n`);
  return file;
}

const operators: ColumnDef["operators"] = ["=", "<>", "<", "<=", ">", ">=", "in", "is null", "is not null"];

const columnAt = (lock: CatalogLock, document: CatalogDocument, name: string): ColumnDef | undefined => {
  const [system = "", local = "", column = ""] = name.split(".");
  const table = document.tables[`${system}.${local}`]?.of ?? local;
  return lock[system]?.find((it) => it.name === table)?.columns.find((it) => it.name === column);
};

/** Catalog and lock with a table for each crosswalk; its keys carry the labels of the columns they come from. */
export function withCrosswalks(
  document: CatalogDocument,
  lock: CatalogLock,
  folder: string,
): { readonly catalog: CatalogDocument; readonly lock: CatalogLock } {
  const crosswalks = Object.entries(readCrosswalks(folder));
  if (crosswalks.length === 0) return { catalog: document, lock };
  if (document.sources[source] !== undefined) {
    throw new GantryError(
      "bad-config",
      `the catalog has a source "${source}" of its own, and crosswalks.json makes one too`,
      {
        remedy: "name that source otherwise",
      },
    );
  }
  const tables: Record<string, TableAnnotation> = {};
  const defs: TableDef[] = [];
  for (const [name, { left, right, leftColumn, rightColumn }] of crosswalks) {
    const keys = [left, right].map((column) => {
      const found = columnAt(lock, document, column);
      if (found !== undefined) return { column, found };
      throw new GantryError("bad-config", `crosswalk "${name}" pairs "${column}", which the catalog does not have`, {
        remedy: "match again, or remove it from crosswalks.json",
      });
    });
    const plain = (own: string, type: ColumnDef["type"]): ColumnDef => ({
      name: own,
      native: own,
      type,
      nullable: false,
      operators,
      ...(type === "varchar" ? { collation: "binary" as const } : {}),
    });
    const names = [leftColumn, rightColumn];
    defs.push({
      name,
      native: `${name}.ndjson`,
      key: names,
      columns: [
        ...keys.map(({ found }, at) => plain(names[at] ?? "", found.type)),
        plain("score", "double"),
        plain("decided", "varchar"),
      ],
    });
    tables[`${source}.${name}`] = {
      description: `Pairs of ${left} and ${right} that are taken to be the same`,
      columns: {
        ...Object.fromEntries(
          keys.map(({ column }, at) => [names[at] ?? "", { labels: labelsAt(document, column), references: column }]),
        ),
        score: "public",
        decided: "public",
      },
    };
  }
  return {
    catalog: {
      ...document,
      sources: {
        ...document.sources,
        [source]: { connector: "files", title: "Matched keys", connection: { path: pairsFolder(folder) } },
      },
      tables: { ...document.tables, ...tables },
    },
    lock: { ...lock, [source]: defs },
  };
}

const labelsAt = (document: CatalogDocument, column: string): readonly string[] => {
  const at = column.lastIndexOf(".");
  const annotation = document.tables[column.slice(0, at)]?.columns[column.slice(at + 1)];
  return typeof annotation === "string" ? annotation.split(" ").filter(Boolean) : (annotation?.labels ?? []);
};
