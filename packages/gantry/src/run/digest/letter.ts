// An answer as a mail: pure, from what the guard has shown for this recipient and this channel.
import { counted } from "@gantry/client";
import type { Answer, DraftsBlock, ActionsBlock } from "@gantry/contract";
import type { z } from "zod";
import { pieceOf } from "./blocks.ts";
import type { MarkOf } from "./blocks.ts";
import { button, callout, link, page, paragraph, title } from "./markup.ts";
import type { DigestPlan } from "./types.ts";

export interface LetterOptions {
  readonly title: string;
  readonly subject?: string;
  readonly news?: readonly string[];
  readonly marks?: DigestPlan["marks"];
  /** The id of a row by its key, where the recipient sees that. */
  readonly idOf?: (key: string | number) => string;
  readonly sender: string;
  /** Where people reach the console. */
  readonly address: string;
  readonly at: Date;
}

export interface DigestLetter {
  readonly subject: string;
  readonly body: string;
  readonly html: string;
}

/**
 * @example
 * const { subject, body, html } = await digestLetter(answer, { title: "At risk", sender: "Meridian", address, at });
 */
export async function digestLetter(answer: Answer, options: LetterOptions): Promise<DigestLetter> {
  const { sender, address, at, news = [] } = options;
  const { blocks, interpretation, receipt, coverage, run } = answer;
  const table = blocks.find((it) => it.kind === "table");
  const subject = options.subject ?? `${options.title}${table ? `: ${counted(table.rows.length, "row")}` : ""}`;
  const read = `${interpretation.text} · as of ${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const waiting = blocks.flatMap((it) => (it.kind === "drafts" || it.kind === "actions" ? waitingIn(it) : []));
  const tabled = new Set(blocks.flatMap((it) => (it.kind === "table" ? [it.step] : [])));
  const pieces = [];
  const marked = markOf(options);
  for (const block of blocks) pieces.push(await pieceOf(block, tabled, block === table ? marked : undefined));
  const there = pieces.filter((it) => it !== undefined);
  const here = `${address}/#/runs/${run}`;
  const said = [...news, ...waiting];
  const left = `What left before this mail: ${receipt.summary}.`;
  const shown = "It shows you what the console would, without what mail may not carry.";
  const html = [
    title(options.title),
    paragraph(read, { size: 13, soft: true }),
    ...(said.length === 0 ? [] : [callout(said)]),
    ...(waiting.length === 0 ? [] : [button("Look and decide", here)]),
    ...there.map((it) => it.html),
    ...(coverage.length === 0 ? [] : [paragraph("")]),
    ...coverage.map((it) => paragraph(it, { size: 13, soft: true })),
    button("Open in Gantry", here),
    paragraph(`${left} ${shown}`, { size: 12, soft: true }),
    link(`Receipt of run ${run}`, here),
  ];
  const body = [
    options.title,
    read,
    ...said,
    ...there.map((it) => it.text),
    ...coverage,
    `${left} ${shown}`,
    `Receipt: ${here}`,
  ].join("\n\n");
  return { subject: oneLine(subject), body: `${body}\n`, html: page(subject, sender, html) };
}

/** A key is a row's id where the recipient may not see it. */
const markOf =
  ({ marks, idOf }: LetterOptions): MarkOf =>
  (key) => {
    const number = Number(key);
    const keys = Number.isFinite(number) ? [key, number] : [key];
    const ids = [key, ...(idOf === undefined ? [] : keys.map(idOf))];
    if (ids.some((it) => marks?.added.has(it))) return "new";
    return ids.some((it) => marks?.changed.has(it)) ? "changed" : undefined;
  };

/** A header takes no line break. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 200);

/** "4 drafts wait for your approval", or for somebody's where she may not decide. */
function waitingIn(block: z.infer<typeof DraftsBlock> | z.infer<typeof ActionsBlock>): readonly string[] {
  const all = block.kind === "drafts" ? block.drafts : block.actions;
  const open = all.filter((it) => it.state === "pending");
  if (open.length === 0) return [];
  const mine = open.filter((it) => it.mayDecide).length;
  const [count, whose] = mine > 0 ? [mine, "your "] : [open.length, ""];
  const what = counted(count, block.kind === "drafts" ? "draft" : "suggested step");
  return [`${what} ${count === 1 ? "waits" : "wait"} for ${whose}approval`];
}
