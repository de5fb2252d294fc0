import { GantryError } from "@gantry/contract";
import type { StreamType } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { outputTo } from "../output.ts";
import { tableOf } from "../print/rows.ts";
import { printExplained } from "../print/scans.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

const streamed: readonly string[] = ["ndjson", "csv", "parquet"] satisfies readonly StreamType[];
const isStreamed = (format: string): format is StreamType => streamed.includes(format);
const formats = ["table", "json", ...streamed];

/** Runs SQL over the catalog as a persona: what she may not see is refused or treated as in any answer. */
export const query: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string" },
    format: { type: "string", default: "table" },
    limit: { type: "string" },
    out: { type: "string" },
    explain: { type: "boolean", default: false },
  });
  const sql = positionals.join(" ").trim();
  const { format, explain } = values;
  if (sql === "")
    throw new GantryError("bad-request", "query what?", {
      remedy: `gantry query "select … from <source>.<table>" [--as PERSONA] [--format ${formats.join("|")}] [--out FILE]`,
    });
  if (!formats.includes(format))
    throw new GantryError("bad-request", `there is no format "${format}"`, {
      remedy: `--format ${formats.join(", ")}`,
    });
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 10_000))
    throw new GantryError("bad-request", "--limit is a whole number from 1 to 10000");
  const limited = limit === undefined ? {} : { limit };
  if (format === "parquet" && !explain && values.out === undefined && process.stdout.isTTY)
    throw new GantryError("bad-request", "Parquet is nothing for a terminal", { remedy: "--out FILE.parquet" });

  const { client } = await connectAs(readSettings(), values.as);
  if (explain) {
    const { scans } = await client.query(sql, { explain, ...limited });
    if (format === "json") console.log(JSON.stringify(scans, null, 2));
    else printExplained([{ step: "query", scans }]);
    return 0;
  }
  const output = outputTo(values.out);
  if (isStreamed(format)) {
    // Ctrl-C ends the query in the sources too: the server hears that nobody reads any more.
    await output.stream((await client.queryStream(sql, format, limited)).body);
    return 0;
  }
  const answer = await client.query(sql, limited);
  await output.text(format === "json" ? `${JSON.stringify(answer, null, 2)}\n` : tableOf(answer));
  for (const note of answer.scans.flatMap(({ notes }) => notes ?? [])) console.error(note);
  if (answer.rows.length < answer.total)
    console.error(
      `${answer.rows.length} of ${answer.total} rows: --limit takes up to 10000, and --format csv, ndjson or parquet gives all`,
    );
  return 0;
};
