import { GantryError } from "@gantry/contract";
import { readFlags } from "../flags.ts";
import type { Command } from "../command.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** `gantry audit report`: what is processed for which purpose. `gantry audit verify`: recomputes every chain of the ledger and checks it against the signed checkpoints. */
export const audit: Command = async (words) => {
  if (words[0] === "report") return (await import("./audit-report.ts")).auditReport(words.slice(1));
  const { values, positionals } = readFlags(words, {
    as: { type: "string", default: "compliance" },
    json: { type: "boolean", default: false },
  });
  if (positionals[0] !== "verify")
    throw new GantryError("bad-request", "gantry audit what?", {
      remedy: "gantry audit verify | report",
    });
  const { client } = await connectAs(readSettings(), values.as);
  const verdict = await client.verifyLedger();
  if (values.json) console.log(JSON.stringify(verdict, null, 2));
  else if (verdict.ok)
    console.log(
      `the ledger is whole: ${verdict.entries} entries in ${verdict.chains} chains, every hash and checkpoint fits`,
    );
  else for (const finding of verdict.findings) console.error(finding);
  return verdict.ok ? 0 : 1;
};
