// The first flow of a new project: a list of its main subject, so that there is a question to ask at once.
import type { Survey } from "./survey.ts";

export interface Overview {
  readonly text: string;
  /** A question that it answers. */
  readonly question: string;
}

const mostColumns = 7;

/** The subject that most tables refer to; undefined where none has a labelled key and another labelled column. */
export function overviewOf({ target, tables, suggestions }: Survey): Overview | undefined {
  const { name: source } = target.source;
  const labelOf = (column: string): string | null =>
    suggestions.labels.find((it) => it.column === column)?.label ?? null;
  const referred = (table: string): number =>
    tables
      .flatMap((it) => it.columns)
      .filter((column) => `${source}.${column.references ?? ""}`.startsWith(`${table}.`)).length +
    suggestions.references.filter((it) => it.references.startsWith(`${table}.`)).length;
  const candidates = suggestions.subjects
    .flatMap(({ name, table }) => {
      const def = tables.find((it) => `${source}.${it.name}` === table);
      const key = (suggestions.keys.find((it) => it.table === table)?.key ?? def?.key ?? [])[0];
      if (def === undefined || key === undefined || labelOf(`${table}.${key}`) === null) return [];
      const shown = def.columns
        .filter((column) => column.name !== key && column.type !== "json" && column.references === undefined)
        .filter((column) => !["text.untrusted", "secret", null].includes(labelOf(`${table}.${column.name}`)))
        .slice(0, mostColumns - 1);
      return shown.length === 0 ? [] : [{ name, table, def, key, shown }];
    })
    .sort((a, b) => referred(b.table) - referred(a.table));
  const [main] = candidates;
  if (main === undefined) return undefined;
  const { table, def, key, shown } = main;
  const plural = def.name.replaceAll("_", " ");
  const columns = [key, ...shown.map((column) => column.name)];
  const formatOf = (type: string): string =>
    /^(?:int|double|decimal)/.test(type)
      ? "number"
      : type === "date"
        ? "date"
        : type.startsWith("timestamp")
          ? "datetime"
          : "text";
  const views = columns.map((column) => {
    const type = def.columns.find((it) => it.name === column)?.type ?? "varchar";
    const title = column.replaceAll("_", " ");
    return `      column("${column}", "${title.slice(0, 1).toUpperCase()}${title.slice(1)}", "${column === key ? "id" : formatOf(type)}"),\n`;
  });
  const text = `// A first flow, to be changed at will: the question is in \`asks\`, the data in the SQL, the answer at the end.
import { column, flow, query, table } from "gantry";

export const overview = flow({
  name: "overview",
  title: "The ${plural}",
  asks: ["show the ${plural}", "list ${plural}"],
  purpose: "to know what there is",
  input: {},
  steps: {
    rows: query(
      "${key}",
      \`select ${columns.join(", ")} from ${table} order by ${key} limit 100\`,
      "The first hundred",
    ),
  },
  answer: [
    table("rows", "The ${plural}", [
${views.join("")}    ]),
  ],
});
`;
  return { text, question: `show the ${plural}` };
}
