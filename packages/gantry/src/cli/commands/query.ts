import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { csvOf, tableOf } from "../print/rows.ts";
import { printExplained } from "../print/scans.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Runs SQL over the catalog as a persona: what she may not see is refused or treated as in any answer. */
export const query: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    format: { type: "string", default: "table" },
    limit: { type: "string" },
    explain: { type: "boolean", default: false },
  });
  const sql = positionals.join(" ").trim();
  if (sql === "")
    throw new GantryError("bad-request", "query what?", {
      remedy: 'gantry query "select … from <source>.<table>" [--as PERSONA] [--format table|json|csv]',
    });
  if (!["table", "json", "csv"].includes(values.format))
    throw new GantryError("bad-request", `there is no format "${values.format}"`, {
      remedy: "--format table, json or csv",
    });
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 10_000))
    throw new GantryError("bad-request", "--limit is a whole number from 1 to 10000");
  const { client } = await connectAs(readSettings(), values.as);
  const answer = await client.query(sql, { explain: values.explain, ...(limit === undefined ? {} : { limit }) });
  if (values.explain) {
    if (values.format === "json") console.log(JSON.stringify(answer.scans, null, 2));
    else printExplained([{ step: "query", scans: answer.scans }]);
    return 0;
  }
  if (values.format === "json") console.log(JSON.stringify(answer, null, 2));
  else process.stdout.write(values.format === "csv" ? csvOf(answer) : tableOf(answer));
  for (const note of answer.scans.flatMap(({ notes }) => notes ?? [])) console.error(note);
  if (answer.rows.length < answer.total)
    console.error(`${answer.rows.length} of ${answer.total} rows: --limit takes up to 10000`);
  return 0;
};
