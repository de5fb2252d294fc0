// A condition bound to a table, as one function from record to yes or no. Null is a value like any other here, as in
// SOQL: `!=` and NOT find records whose field is empty, `<` and `>` don't.
import { CrmError, malformedQuery } from "../errors.ts";
import { idKey, isId } from "../ids.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import { type CellValue, type FieldPath, type QueryScope, bindPath } from "./field-path.ts";
import { comparable, isFilterable } from "./field-rules.ts";
import { isLike } from "./like.ts";
import { likePattern, unquote } from "./literals.ts";
import { period } from "./periods.ts";
import type { Comparison, Condition, Literal } from "./statement.ts";

export type Test = (record: CrmRecord) => boolean;

type CompareNode = Extract<Condition, { kind: "compare" }>;
type SemiJoin = Extract<Condition, { kind: "semi-join" }>;

/** Ids that a semi-join's sub-select gives; bound here by the caller so that sub-selects run with their own scope. */
export type RunSemiJoin = (node: SemiJoin, left: FieldPath) => ReadonlySet<string>;

/** Throws INVALID_FIELD, INVALID_QUERY_FILTER_OPERATOR or MALFORMED_QUERY as Salesforce does. */
export function bindCondition(scope: QueryScope, node: Condition, semiJoin: RunSemiJoin): Test {
  switch (node.kind) {
    case "and": {
      const tests = node.args.map((it) => bindCondition(scope, it, semiJoin));
      return (record) => tests.every((test) => test(record));
    }
    case "or": {
      if (node.args.some(hasSemiJoin))
        throw malformedQuery("Semi join sub-selects are not allowed with the 'OR' operator");
      const tests = node.args.map((it) => bindCondition(scope, it, semiJoin));
      return (record) => tests.some((test) => test(record));
    }
    case "not": {
      if (hasSemiJoin(node.arg)) throw malformedQuery("Semi join sub-selects are not allowed with the 'NOT' operator");
      const test = bindCondition(scope, node.arg, semiJoin);
      return (record) => !test(record);
    }
    case "semi-join": {
      const path = filterablePath(scope, node.field);
      const ids = semiJoin(node, path);
      return (record) => ids.has(idKeyOf(path.read(record))) !== node.negated;
    }
    case "compare":
      return bindComparison(scope, node);
  }
}

const hasSemiJoin = (node: Condition): boolean =>
  node.kind === "semi-join" ||
  (node.kind === "not" && hasSemiJoin(node.arg)) ||
  ((node.kind === "and" || node.kind === "or") && node.args.some(hasSemiJoin));

const idKeyOf = (value: CellValue): string => (typeof value === "string" ? idKey(value) : "");

function filterablePath(scope: QueryScope, name: string): FieldPath {
  const path = bindPath(scope, name);
  if (!isFilterable(path.field))
    throw new CrmError(400, "INVALID_FIELD", `field '${path.field.name}' can not be filtered in a query call`);
  return path;
}

function bindComparison(scope: QueryScope, node: CompareNode): Test {
  const { read, field } = filterablePath(scope, node.field);
  const { operator, literals } = node;
  if (operator === "IN" || operator === "NOT IN") {
    const wanted = operator === "IN";
    const test = membership(scope, field, literals);
    return (record) => test(read(record)) === wanted;
  }
  const [only] = literals;
  if (only === undefined) throw malformedQuery("a comparison needs a value");
  const test = single(scope, field, operator, only);
  return (record) => test(read(record));
}

function membership(scope: QueryScope, field: CrmField, literals: readonly Literal[]): (value: CellValue) => boolean {
  if (literals.some((it) => it.type === "relative")) {
    const tests = literals.map((it) => single(scope, field, "=", it));
    return (value) => tests.some((test) => test(value));
  }
  const keys = new Set(literals.map((it) => constant(field, it)));
  const key = keyOf(field);
  return (value) => keys.has(value === null ? null : key(value));
}

function single(
  scope: QueryScope,
  field: CrmField,
  operator: Exclude<Comparison, "IN" | "NOT IN">,
  value: Literal,
): (value: CellValue) => boolean {
  if (operator === "LIKE") return like(field, value);
  if (value.type === "relative") return relative(scope, field, operator, value);
  const wanted = constant(field, value);
  const key = keyOf(field);
  if (operator === "=") return (cell) => (cell === null ? wanted === null : key(cell) === wanted);
  if (operator === "!=") return (cell) => (cell === null ? wanted !== null : key(cell) !== wanted);
  if (field.type === "boolean" || field.type === "picklist" || field.type === "reference" || wanted === null)
    throw filterOperator(operator, field);
  const inOrder = ordered(operator);
  return (cell) => cell !== null && inOrder(key(cell), wanted);
}

const filterOperator = (operator: string, field: CrmField): CrmError =>
  new CrmError(
    400,
    "INVALID_QUERY_FILTER_OPERATOR",
    `operator ${operator} is not valid for field '${field.name}' of type ${field.type} with this value`,
  );

type Key = string | number | boolean;

function ordered(operator: "<" | "<=" | ">" | ">="): (left: Key, right: Key) => boolean {
  if (operator === "<") return (left, right) => left < right;
  if (operator === "<=") return (left, right) => left <= right;
  if (operator === ">") return (left, right) => left > right;
  return (left, right) => left >= right;
}

/** What values of this field are compared by. */
export function keyOf(field: CrmField): (value: Key) => Key {
  const kind = comparable(field);
  if (kind === "text") return (value) => String(value).toLowerCase();
  if (kind === "id") return (value) => idKey(String(value));
  return (value) => value;
}

/** The literal as the key it is compared with. Throws INVALID_FIELD where its type isn't the field's. */
function constant(field: CrmField, value: Literal): Key | null {
  if (value.type === "null") return null;
  const kind = comparable(field);
  if (value.type === "string" && (kind === "text" || kind === "id")) {
    const text = unquote(value.quoted);
    if (text === "") return null;
    if (kind === "text") return text.toLowerCase();
    if (!isId(text)) throw new CrmError(400, "INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${text}`);
    return idKey(text);
  }
  if (value.type === "number" && kind === "number") return value.number;
  if (value.type === "boolean" && kind === "boolean") return value.value;
  if (value.type === "date" && kind === "date") return value.day;
  if (value.type === "datetime" && kind === "datetime") return value.instant;
  const quotes = value.type === "string" ? "should not be enclosed in quotes" : "and is not";
  const should = kind === "text" || kind === "id" ? "should be enclosed in quotes" : quotes;
  throw new CrmError(
    400,
    "INVALID_FIELD",
    `value of filter criterion for field '${field.name}' must be of type ${field.type} and ${should}`,
  );
}

function like(field: CrmField, value: Literal): (value: CellValue) => boolean {
  if (comparable(field) !== "text" || value.type !== "string") throw filterOperator("LIKE", field);
  const pattern = likePattern(value.quoted);
  return (cell) => typeof cell === "string" && isLike(cell.toLowerCase(), pattern);
}

function relative(
  scope: QueryScope,
  field: CrmField,
  operator: Exclude<Comparison, "IN" | "NOT IN" | "LIKE">,
  value: Extract<Literal, { type: "relative" }>,
): (value: CellValue) => boolean {
  const kind = comparable(field);
  if (kind !== "date" && kind !== "datetime")
    throw new CrmError(
      400,
      "INVALID_FIELD",
      `value of filter criterion for field '${field.name}' must be of type ${field.type}`,
    );
  const { organization } = scope;
  const now = organization.now();
  const range = period(value.word, value.count, now, organization.data.fiscalYearStartMonth);
  const instant = (day: string): string => (kind === "date" ? day : `${day}T00:00:00.000Z`);
  const start = instant(range.start);
  const end = range.untilNow && kind === "datetime" ? now.toISOString() : instant(range.end);
  const within = (cell: string): boolean => cell >= start && cell < end;
  switch (operator) {
    case "=":
      return (cell) => typeof cell === "string" && within(cell);
    case "!=":
      return (cell) => typeof cell !== "string" || !within(cell);
    case "<":
      return (cell) => typeof cell === "string" && cell < start;
    case "<=":
      return (cell) => typeof cell === "string" && cell < end;
    case ">":
      return (cell) => typeof cell === "string" && cell >= end;
    case ">=":
      return (cell) => typeof cell === "string" && cell >= start;
  }
}
