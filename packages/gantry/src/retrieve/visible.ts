// Which documents exist for a caller: what the policy says of their collection, and of the table that their texts are of,
// asked of the query engine as any other row is.
import { GantryError } from "@gantry/contract";
import { documentColumns } from "../catalog/index.ts";
import type { Relation } from "../catalog/index.ts";
import type { Access } from "../query/index.ts";
import type { Visible } from "../store/index.ts";
import type { Collection } from "./collections.ts";
import { documentId } from "./keyed.ts";
import type { HashKey } from "./keyed.ts";

/** Runs SQL as the caller: filtered by his rows, without the columns that are forbidden to him. */
export type SelectAs = (sql: string) => Promise<Relation>;

/** @throws GantryError `forbidden` where a column that a search shows does not exist for the caller */
export async function visibleTo(
  keys: HashKey,
  collections: readonly Collection[],
  access: Pick<Access, "rowFilters" | "forbidden">,
  select: SelectAs,
): Promise<Visible> {
  const whole: string[] = [];
  const documents: string[] = [];
  for (const collection of collections) {
    requireColumns(collection, access.forbidden);
    const names = await namesOf(collection, access.rowFilters, select);
    if (names === undefined) whole.push(collection.name);
    else documents.push(...names.map((name) => documentId(keys, collection.name, name)));
  }
  return { collections: whole, documents };
}

function requireColumns({ name, origin }: Collection, forbidden: readonly string[]): void {
  const own = documentColumns.map((column) => `${name}.${column}`);
  const behind =
    origin.kind === "table"
      ? [origin.key, origin.text, ...(origin.title === undefined ? [] : [origin.title])].map(
          (it) => `${origin.table}.${it}`,
        )
      : [];
  const hit = [...own, ...behind].find((column) => forbidden.includes(column));
  if (hit === undefined) return;
  throw new GantryError("forbidden", `collection "${name}" shows ${hit}, which does not exist for whoever asks`, {
    remedy: "leave the collection out, or have an administrator change the role's forbidden columns",
    where: { table: name, column: hit },
  });
}

/** Names of the documents that may be seen; undefined for all. */
async function namesOf(
  { name, origin }: Collection,
  filters: Access["rowFilters"],
  select: SelectAs,
): Promise<readonly string[] | undefined> {
  const own = filters[name] === undefined ? undefined : await column(select, `select distinct document from ${name}`);
  if (origin.kind !== "table" || filters[origin.table] === undefined) return own;
  const rows = await column(select, `select distinct "${origin.key}"::varchar as document from ${origin.table}`);
  if (own === undefined) return rows;
  const known = new Set(rows);
  return own.filter((document) => known.has(document));
}

const column = async (select: SelectAs, sql: string): Promise<readonly string[]> =>
  (await select(sql)).rows.flatMap(({ document }) => (typeof document === "string" ? [document] : []));
