import { GantryError } from "@gantry/contract";
import type { Command } from "../command.ts";
import { readFlags } from "../flags.ts";
import { block, bold, dim } from "../print/terminal.ts";
import { processingRecord } from "../processing-record.ts";
import type { Processing, ProcessingRecord, Recipient } from "../processing-record.ts";
import { loadProject } from "../project.ts";
import { proveFlows } from "../prove.ts";
import { readSettings } from "../settings.ts";

/** A record of processing over all flows, made offline from their proofs: who gets what, why, where, for how long. */
export const auditReport: Command = async (words) => {
  const { values, positionals } = readFlags(words, { json: { type: "boolean", default: false } });
  if (positionals.length > 1) throw new GantryError("bad-request", "gantry audit report [FLOW]");
  const project = await loadProject(readSettings().projectFolder);
  const proofs = await proveFlows(project, positionals[0]);
  const record = processingRecord(proofs, project.policy, project.processing ?? null, project.retention ?? {});
  if (values.json) console.log(JSON.stringify(record, null, 2));
  else print(project.title, record);
  return 0;
};

function print(title: string, { policy, stated, processing }: ProcessingRecord): void {
  console.log(bold(`Record of processing of ${title}`) + dim(` (policy ${policy})`));
  if (stated === null) {
    console.log(
      block("Controller, contact and time limits are not stated: add `processing` to gantry.config.ts.", "  "),
    );
  } else {
    const { controller, contact, retention } = stated;
    for (const line of [
      `controller: ${controller}`,
      `contact: ${contact}`,
      `time limits: ${retention ?? "not stated"}`,
    ]) {
      console.log(block(line, "  "));
    }
  }
  for (const it of processing) printProcessing(it);
}

function printProcessing({
  flow,
  title,
  purpose,
  proved,
  people,
  categories,
  recipients,
  retention,
}: Processing): void {
  console.log(`\n${bold(flow)}: ${title}${proved ? "" : " (refused by the checker: it does not run)"}`);
  const say = (line: string, indent = "  "): void => console.log(block(line, indent));
  say(`purpose: ${purpose}`);
  say(
    `people concerned: ${people.map((it) => `${it.table}${it.description === null ? "" : ` (${it.description})`}`).join("; ") || "none"}`,
  );
  say("categories of data:");
  for (const { label, columns, use } of categories) {
    say(`${label}${use === "chooses" ? " (only chooses rows)" : ""}: ${columns.join(", ")}`, "    ");
  }
  say("recipients:");
  for (const recipient of recipients) say(recipientText(recipient), "    ");
  say("retention:");
  for (const line of retention) say(line, "    ");
}

function recipientText({ name, kind, zone, region, receives }: Recipient): string {
  const where = region === null ? zone : `${zone}, region ${region}`;
  const what = Object.entries(receives).map(
    ([treatment, labels]) => `${words[treatment] ?? treatment}: ${labels.join(", ")}`,
  );
  return `${kind} ${name} (${where}): ${what.join("; ") || "nothing but row counts and public data"}`;
}

const words: Readonly<Record<string, string>> = { pass: "in clear", token: "as tokens", band: "as bands" };
