// catalog.ts of a new project, as a person would write it, with the reason beside each suggestion.
import type { ColumnDef, TableDef } from "../../catalog/index.ts";
import type { Survey } from "./survey.ts";

const quote = (text: string): string => JSON.stringify(text);
const property = (name: string): string => (/^[a-z_][a-z0-9_]*$/i.test(name) ? name : quote(name));

const head = (title: string, accepted: boolean): string =>
  accepted
    ? `// What ${title} holds, labelled. Suggested by \`gantry connect\` and accepted; yours to edit.\n`
    : `// What ${title} holds. Written by \`gantry connect\`; yours to edit. A label that ends in "?" was suggested and nobody has
// accepted it yet: it holds, and \`gantry check\` names it until you take the mark away or correct the label.
`;

/** @param accepted whether a person has looked at the suggestions and let them stand */
export function catalogText({ target, tables, suggestions }: Survey, accepted: boolean, timeZone: string): string {
  const { name, ...source } = target.source;
  const mark = accepted ? "" : "?";
  const listed = <T>(title: string, items: readonly T[], line: (item: T) => string): string =>
    items.length === 0 ? "" : `  ${title}: [\n${items.map((item) => `    ${line(item)}\n`).join("")}  ],\n`;
  return `${head(source.title, accepted)}// A column that is not named here, or has no label, goes nowhere: say what it is.
import type { CatalogDocument } from "gantry";

export const catalog: CatalogDocument = {
  calendar: { timeZone: ${quote(timeZone)}, fiscalYearStart: 1 },
  sources: {
    ${property(name)}: ${objectText(source)},
  },
${listed("subjects", suggestions.subjects, ({ reason: _reason, ...subject }) => `${objectText(subject)},`)}${listed("measures", suggestions.measures, ({ reason: _reason, ...measure }) => `${objectText(measure)},`)}  tables: {
${tables.map((table) => tableText(table, `${name}.${table.name}`)).join("")}  },
};
`;

  function tableText(table: TableDef, full: string): string {
    const key = suggestions.keys.find((it) => it.table === full);
    const columns = table.columns.map((column) => columnText(column, `${full}.${column.name}`));
    return `    ${quote(full)}: {\n${key === undefined ? "" : `      key: ${JSON.stringify(key.key)}, // ${key.reason}\n`}      columns: {\n${columns.join("")}      },\n    },\n`;
  }

  function columnText(column: ColumnDef, full: string): string {
    const found = suggestions.labels.find((it) => it.column === full);
    const reference = suggestions.references.find((it) => it.column === full);
    const label = found?.label == null ? "" : `${found.label}${mark}`;
    const value =
      reference === undefined
        ? quote(label)
        : `{ labels: [${label === "" ? "" : quote(label)}], references: ${quote(reference.references)} }`;
    return `        ${property(column.name)}: ${value}, // ${found?.reason ?? ""}${reference === undefined ? "" : `; ${reference.reason}`}\n`;
  }
}

/** A plain object as TypeScript on one line. */
function objectText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(objectText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${property(name)}: ${objectText(item)}`)
    .join(", ")} }`;
}
