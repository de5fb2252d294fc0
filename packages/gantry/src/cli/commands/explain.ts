import { GantryError } from "@gantry/contract";
import { readOpenFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { block, bold, count, dim } from "../print/terminal.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** What each source would be asked by a flow's queries, without asking. `--region EMEA` sets the input `region`. */
export const explain: Command = async (words) => {
  const { values, positionals, others } = readOpenFlags(words, {
    as: { type: "string", default: "sales-manager" },
    json: { type: "boolean", default: false },
  });
  const [flow] = positionals;
  if (!flow)
    throw new GantryError("bad-request", "explain which flow?", {
      remedy: "gantry explain retention --region EMEA --segment enterprise",
    });
  const { client } = await connectAs(readSettings(), values.as);
  const explained = await client.explain(flow, others);
  if (values.json) {
    console.log(JSON.stringify(explained, null, 2));
    return 0;
  }
  for (const { step, scans } of explained) {
    console.log(bold(step));
    for (const scan of scans) {
      const size = [
        scan.estimatedRows === undefined ? "" : `about ${count(scan.estimatedRows, "row")}`,
        scan.estimatedCalls === undefined ? "" : count(scan.estimatedCalls, "call"),
      ];
      console.log(`  ${scan.table}  ${dim([scan.guarantee, ...size].filter(Boolean).join(", "))}`);
      console.log(block(scan.native, "    "));
      for (const kept of scan.kept) console.log(dim(block(`here, not there: ${kept}`, "    ")));
    }
  }
  return 0;
};
