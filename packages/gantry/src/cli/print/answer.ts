// An answer in the terminal: table, drafts, next steps, coverage, receipt.
import type { Answer, Block, Draft, SuggestedAction } from "@gantry/contract";
import { formatCell, printTable } from "./table.ts";
import { block, bold, dim } from "./terminal.ts";

export function printAnswer(answer: Answer, url: string): void {
  console.log(`\n${bold(answer.interpretation.title)}\n${dim(block(answer.interpretation.text, ""))}\n`);
  const { estimate } = answer.interpretation;
  if (estimate !== undefined) console.log(`${dim(block(`Expected: ${estimate.text}`, ""))}\n`);
  for (const part of answer.blocks) printBlock(part);
  for (const line of answer.coverage) console.log(dim(block(`• ${line}`, "")));
  for (const { table, rows, asOf } of answer.receipt.sources)
    console.log(dim(`Read: ${table}, ${rows} row${rows === 1 ? "" : "s"}, as of ${asOf}`));
  console.log(dim(`\nWhat left: ${answer.receipt.summary}`));
  const place = `${url}/#/runs/${answer.run}`;
  if (answer.status === "waiting") console.log(`\nWaiting for decisions: ${place} or \`gantry approvals\``);
  if (answer.status === "running") console.log(`\nNot finished yet: ${place}`);
}

function printBlock(part: Block): void {
  switch (part.kind) {
    case "text":
      for (const flag of part.flags ?? []) console.log(`! ${flag}`);
      return console.log(`${block(part.text, "")}\n`);
    case "metric":
      return console.log(`${part.title}: ${formatCell(part.value, part)}\n`);
    case "table":
      console.log(bold(`${part.title} (${part.rows.length})`));
      return printTable(part.columns, part.rows);
    case "drafts":
      console.log(bold(`${part.title} (${part.drafts.length})`));
      for (const draft of part.drafts) printDraft(draft);
      for (const { account, why } of part.without) console.log(`\n  none for ${account}: ${why}`);
      return console.log();
    case "actions":
      console.log(bold(`${part.title} (${part.actions.length})`));
      for (const [account, steps] of Map.groupBy(part.actions, (it) => it.account)) printSteps(account, steps);
      return console.log();
    default:
      // Charts and images have no form in a terminal.
      return undefined;
  }
}

function printSteps(account: string, steps: readonly SuggestedAction[]): void {
  console.log(`  ${account}`);
  for (const { title, due, why, state } of steps) {
    const decided = state === "pending" ? "" : ` · ${state}`;
    console.log(`    by ${due}  ${title}\n${dim(block(`${why}${decided}`, " ".repeat(19)))}`);
  }
}

function printDraft(draft: Draft): void {
  const by = draft.template ? `${draft.model}, a template` : draft.model;
  const fate = draft.effect === "none" ? draft.state : `${draft.state}, ${draft.effect}`;
  console.log(`\n  ${bold(draft.subject)}`);
  console.log(dim(block(`to ${draft.to ?? "(withheld)"} · ${draft.language} · by ${by} · ${fate}`, "  ")));
  console.log(block(draft.body, "  │ "));
  for (const flag of draft.flags) console.log(`  ! ${flag}`);
}
