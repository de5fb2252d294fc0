// Row filters: what of a table a caller may see. They are the policy's words, so they see whole tables themselves.
import { GantryError } from "@gantry/contract";
import type { Catalog, ColumnType } from "../catalog/index.ts";
import { bindQuery, type BoundQuery } from "./bind.ts";
import { tableIdentifier } from "./sql/names.ts";
import { isNode } from "./sql/statement.ts";
import type { Stub } from "./stub/stub.ts";
import type { Access } from "./types.ts";

/** A row filter as a bound query over the whole table. */
export interface Restriction {
  readonly table: string;
  readonly query: BoundQuery;
}

/** How a bound row filter begins; what follows holds for any list of columns. */
export const filterHead = "select 1 as seen";

export const noAccess: Access = { rowFilters: {}, forbidden: [], parameters: {} };

export const typesOf = (values: Access["parameters"]): Readonly<Record<string, ColumnType>> =>
  Object.fromEntries(Object.entries(values).map(([name, { type }]) => [name, type]));

/** Throws `bad-config` unless `filter` is one expression: it will stand between our own words. */
const checkExpression = async (table: string, filter: string, stub: Stub): Promise<void> => {
  const tree = await stub.parse(`select (${filter}\n)`);
  const statements: readonly unknown[] = Array.isArray(tree["statements"]) ? tree["statements"] : [];
  const node = isNode(statements[0]) ? statements[0]["node"] : undefined;
  const from = isNode(node) ? node["from_table"] : undefined;
  const list = isNode(node) ? node["select_list"] : undefined;
  const isExpression = isNode(from) && from["type"] === "EMPTY" && Array.isArray(list) && list.length === 1;
  if (statements.length !== 1 || !isExpression)
    throw new GantryError("bad-config", `the row filter of ${table} is not a boolean SQL expression`, {
      where: { table },
    });
};

/**
 * The row filters of `access` on `tables`, bound over the `whole` catalog. Throws `bad-config` naming the table whose
 * filter doesn't bind.
 */
export const bindRestrictions = async (
  tables: Iterable<string>,
  access: Access,
  catalog: Catalog,
  whole: Stub,
): Promise<readonly Restriction[]> => {
  const restrictions: Restriction[] = [];
  for (const name of tables) {
    const filter = access.rowFilters[name];
    const table = catalog.tables[name];
    if (filter === undefined || table === undefined) continue;
    await checkExpression(name, filter, whole);
    const sql = `${filterHead} from ${tableIdentifier(table.source, table.local)} where (${filter}\n)`;
    const parameters = typesOf(access.parameters);
    try {
      const query = await bindQuery(sql, { catalog, stub: whole, forbidden: [], steps: {}, parameters });
      restrictions.push({ table: name, query });
    } catch (cause) {
      const why = cause instanceof GantryError ? `: ${cause.message}` : "";
      throw new GantryError("bad-config", `the row filter of ${name} can't be applied${why}`, {
        where: { table: name },
        cause,
      });
    }
  }
  return restrictions;
};
