// Numbers that a source makes over the rows of a table: asked for, and landed instead of the rows.
import { GantryError } from "@gantry/contract";
import type { Connector, Context, ScanPlan } from "../../connect/kit/index.ts";
import { groupedTable, type Grouping } from "../group/index.ts";
import type { QueryPlan } from "../plan/plan.ts";
import { show } from "../plan/predicate.ts";
import type { ScanReport } from "../types.ts";
import type { Allowance } from "./allowance.ts";
import { packNamed } from "./columns.ts";
import { countedContext } from "./counted.ts";
import type { Landing, Target } from "./landing.ts";
import { layOut, type Layout } from "./layout.ts";
import { tableDef } from "./request.ts";

/** A grouping that its source takes. */
export interface Grouped {
  readonly grouping: Grouping;
  readonly scan: ScanPlan;
  readonly report: ScanReport;
}

const showNumber = ({ function: of, column }: Grouping["aggregates"][number]): string => `${of}(${column ?? "*"})`;

const reportOf = ({ table, filter, groups, aggregates }: Grouping, scan: ScanPlan): ScanReport => {
  const by = groups.map(({ name }) => name).join(", ");
  const parts = [filter === undefined ? "" : show(filter), by === "" ? "one group" : `group by ${by}`];
  return {
    source: table.source,
    table: table.name,
    native: scan.native,
    columns: [...groups.map(({ name }) => name), ...aggregates.map(showNumber)],
    pushed: parts.filter((part) => part !== "").join(" "),
    kept: [],
    guarantee: scan.guarantee,
    ...(scan.notes === undefined ? {} : { notes: scan.notes }),
    ...(scan.calls === undefined ? {} : { estimatedCalls: scan.calls }),
    ...(scan.rows === undefined ? {} : { estimatedRows: scan.rows }),
  };
};

/**
 * The plan with its rest over groups, where its source takes them; else with the reason at the table's scan. Rows that are
 * at hand answer first: what one run reads is as of one moment.
 */
export const askGrouped = async (
  plan: QueryPlan,
  connectors: (source: string) => Connector,
  context: (source: string) => Context,
  isAtHand: (plan: QueryPlan, onBehalfOf: string | undefined) => boolean,
): Promise<QueryPlan & { readonly grouped?: Grouped }> => {
  const { grouping } = plan;
  if (grouping === undefined) return plan;
  const ungrouped = (why: string): QueryPlan => ({
    ...plan,
    needs: plan.needs.map((need) => ({
      ...need,
      kept: [...(need.kept ?? []), `its aggregates: ${why}`],
    })),
  });
  if (typeof grouping === "string") return ungrouped(grouping);
  const { table, filter, groups, aggregates } = grouping;
  const own = context(table.source);
  if (isAtHand(plan, own.onBehalfOf)) return ungrouped("rows that the run has just read answer");
  const connector = connectors(table.source);
  const request = {
    table: tableDef(table),
    ...(filter === undefined ? {} : { filter }),
    groups: groups.map(({ name }) => name),
    aggregates,
  };
  const scan = await connector.aggregate?.(request, own);
  if (scan === undefined || scan === null) return ungrouped("the source makes none that are just DuckDB's");
  return {
    ...plan,
    needs: [],
    filters: new Map(),
    sql: grouping.sql,
    grouped: { grouping, scan, report: reportOf(grouping, scan) },
  };
};

/** Nothing but the landed numbers is there when the rest runs. */
export const groupedLayout = ({ grouping }: Grouped): Layout =>
  layOut({
    needs: [],
    steps: { [groupedTable]: grouping.columns },
    visible: [],
    filters: new Map(),
    filterTables: [],
  });

const target: Target = { database: "temp", schema: "main", table: groupedTable };

/** Lands the numbers. Throws what the connector throws, or `source-drifted`. */
export const landGrouped = async (
  { grouping, scan, report }: Grouped,
  connector: Connector,
  context: Context,
  {
    landing,
    allowance,
    signal,
  }: { readonly landing: Landing; readonly allowance: Allowance; readonly signal: AbortSignal },
): Promise<ScanReport> => {
  const { table, columns } = grouping;
  const started = performance.now();
  const { own, calls } = countedContext(context, signal);
  const asOf = context.now().toISOString();
  const places = columns.map(({ name }) => scan.columns.indexOf(name));
  let rows = 0;
  for await (const batch of connector.scan(scan, own)) {
    const packed = columns.map(({ name, type }, index) => {
      const place = places[index] ?? -1;
      const ready = batch.packed?.[place];
      if (ready !== undefined) return ready;
      const cells = batch.columns[place];
      if (cells?.length !== batch.rows)
        throw new GantryError("source-drifted", `the source of ${table.name} sent a batch of uneven columns`, {
          where: { table: table.name },
        });
      return packNamed(type, cells, `${table.name}.${name}`);
    });
    rows += batch.rows;
    allowance.take(table, batch.rows);
    await landing.append(target, batch.rows, packed);
  }
  return { ...report, calls: calls(), rows, asOf, milliseconds: Math.round(performance.now() - started) };
};
