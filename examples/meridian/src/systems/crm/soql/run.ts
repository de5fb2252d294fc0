// Runs a statement over the records that a viewer may see.
import { CrmError, malformedQuery, noSuchObject, noSuchRelationship, notInStandIn } from "../errors.ts";
import { idKey } from "../ids.ts";
import { type ChildRelationship, type ObjectTable, type Organization, idOf } from "../organization.ts";
import type { CrmRecord } from "../schema.ts";
import type { Viewer } from "../viewer.ts";
import { aggregate, isAggregate, isBareCount } from "./aggregate.ts";
import { type Test, type RunSemiJoin, bindCondition } from "./condition.ts";
import { type FieldPath, type QueryScope, bindPath } from "./field-path.ts";
import { sortRecords } from "./order.ts";
import { type BindChildren, type JsonRecord, type Project, bindProjection } from "./projection.ts";
import type { Condition, Statement } from "./statement.ts";

/** Rows not yet made into JSON: pages are projected when they are asked for. */
export interface ResultSet {
  readonly table: ObjectTable;
  readonly total: number;
  readonly rows: readonly CrmRecord[];
  readonly project: Project;
}

export type QueryOutcome =
  | { readonly kind: "records"; readonly set: ResultSet }
  | { readonly kind: "aggregate"; readonly rows: readonly JsonRecord[] }
  | { readonly kind: "count"; readonly total: number };

export interface RunContext {
  readonly organization: Organization;
  readonly viewer: Viewer;
  /** As in the URL: `v62.0`. */
  readonly version: string;
  /** The first page of a child sub-select, in the shape of a query result. */
  pageOfChildren(set: ResultSet): JsonRecord;
}

/** Throws what Salesforce would: INVALID_TYPE, INVALID_FIELD, MALFORMED_QUERY … */
export function runStatement(context: RunContext, statement: Statement): QueryOutcome {
  const scope = scopeOf(context, statement, tableNamed(context, statement.from));
  const records = matching(context, scope, statement);
  if (isBareCount(statement)) {
    if (statement.select.length > 1 || statement.groupBy.length > 0)
      throw malformedQuery("COUNT() must be the only element in the SELECT list");
    if (statement.orderBy.length > 0) throw malformedQuery("COUNT() can't be used with ORDER BY");
    return { kind: "count", total: window(statement, records).length };
  }
  if (isAggregate(statement)) return { kind: "aggregate", rows: aggregate(scope, statement, records) };
  const project = bindProjection(scope, statement, context.version, childBinder(context, scope));
  const rows = window(statement, sortRecords(scope, records, statement.orderBy));
  return { kind: "records", set: { table: scope.table, total: rows.length, rows, project } };
}

const window = (statement: Statement, records: readonly CrmRecord[]): readonly CrmRecord[] =>
  statement.offset === 0 && statement.limit === undefined
    ? records
    : records.slice(statement.offset, statement.offset + (statement.limit ?? records.length));

function tableNamed(context: RunContext, name: string): ObjectTable {
  const table = context.organization.table(name);
  if (table === undefined) throw noSuchObject(name);
  return table;
}

const scopeOf = (context: RunContext, statement: Statement, table: ObjectTable): QueryScope => ({
  organization: context.organization,
  viewer: context.viewer,
  table,
  names: statement.alias === undefined ? [table.definition.name] : [table.definition.name, statement.alias],
});

function matching(context: RunContext, scope: QueryScope, statement: Statement): CrmRecord[] {
  const { viewer } = context;
  const { table } = scope;
  const test: Test =
    statement.where === undefined
      ? () => true
      : bindCondition(scope, statement.where, semiJoinRunner(context, scope, statement.where));
  const found: CrmRecord[] = [];
  for (const record of candidates(table, statement.where)) {
    if (test(record) && viewer.sees(table, record)) found.push(record);
  }
  return found;
}

/** By index where the clause demands certain ids of its own records, else all. */
function candidates(table: ObjectTable, where: Condition | undefined): Iterable<CrmRecord> {
  const wanted = idsDemanded(where);
  if (wanted === null) return table.records.values();
  const found: CrmRecord[] = [];
  for (const key of wanted) {
    const record = table.records.get(key);
    if (record !== undefined) found.push(record);
  }
  return found;
}

function idsDemanded(where: Condition | undefined): ReadonlySet<string> | null {
  if (where === undefined) return null;
  if (where.kind === "and") {
    for (const arg of where.args) {
      const wanted = idsDemanded(arg);
      if (wanted !== null) return wanted;
    }
    return null;
  }
  if (where.kind !== "compare" || where.field.toLowerCase() !== "id") return null;
  if (where.operator !== "=" && where.operator !== "IN") return null;
  return new Set(where.literals.map((it) => (it.type === "string" ? idKey(it.quoted.slice(1, -1)) : "")));
}

function semiJoinRunner(context: RunContext, outer: QueryScope, where: Condition): RunSemiJoin {
  if (countSemiJoins(where) > 2) throw malformedQuery("maximum 2 semi join sub-selects are allowed");
  return (node, left) => {
    const { query } = node;
    const table = tableNamed(context, query.from);
    if (table === outer.table)
      throw malformedQuery("The inner and outer selects should not be on the same object type");
    if (query.limit !== undefined || query.offset > 0 || query.orderBy.length > 0 || query.groupBy.length > 0)
      throw malformedQuery("LIMIT, OFFSET, ORDER BY and GROUP BY are not allowed in semi join sub-selects");
    if (query.where !== undefined && countSemiJoins(query.where) > 0)
      throw malformedQuery("Nesting of semi join sub-selects is not supported");
    const scope = scopeOf(context, query, table);
    const selected = selectedReference(scope, query, outer, left);
    const ids = new Set<string>();
    for (const record of matching(context, scope, query)) {
      const value = selected.read(record);
      if (typeof value === "string") ids.add(idKey(value));
    }
    return ids;
  };
}

/** The one field that a semi-join's sub-select gives; it must point at the same objects as the outer field. */
function selectedReference(scope: QueryScope, query: Statement, outer: QueryScope, left: FieldPath): FieldPath {
  const [item, ...more] = query.select;
  if (item?.kind !== "field" || more.length > 0)
    throw malformedQuery("a semi join sub-select must select exactly one field");
  const selected = bindPath(scope, item.path);
  const target = (path: FieldPath, table: ObjectTable): string | undefined =>
    path.field.type === "id" ? (path.parents.at(-1)?.table ?? table).definition.name : path.field.referenceTo;
  const inner = target(selected, scope.table);
  if (inner === undefined || inner !== target(left, outer.table))
    throw malformedQuery(
      `The selected field '${selected.field.name}' in the subquery and the left operand field in the where ` +
        `expression in the outer query '${left.field.name}' should point to the same object type`,
    );
  return selected;
}

const countSemiJoins = (where: Condition): number => {
  if (where.kind === "semi-join") return 1;
  if (where.kind === "not") return countSemiJoins(where.arg);
  if (where.kind === "compare") return 0;
  return where.args.reduce((count, it) => count + countSemiJoins(it), 0);
};

function childBinder(context: RunContext, parent: QueryScope): BindChildren {
  return (query) => {
    const relationship = context.organization
      .children(parent.table)
      .find((it) => it.name.toLowerCase() === query.from.toLowerCase());
    if (relationship === undefined || context.viewer.field(relationship.child, relationship.field.name) === undefined)
      throw noSuchRelationship(query.from);
    if (query.offset > 0) throw notInStandIn("OFFSET in a sub-select");
    if (isAggregate(query)) throw malformedQuery("aggregates are not allowed in a sub-select");
    if (query.select.some((it) => it.kind === "children")) throw notInStandIn("a sub-select within a sub-select");
    const read = bindChildRows(context, relationship, query);
    return { name: relationship.name, read };
  };
}

function bindChildRows(context: RunContext, relationship: ChildRelationship, query: Statement) {
  const { child, field } = relationship;
  const scope = scopeOf(context, query, child);
  const project = bindProjection(scope, query, context.version, () => {
    throw new CrmError(400, "MALFORMED_QUERY", "a sub-select within a sub-select");
  });
  const byParent = new Map<string, CrmRecord[]>();
  for (const record of sortRecords(scope, matching(context, scope, query), query.orderBy)) {
    const key = record[field.name];
    if (typeof key !== "string") continue;
    const siblings = byParent.get(idKey(key));
    if (siblings === undefined) byParent.set(idKey(key), [record]);
    else siblings.push(record);
  }
  return (parent: CrmRecord): JsonRecord | null => {
    const rows = window(query, byParent.get(idKey(idOf(parent))) ?? []);
    if (rows.length === 0) return null;
    return context.pageOfChildren({ table: child, total: rows.length, rows, project });
  };
}
