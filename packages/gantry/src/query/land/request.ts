// From a need to the plan of a source's connector, and what to say of it.
import { GantryError } from "@gantry/contract";
import type { Table, TableDef } from "../../catalog/index.ts";
import type { Connector, Context, Predicate, ScanPlan, ScanRequest } from "../../connect/kit/index.ts";
import { filterFor, nothing, unknown, usesIn, type Known, type Rows } from "../plan/needs.ts";
import { mostKeys, type Turn } from "../plan/order.ts";
import { isGroup, restrict, show } from "../plan/predicate.ts";
import { showTop } from "../plan/top.ts";
import type { ScanReport } from "../types.ts";

/** The table as its connector declared it. */
export const tableDef = (table: Table): TableDef => ({
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

/** Single conditions of a predicate, as shown. */
const leaves = (predicate: Predicate | undefined): readonly string[] =>
  predicate === undefined ? [] : isGroup(predicate) ? predicate.args.flatMap(leaves) : [show(predicate)];

/** Of what is known, what the turn waits for. */
const awaitedOf = ({ waitsFor }: Turn, known: Known): Known => ({
  of: (edge) => (waitsFor.includes(edge) ? known.of(edge) : undefined),
  pairs: (pair) => (pair.edges.every((edge) => waitsFor.includes(edge)) ? known.pairs(pair) : undefined),
});

/** What the rows of a turn are filtered by, as far as its source could be asked; `nothing` when no row can match. */
export const filterOf = (turn: Turn, known: Known): Predicate | undefined | typeof nothing => {
  const filter = filterFor(turn.need.rows, awaitedOf(turn, known));
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

/** Filters of one part of the query that the one scan of the table can't have, for another part reads the other rows. */
const neededElsewhere = (rows: Rows, filter: Predicate | undefined): readonly string[] => {
  if (rows.op === "all") return [rows.why];
  if (filter !== undefined) return [];
  return usesIn(rows).flatMap((use) =>
    use.filter === undefined ? [] : [`${show(use.filter)}: another part of the query reads the other rows`],
  );
};

/**
 * Asks the connector to plan the scan of a turn. Throws `source-refused` when it can't run it, filtered by keys or not.
 */
export const prepareScan = async (
  turn: Turn,
  known: Known | undefined,
  connector: Connector,
  context: Context,
): Promise<Prepared> => {
  const { table, columns, rows } = turn.need;
  const names = columns.map(({ name }) => name);
  const base = { source: table.source, table: table.name, columns: names };
  const tooMany = (known === undefined ? [] : turn.waitsFor)
    .filter((edge) => known?.of(edge) === undefined)
    .map((edge) => `${edge.column}: more than ${mostKeys} join keys`);
  const filter = filterFor(rows, known === undefined ? unknown : awaitedOf(turn, known));
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
    const { predicate, isWhole, kept } = restrict(of, table.columns);
    const { top } = turn.need;
    return {
      scan: {
        table: tableDef(table),
        columns: names,
        ...(predicate === undefined ? {} : { filter: predicate }),
        ...(top === undefined || !isWhole ? {} : { top }),
      },
      kept,
    };
  };
  let asked = request(filter);
  let plan = await connector.plan(asked.scan, context);
  if ("refused" in plan) {
    // Perhaps it were the keys: they are an extra, not a part of what must be asked.
    const plain = filterFor(rows, unknown);
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
    pushed: [plan.pushed === undefined ? "" : show(plan.pushed), plan.top === undefined ? "" : showTop(plan.top)]
      .filter((part) => part !== "")
      .join(" "),
    kept: [
      ...asked.kept,
      ...new Set(untaken.map((leaf) => `${leaf}: the source did not take it`)),
      ...(turn.need.top === undefined || plan.top !== undefined
        ? []
        : [`${showTop(turn.need.top)}: only for a source that evaluates the whole filter exactly`]),
      ...tooMany,
      ...(known === undefined ? awaited(turn) : []),
      ...turn.kept,
      ...(turn.need.kept ?? []),
      ...neededElsewhere(rows, filter),
      ...(usesIn(rows).every((use) => use.isWhole) ? [] : ["a condition that no source can take runs here"]),
    ],
    guarantee: plan.guarantee,
    ...(plan.notes === undefined ? {} : { notes: plan.notes }),
    ...(plan.calls === undefined ? {} : { estimatedCalls: plan.calls }),
    estimatedRows: plan.rows ?? turn.estimate,
  };
  return { report, plan };
};
