import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Tables and columns that a persona may see, with their labels. Words narrow it: `gantry catalog list invoices`. */
export const catalogList: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { client } = await connectAs(readSettings(), values.as);
  const { tables, version } = await client.catalog();
  const wanted = tables.filter((table) => positionals.every((word) => table.name.includes(word)));
  if (values.json) {
    console.log(JSON.stringify({ version, tables: wanted }, null, 2));
    return 0;
  }
  for (const table of wanted) {
    console.log(`${table.name}${table.description === undefined ? "" : `  ${table.description}`}`);
    for (const column of table.columns) {
      const labels = column.labels.length === 0 ? "(no label: goes nowhere)" : column.labels.join(" ");
      const reference = column.references === undefined ? "" : `  → ${column.references}`;
      console.log(`  ${column.name.padEnd(28)} ${column.type.padEnd(14)} ${labels}${reference}`);
    }
  }
  return 0;
};
