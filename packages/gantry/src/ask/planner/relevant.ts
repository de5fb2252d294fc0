// The part of a catalog that a question is about, as text for a model that plans: found by its words, held to a budget.
import type { Catalog } from "../../catalog/index.ts";
import { personKeyOf } from "../../query/index.ts";
import { pathsOf } from "../plan/index.ts";
import { line, stems, tableText } from "./catalog-text.ts";
import type { KnownTable } from "./catalog-text.ts";
import { searchWordsOf } from "./search-words.ts";

type Parts = Pick<Catalog, "tables" | "subjects" | "measures">;

/** Letters of the catalog's part: with instructions and question it stays under 6,000 tokens of four letters each. */
export const mostLetters = 10_500;

/** Tables looked at closely, and things and measures of others that are named. */
const [mostTables, mostElsewhere] = [12, 24];

interface Searched extends KnownTable {
  /** What its columns are called in the source. */
  readonly written: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

const searchedOf = ({ tables, subjects, measures }: Parts, hidden: ReadonlySet<string>): readonly Searched[] =>
  Object.values(tables).map((table) => {
    const columns = table.columns.filter((it) => it.labels.length > 0 && !hidden.has(`${table.name}.${it.name}`));
    const own = {
      subjects: subjects.filter((it) => it.table === table.name),
      measures: measures.filter((it) => it.table === table.name),
    };
    return {
      table,
      columns,
      ...own,
      ofPeople: personKeyOf({ tables, subjects }, table.name) !== undefined,
      written: stems([table.name, ...columns.map((it) => it.name)]),
      names: stems([table.name, ...[...own.subjects, ...own.measures].flatMap((it) => [it.name, ...it.synonyms])]),
      others: stems([
        table.description ?? "",
        ...columns.flatMap((it) => [it.name, ...it.synonyms, ...Object.entries(it.values ?? {}).flat(2)]),
      ]),
    };
  });

/** Rare words tell more: weights by in how many tables a stem stands. */
const weights = (tables: readonly Searched[]): ((stem: string) => number) => {
  const counts = new Map<string, number>();
  for (const { names, others } of tables)
    for (const stem of new Set([...names, ...others])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + tables.length / (counts.get(stem) ?? tables.length));
};

/** What else there is by name, so that a model can offer it. */
const elsewhereText = (others: readonly Searched[]): string => {
  const names = others.flatMap(({ subjects, measures }) => [
    ...measures.filter((it) => it.synonyms.length > 0).map((it) => `measure ${line(it.title ?? it.name)}`),
    ...subjects.map((it) => line(it.name)),
  ]);
  return names.length === 0
    ? ""
    : `Elsewhere, to be offered and not queried: ${names.slice(0, mostElsewhere).join(", ")}`;
};

/** Reads the catalog once; gives its part for a question. `filler`: words that ask, point or join, and name nothing. */
export const relevantPart = (
  catalog: Parts,
  hidden: ReadonlySet<string>,
  filler: ReadonlySet<string> = new Set(),
): ((question: string) => string) => {
  const paths = pathsOf(catalog);
  const known = searchedOf(catalog, hidden);
  const byName = new Map(known.map((it) => [it.table.name, it]));
  const weightOf = weights(known);
  const saidIn = searchWordsOf({
    filler,
    written: new Set(known.flatMap((it) => [...it.written])),
    nouns: stems(catalog.subjects.flatMap((it) => [it.name, ...it.synonyms]).filter((it) => !it.includes(" "))),
  });
  return (question) => {
    const said = saidIn(question);
    const score = (words: ReadonlySet<string>): number =>
      [...said].reduce((sum, stem) => sum + (words.has(stem) ? weightOf(stem) : 0), 0);
    const ranked = known
      .map((it) => ({ it, score: 2 * score(it.names) + score(it.others) }))
      .filter((it) => it.score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostTables)
      .map(({ it }) => it);
    // The nearest with what lies between two of them and what their measures read; then those further off.
    const wanted = new Set<Searched>();
    const add = (name: string): void => {
      const found = byName.get(name);
      if (found !== undefined) wanted.add(found);
    };
    const nearest = ranked.slice(0, 6);
    for (const { table, measures } of nearest) {
      add(table.name);
      for (const other of nearest) for (const edge of paths(table.name, other.table.name) ?? []) add(edge.to.table);
      for (const measure of measures) for (const joined of measure.joins ?? []) add(joined.table);
    }
    // What the nearest refer to: whose they are, mostly.
    for (const { table } of ranked.slice(0, 2))
      for (const subject of catalog.subjects)
        for (const edge of paths(table.name, subject.table) ?? []) add(edge.to.table);
    for (const it of ranked) wanted.add(it);
    let left = mostLetters;
    const parts: string[] = [];
    const told = new Set<Searched>();
    for (const it of wanted) {
      const text = tableText(it, said);
      if (text.length > left) continue;
      left -= text.length + 1;
      parts.push(text);
      told.add(it);
    }
    const elsewhere = elsewhereText(known.filter((it) => !told.has(it)));
    return [...parts, ...(elsewhere === "" ? [] : [elsewhere])].join("\n");
  };
};
