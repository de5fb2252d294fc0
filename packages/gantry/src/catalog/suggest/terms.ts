// Subjects and measures: which tables people will ask of, and the sums they will want.
import { tableKind } from "./table-kind.ts";
import type { SampledTable } from "./structure.ts";
import type { LabelSuggestion, Suggestions } from "./types.ts";
import { singular } from "./words.ts";

const localOf = (name: string): string => name.slice(name.indexOf(".") + 1);
/** `klinik.work_orders` → work_order. */
const subjectOf = (name: string): string => {
  const words = localOf(name).split("_");
  return [...words.slice(0, -1), singular(words.at(-1) ?? "")].join("_");
};
const spoken = (local: string): string => local.replaceAll("_", " ");

/** Tables about people, companies and things that have a key and a name; the rest is told of them. */
export function suggestSubjects(
  tables: readonly SampledTable[],
  labels: readonly LabelSuggestion[],
  keyOf: (table: string) => readonly string[],
): Suggestions["subjects"] {
  const taken = new Set<string>();
  const referredBy = (table: string): number =>
    tables.filter((it) =>
      it.def.columns.some((column) => `${it.name.split(".")[0]}.${column.references ?? ""}`.startsWith(`${table}.`)),
    ).length;
  return tables.flatMap(({ name, def }) => {
    const kind = tableKind(name, def);
    const names = labels.filter(
      (it) =>
        it.column.startsWith(`${name}.`) && (it.label?.endsWith(".name") || /_?(?:name|title|nm)$/.test(it.column)),
    );
    if (!["person", "company", "thing", "ticket"].includes(kind) || keyOf(name).length !== 1) return [];
    if (kind === "thing" && names.length === 0 && referredBy(name) < 2) return [];
    const subject = subjectOf(name);
    if (taken.has(subject)) return [];
    taken.add(subject);
    const synonyms = [...new Set([spoken(localOf(name)), spoken(subject)])].filter((it) => it !== subject);
    return [
      {
        name: subject,
        table: name,
        synonyms,
        reason: `a table about ${kind === "person" ? "people" : `a ${kind}`}, with a key`,
      },
    ];
  });
}

/** A sum for each amount of money, and a count for each subject. */
export function suggestMeasures(
  tables: readonly SampledTable[],
  labels: readonly LabelSuggestion[],
  subjects: Suggestions["subjects"],
): Suggestions["measures"] {
  const sums = tables.flatMap(({ name, def }) =>
    def.columns.flatMap((column) => {
      const label = labels.find((it) => it.column === `${name}.${column.name}`)?.label;
      const isRate = /rate|price|percent|limit/.test(column.name);
      if (label !== "financial" || isRate || !/^(?:decimal|double|int)/.test(column.type)) return [];
      const measure = `total_${subjectOf(name)}_${column.name}`;
      return [
        {
          name: measure,
          table: name,
          sql: `sum(${column.name})`,
          synonyms: [spoken(measure)],
          reason: "an amount of money that adds up",
        },
      ];
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
