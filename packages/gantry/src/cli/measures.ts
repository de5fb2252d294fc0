// Measures are SQL that people write: each is bound against the catalog, so that a wrong one is found before it is asked for.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { createQueryEngine } from "../query/index.ts";
import type { QueryEngine } from "../query/index.ts";

/** The SELECT that a measure stands for, over its whole table. */
export const measureSql = (measure: Catalog["measures"][number], beside = ""): string => {
  const quoted = (table: string): string =>
    table
      .split(".")
      .map((part) => `"${part}"`)
      .join(".");
  // Binding needs the tables at hand, not how they meet.
  const joined = (measure.joins ?? []).map(({ table, on }) => ` join ${quoted(table)} on ${on ?? "true"}`);
  const where = measure.where === undefined ? "" : ` where ${measure.where}`;
  return `select (${measure.sql}) as "${measure.name}"${beside} from ${quoted(measure.table)}${joined.join("")}${where}`;
};

const nameForm = /^[a-z][a-z0-9_]*$/;

/** What is wrong with the catalog's measures and subjects, by name; nothing where all is well. No source is asked. */
export async function checkMeasures(catalog: Catalog): Promise<readonly string[]> {
  const { measures, subjects } = catalog;
  const wrong: string[] = [];
  const check = (kind: string, { name, table }: { readonly name: string; readonly table: string }): boolean => {
    if (!nameForm.test(name)) wrong.push(`${kind} "${name}": write its name in lower snake case`);
    const others = kind === "measure" ? measures : subjects;
    if (others.filter((it) => it.name === name).length > 1) wrong.push(`${kind} "${name}" is defined twice`);
    if (catalog.tables[table] !== undefined) return true;
    wrong.push(`${kind} "${name}": there is no table "${table}" in the catalog`);
    return false;
  };
  for (const subject of subjects) check("subject", subject);
  const known = measures.filter((measure) => check("measure", measure));
  if (known.length === 0) return [...new Set(wrong)];
  const engine = createQueryEngine({
    catalog,
    connectors: (source) => {
      throw new GantryError("internal", `binding asked the source "${source}"`);
    },
  });
  try {
    for (const measure of known) wrong.push(...(await bindMeasure(measure, engine)));
  } finally {
    await engine.close();
  }
  return [...new Set(wrong)];
}

async function bindMeasure(measure: Catalog["measures"][number], engine: QueryEngine): Promise<readonly string[]> {
  try {
    // Beside a count, whatever is no aggregate does not bind: it would give a value a row.
    await engine.bind(measureSql(measure, ", count(*)"), { parameters: { today: "date" }, steps: {} });
    return [];
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    const remedy = error.remedy === undefined ? "" : ` (${error.remedy})`;
    return [`measure "${measure.name}" over ${measure.table}: ${error.message}${remedy}`];
  }
}
