import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readOpenFlags } from "../flags.ts";
import { printExplained } from "../print/scans.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/**
 * What each source would be asked by a flow's queries, without asking: `--region EMEA` sets the input `region`. With
 * `--run RUN` what a run did ask, and what it took.
 */
export const explain: Command = async (words) => {
  const { values, positionals, others } = readOpenFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    run: { type: "string" },
  });
  const [flow] = positionals;
  if (flow === undefined && values.run === undefined) {
    throw new GantryError("bad-request", "explain which flow, or which run?", {
      remedy: "gantry explain retention --region EMEA --segment enterprise, or gantry explain --run RUN",
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const explained =
    values.run === undefined ? await client.explain(flow ?? "", others) : await client.explainRun(values.run);
  if (values.json) console.log(JSON.stringify(explained, null, 2));
  else printExplained(explained);
  return 0;
};
