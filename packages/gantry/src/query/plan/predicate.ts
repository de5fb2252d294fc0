// Predicates: building, simplifying, cutting down to what a column declares, and showing without values.
// `undefined` is TRUE everywhere here: what can't be expressed is not asked, and over-returning is safe.
import type { ColumnDef, ColumnType, Operator } from "../../catalog/index.ts";
import type { Predicate, Value } from "../../connect/kit/index.ts";

type Maybe = Predicate | undefined;
type Group = Extract<Predicate, { op: "and" | "or" }>;
type Leaf = Exclude<Predicate, Group>;

export const isGroup = (predicate: Predicate): predicate is Group => predicate.op === "and" || predicate.op === "or";

/** JSON knows neither 64-bit integers nor NaN and infinities. */
const spelt = (value: unknown): unknown =>
  typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))
    ? `${value} ${typeof value}`
    : value;

const keyOf = (predicate: Predicate): string => JSON.stringify(predicate, (_, value: unknown) => spelt(value));

const distinct = (args: readonly Predicate[]): readonly Predicate[] => [
  ...new Map(args.map((predicate) => [keyOf(predicate), predicate])).values(),
];

const flat = (op: "and" | "or", args: readonly Predicate[]): readonly Predicate[] =>
  distinct(args.flatMap((arg) => (arg.op === op ? arg.args : [arg])));

/** All of them; TRUE members drop out. */
export const and = (args: readonly Maybe[]): Maybe => {
  const present = flat(
    "and",
    args.filter((arg) => arg !== undefined),
  );
  return present.length <= 1 ? present[0] : { op: "and", args: present };
};

/** `a = 1 or a = 2` → `a in (1, 2)`. */
const gatherEqualities = (args: readonly Predicate[]): readonly Predicate[] => {
  const gathered = new Map<
    string,
    { readonly first: Predicate; readonly type: ColumnType; readonly values: Set<Value> }
  >();
  const rest: Predicate[] = [];
  for (const arg of args) {
    if (arg.op !== "=" && arg.op !== "in") {
      rest.push(arg);
      continue;
    }
    const { values } = gathered.get(arg.column) ?? { values: new Set<Value>() };
    for (const value of "values" in arg ? arg.values : [arg.value]) values.add(value);
    if (!gathered.has(arg.column)) gathered.set(arg.column, { first: arg, type: arg.type, values });
  }
  const merged = [...gathered].map(([column, { first, type, values }]): Predicate => {
    const isSame = first.op === "=" && values.size === 1;
    return isSame ? first : { op: "in", column, type, values: [...values] };
  });
  return [...merged, ...rest];
};

/** Any of them; one TRUE member makes it TRUE. */
export const or = (args: readonly Maybe[]): Maybe => {
  const present = args.filter((arg) => arg !== undefined);
  if (present.length < args.length || args.length === 0) return undefined;
  const merged = present.length === 1 ? present : flat("or", gatherEqualities(flat("or", present)));
  return merged.length === 1 ? merged[0] : { op: "or", args: merged };
};

/** A predicate without its values: `region = … and id in (137 values)`. */
export const show = (predicate: Predicate): string => {
  if (isGroup(predicate))
    return predicate.args.map((arg) => (isGroup(arg) ? `(${show(arg)})` : show(arg))).join(` ${predicate.op} `);
  switch (predicate.op) {
    case "in":
      return `${predicate.column} in (${predicate.values.length} values)`;
    case "is null":
    case "is not null":
      return `${predicate.column} ${predicate.op}`;
    default:
      return `${predicate.column} ${predicate.op} …`;
  }
};

/** A source that compares text in its own way may under-return on anything but `=` and `in`. */
const mayPush = (op: Operator, column: ColumnDef): boolean =>
  column.operators.includes(op) &&
  (column.collation !== "insensitive" || op === "=" || op === "in" || op === "is null" || op === "is not null");

/** The next wider comparison. */
const wider: Partial<Record<Operator, "<=" | ">=">> = { "<": "<=", ">": ">=" };

export interface Restricted {
  readonly predicate: Maybe;
  /** Whether `predicate` says all that was asked: nothing left out, nothing wider. */
  readonly isWhole: boolean;
  /** What is left to DuckDB, and why. */
  readonly kept: readonly string[];
}

/** The part of `predicate` made of operators that the columns declare. What it gives implies nothing less than `predicate`. */
export const restrict = (predicate: Maybe, columns: readonly ColumnDef[]): Restricted => {
  const kept: string[] = [];
  let isWhole = true;
  const leaf = (of: Leaf): Maybe => {
    const column = columns.find(({ name }) => name === of.column);
    if (column !== undefined && mayPush(of.op, column)) return of;
    if (column === undefined) {
      isWhole = false;
      return undefined;
    }
    if (of.op === "=" && mayPush("in", column))
      return { op: "in", column: of.column, type: of.type, values: [of.value] };
    if (of.op === "in" && of.values.length === 1 && mayPush("=", column))
      return { op: "=", column: of.column, type: of.type, value: of.values[0] ?? null };
    isWhole = false;
    const wide = of.op === "<" || of.op === ">" ? wider[of.op] : undefined;
    if (wide !== undefined && mayPush(wide, column) && (of.op === "<" || of.op === ">")) return { ...of, op: wide };
    const why = column.operators.includes(of.op)
      ? "the source ignores case there"
      : `the source declares no ${of.op} on it`;
    kept.push(`${show(of)}: ${why}`);
    return undefined;
  };
  const walk = (of: Maybe): Maybe => {
    if (of === undefined) return undefined;
    if (!isGroup(of)) return leaf(of);
    return (of.op === "and" ? and : or)(of.args.map(walk));
  };
  const restricted = walk(predicate);
  return { predicate: restricted, isWhole, kept: [...new Set(kept)] };
};
