// Subjects and measures: which tables people will ask of, and the sums they will want.
import { tableKind } from "./table-kind.ts";
import type { SampledTable } from "./structure.ts";
import type { LabelSuggestion, Suggestions } from "./types.ts";
import { singular } from "./words.ts";

const localOf = (name: string): string => name.slice(name.indexOf(".") + 1);
const spoken = (local: string): string => local.replaceAll("_", " ");

/** Tables about people, companies and things that have a key and a name; the rest is told of them. */
export function suggestSubjects(
  tables: readonly SampledTable[],
  labels: readonly LabelSuggestion[],
  keyOf: (table: string) => readonly string[],
): Suggestions["subjects"] {
  const taken = new Set<string>();
  return tables.flatMap(({ name, def }) => {
    const kind = tableKind(name, def);
    const names = labels.filter((it) => it.column.startsWith(`${name}.`) && (/\.name$/.test(it.label ?? "") || /_?(?:name|title|nm)$/.test(it.column)));
    if (!["person", "company", "thing", "ticket"].includes(kind) || keyOf(name).length !== 1) return [];
    if (kind === "thing" && names.length === 0) return [];
    const words = localOf(name).split("_");
    const subject = [...words.slice(0, -1), singular(words.at(-1) ?? "")].join("_");
    if (taken.has(subject)) return [];
    taken.add(subject);
    const synonyms = [...new Set([spoken(localOf(name)), spoken(subject)])].filter((it) => it !== subject);
    return [{ name: subject, table: name, synonyms, reason: `a table about ${kind === "person" ? "people" : `a ${kind}`}, with a key` }];
  });
}

/** A sum for each amount of money, and a count for each subject. */
export function suggestMeasures(tables: readonly SampledTable[], labels: readonly LabelSuggestion[], subjects: Suggestions["subjects"]): Suggestions["measures"] {
  const sums = tables.flatMap(({ name, def }) =>
    def.columns.flatMap((column) => {
      const label = labels.find((it) => it.column === `${name}.${column.name}`)?.label;
      const isRate = /rate|price|percent|limit/.test(column.name);
      if (label !== "financial" || isRate || !/^(?:decimal|double|int)/.test(column.type)) return [];
      const measure = `total_${singular(localOf(name).split("_").at(-1) ?? "")}_${column.name}`;
      return [{ name: measure, table: name, sql: `sum(${column.name})`, synonyms: [spoken(measure)], reason: "an amount of money that adds up" }];
    }),
  );
  const counts = subjects.map(({ name, table }) => ({
    name: `${name}_count`,
    table,
    sql: "count(*)",
    synonyms: [`number of ${spoken(localOf(table))}`],
    reason: "how many there are",
  }));
  return [...counts, ...sums];
}
