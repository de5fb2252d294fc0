// Proposals for a catalog: labels, keys, references, subjects and measures, each with a reason. Pure: the samples come in.
import { evidenceOf } from "./evidence.ts";
import type { ColumnFacts, Finding } from "./facts.ts";
import { plainRules } from "./rules-plain.ts";
import { sensitiveRules } from "./rules-sensitive.ts";
import { suggestKeys, suggestReferences, type SampledTable } from "./structure.ts";
import { tableKind } from "./table-kind.ts";
import { suggestMeasures, suggestSubjects } from "./terms.ts";
import type { LabelSuggestion, Suggestions } from "./types.ts";
import { wordsOfName } from "./words.ts";

const unsure: Finding = { label: null, reason: "neither name nor values say what it is" };

const tableOf = (column: string): string => column.slice(0, column.lastIndexOf("."));

const firstOf = (facts: ColumnFacts): Finding => {
  for (const rule of [...sensitiveRules, ...plainRules]) {
    const finding = rule(facts);
    if (finding !== undefined) return finding;
  }
  return unsure;
};

/**
 * What could be said of tables that nobody has described yet. The rules fail to the safe side: what is not clear gets no
 * label, which is treated as the most sensitive.
 *
 * @param tables with full names (`crm.accounts`) and a sample of rows each
 */
export function suggest(tables: readonly SampledTable[]): Suggestions {
  const keys = suggestKeys(tables);
  const references = suggestReferences(tables, keys);
  const keyOf = (table: string): readonly string[] =>
    keys.find((it) => it.table === table)?.key ?? tables.find((it) => it.name === table)?.def.key ?? [];
  const isKeyColumn = (column: string | undefined): boolean =>
    column !== undefined && keyOf(tableOf(column)).includes(column.slice(column.lastIndexOf(".") + 1));
  const kinds = new Map(tables.map((table) => [table.name, tableKind(table.name, table.def)]));

  const labels = tables.flatMap((table): readonly LabelSuggestion[] => {
    const { name, def, sample } = table;
    const source = name.slice(0, name.indexOf("."));
    const kind = kinds.get(name) ?? "unknown";
    const targetOf = (column: SampledTable["def"]["columns"][number]): string | undefined =>
      column.references === undefined
        ? references.find((it) => it.column === `${name}.${column.name}`)?.references
        : `${source}.${column.references}`;
    const isPersonal =
      kind === "person" || def.columns.some((column) => kinds.get(tableOf(targetOf(column) ?? "")) === "person");
    return def.columns.map((column) => {
      const key = keyOf(name);
      const facts: ColumnFacts = {
        column,
        words: wordsOfName(column.name),
        evidence: evidenceOf(sample[column.name] ?? []),
        kind,
        isKey: key.includes(column.name),
        isReference: isKeyColumn(targetOf(column)),
        isNamedElsewhere:
          references.some((it) => it.references === `${name}.${column.name}`) && !key.includes(column.name),
        isPersonal,
      };
      return { column: `${name}.${column.name}`, ...firstOf(facts) };
    });
  });
  const subjects = suggestSubjects(tables, labels, keyOf);
  return { labels, keys, references, subjects, measures: suggestMeasures(tables, labels, subjects) };
}
