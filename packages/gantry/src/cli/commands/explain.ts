import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { printExplained } from "../print/scans.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

const own = ["--as", "--json", "--run"];

/**
 * What each source would be asked by a flow's queries, without asking: `--region EMEA` sets the input `region`. With
 * `--run RUN` what a run did ask, and what it took.
 */
export const explain: Command = async (words) => {
  const [first = "", ...rest] = words;
  const flow = first.startsWith("--") ? undefined : first;
  const given = rest.flatMap((word, index) =>
    flow !== undefined && word.startsWith("--") && !own.includes(word)
      ? [[word.slice(2), rest[index + 1] ?? ""] as const]
      : [],
  );
  const { values } = readFlags(words, {
    as: { type: "string" },
    json: { type: "boolean", default: false },
    run: { type: "string" },
    ...Object.fromEntries(given.map(([name]) => [name, { type: "string" as const }])),
  });
  if (flow === undefined && values.run === undefined) {
    throw new GantryError("bad-request", "explain which flow, or which run?", {
      remedy: "gantry explain FLOW --INPUT VALUE …, or gantry explain --run RUN",
    });
  }
  const { client } = await connectAs(readSettings(), values.as);
  const explained =
    values.run === undefined
      ? await client.explain(flow ?? "", Object.fromEntries(given))
      : await client.explainRun(values.run);
  if (values.json) console.log(JSON.stringify(explained, null, 2));
  else printExplained(explained);
  return 0;
};
