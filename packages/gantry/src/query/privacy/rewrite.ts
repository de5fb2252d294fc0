// Adds to a query what its rows must be checked by: hidden columns with numbers of distinct people. DuckDB's own parser
// reads the query and writes the new one; we only move nodes of its tree.
import { GantryError } from "@gantry/contract";
import { isNode, isSameButForParameters, type Node } from "../sql/statement.ts";
import type { Stub } from "../stub/stub.ts";
import type { Aggregate, Direct, Shape } from "./shape.ts";
import { nodesIn, readTree, substitute } from "./tree.ts";

/**
 * Per aggregate and table of people: how many people are in it, and how many would be left if it were taken from the
 * whole. Per sum: its rows, its two largest contributions and all of them together, for the p% rule.
 */
const counting = [
  `count(distinct "~key") filter (where "~when" and "~value" is not null)`,
  `count(distinct "~key") filter (where not coalesce("~when", false))`,
];
const dominance = [
  `count("~value") filter (where "~when")`,
  `cast(max(abs("~value"), 2) filter (where "~when")[1] as double)`,
  `cast(max(abs("~value"), 2) filter (where "~when")[2] as double)`,
  `cast(sum(abs(cast("~value" as double))) filter (where "~when") as double)`,
];
const whole = `count(distinct "~key")`;

/** Where the numbers of one aggregate stand among the hidden columns. */
export interface Checked {
  readonly people: readonly { readonly inside: string; readonly outside: string }[];
  readonly sum?: { readonly rows: string; readonly first: string; readonly second: string; readonly total: string };
}

export interface Rewritten {
  readonly sql: string;
  /** Numbers of people of the whole row, one for each table. */
  readonly rows: readonly string[];
  readonly checks: readonly Checked[];
}

const selectOf = async (stub: Stub, expressions: readonly string[]): Promise<readonly Node[]> => {
  const [statement] = nodesIn(readTree(await stub.tree(`select ${expressions.join(", ")}`))["statements"]);
  const node = statement?.["node"];
  const list = isNode(node) ? nodesIn(node["select_list"]) : [];
  if (list.length !== expressions.length) throw new GantryError("internal", "DuckDB's parser doesn't read its own SQL");
  return list;
};

const keyText = ({ prefix }: Direct, key: readonly string[]): string => {
  const columns = key.map((column) => [...prefix, column].map((part) => `"${part.replaceAll('"', '""')}"`).join("."));
  return columns.length === 1 ? (columns[0] ?? "") : `row(${columns.join(", ")})`;
};

/** Rewrites a query of `shape`. `keyOf` gives the columns that tell a table's people apart. */
export const withCounts = async (
  tree: Node,
  shape: Shape,
  keyOf: (table: string) => readonly string[],
  stub: Stub,
): Promise<Rewritten> => {
  const [inside, outside, rows, first, second, total, ofAll, always] = await selectOf(stub, [
    ...counting,
    ...dominance,
    whole,
    "true",
  ]);
  const keys = await selectOf(
    stub,
    shape.people.map((direct) => keyText(direct, keyOf(direct.table))),
  );
  const added: Node[] = [];
  const add = (template: Node | undefined, by: Readonly<Record<string, Node | undefined>>): string => {
    const filled = Object.entries(by).flatMap(([name, node]) => (node === undefined ? [] : [[name, node] as const]));
    const made = substitute(template, new Map(filled));
    const name = `~people ${added.length}`;
    added.push({ ...(isNode(made) ? made : {}), alias: name });
    return name;
  };
  const check = ({ value = always, filter = always, isSum }: Aggregate): Checked => {
    const by = { "~value": value, "~when": filter };
    const people = keys.map((key) => ({
      inside: add(inside, { ...by, "~key": key }),
      outside: add(outside, { ...by, "~key": key }),
    }));
    if (!isSum) return { people };
    const sum = { rows: add(rows, by), first: add(first, by), second: add(second, by), total: add(total, by) };
    return { people, sum };
  };
  const checks = shape.aggregates.map(check);
  const all = keys.map((key) => add(ofAll, { "~key": key }));
  const select = {
    ...shape.select,
    select_list: [...nodesIn(shape.select["select_list"]), ...added],
    modifiers: nodesIn(shape.select["modifiers"]).filter(({ type }) => type !== "LIMIT_MODIFIER"),
  };
  const statements = nodesIn(tree["statements"]).map((statement) => ({ ...statement, node: select }));
  const sql = await stub.write(JSON.stringify({ ...tree, statements }));
  // DuckDB wrote it; that it also reads it as it was meant is not taken for granted.
  const again = nodesIn(readTree(await stub.tree(sql))["statements"]);
  if (!isSameButForParameters(statements, again))
    throw new GantryError("bad-sql", "the query's aggregates over people can't be checked as it is written", {
      remedy: "write it in a simpler form",
    });
  return { sql, rows: all, checks };
};
