import { GantryError } from "@gantry/contract";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** What each source would be asked by a flow's queries, without asking. `--region EMEA` sets the input `region`. */
export const explain: Command = async (words) => {
  const [flow, ...rest] = words;
  if (!flow)
    throw new GantryError("bad-request", "explain which flow?", {
      remedy: "gantry explain retention --region EMEA --segment enterprise",
    });
  const given = rest.flatMap((word, index) =>
    word.startsWith("--") && !["--as", "--json"].includes(word)
      ? [[word.slice(2), rest[index + 1] ?? ""] as const]
      : [],
  );
  const { values } = readFlags(words, {
    as: { type: "string", default: "sales-manager" },
    json: { type: "boolean", default: false },
    ...Object.fromEntries(given.map(([name]) => [name, { type: "string" as const }])),
  });
  const { client } = await connectAs(readSettings(), values.as ?? "sales-manager");
  const explained = await client.explain(flow, Object.fromEntries(given));
  if (values.json) {
    console.log(JSON.stringify(explained, null, 2));
    return 0;
  }
  for (const { step, scans } of explained) {
    console.log(step);
    for (const scan of scans) {
      const size = [
        scan.estimatedRows === undefined ? "" : `about ${scan.estimatedRows} rows`,
        scan.estimatedCalls === undefined ? "" : `${scan.estimatedCalls} calls`,
      ];
      console.log(
        `  ${scan.table}  ${[scan.guarantee, ...size].filter(Boolean).join(", ")}\n    ${scan.native.replaceAll("\n", "\n    ")}`,
      );
      for (const kept of scan.kept) console.log(`    here, not there: ${kept}`);
    }
  }
  return 0;
};
