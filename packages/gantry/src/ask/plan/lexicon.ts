// A catalog's own vocabulary: what its subjects, measures, columns and values are called, found by their words.
import type { Catalog, ColumnType, Measure, Subject } from "../../catalog/index.ts";
import { namesOf } from "../vocabulary.ts";
import { plainWords } from "../words.ts";
import { synonyms } from "./synonyms.ts";
import type { Place } from "./types.ts";

export type Term =
  | { readonly kind: "subject"; readonly subject: Subject }
  | { readonly kind: "measure"; readonly measure: Measure }
  | { readonly kind: "column"; readonly place: Place; readonly type: ColumnType }
  | { readonly kind: "value"; readonly place: Place; readonly value: string };

export interface Lexicon {
  /** Terms of the longest phrase that stands there, and how many words it has. */
  find(words: readonly string[], at: number): { readonly length: number; readonly terms: readonly Term[] };
  /** The subject that a word ends in: "Großkunden" are customers. */
  subjectIn(word: string): Subject | undefined;
  /** Values that are codes of two letters, where somebody writes them in capitals. */
  readonly codes: (word: string) => readonly Term[];
  /** Whether two words, in any form, are a phrase. */
  readonly isPhrase: (first: string, second: string) => boolean;
  /** Every word of the catalog's own phrases, as written. */
  readonly words: ReadonlySet<string>;
  /** With what else people call them: for mending slips. */
  readonly spellings: ReadonlySet<string>;
}

/** Endings off until none is left, so that forms of a word meet in three languages; short words stay. */
export const stemOf = (word: string): string => {
  if (/\d/.test(word)) return word;
  let stem = word.replace(/ies$/, "y");
  for (;;) {
    const next = stem.replace(/(?:es|en|er|em|ns|s|e|n|x)$/, "");
    if (next.length < 4 || next === stem) return stem;
    stem = next;
  }
};

/** What a caller may know of a catalog: no column without a label, and none that does not exist for him. */
export interface Visible {
  readonly catalog: Pick<Catalog, "tables" | "subjects" | "measures">;
  readonly hidden: ReadonlySet<string>;
}

const phrasesOf = (texts: readonly string[]): readonly (readonly string[])[] =>
  texts.map(plainWords).filter((it) => it.length > 0);

const spoken = (name: string): string => name.replaceAll("_", " ");

/** Columns that are only there for machines. */
const technical = /(?:^|_)(?:id|ids|ref|url|modstamp)$/;

/** "Invoice number", "Rechnungsnummer", "numéro de facture": what tells things apart that have no name. */
const numbersOf = ({ name, label, synonyms, table }: Subject): readonly Named[] => {
  if (label === undefined) return [];
  const words = [name, ...synonyms]
    .map(plainWords)
    .flatMap(([word, ...more]) => (word === undefined || more.length > 0 ? [] : [word]));
  const phrases = words.flatMap((it) => [
    ...["number", "numbers", "no", "nr", "id", "ids"].map((number) => [it, number]),
    [`${it}nummer`],
    [`${it}nummern`],
    [`${it}snummer`],
    [`${it}snummern`],
    ["numero", "de", it],
    ["numeros", "de", it],
  ]);
  return [[{ kind: "column", place: { table, column: label }, type: "varchar" }, phrases]];
};

const termsOf = ({ catalog, hidden }: Visible): readonly (readonly [Term, readonly (readonly string[])[]])[] => {
  const found: (readonly [Term, readonly (readonly string[])[]])[] = [];
  for (const subject of catalog.subjects)
    found.push([{ kind: "subject", subject }, phrasesOf([spoken(subject.name), ...subject.synonyms])]);
  for (const subject of catalog.subjects) found.push(...numbersOf(subject));
  for (const measure of catalog.measures)
    found.push([
      { kind: "measure", measure },
      phrasesOf([spoken(measure.name), ...(measure.title === undefined ? [] : [measure.title]), ...measure.synonyms]),
    ]);
  for (const table of Object.values(catalog.tables))
    for (const column of table.columns) {
      if (column.labels.length === 0 || hidden.has(`${table.name}.${column.name}`)) continue;
      const place = { table: table.name, column: column.name };
      if (!technical.test(column.name))
        found.push([
          { kind: "column", place, type: column.type },
          phrasesOf([spoken(column.name), ...column.synonyms]),
        ]);
      for (const [value, others] of Object.entries(column.values ?? {})) {
        // What a truth or a code is called, its other names say: "in" and "de" are words of every question.
        const own = column.type === "boolean" || value.length < 3 ? [] : [plainWords(value), ...namesOf(value)];
        found.push([{ kind: "value", place, value }, [...own, ...phrasesOf(others)]]);
      }
    }
  return found;
};

/** Values that this planner alone knows. */
const furtherOf = ({ catalog, hidden }: Visible): readonly Named[] =>
  Object.values(catalog.tables).flatMap((table) =>
    table.columns.flatMap((column) =>
      column.labels.length === 0 || hidden.has(`${table.name}.${column.name}`)
        ? []
        : Object.entries(column.moreValues ?? {}).map(([value, others]): Named => [
            { kind: "value", place: { table: table.name, column: column.name }, value },
            phrasesOf([value, ...others]),
          ]),
    ),
  );

const codesOf = ({ catalog, hidden }: Visible): ReadonlyMap<string, readonly Term[]> => {
  const found = new Map<string, Term[]>();
  for (const { name: table, columns } of Object.values(catalog.tables))
    for (const { name: column, labels, values = {} } of columns) {
      if (labels.length === 0 || hidden.has(`${table}.${column}`)) continue;
      for (const value of Object.keys(values))
        if (/^[A-Z]{2}$/.test(value))
          found.set(value, [...(found.get(value) ?? []), { kind: "value", place: { table, column }, value }]);
    }
  return found;
};

type Named = readonly [Term, readonly (readonly string[])[]];

const stemmed = (phrase: readonly string[]): string => phrase.map(stemOf).join(" ");

const groupsOf: ReadonlyMap<string, readonly (readonly (readonly string[])[])[]> = (() => {
  const found = new Map<string, (readonly (readonly string[])[])[]>();
  for (const { kind, phrases } of synonyms)
    for (const key of new Set(phrases.map((it) => `${kind} ${stemmed(it)}`)))
      found.set(key, [...(found.get(key) ?? []), phrases]);
  return found;
})();

/** What else people call each term; words that the catalog has itself stay its own. */
const alsoCalled = (named: readonly Named[]): readonly Named[] => {
  const own = new Set(named.flatMap(([, phrases]) => phrases.map(stemmed)));
  return named.map(([term, phrases]) => {
    const groups = new Set(phrases.flatMap((it) => groupsOf.get(`${term.kind} ${stemmed(it)}`) ?? []));
    return [term, [...groups].flat().filter((it) => !own.has(stemmed(it)))];
  });
};

/** Reads a catalog once. */
export const lexiconOf = (visible: Visible): Lexicon => {
  const byFirst = new Map<string, { readonly stems: readonly string[]; readonly terms: Term[] }[]>();
  const words = new Set<string>();
  const spellings = new Set<string>();
  const own = termsOf(visible);
  for (const [, phrases] of own) for (const phrase of phrases) for (const word of phrase) words.add(word);
  for (const [term, phrases] of [...own, ...furtherOf(visible), ...alsoCalled(own)])
    for (const phrase of phrases) {
      for (const word of phrase) spellings.add(word);
      const stems = phrase.map(stemOf);
      const [first = ""] = stems;
      const entries = byFirst.get(first) ?? [];
      byFirst.set(first, entries);
      const same = entries.find((it) => it.stems.join(" ") === stems.join(" "));
      if (same === undefined) entries.push({ stems, terms: [term] });
      else if (!same.terms.includes(term)) same.terms.push(term);
    }
  const nouns = visible.catalog.subjects.flatMap((subject) =>
    [spoken(subject.name), ...subject.synonyms].flatMap((it) => {
      const [noun, ...more] = plainWords(it);
      return noun === undefined || more.length > 0 || noun.length < 5 ? [] : [{ subject, stem: stemOf(noun) }];
    }),
  );
  const phrases = new Set([...byFirst.values()].flatMap((it) => it.map(({ stems }) => stems.join(" "))));
  const codes = codesOf(visible);
  return {
    words,
    spellings,
    codes: (word) => codes.get(word) ?? [],
    isPhrase: (first, second) => phrases.has(`${stemOf(first)} ${stemOf(second)}`),
    subjectIn: (word) => nouns.find(({ stem }) => stemOf(word).endsWith(stem))?.subject,
    find: (stems, at) => {
      let length = 0;
      let terms: readonly Term[] = [];
      for (const entry of byFirst.get(stems[at] ?? "") ?? []) {
        if (entry.stems.length <= length || entry.stems.some((stem, i) => stems[at + i] !== stem)) continue;
        length = entry.stems.length;
        terms = entry.terms;
      }
      return { length, terms };
    },
  };
};
