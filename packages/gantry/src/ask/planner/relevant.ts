// The part of a catalog that a question is about, as text for a model that plans: found by its words, held to a budget.
import type { Catalog, Column, Table } from "../../catalog/index.ts";
import { pathsOf, stemOf } from "../plan/index.ts";
import { plainWords } from "../words.ts";

type Parts = Pick<Catalog, "tables" | "subjects" | "measures">;

/** Letters of the catalog's part: with instructions and question it stays under 6,000 tokens of four letters each. */
export const mostLetters = 15_000;

/** Values shown of a column, and tables looked at closely. */
const [mostValues, mostTables] = [12, 12];

const stems = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => plainWords(text.replaceAll(/[_.]/g, " "))).map(stemOf));

/** A description is the catalog's author's, or a source's: one line of it, and no more than a line. */
const line = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 160);

const shownColumns = (table: Table, hidden: ReadonlySet<string>): readonly Column[] =>
  table.columns.filter((it) => it.labels.length > 0 && !hidden.has(`${table.name}.${it.name}`));

/** Values that people ask by, of public columns alone. */
const valuesOf = ({ labels, values }: Column): string => {
  const named = labels.length === 1 && labels[0] === "public" ? Object.keys(values ?? {}) : [];
  if (named.length === 0) return "";
  return ` one of: ${named.slice(0, mostValues).map(line).join(", ")}${named.length > mostValues ? ", …" : ""}`;
};

const columnText = (column: Column): string => {
  const reference = column.references === undefined ? "" : ` → ${column.references}`;
  return `  ${column.name} ${column.type}${reference}${valuesOf(column)}`;
};

/** Rare words tell more: weights by in how many tables a stem stands. */
const weights = (tables: readonly ReadonlySet<string>[]): ((stem: string) => number) => {
  const counts = new Map<string, number>();
  for (const table of tables) for (const stem of table) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + tables.length / (counts.get(stem) ?? tables.length));
};

/** Reads the catalog once; gives its part for a question. */
export const relevantPart = (catalog: Parts, hidden: ReadonlySet<string>): ((question: string) => string) => {
  const paths = pathsOf(catalog);
  const known = Object.values(catalog.tables).map((table) => {
    const columns = shownColumns(table, hidden);
    const subjects = catalog.subjects.filter((it) => it.table === table.name);
    const measures = catalog.measures.filter((it) => it.table === table.name);
    const names = stems([
      table.name,
      ...subjects.flatMap((it) => [it.name, ...it.synonyms]),
      ...measures.flatMap((it) => [it.name, ...it.synonyms]),
    ]);
    const others = stems([
      table.description ?? "",
      ...columns.flatMap((it) => [
        it.name,
        ...it.synonyms,
        ...Object.entries(it.values ?? {}).flatMap(([value, more]) => [value, ...more]),
      ]),
    ]);
    return { table, columns, subjects, measures, names, others };
  });
  const weightOf = weights(known.map((it) => new Set([...it.names, ...it.others])));
  return (question) => {
    const said = stems([question]);
    const score = (words: ReadonlySet<string>): number =>
      [...said].reduce((sum, stem) => sum + (words.has(stem) ? weightOf(stem) : 0), 0);
    const ranked = known
      .map((it) => ({ ...it, score: 2 * score(it.names) + score(it.others) }))
      .filter((it) => it.score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostTables);
    // What lies between two of them, and what their measures read.
    const wanted = new Map(ranked.map((it) => [it.table.name, it]));
    const add = (name: string): void => {
      const found = known.find((it) => it.table.name === name);
      if (found !== undefined && !wanted.has(name)) wanted.set(name, { ...found, score: 0 });
    };
    for (const { table, measures } of ranked.slice(0, 6)) {
      for (const other of ranked.slice(0, 6))
        for (const edge of paths(table.name, other.table.name) ?? []) add(edge.to.table);
      for (const measure of measures) for (const joined of measure.joins ?? []) add(joined.table);
    }
    let left = mostLetters;
    const parts: string[] = [];
    for (const { table, columns, subjects, measures } of wanted.values()) {
      const text = [
        `${table.name}${table.description === undefined ? "" : `: ${line(table.description)}`}`,
        ...subjects.map(
          (it) => `  rows are: ${it.name} (${it.synonyms.slice(0, 6).map(line).join(", ")})${usual(it.usually)}`,
        ),
        ...measures.map(
          (it) =>
            `  measure ${it.name} = ${it.sql}${it.where === undefined ? "" : ` where ${it.where}`}${joins(it.joins)}`,
        ),
        ...columns.map(columnText),
      ].join("\n");
      if (text.length > left) continue;
      left -= text.length + 1;
      parts.push(text);
    }
    return parts.join("\n");
  };
};

const usual = (of: Catalog["subjects"][number]["usually"]): string =>
  of === undefined
    ? ""
    : `; unless said otherwise those with ${of.column} in (${of.values.map((it) => `'${it}'`).join(", ")})`;

const joins = (of: Catalog["measures"][number]["joins"]): string =>
  (of ?? []).map(({ table, on }) => ` join ${table}${on === undefined ? "" : ` on ${on}`}`).join("");
