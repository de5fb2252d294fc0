// Aggregates over people: a query that holds one runs with hidden numbers of distinct people beside each row, and rows
// that cover too few are withheld. What can't be checked so is refused.
import type { Catalog, Relation, SourceColumn } from "../../catalog/index.ts";
import type { BoundQuery } from "../bind.ts";
import type { Stub } from "../stub/stub.ts";
import type { Lineage } from "../types.ts";
import { minimumFor, personKeyOf, refuseAggregate, type PeopleRule } from "./people.ts";
import { withCounts } from "./rewrite.ts";
import { shapeOf } from "./shape.ts";
import { nodesIn, readTree } from "../sql/tree.ts";
import { withhold, type Withheld } from "./withhold.ts";

export interface Protected {
  /** The query with its hidden columns: this is what runs. */
  readonly sql: string;
  /** Tables whose people are counted. */
  readonly tables: readonly string[];
  readonly minimum: number;
  /** What of the answer of `sql` may be given. */
  readonly give: (answer: Relation) => Withheld;
}

export interface ProtectInput {
  readonly catalog: Catalog;
  readonly stub: Stub;
  readonly forbidden: readonly SourceColumn[];
  readonly rule: PeopleRule | undefined;
}

/** Sources that stand in an output as part of an aggregate. */
const aggregated = ({ columns }: Lineage): readonly SourceColumn[] =>
  columns.flatMap(({ sources }) =>
    Object.entries(sources).flatMap(([source, level]) => (level === "aggregated" ? [source] : [])),
  );

/**
 * How `query` runs where it aggregates over people; nothing where it doesn't. Throws `policy-breach` where its rows can't
 * be checked, saying how to write it so that they can.
 */
export const protect = async (query: BoundQuery, input: ProtectInput): Promise<Protected | undefined> => {
  const { catalog, stub, rule } = input;
  const { lineage } = query;
  if (rule === undefined || aggregated(lineage).length === 0) return undefined;
  const past = new Set(rule.minimum > 1 ? rule.steps : []);
  const lost = aggregated(lineage).filter((source) => past.has(source));
  if (lost.length > 0)
    refuseAggregate(
      `${lost[0] ?? ""} is of an earlier step, where it is no longer known whose value is whose`,
      "aggregate in the step that reads the table of people",
    );
  const names = new Map([...query.tables].map((name) => [name.toLowerCase(), name]));
  const keys = new Map(
    [...names].flatMap(([lower, name]) => {
      const key = personKeyOf(catalog, name);
      return key === undefined ? [] : [[lower, { name, key }] as const];
    }),
  );
  const read = new Set([...lineage.control, ...lineage.columns.flatMap(({ sources }) => Object.keys(sources))]);
  const minimum = minimumFor(rule, read, catalog);
  if (keys.size === 0 || minimum <= 1) return undefined;
  const tree = readTree(await stub.tree(query.sql));
  const [statement] = nodesIn(tree["statements"]);
  const shape = statement === undefined ? undefined : shapeOf(statement, (table) => keys.has(table));
  if (shape === undefined) {
    const isOfPeople = (source: SourceColumn): boolean =>
      keys.has(source.slice(0, source.lastIndexOf(".")).toLowerCase());
    // Whatever made it, a number over people that nothing here has looked at is not given.
    if (aggregated(lineage).some(isOfPeople))
      refuseAggregate("it is made in a way that can't be checked", "use count, sum or avg in one SELECT");
    return undefined;
  }
  const keyOf = (table: string): readonly string[] => {
    const { name, key } = keys.get(table) ?? { name: table, key: [] };
    if (key.length === 0)
      refuseAggregate(
        `${name} holds people, but the catalog doesn't say which column tells them apart`,
        `add { name: "…", table: "${name}", person: true } to the catalog's subjects, or references to a person's key`,
      );
    if (key.some((column) => input.forbidden.includes(`${name}.${column}`)))
      refuseAggregate(`you may not see what tells the people of ${name} apart`, "ask for rows that you may see");
    return key;
  };
  const rewritten = await withCounts(tree, shape, keyOf, stub);
  const columns = lineage.columns.map(({ name, type }) => ({ name, type }));
  return {
    sql: rewritten.sql,
    tables: shape.people.map(({ table }) => keys.get(table)?.name ?? table),
    minimum,
    give: (answer) => withhold(answer, columns, rewritten, minimum, shape.limit),
  };
};
