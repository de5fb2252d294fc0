// A `find` step: what its rows are made of, and what a search sends to an embedding model. What outsiders wrote, or searched
// by, decides nothing downstream.
import { collectionNames, documentColumns, nearMatches } from "../../catalog/index.ts";
import { decide, modelDestination } from "../../policy/index.ts";
import { isFromOutside, passageColumn, withPassages } from "../passages.ts";
import { unionLabels, unionSources, untrusted } from "../shape.ts";
import type { FindStep, PromptStep, Shape, ShapeColumn } from "../types.ts";
import { bindSql, breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { requireColumn } from "./require-column.ts";

/** Columns of a passage that its document tells; `language` says nothing that a prompt needs. */
const told = documentColumns.filter((column) => column !== "language");

export async function checkFind(check: Check, name: string, step: FindStep): Promise<Shape> {
  const rows = await bindSql(check, name, step.each);
  requireColumn(check, name, rows, step.key, "the key is");
  const query = requireColumn(check, name, rows, step.query, "it searches for");
  for (const column of rows.columns.filter((it) => [...told, "rank", "score"].some((own) => own === it.name))) {
    breach(
      check,
      name,
      "unfit-column",
      `step "${name}": its rows have a column "${column.name}", which is what a passage's own column is called`,
      `give it another name: "${column.name} as own_${column.name}"`,
    );
  }
  const known = step.in.filter((collection) => requireCollection(check, name, collection));
  const columns = query ? [query] : [];
  if (query) exposeQuery(check, name, query, rows, known);
  for (const collection of known) for (const column of told) check.read.get(name)?.add(`${collection}.${column}`);
  // A stranger's words choose passages as well as they write them.
  const isOutside = query?.endorsed === false || isFromOutside(check.catalog, known);
  const made = (column: string, type: ShapeColumn["type"], from: readonly string[]): ShapeColumn => ({
    name: column,
    type,
    sources: Object.fromEntries(
      known.flatMap((collection) => from.map((it) => [`${collection}.${it}`, it === column ? "copied" : "derived"])),
    ),
    labels: isOutside ? [untrusted] : [],
    endorsed: !isOutside,
  });
  const decided = unionSources([
    ...columns,
    ...known.map((it) => ({ sources: { [`${it}.text`]: "copied" as const } })),
  ]);
  return {
    columns: [
      // Which rows are there is decided by what documents say: of a stranger's none of their columns may steer.
      ...rows.columns.map((column) => ({ ...column, endorsed: column.endorsed && !isOutside })),
      ...told.map((column) => made(column, "varchar", [column])),
      // A place among a few is a bounded number.
      { name: "rank", type: "int32", sources: {}, labels: ["score"], endorsed: true },
      {
        ...made("score", "double", ["text", "title"]),
        labels: unionLabels(...columns.map((it) => it.labels), ["score"]),
        sources: unionSources([...columns, made("score", "double", ["text", "title"])], "derived"),
      },
    ],
    control: [...new Set([...rows.control, ...Object.keys(decided)])].sort(),
  };
}

export function requireCollection(check: Check, step: string, name: string): boolean {
  const names = collectionNames(check.catalog);
  if (names.includes(name)) return true;
  const [close] = nearMatches(name, names);
  const remedy = close === undefined ? `collections: ${names.join(", ") || "none"}` : `did you mean "${close}"?`;
  breach(check, step, "unknown-collection", `step "${step}": there is no collection "${name}"`, remedy);
  return false;
}

/** Where the policy keeps the query from an embedding model, the search goes by words alone: no breach. */
export function exposeQuery(
  check: Check,
  step: string,
  query: ShapeColumn,
  rows: Shape,
  collections: readonly string[],
): void {
  for (const deployment of check.embeddings ?? []) {
    const destination = modelDestination(deployment);
    const labels = [
      ...Object.keys(query.sources).map((source) => labelsOf(check, source)),
      ...query.labels.map((label) => [label]),
      ...collections.map((it) => labelsOf(check, `${it}.text`)),
    ];
    const refused = labels.find((it) => {
      const { treatment } = decide(check.policy, { labels: it, level: "copied", destination });
      return treatment !== "pass" && treatment !== "token";
    });
    if (refused === undefined) {
      expose(check, { step, destination, columns: [query], control: rows.control });
      continue;
    }
    check.findings.push({
      severity: "warning",
      code: "words-alone",
      step,
      message: `step "${step}": finds by words alone: ${refused.join(" ")} may not go to the embedding model "${deployment.name}"`,
    });
  }
}

/** The rows of a prompt with the passages that it is given. */
export function givenPassages(check: Check, name: string, step: PromptStep, rows: Shape): Shape {
  if (step.passages === undefined) return rows;
  const found = check.shapes[step.passages];
  if (check.document.steps[step.passages]?.kind !== "find" || !found) {
    breach(
      check,
      name,
      "no-passages",
      `step "${name}": "${step.passages}" finds no passages`,
      "name a find step: its rows are given to each row of the prompt by their key",
    );
    return rows;
  }
  if (!rows.columns.some((column) => column.name === passageColumn)) return withPassages(rows, found);
  breach(
    check,
    name,
    "unfit-column",
    `step "${name}": its rows have a column "${passageColumn}", which is what the passages are called`,
    "give it another name",
  );
  return rows;
}
