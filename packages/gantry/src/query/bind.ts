// Binding a query: what it reads, what can influence its result, what comes out. Touches no source.
import { GantryError } from "@gantry/contract";
import type { Catalog, ColumnType, SourceColumn } from "../catalog/index.ts";
import { lineageOf, type PlanLineage } from "./lineage/lineage.ts";
import { placesIn, withOpenParameters } from "./sql/bound.ts";
import type { ParameterPlace } from "./sql/lex.ts";
import { checkStatement, isNode, type Node, type Parse } from "./sql/statement.ts";
import { statementError, type Visible, type Written } from "./stub/errors.ts";
import type { StepColumns, Stub } from "./stub/stub.ts";

/** A query that has been bound: the form that runs is made from it by putting values in for its parameters. */
export interface BoundQuery extends PlanLineage {
  readonly sql: string;
  readonly places: readonly ParameterPlace[];
  readonly parse: Parse;
}

const visibleIn = (catalog: Catalog, forbidden: readonly SourceColumn[], steps: StepColumns): Visible => {
  const hidden = new Set(forbidden);
  const columns = Object.values(catalog.tables).flatMap((table) =>
    table.columns.map((column) => `${table.name}.${column.name}`).filter((name) => !hidden.has(name)),
  );
  const stepColumns = Object.entries(steps).flatMap(([step, of]) => of.map((column) => `${step}.${column.name}`));
  // A table of which nothing may be seen is not there.
  const seen = Object.values(catalog.tables).filter((table) =>
    table.columns.some((column) => !hidden.has(`${table.name}.${column.name}`)),
  );
  return { tables: [...seen.map(({ name }) => name), ...Object.keys(steps)], columns: [...columns, ...stepColumns] };
};

/** DuckDB's answer as a tree; an error document throws in our words. */
const orThrow = (answer: Node, written: Written, visible: () => Visible): Node => {
  if (answer["error"] === true) throw statementError(answer, written, visible());
  return answer;
};

/** DuckDB writes NaN and infinity into its JSON as they are, which no JSON reader takes. */
const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new GantryError("bad-sql", "the SQL binds but its plan can't be read", {
      remedy: "leave out constants that are no finite numbers",
      cause,
    });
  }
};

export interface BindInput {
  readonly catalog: Catalog;
  readonly stub: Stub;
  readonly forbidden: readonly SourceColumn[];
  readonly steps: StepColumns;
  readonly parameters: Readonly<Record<string, ColumnType>>;
}

/** Binds `sql`. Throws `bad-sql` saying what is unknown, not visible or not allowed, and where. */
export const bindQuery = async (sql: string, input: BindInput): Promise<BoundQuery> => {
  const { catalog, stub, steps } = input;
  const visible = (): Visible => visibleIn(catalog, input.forbidden, steps);
  const places = placesIn(sql);
  const asWritten: Written = { original: sql, given: sql, originalOffset: (offset) => offset };
  const open = withOpenParameters(sql, places, input.parameters);
  const read = await stub.parseAndPlan(sql, open.text, steps, false);
  const tree = orThrow(read.parsed, asWritten, visible);
  const parse: Parse = { statements: Array.isArray(tree["statements"]) ? tree["statements"].filter(isNode) : [] };
  checkStatement(parse);

  const written: Written = { original: sql, given: open.text, originalOffset: open.originalOffset };
  const answer = parsed(read.plan);
  const plans = isNode(answer) ? orThrow(answer, written, visible)["plans"] : undefined;
  const plan: unknown = Array.isArray(plans) && plans.length === 1 ? plans[0] : undefined;
  if (!isNode(plan)) throw new GantryError("bad-sql", "exactly one SELECT is allowed");
  const columns = await stub.columns(open.text, steps);
  return { sql, places, parse, ...lineageOf(plan, columns, (name) => catalog.tables[name] !== undefined) };
};
