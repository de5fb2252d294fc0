// A look at some rows of a table, for suggestions: read inside this process, and forgotten with it.
import { GantryError } from "@gantry/contract";
import type { SampledValue, TableDef, TableSample } from "../catalog/index.ts";
import type { Connector, Context } from "../connect/kit/index.ts";

/** Rows that are enough to tell what a column holds. */
export const sampleSize = 2_000;

const unread: ReadonlySet<string> = new Set(["source-refused", "unsupported"]);

/** The first rows of a table, by column. A source that can't be read as a whole gives none. */
export async function sampleTable(
  table: TableDef,
  connector: Connector,
  context: Context,
  size: number = sampleSize,
): Promise<TableSample> {
  const columns = table.columns.map((column) => column.name);
  const cells: Record<string, SampledValue[]> = Object.fromEntries(columns.map((name) => [name, []]));
  if (columns.length === 0) return cells;
  const plan = await connector.plan({ table, columns }, context);
  if ("refused" in plan) return cells;
  let rows = 0;
  try {
    for await (const batch of connector.scan(plan, context)) {
      plan.columns.forEach((name, at) => cells[name]?.push(...(batch.columns[at] ?? []).slice(0, size - rows)));
      rows += batch.rows;
      if (rows >= size) break;
    }
  } catch (error) {
    // Of what we may not or can't read we know no more than its schema; what else is wrong is said.
    if (!(error instanceof GantryError) || !unread.has(error.code)) throw error;
  }
  return cells;
}
