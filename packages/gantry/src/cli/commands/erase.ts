// `gantry erase --subject KEY`: erases a person or company from all that is kept, and leaves a signed receipt.
import { writeFileSync } from "node:fs";
import { GantryError } from "@gantry/contract";
import type { ErasureCounts } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { connectAs } from "../running.ts";
import { readSettings } from "../settings.ts";

export const erase: Command = async (words) => {
  const { values, positionals } = readFlags(words, {
    as: { type: "string", default: "compliance" },
    subject: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    to: { type: "string" },
    without: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { subject, to, without } = values;
  if (subject === undefined || positionals.length > 0)
    throw new GantryError("bad-request", "erase whom?", {
      remedy:
        "gantry erase --subject TABLE:KEY [--dry-run] [--without SOURCE] [--to receipt.json]; e.g. --subject crm.contacts:0031",
    });
  const { client } = await connectAs(readSettings(), values.as);
  const erasure = await client.erase(subject, {
    dryRun: values["dry-run"],
    ...(without === undefined ? {} : { without }),
  });
  if (erasure.receipt !== undefined && to !== undefined)
    writeFileSync(to, `${JSON.stringify(erasure.receipt, null, 2)}\n`, { mode: 0o600 });
  if (values.json) {
    console.log(JSON.stringify(erasure, null, 2));
    return 0;
  }
  for (const { run, flow, rows, quotes } of erasure.runs ?? [])
    console.log(`${run}  ${flow}: ${rows} rows tell of it, ${quotes} other things quote it`);
  console.log(`${erasure.dryRun ? "would be erased" : "erased"}: ${said(erasure.counts)}`);
  if (without !== undefined) console.log(`${without} was not asked by which names it knows the subject`);
  if (erasure.dryRun) return 0;
  if (to === undefined) console.log(JSON.stringify(erasure.receipt, null, 2));
  else console.log(`receipt: ${to}; prove it with: gantry audit verify ${to} --key gantry.pub`);
  return 0;
};

const said = ({ runs, rows, quotes, approvals, effects, elsewhere }: ErasureCounts): string =>
  [
    `${rows} rows and ${quotes} quotes in ${runs} runs`,
    `${approvals} waiting approvals`,
    `${effects} scheduled mails or writes`,
    `${elsewhere} conversations, saved questions and kept replies`,
  ].join(", ");
