// Column lineage of a bound plan, in the words of `Lineage`.
import type { RelationColumn, SourceColumn } from "../../catalog/index.ts";
import type { Influence, Lineage } from "../types.ts";
import type { Node } from "../sql/statement.ts";
import { levels, type LevelName, type Sources } from "./influence.ts";
import { unknown } from "./node.ts";
import { operatorFlow } from "./operator.ts";

const nameOf = new Map<number, LevelName>([
  [levels.aggregated, "aggregated"],
  [levels.derived, "derived"],
  [levels.copied, "copied"],
]);

const influence = (sources: Sources): Influence =>
  Object.fromEntries(
    [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, rank]) => [source, nameOf.get(rank) ?? "copied"]),
  );

export interface PlanLineage {
  readonly lineage: Lineage;
  /** Full names of the catalog tables read. */
  readonly tables: ReadonlySet<string>;
  /** Names of the steps read. */
  readonly steps: ReadonlySet<string>;
}

/**
 * Lineage of an unoptimized plan. `isTable` says whether `schema.table` is of the catalog; `columns` are the output's
 * names and types. Throws `bad-sql` on anything whose data flow is not known.
 */
export const lineageOf = (
  plan: Node,
  columns: readonly RelationColumn[],
  isTable: (name: SourceColumn) => boolean,
): PlanLineage => {
  const tables = new Set<string>();
  const steps = new Set<string>();
  const onTable = (schema: string, table: string, isStep: boolean): string => {
    if (isStep) {
      steps.add(table);
      return table;
    }
    const name = `${schema}.${table}`;
    if (!isTable(name)) return unknown("a table of DuckDB's own");
    tables.add(name);
    return name;
  };
  const flow = operatorFlow(plan, { ctes: new Map(), handedDown: [], onTable, onRisk: () => undefined });
  if (flow.columns.length !== columns.length) return unknown("an output of other width than its names");
  return {
    lineage: {
      columns: columns.map((column, index) => ({ ...column, sources: influence(flow.columns[index] ?? new Map()) })),
      control: [...flow.control].sort(),
    },
    tables,
    steps,
  };
};
