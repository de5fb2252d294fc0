// From a need to the plan of a source's connector, and what to say of it.
import { GantryError } from "@gantry/contract";
import type { Table, TableDef } from "../../catalog/index.ts";
import type { Connector, Context, Predicate, ScanPlan, ScanRequest } from "../../connect/kit/index.ts";
import { filterFor, nothing, type KeysOf, type Rows } from "../plan/needs.ts";
import { mostKeys, type Turn } from "../plan/order.ts";
import { isGroup, restrict, show } from "../plan/predicate.ts";
import type { Use } from "../plan/use.ts";
import type { ScanReport } from "../types.ts";

/** The table as its connector declared it. */
const tableDef = (table: Table): TableDef => ({
  name: table.local,
  native: table.native,
  key: table.key,
  columns: table.columns.map(({ name, native, type, nullable, operators, collation, description }) => ({
    name,
    native,
    type,
    nullable,
    operators,
    ...(collation === undefined ? {} : { collation }),
    ...(description === undefined ? {} : { description }),
  })),
  ...(table.rows === undefined ? {} : { rows: table.rows }),
});

const usesIn = (rows: Rows): readonly Use[] =>
  rows.op === "all" ? [] : rows.op === "use" ? [rows.use] : rows.args.flatMap(usesIn);

/** Single conditions of a predicate, as shown. */
const leaves = (predicate: Predicate | undefined): readonly string[] =>
  predicate === undefined ? [] : isGroup(predicate) ? predicate.args.flatMap(leaves) : [show(predicate)];

/** What the rows of a turn are filtered by, as far as its source could be asked; `nothing` when no row can match. */
export const filterOf = (turn: Turn, keysOf: KeysOf): Predicate | undefined | typeof nothing => {
  const filter = filterFor(turn.need.rows, (edge) => (turn.waitsFor.includes(edge) ? keysOf(edge) : undefined));
  return filter === nothing ? nothing : restrict(filter, turn.need.table.columns).predicate;
};

export interface Prepared {
  readonly report: ScanReport;
  /** Absent when no row can match: the source isn't asked. */
  readonly plan?: ScanPlan;
}

/** Where a scan waits for keys that are not known yet. */
const awaited = (turn: Turn): readonly string[] =>
  turn.waitsFor.map((edge) => {
    const sources = edge.from.map(({ use, column }) => `${use.table}.${column}`);
    return `${edge.column}: limited to the values of ${[...new Set(sources)].join(", ")} once they are known`;
  });

/**
 * Asks the connector to plan the scan of a turn. Throws `source-refused` when it can't run it, filtered by keys or not.
 */
export const prepareScan = async (
  turn: Turn,
  keysOf: KeysOf | undefined,
  connector: Connector,
  context: Context,
): Promise<Prepared> => {
  const { table, columns, rows } = turn.need;
  const names = columns.map(({ name }) => name);
  const base = { source: table.source, table: table.name, columns: names };
  const tooMany = (keysOf === undefined ? [] : turn.waitsFor)
    .filter((edge) => keysOf?.(edge) === undefined)
    .map((edge) => `${edge.column}: more than ${mostKeys} join keys`);
  const filter = filterFor(rows, (edge) => (turn.waitsFor.includes(edge) ? keysOf?.(edge) : undefined));
  if (filter === nothing)
    return {
      report: {
        ...base,
        native: "",
        pushed: "",
        kept: ["no row can match: the source is not asked"],
        guarantee: "exact",
        estimatedCalls: 0,
        estimatedRows: 0,
      },
    };

  const request = (of: Predicate | undefined): { readonly scan: ScanRequest; readonly kept: readonly string[] } => {
    const { predicate, kept } = restrict(of, table.columns);
    return {
      scan: { table: tableDef(table), columns: names, ...(predicate === undefined ? {} : { filter: predicate }) },
      kept,
    };
  };
  let asked = request(filter);
  let plan = await connector.plan(asked.scan, context);
  if ("refused" in plan) {
    // Perhaps it were the keys: they are an extra, not a part of what must be asked.
    const plain = filterFor(rows, () => undefined);
    asked = request(plain === nothing ? undefined : plain);
    const again = await connector.plan(asked.scan, context);
    if ("refused" in again)
      throw new GantryError("source-refused", `source "${table.source}" can't read ${table.name}: ${again.refused}`, {
        remedy: again.remedy,
        where: { source: table.source, table: table.name },
      });
    plan = again;
  }
  const took = new Set(leaves(plan.pushed));
  const untaken = leaves(asked.scan.filter).filter((leaf) => !took.has(leaf));
  const report: ScanReport = {
    ...base,
    native: plan.native,
    pushed: plan.pushed === undefined ? "" : show(plan.pushed),
    kept: [
      ...asked.kept,
      ...new Set(untaken.map((leaf) => `${leaf}: the source did not take it`)),
      ...tooMany,
      ...(keysOf === undefined ? awaited(turn) : []),
      ...(usesIn(rows).every((use) => use.isWhole) ? [] : ["a condition that no source can take runs here"]),
    ],
    guarantee: plan.guarantee,
    ...(plan.notes === undefined ? {} : { notes: plan.notes }),
    ...(plan.calls === undefined ? {} : { estimatedCalls: plan.calls }),
    estimatedRows: plan.rows ?? turn.estimate,
  };
  return { report, plan };
};
