// Binds a parsed `$filter` to an entity set and makes the predicate that its rows are tested with.
import { ODataError } from "./errors.ts";
import { parseFilter } from "./filter-parser.ts";
import type { ComparisonOperator, Literal, Syntax } from "./filter-parser.ts";
import type { EntityProperty, EntityRow, EntitySet } from "./schema.ts";
import { compareKeys, exactNumber, familyOf, keyOf, keyText, sortableInstant } from "./values.ts";
import type { Family, Key } from "./values.ts";

/** An expression bound to a set: its family (`null` for the literal null) and its value on a row. */
interface Bound {
  readonly family: Family | "null";
  readonly value: (row: EntityRow) => Key | null;
}

const verdicts: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

// Section 5.1.1.1: with null on one side, `ne` is true and every other comparison false; `null eq null` is true, as
// is `null ne null` false. They never yield null themselves.
const compare = (operator: ComparisonOperator, a: Key | null, b: Key | null): boolean => {
  if (a === null || b === null) return operator === "eq" ? a === b : operator === "ne" ? a !== b : false;
  return verdicts[operator](compareKeys(a, b));
};

const textTests: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

const textChanges: Readonly<Record<string, (text: string) => string>> = {
  tolower: (text) => text.toLowerCase(),
  toupper: (text) => text.toUpperCase(),
};

const requireFamily = (bound: Bound, family: Family, at: number): Bound => {
  if (bound.family !== family && bound.family !== "null")
    throw new ODataError("bad-filter", `a ${family} is expected at position ${at}, this is a ${bound.family}`);
  return bound;
};

const requireComparable = (a: Bound, b: Bound, at: number): void => {
  if (a.family !== b.family && a.family !== "null" && b.family !== "null")
    throw new ODataError("bad-filter", `a ${a.family} can't be compared with a ${b.family} at position ${at}`);
};

const bindLiteral = (literal: Literal): Bound => {
  const constant = (family: Bound["family"], key: Key | null | undefined): Bound => {
    if (key === undefined) throw new ODataError("bad-filter", `bad ${family} at position ${literal.at}`);
    return { family, value: () => key };
  };
  if (literal.kind === "null") return constant("null", null);
  if (literal.kind === "number") return constant("number", exactNumber(literal.value));
  if (literal.kind === "instant") return constant("instant", sortableInstant(literal.value));
  return constant(literal.kind, literal.value);
};

const bindProperty = (set: EntitySet, name: string): Bound => {
  const property = findProperty(set, name);
  return { family: familyOf[property.type], value: (row) => keyOf(property.type, row[name] ?? null) };
};

const bindCall = (set: EntitySet, call: Extract<Syntax, { kind: "call" }>): Bound => {
  const test = textTests[call.name];
  const change = textChanges[call.name];
  if (test === undefined && change === undefined)
    throw new ODataError("not-implemented", `function ${call.name} in $filter is not implemented`);
  const wanted = test === undefined ? 1 : 2;
  if (call.args.length !== wanted)
    throw new ODataError("bad-filter", `function ${call.name} takes ${wanted} arguments (position ${call.at})`);
  const [text, part] = call.args.map((it) => requireFamily(bind(set, it), "string", it.at));
  if (text === undefined) throw new ODataError("bad-filter", `function ${call.name} lacks its argument`);
  if (test === undefined)
    return {
      family: "string",
      value: (row) => {
        const value = text.value(row);
        return typeof value === "string" ? (change?.(value) ?? null) : null;
      },
    };
  return {
    family: "boolean",
    value: (row) => {
      const value = text.value(row);
      const piece = part?.value(row) ?? null;
      return typeof value === "string" && typeof piece === "string" ? test(value, piece) : null;
    },
  };
};

const bindMembership = (set: EntitySet, it: Extract<Syntax, { kind: "in" }>): Bound => {
  const left = bind(set, it.left);
  const keys = new Set<string>();
  let hasNull = false;
  for (const literal of it.list) {
    const member = bindLiteral(literal);
    requireComparable(left, member, literal.at);
    // A literal's value needs no row.
    const key = member.value({});
    if (key === null) hasNull = true;
    else keys.add(keyText(key));
  }
  return {
    family: "boolean",
    value: (row) => {
      const key = left.value(row);
      return key === null ? hasNull : keys.has(keyText(key));
    },
  };
};

const bind = (set: EntitySet, it: Syntax): Bound => {
  switch (it.kind) {
    case "property":
      return bindProperty(set, it.name);
    case "call":
      return bindCall(set, it);
    case "in":
      return bindMembership(set, it);
    case "not": {
      const of = requireFamily(bind(set, it.of), "boolean", it.at);
      return {
        family: "boolean",
        value: (row) => {
          const value = of.value(row);
          return value === null ? null : value !== true;
        },
      };
    }
    case "and":
    case "or": {
      const left = requireFamily(bind(set, it.left), "boolean", it.left.at);
      const right = requireFamily(bind(set, it.right), "boolean", it.right.at);
      const decisive = it.kind === "or";
      return {
        family: "boolean",
        value: (row) => {
          const a = left.value(row);
          if (a === decisive) return decisive;
          const b = right.value(row);
          return b === decisive ? decisive : a === null || b === null ? null : !decisive;
        },
      };
    }
    case "compare": {
      const left = bind(set, it.left);
      const right = bind(set, it.right);
      requireComparable(left, right, it.at);
      return { family: "boolean", value: (row) => compare(it.operator, left.value(row), right.value(row)) };
    }
    default:
      return bindLiteral(it);
  }
};

/** The set's property of that name; throws an ODataError (400) when there is none. */
export const findProperty = (set: EntitySet, name: string): EntityProperty => {
  const property = set.properties.find((it) => it.name === name);
  if (property) return property;
  const what = set.navigation.some((it) => it.name === name) ? "a navigation property" : "no property";
  throw new ODataError("unknown-property", `${name} is ${what} of ${set.type}`, name);
};

/**
 * Compiles a `$filter` for a set's rows: the predicate is true for the rows to return (null counts as false).
 * Throws ODataError: 400 on bad syntax, unknown properties and types that don't compare, 501 on what is left out.
 */
export const compileFilter = (set: EntitySet, text: string): ((row: EntityRow) => boolean) => {
  const bound = requireFamily(bind(set, parseFilter(text)), "boolean", 1);
  return (row) => bound.value(row) === true;
};
