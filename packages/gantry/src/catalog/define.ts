// A catalog is what `discover()` read (the lock) under what engineers wrote on top of it (the annotations).
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type {
  Calendar,
  Catalog,
  Column,
  ColumnDef,
  ColumnValues,
  Label,
  Measure,
  Source,
  Subject,
  Table,
  TableDef,
} from "./types.ts";

export interface ColumnAnnotation {
  readonly labels?: readonly Label[];
  readonly description?: string;
  readonly synonyms?: readonly string[];
  /** Full name, perhaps of another system: `crm.accounts.id`. */
  readonly references?: string;
  readonly unique?: true;
  /** Values by which people ask, with their other names. */
  readonly values?: ColumnValues;
  /** Further ones that the builtin planner knows, and no model is told of. */
  readonly moreValues?: ColumnValues;
  /** Needed only where the source does not declare it. */
  readonly operators?: ColumnDef["operators"];
}

export interface TableAnnotation {
  /** Name of the table in the lock; default: the local name. */
  readonly of?: string;
  readonly description?: string;
  readonly key?: readonly string[];
  /** How long rows that were read may answer again for callers who may see the same. Default: not at all. */
  readonly cache?: { readonly seconds: number };
  /**
   * Labels in short (`"person.email"`, several with a space between) or a whole annotation, by column. A label that ends
   * in `?` was suggested and nobody has accepted it: it holds, and `gantry check` names it until the mark is gone.
   */
  readonly columns: Readonly<Record<string, string | ColumnAnnotation>>;
}

export interface CatalogDocument {
  readonly sources: Readonly<Record<string, Omit<Source, "name">>>;
  /** By full name: `crm.accounts`. Tables not named here do not exist for anyone. */
  readonly tables: Readonly<Record<string, TableAnnotation>>;
  readonly subjects?: readonly Subject[];
  readonly measures?: readonly Measure[];
  readonly calendar: Calendar;
}

/** By source: what `discover()` said. Committed beside the catalog as `catalog.lock.json`. */
export type CatalogLock = Readonly<Record<string, readonly TableDef[]>>;

/**
 * Joins annotations and lock to the catalog that everything else works with.
 *
 * @throws GantryError `bad-config` naming the table or column that the lock does not know, or a reference that leads nowhere.
 */
export function defineCatalog(document: CatalogDocument, lock: CatalogLock): Catalog {
  const sources = Object.fromEntries(
    Object.entries(document.sources).map(([name, source]) => [name, { name, ...source }]),
  );
  const tables = Object.fromEntries(
    Object.entries(document.tables).map(([name, annotation]) => [name, defineTable(name, annotation, sources, lock)]),
  );
  checkReferences(tables);
  // Connections differ from machine to machine; what can be asked and how it is labelled does not.
  const version = createHash("sha256")
    .update(JSON.stringify([tables, document.subjects ?? [], document.measures ?? [], document.calendar]))
    .digest("hex")
    .slice(0, 12);
  return {
    version,
    sources,
    tables,
    subjects: document.subjects ?? [],
    measures: document.measures ?? [],
    calendar: document.calendar,
  };
}

function defineTable(
  name: string,
  annotation: TableAnnotation,
  sources: Readonly<Record<string, Source>>,
  lock: CatalogLock,
): Table {
  const [source = "", local = "", ...rest] = name.split(".");
  if (!local || rest.length > 0 || !sources[source]) {
    throw new GantryError(
      "bad-config",
      `table "${name}": write <source>.<table> with one of the sources ${Object.keys(sources).join(", ")}`,
    );
  }
  const of = annotation.of ?? local;
  const found = lock[source]?.find((it) => it.name === of);
  if (!found) {
    throw new GantryError(
      "bad-config",
      `table "${name}": catalog.lock.json has no table "${of}" in source "${source}"`,
      {
        remedy: "run `gantry catalog lock`, or correct the name",
        where: { source, table: of },
      },
    );
  }
  for (const column of Object.keys(annotation.columns)) {
    if (!found.columns.some((it) => it.name === column)) {
      throw new GantryError(
        "bad-config",
        `column "${name}.${column}" is annotated, but catalog.lock.json does not have it`,
        {
          remedy: "run `gantry catalog lock`, or correct the name",
          where: { source, table: of, column },
        },
      );
    }
  }
  return {
    name,
    source,
    local,
    native: found.native,
    key: annotation.key ?? found.key,
    columns: found.columns.map((column) => defineColumn(name, column, annotation.columns[column.name])),
    ...(annotation.description === undefined ? {} : { description: annotation.description }),
    ...(found.rows === undefined ? {} : { rows: found.rows }),
    ...(annotation.cache === undefined ? {} : { cache: annotation.cache }),
  };
}

const labelForm = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\??$/;

function defineColumn(table: string, found: ColumnDef, annotation: string | ColumnAnnotation | undefined): Column {
  const written =
    typeof annotation === "string" ? { labels: annotation.split(" ").filter(Boolean) } : (annotation ?? {});
  for (const label of written.labels ?? []) {
    if (labelForm.test(label)) continue;
    throw new GantryError("bad-config", `column "${table}.${found.name}": "${label}" is no label`, {
      remedy: "labels are dotted lower case words: person.email, financial, public",
    });
  }
  const labels = (written.labels ?? []).map((label) => label.replace(/\?$/, ""));
  const { references, ...column } = found;
  const source = table.slice(0, table.indexOf("."));
  const target = written.references ?? (references === undefined ? undefined : `${source}.${references}`);
  return {
    ...column,
    labels,
    ...(written.labels?.some((label) => label.endsWith("?")) ? { suggested: true as const } : {}),
    synonyms: written.synonyms ?? [],
    ...(written.operators === undefined ? {} : { operators: written.operators }),
    ...(written.description === undefined ? {} : { description: written.description }),
    ...(target === undefined ? {} : { references: target }),
    ...(written.unique === undefined ? {} : { unique: written.unique }),
    ...(written.values === undefined ? {} : { values: written.values }),
    ...(written.moreValues === undefined ? {} : { moreValues: written.moreValues }),
  };
}

/** References written by hand must lead somewhere; those a source declares may point at tables that are not in the catalog. */
function checkReferences(tables: Readonly<Record<string, Table>>): void {
  for (const table of Object.values(tables)) {
    for (const column of table.columns) {
      if (!column.references) continue;
      const [source, local, target] = column.references.split(".");
      const referenced = tables[`${source}.${local}`];
      if (referenced && !referenced.columns.some((it) => it.name === target)) {
        throw new GantryError(
          "bad-config",
          `"${table.name}.${column.name}" references "${column.references}", which does not exist`,
        );
      }
    }
  }
}

/**
 * A column by its full name, `crm.accounts.name`.
 *
 * @returns undefined for pseudo-columns (`crm.accounts.*`), parameters and columns of steps.
 */
export function findColumn(catalog: Catalog, name: string): Column | undefined {
  const at = name.lastIndexOf(".");
  return catalog.tables[name.slice(0, at)]?.columns.find((it) => it.name === name.slice(at + 1));
}

/** The same catalog with other connections (a sample's systems learn their ports at start). */
export const withConnections = (
  catalog: Catalog,
  connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Catalog => ({
  ...catalog,
  sources: Object.fromEntries(
    Object.entries(catalog.sources).map(([name, source]) => [
      name,
      { ...source, connection: connections[name] ?? source.connection },
    ]),
  ),
});
