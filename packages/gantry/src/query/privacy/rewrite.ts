// Adds to a query what its rows must be checked by: hidden columns with numbers of distinct people. DuckDB's own parser
// reads the query and writes the new one; we only move nodes of its tree.
import { GantryError } from "@gantry/contract";
import { isNode, isSameButForParameters, type Node } from "../sql/statement.ts";
import type { Stub } from "../stub/stub.ts";
import type { Aggregate, Direct, Shape } from "./shape.ts";
import { nodesIn, readTree, substitute } from "../sql/tree.ts";

const part = `filter (where "~when" and "~value" is not null)`;
const moved = `filter (where "~when" and "~value" <> 0)`;
/** Rows of each person in a part, most first. */
const shares = `list_reverse_sort(map_values(histogram(cast("~key" as varchar)) ${part}))`;

/**
 * By table of people: who is in an aggregate and who is left out, and by whom it was moved most. Someone whose value is 0
 * adds nothing to a sum; one whose value is NULL is left out of it.
 */
const templates = {
  counted: `count(distinct "~key") ${part}`,
  adding: `count(distinct "~key") ${moved}`,
  filteredOut: `count(distinct "~key") filter (where not coalesce("~when", false))`,
  leftOut: `count(distinct "~key") filter (where not coalesce("~when" and "~value" is not null, false))`,
  mostRows: `cast(${shares}[1] as double)`,
  secondRows: `cast(${shares}[2] as double)`,
  rows: `cast(count("~value") ${part} as double)`,
  addingRows: `cast(count("~value") ${moved} as double)`,
  most: `cast(max(abs("~value"), 2) ${moved}[1] as double)`,
  second: `cast(max(abs("~value"), 2) ${moved}[2] as double)`,
  total: `cast(sum(abs(cast("~value" as double))) ${moved} as double)`,
  whole: `count(distinct "~key")`,
  always: "true",
} as const;
type Template = keyof typeof templates;

/** The hidden columns that tell of one aggregate and one table of people. */
export interface Checked {
  readonly inside: string;
  readonly outside: string;
  /** The two largest contributions of a person, and all together: rows of a count, absolute values of a sum. */
  readonly most: string;
  readonly second: string;
  readonly total: string;
  /** Of a sum: its rows. Where a person has more than one of them, nobody's contribution is known. */
  readonly rows?: string;
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
  const names = Object.keys(templates);
  const parsed = await selectOf(stub, Object.values(templates));
  const template = (name: Template): Node | undefined => parsed[names.indexOf(name)];
  const always = template("always");
  const keys = await selectOf(
    stub,
    shape.people.map((direct) => keyText(direct, keyOf(direct.table))),
  );
  const added: Node[] = [];
  const add = (of: Template, by: Readonly<Record<string, Node | undefined>>): string => {
    const filled = Object.entries(by).flatMap(([name, node]) => (node === undefined ? [] : [[name, node] as const]));
    const made = substitute(template(of), new Map(filled));
    const name = `~people ${added.length}`;
    added.push({ ...(isNode(made) ? made : {}), alias: name });
    return name;
  };
  const check = ({ value = always, filter = always, isSum, isColumn }: Aggregate): readonly Checked[] =>
    keys.map((key) => {
      const by = { "~value": value, "~when": filter, "~key": key };
      const outside = add(isSum && isColumn ? "filteredOut" : "leftOut", by);
      return isSum
        ? {
            inside: add("adding", by),
            outside,
            most: add("most", by),
            second: add("second", by),
            total: add("total", by),
            rows: add("addingRows", by),
          }
        : {
            inside: add("counted", by),
            outside,
            most: add("mostRows", by),
            second: add("secondRows", by),
            total: add("rows", by),
          };
    });
  const checks = shape.aggregates.flatMap(check);
  const all = keys.map((key) => add("whole", { "~key": key }));
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
