// The tool `query`: SQL that a model wrote, under the caller's access and the step's list of tables, its lineage held
// against both before a source is asked. What is wrong with it goes back to the model.
import { GantryError } from "@gantry/contract";
import type { ProblemCode } from "@gantry/contract";
import { generated, parameterTypes, throughSteps, untrustedControl } from "../../flow/index.ts";
import type { ReasonStep, Shape, ShapeColumn } from "../../flow/index.ts";
import type { Lineage } from "../../query/index.ts";
import type { Work } from "../house.ts";
import { openQuery } from "../steps/sql.ts";
import { isLiteral, openLiterals } from "./literals.ts";
import { mostRows } from "./protocol.ts";
import type { Came } from "./turns.ts";

/** Errors that another query may mend; any other ends the try. */
const mendable = new Set<ProblemCode>(["bad-sql", "query-failed", "policy-breach", "unsupported", "budget-exceeded"]);

/** @param values what the tokens in it stand for */
export async function queryTool(
  work: Work,
  step: ReasonStep,
  written: string,
  values: Readonly<Record<string, string>>,
): Promise<Came> {
  try {
    if (written === "") return { kind: "error", message: "sql was empty" };
    return await readRows(work, step, openLiterals(written, values));
  } catch (error) {
    if (!(error instanceof GantryError) || !mendable.has(error.code)) throw error;
    return { kind: "error", message: error.message };
  }
}

async function readRows(
  work: Work,
  { tools }: ReasonStep,
  { sql, parameters }: ReturnType<typeof openLiterals>,
): Promise<Came> {
  const { house, run } = work;
  const steps = tools.query.filter((name) => run.document.steps[name]);
  const { options, relations } = await openQuery(work, steps);
  const columns = Object.fromEntries(
    steps.map((name) => [
      name,
      (run.shapes.steps[name]?.columns ?? []).map(({ name: column, type }) => ({ name: column, type })),
    ]),
  );
  const types = Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, type]));
  const lineage = withoutLiterals(
    await house.query.bind(sql, {
      parameters: { ...parameterTypes(run.document), ...types },
      steps: columns,
      ...(options.access ? { access: options.access } : {}),
    }),
  );
  requireListed(lineage, tools.query);
  const [outside] = untrustedControl(lineage, run.shapes.steps, house.catalog);
  if (outside !== undefined) {
    return {
      kind: "error",
      message: `text from outside (${outside}) may be shown, but not decide which rows come back`,
    };
  }
  const shape = withoutConstants(throughSteps(lineage, run.shapes.steps, house.catalog));
  const result = await house.query.run(sql, {
    ...options,
    parameters: { ...run.parameters, ...parameters },
    keep: mostRows,
  });
  const relation = { ...result.relation, rows: result.relation.rows.slice(0, mostRows) };
  house.subjects.trace(shape, relation.rows, relations);
  return {
    kind: "rows",
    shape,
    relation,
    total: result.total,
    scans: result.scans,
    closes: relation.rows.length > 0 && shape.columns.some((column) => !column.endorsed),
  };
}

/** Values that the model itself wrote down are no sources. */
const withoutLiterals = (lineage: Lineage): Lineage => ({
  columns: lineage.columns.map((column) => ({
    ...column,
    sources: Object.fromEntries(Object.entries(column.sources).filter(([source]) => !isLiteral(source))),
  })),
  control: lineage.control.filter((source) => !isLiteral(source)),
});

/** A column that no table has a part in is the model's own words: it bears no claim. */
const withoutConstants = (shape: Shape): Shape => ({
  ...shape,
  columns: shape.columns.map((column): ShapeColumn =>
    Object.keys(column.sources).length > 0 || column.labels.length > 0 ? column : { ...column, labels: [generated] },
  ),
});

function requireListed(lineage: Lineage, tables: readonly string[]): void {
  const sources = [...lineage.control, ...lineage.columns.flatMap((column) => Object.keys(column.sources))];
  for (const source of sources) {
    const table = source.slice(0, source.lastIndexOf("."));
    if (source.startsWith("$") || tables.includes(table)) continue;
    throw new GantryError("bad-sql", `there is no table ${table} here`, {
      remedy: `tables: ${tables.join(", ")}`,
      where: { table },
    });
  }
}
