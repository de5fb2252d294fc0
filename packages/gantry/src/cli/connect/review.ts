// One screen to review: each table with its columns by suggested label, and what was left without one.
import type { Survey } from "./survey.ts";

const count = (n: number, thing: string): string => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`;

/** The screen as text. No value of the data is on it. */
export function reviewOf({ target, health, tables, suggestions }: Survey): string {
  const { name } = target.source;
  const columns = tables.flatMap((table) => table.columns.map((column) => `${name}.${table.name}.${column.name}`));
  const labelled = suggestions.labels.filter((it) => it.label !== null);
  const lines = [`${name}: ${health}; ${count(tables.length, "table")}, ${count(columns.length, "column")}`, ""];
  for (const table of tables) {
    const full = `${name}.${table.name}`;
    const key = suggestions.keys.find((it) => it.table === full)?.key ?? table.key;
    const about = [
      ...(table.rows === undefined ? [] : [`about ${count(table.rows, "row")}`]),
      key.length === 0 ? "no key" : `key ${key.join(", ")}`,
    ];
    lines.push(`${full}  ${about.join(" · ")}`);
    const own = suggestions.labels.filter((it) => it.column.startsWith(`${full}.`));
    const groups = [...Map.groupBy(own, (it) => it.label ?? "")].sort(
      ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1),
    );
    for (const [label, all] of groups) {
      const names = all.map((it) => `${it.column.slice(full.length + 1)}${referenceOf(it.column)}`);
      lines.push(`  ${(label === "" ? "(no label)" : label).padEnd(19)} ${wrap(names)}`);
    }
  }
  lines.push("");
  if (suggestions.subjects.length > 0) lines.push(`subjects: ${suggestions.subjects.map((it) => it.name).join(", ")}`);
  if (suggestions.measures.length > 0) lines.push(`measures: ${suggestions.measures.map((it) => it.name).join(", ")}`);
  lines.push(
    `${labelled.length} of ${count(columns.length, "column")} have a suggested label. The ${columns.length - labelled.length} without one go nowhere until somebody says what they are.`,
  );
  return lines.join("\n");

  function referenceOf(column: string): string {
    const [, local = "", own = ""] = column.split(".");
    const declared = tables.find((it) => it.name === local)?.columns.find((it) => it.name === own)?.references;
    const target_ =
      declared ?? suggestions.references.find((it) => it.column === column)?.references.replace(`${name}.`, "");
    return target_ === undefined ? "" : ` → ${target_}`;
  }
}

/** Sensitive ones first, then the rest, then what has none. */
const rank = (label: string): number => (label === "" ? 3 : label === "public" ? 2 : 1);

const width = 92;
const wrap = (names: readonly string[]): string => {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length + 2 > width) lines.push(name);
    else lines[lines.length - 1] = `${last}, ${name}`;
  }
  return lines.join(`,\n${" ".repeat(22)}`);
};
