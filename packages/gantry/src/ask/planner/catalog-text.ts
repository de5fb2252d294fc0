// A table as a model that plans is told it: what its rows are, its measures, its columns, and what of it a question names.
import type { Column, Measure, Subject, Table } from "../../catalog/index.ts";
import { stemOf } from "../plan/index.ts";
import { plainWords } from "../words.ts";

/** Values shown of a column, and other names shown of a thing. */
const [mostValues, mostNames] = [12, 5];

export interface KnownTable {
  readonly table: Table;
  /** Those that whoever asks may know of. */
  readonly columns: readonly Column[];
  readonly subjects: readonly Subject[];
  readonly measures: readonly Measure[];
  /** Whether numbers over its rows are numbers over people. */
  readonly ofPeople: boolean;
}

/** The words of texts as they are compared: without case, accents and endings. */
export const stems = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => plainWords(text.replaceAll(/[_.]/g, " "))).map(stemOf));

/** A text is the catalog's author's, or a source's: one line of it, and no more than a line. */
export const line = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 160);

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, mostNames).map(line).join(", ");
  return shown === "" ? "" : ` (${shown})`;
};

/** Whether all words of a phrase stand in the question. */
const isSaid = (phrase: string, said: ReadonlySet<string>): boolean => {
  const words = [...stems([phrase])];
  return words.length > 0 && words.every((word) => said.has(word));
};

const saidAs = (names: readonly string[], said: ReadonlySet<string>): string => {
  const found = names.filter((it) => isSaid(it, said));
  const forms = new Map(found.map((it) => [[...stems([it])].join(" "), it]));
  const shown = [...forms.values()].slice(0, 2).map((it) => `"${line(it)}"`);
  return shown.length === 0 ? "" : ` (asked as ${shown.join(", ")})`;
};

/** Values that people ask by, of public columns alone; those that the question names come first. */
const valuesOf = ({ labels, values, type }: Column, said: ReadonlySet<string>): string => {
  const isPublic = labels.length === 1 && labels[0] === "public";
  const all = isPublic ? Object.entries(values ?? {}) : [];
  const isNamed = ([value, names]: (typeof all)[number]): boolean =>
    isSaid(value, said) || names.some((it) => isSaid(it, said));
  if (type === "boolean")
    return all
      .filter(isNamed)
      .map(([value, names]) => `; ${value}${saidAs(names, said)}`)
      .join("");
  if (all.length === 0) return "";
  const ordered = [...all.filter(isNamed), ...all.filter((it) => !isNamed(it))];
  const shown = ordered.slice(0, mostValues).map(([value, names]) => `${line(value)}${saidAs(names, said)}`);
  return ` one of: ${shown.join(", ")}${all.length > mostValues ? ", …" : ""}`;
};

const columnText = (column: Column, said: ReadonlySet<string>): string => {
  const reference = column.references === undefined ? "" : ` → ${column.references}`;
  const untrusted = column.labels.some((it) => it.startsWith("text.untrusted")) ? " untrusted text" : "";
  const asked = saidAs(column.synonyms, said);
  return `  ${column.name} ${column.type}${untrusted}${reference}${asked}${valuesOf(column, said)}`;
};

const subjectText = ({ name, synonyms, label, date, usually }: Subject): string =>
  [
    `  rows are: ${name}${named(synonyms)}`,
    ...(label === undefined ? [] : [`shown by ${label}`]),
    ...(date === undefined ? [] : [`falls into a time by ${date}`]),
    ...(usually === undefined
      ? []
      : [`usual: ${usually.column} in (${usually.values.map((it) => `'${it}'`).join(", ")})`]),
  ].join("; ");

const measureText = ({ name, title, synonyms, sql, where, joins = [], date, unit }: Measure): string =>
  [
    `  measure ${title ?? name}${named(synonyms)} = ${sql}`,
    ...joins.map(({ table, on }) => ` join ${table}${on === undefined ? "" : ` on ${on}`}`),
    ...(where === undefined ? [] : [` where ${where}`]),
    ...(date === undefined ? [] : [`; falls into a time by ${date}`]),
    ...(unit === undefined ? [] : [`; in ${unit}`]),
  ].join("");

/** All that is told of a table, for a question whose stems are `said`. */
export const tableText = (known: KnownTable, said: ReadonlySet<string>): string => {
  const { table, columns, subjects, measures, ofPeople } = known;
  const key = table.key.length === 0 ? "" : ` key ${table.key.join(", ")}`;
  const about = table.description === undefined ? "" : `: ${line(table.description)}`;
  return [
    `${table.name}${key}${ofPeople ? " of people" : ""}${about}`,
    ...subjects.map(subjectText),
    ...measures.map(measureText),
    ...columns.map((it) => columnText(it, said)),
  ].join("\n");
};
