// COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX with GROUP BY: rows of `AggregateResult`.
import { CrmError, malformedQuery } from "../errors.ts";
import type { CrmRecord } from "../schema.ts";
import { keyOf } from "./condition.ts";
import { type CellValue, type FieldPath, type QueryScope, bindPath } from "./field-path.ts";
import { comparable, isFilterable, isGroupable, isOrderable } from "./field-rules.ts";
import { compareKeys, sortKeyOf } from "./order.ts";
import { type JsonRecord, wireValue } from "./projection.ts";
import type { AggregateCall, Ordering, Statement } from "./statement.ts";

/** Aggregate queries have no further pages: Salesforce refuses results longer than one. */
const maxGroups = 2000;

type Column =
  | { readonly kind: "group"; readonly name: string; readonly path: FieldPath; readonly index: number }
  | { readonly kind: "aggregate"; readonly name: string; readonly call: BoundCall };

interface BoundCall {
  readonly call: AggregateCall;
  readonly path: FieldPath | null;
}

export const isAggregate = (statement: Statement): boolean =>
  statement.groupBy.length > 0 || statement.select.some((it) => it.kind === "aggregate");

/** `SELECT COUNT() FROM …`: only the number of rows is asked for. */
export const isBareCount = (statement: Statement): boolean =>
  statement.select.some((it) => it.kind === "aggregate" && it.call.field === null);

/** Rows in Salesforce's shape, sorted and limited. Throws where a field is neither grouped nor aggregated. */
export function aggregate(scope: QueryScope, statement: Statement, records: readonly CrmRecord[]): JsonRecord[] {
  const groupBy = statement.groupBy.map((it) => groupPath(scope, it));
  const columns = bindColumns(scope, statement, groupBy);
  const groups = groupRecords(groupBy, records);
  const sorted = sortGroups(scope, statement.orderBy, groupBy, groups);
  const rows = sorted.slice(statement.offset, statement.offset + (statement.limit ?? Number.POSITIVE_INFINITY));
  if (rows.length > maxGroups)
    throw new CrmError(
      400,
      "EXCEEDED_ID_LIMIT",
      "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch",
    );
  return rows.map((group) => {
    const json: JsonRecord = { attributes: { type: "AggregateResult" } };
    for (const column of columns) {
      json[column.name] =
        column.kind === "group"
          ? wireValue(column.path.field, group.values[column.index] ?? null)
          : resultOf(column.call, group.records);
    }
    return json;
  });
}

function groupPath(scope: QueryScope, name: string): FieldPath {
  const path = bindPath(scope, name);
  if (!isGroupable(path.field)) throw malformedQuery(`field '${path.field.name}' can not be grouped in a query call`);
  return path;
}

const samePath = (left: FieldPath, right: FieldPath): boolean =>
  left.field === right.field &&
  left.parents.length === right.parents.length &&
  left.parents.every((it, index) => it.reference === right.parents[index]?.reference);

function bindColumns(scope: QueryScope, statement: Statement, groupBy: readonly FieldPath[]): Column[] {
  let unnamed = 0;
  const names = new Set<string>();
  return statement.select.map((item) => {
    if (item.kind === "children") throw malformedQuery("sub-selects are not allowed in aggregate queries");
    if (item.kind === "fields") throw malformedQuery("FIELDS is not allowed in aggregate queries");
    let column: Column;
    if (item.kind === "field") {
      const path = bindPath(scope, item.path);
      const index = groupBy.findIndex((it) => samePath(it, path));
      if (index < 0) throw malformedQuery(`Field must be grouped or aggregated: ${path.field.name}`);
      column = { kind: "group", name: item.alias ?? path.field.name, path, index };
    } else {
      const call = bindCall(scope, item.call);
      column = { kind: "aggregate", name: item.alias ?? `expr${unnamed++}`, call };
    }
    if (names.has(column.name.toLowerCase())) throw malformedQuery(`duplicate alias: ${column.name}`);
    names.add(column.name.toLowerCase());
    return column;
  });
}

function bindCall(scope: QueryScope, call: AggregateCall): BoundCall {
  if (call.field === null) throw malformedQuery("COUNT() must be the only element in the SELECT list");
  const path = bindPath(scope, call.field);
  const kind = comparable(path.field);
  const fits =
    call.fn === "COUNT" || call.fn === "COUNT_DISTINCT"
      ? isFilterable(path.field) && kind !== "boolean"
      : call.fn === "SUM" || call.fn === "AVG"
        ? kind === "number"
        : isOrderable(path.field);
  if (!fits) throw malformedQuery(`field ${path.field.name} does not support aggregate operator ${call.fn}`);
  return { call, path };
}

interface Group {
  readonly values: readonly CellValue[];
  readonly records: CrmRecord[];
}

function groupRecords(groupBy: readonly FieldPath[], records: readonly CrmRecord[]): Group[] {
  if (groupBy.length === 0) return [{ values: [], records: [...records] }];
  const keys = groupBy.map((it) => keyOf(it.field));
  const groups = new Map<string, Group>();
  for (const record of records) {
    const values = groupBy.map((it) => it.read(record));
    const key = JSON.stringify(values.map((value, index) => (value === null ? null : keys[index]?.(value))));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, records: [record] });
    else group.records.push(record);
  }
  return [...groups.values()];
}

function sortGroups(
  scope: QueryScope,
  orderBy: readonly Ordering[],
  groupBy: readonly FieldPath[],
  groups: Group[],
): Group[] {
  if (orderBy.length === 0) return groups;
  const keys = orderBy.map(({ by }) => {
    if (typeof by !== "string") {
      const call = bindCall(scope, by);
      const key = call.path === null || by.fn.startsWith("COUNT") ? null : sortKeyOf(call.path.field);
      return (group: Group) => (key === null ? resultOf(call, group.records) : key(rawResult(call, group.records)));
    }
    const path = bindPath(scope, by);
    const index = groupBy.findIndex((it) => samePath(it, path));
    if (index < 0) throw malformedQuery(`Ordered field must be grouped or aggregated: ${path.field.name}`);
    const key = sortKeyOf(path.field);
    return (group: Group) => key(group.values[index] ?? null);
  });
  const compare = compareKeys(orderBy);
  return groups
    .map((group) => ({ group, keys: keys.map((key) => key(group)) }))
    .sort((left, right) => compare(left.keys, right.keys))
    .map((it) => it.group);
}

function resultOf(bound: BoundCall, records: readonly CrmRecord[]): CellValue {
  const value = rawResult(bound, records);
  const isValue = bound.call.fn === "MIN" || bound.call.fn === "MAX";
  return isValue && bound.path !== null ? wireValue(bound.path.field, value) : value;
}

function rawResult({ call, path }: BoundCall, records: readonly CrmRecord[]): CellValue {
  if (path === null) return records.length;
  const values = records.map((it) => path.read(it)).filter((it) => it !== null);
  switch (call.fn) {
    case "COUNT":
      return values.length;
    case "COUNT_DISTINCT":
      return new Set(values.map(keyOf(path.field))).size;
    case "SUM":
      return values.length === 0 ? null : sum(values);
    case "AVG":
      return values.length === 0 ? null : sum(values) / values.length;
    case "MIN":
    case "MAX":
      return extreme(path, values, call.fn === "MIN" ? 1 : -1);
  }
}

function extreme(path: FieldPath, values: readonly (string | number | boolean)[], direction: 1 | -1): CellValue {
  const key = keyOf(path.field);
  let best: string | number | boolean | null = null;
  for (const value of values) {
    if (best === null || (key(value) < key(best) ? 1 : key(value) > key(best) ? -1 : 0) === direction) best = value;
  }
  return best;
}

/** Sums decimals as decimals: 0.1 + 0.2 is 0.3, at the scale of the finest summand. */
function sum(values: readonly (string | number | boolean)[]): number {
  let total = 0;
  let scale = 0;
  for (const value of values) {
    total += Number(value);
    scale = Math.max(scale, String(value).split(".")[1]?.length ?? 0);
  }
  return Number(total.toFixed(Math.min(scale, 15)));
}
