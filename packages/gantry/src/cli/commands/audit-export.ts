// `gantry audit export` and `gantry audit key`: what an auditor takes along.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

/** Writes the ledger, its checkpoints and the public key into a folder; of one run, or of those that tell of a subject, or all. */
export const auditExport: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string", default: "compliance" },
    run: { type: "string" },
    subject: { type: "string" },
    to: { type: "string", default: "audit" },
  });
  const { run, subject, to } = values;
  if (positionals.length > 0 || (run !== undefined && subject !== undefined))
    throw new GantryError("bad-request", "export what?", {
      remedy: "gantry audit export [--run ID | --subject TABLE:KEY] [--to FOLDER]",
    });
  const { client } = await connectAs(readSettings(), values.as);
  const ledger = await client.exportLedger({
    ...(run === undefined ? {} : { run }),
    ...(subject === undefined ? {} : { subject }),
  });
  const [checkpoints, key] = [await client.checkpoints(), await client.ledgerKey()];
  mkdirSync(to, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(path.join(to, name), text, { mode: 0o600 });
  write("ledger.jsonl", ledger);
  write("gantry.pub", key);
  for (const [index, file] of checkpoints.entries()) write(`checkpoints-${index + 1}.jsonl`, file);
  console.log(
    `${ledger.split("\n").length - 2} entries, ${checkpoints.length} files of checkpoints and the key: ${to}`,
  );
  console.log(
    `prove it with: gantry audit verify ${path.join(to, "ledger.jsonl")} --key ${path.join(to, "gantry.pub")}`,
  );
  return 0;
};

/** Prints the public key, by which exports, checkpoints and receipts prove themselves. */
export const auditKey: Command = async (words) => {
  const { values } = readFlags(words, { as: { type: "string", default: "compliance" } });
  const { client } = await connectAs(readSettings(), values.as);
  process.stdout.write(await client.ledgerKey());
  return 0;
};
