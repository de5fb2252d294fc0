// Approvals for people to read: a list by run and step, and one in full.
import { diffWords, formatMoment } from "@gantry/client";
import type { ApprovalDetail, ApprovalView, Scalar } from "@gantry/contract";
import { printTable } from "./table.ts";
import { block, bold, dim, shorten } from "./terminal.ts";

export function printApprovals(all: readonly ApprovalView[]): void {
  if (all.length === 0) return console.log("nothing waits for a decision");
  for (const [title, group] of Map.groupBy(all, (it) => `${it.title} (${it.flow}, run ${shorten(it.run, 12)})`)) {
    console.log(bold(title));
    const fields = Object.keys(group[0]?.content ?? {}).filter((name) => !group.some((it) => isLong(it.content[name])));
    const hasFate = group.some((it) => it.state !== "pending" || acceptedOf(it) !== "");
    printTable(
      ["id", ...fields, ...(hasFate ? ["state"] : [])].map((name) => ({ name, title: name, format: "text" })),
      group.map((it) => ({ ...it.content, id: it.id, state: fateOf(it) })),
    );
    for (const it of group) for (const flag of it.flags) console.log(`  ! ${it.id}: ${flag}`);
  }
  console.log(dim('gantry approvals show ID · accept ID … · reject ID … · edit ID --subject "…" · undo ID'));
}

export function printApproval(it: ApprovalDetail): void {
  console.log(`${bold(it.title)}\n${dim(`${fateOf(it)}, ${it.effect} · for ${it.by} to decide · ${it.id}`)}`);
  if (it.reason !== null) console.log(`why: ${it.reason}`);
  for (const [name, value] of Object.entries(it.content)) {
    const text = String(value ?? "–");
    console.log(isLong(value) ? `${name}:\n${block(text, "  ")}` : `${name}: ${text}`);
  }
  for (const { field, before, after } of it.changes) {
    console.log(`${bold(`edited: ${field}`)}\n${block(changed(String(before ?? ""), String(after ?? "")), "  ")}`);
  }
  for (const { column, value, sources, asOf } of it.evidence) {
    const from = [...sources, ...(asOf === null ? [] : [`read ${formatMoment(asOf)}`])].join(", ");
    console.log(
      `rests on ${column}: ${typeof value === "object" ? JSON.stringify(value) : String(value)} ${dim(from)}`,
    );
  }
  for (const { by, decision, at, counts, reason } of it.decisions) {
    const note = counts ? "" : " (does not count any more)";
    console.log(`${by}: ${decision}, ${formatMoment(at)}${note}${reason === null ? "" : `: ${reason}`}`);
  }
  if (it.reminder !== null)
    console.log(dim(`reminder: ${reminders[it.reminder.state]}, ${formatMoment(it.reminder.at)}`));
  if (it.undo) console.log(dim(`not gone yet: gantry approvals undo ${it.id}`));
  for (const flag of it.flags) console.log(`! ${flag}`);
}

const reminders = {
  due: "due",
  sent: "mailed",
  shown: "shown here and in the console only, since no mail address is configured for this role",
  needless: "not needed",
  failed: "could not be mailed",
  uncertain: "mailed perhaps; nobody knows",
} as const;

/** "on [-Monday-]{+Friday+} at ten" */
const changed = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `{+${text}+}`))
    .join("");

/** "pending, 1 of 2 accepted"; "accepted, sent". */
const fateOf = (it: ApprovalView): string =>
  [it.state, acceptedOf(it), it.effect === "none" ? "" : it.effect].filter(Boolean).join(", ");

const acceptedOf = ({ state, needed, decisions }: ApprovalView): string =>
  state === "pending" && needed > 1 ? `${decisions.filter((it) => it.counts).length} of ${needed} accepted` : "";

export const isLong = (value: Scalar | undefined): boolean =>
  typeof value === "string" && (value.includes("\n") || value.length > 120);

/** Its short fields: recipient and subject of a letter, title and day of a step. */
export const summaryOf = ({ content }: ApprovalView): string =>
  Object.values(content)
    .filter((value) => value !== null && !isLong(value))
    .map(String)
    .join("  ");
