// What became of everything that was begun, once all is quiet.
import type { Client } from "@gantry/client";
import type { Draft } from "@gantry/contract";
import { draftsOf } from "../../test/support/answer.ts";
import { until } from "../../test/support/until.ts";
import type { SystemsApart } from "../../test/support/systems-apart.ts";
import type { Load } from "./load.ts";

export interface Tally {
  readonly runs: number;
  /** Runs that a client was told of, and that still had something to do when all should have been through. */
  readonly stuck: number;
  readonly failed: number;
  readonly acknowledged: number;
  /** Decisions that a client was told of, and that do not stand. */
  readonly lostApprovals: number;
  /** Accepted letters that neither went out nor are shown as uncertain or failed. */
  readonly lostMails: number;
  readonly sent: number;
  readonly uncertain: number;
  /** Message-IDs that arrived more than once, and mails of nobody's decision. */
  readonly mailsTwice: number;
}

export interface Mails {
  readonly apart: SystemsApart;
  /** Message-IDs that had arrived before. */
  readonly before: ReadonlySet<string>;
}

export async function mailsOf(apart: SystemsApart): Promise<Mails> {
  return { apart, before: new Set((await apart.systems.inbox.list()).map((it) => it.messageId)) };
}

export const isClean = (tally: Tally): boolean =>
  tally.stuck + tally.lostApprovals + tally.lostMails + tally.mailsTwice === 0 && tally.sent > 0;

/** @param seconds that the last runs may take to come to rest */
export async function takeStock(client: Client, load: Load, { apart, before }: Mails, seconds: number): Promise<Tally> {
  const drafts = new Map<string, Draft>();
  let [stuck, failed] = [0, 0];
  for (const run of load.runs) {
    let hasFailed = false;
    const atRest = async (): Promise<boolean> => {
      const answer = await client.answer(run);
      // A run that failed before it had drafts has none to show.
      const found = answer.blocks.some((it) => it.kind === "drafts") ? draftsOf(answer) : [];
      for (const draft of found) drafts.set(draft.approval, draft);
      const busy = found.some((it) => it.effect === "scheduled" || it.effect === "attempting");
      const open = found.some((it) => it.state === "pending" && load.decided.get(it.approval)?.acknowledged === true);
      hasFailed = answer.status === "failed";
      return answer.status !== "running" && !busy && !open;
    };
    const rested = await until(`run ${run}`, atRest, seconds).catch(() => false);
    if (hasFailed) failed += 1;
    if (!rested) stuck += 1;
  }
  const acknowledged = [...load.decided.values()].filter((it) => it.acknowledged);
  const wanted = { accept: "accepted", reject: "rejected" } as const;
  const stands = (it: (typeof acknowledged)[number]): boolean => drafts.get(it.approval)?.state === wanted[it.decision];
  const accepted = [...drafts.values()].filter((it) => it.state === "accepted");
  const of = (effect: Draft["effect"]): number => accepted.filter((it) => it.effect === effect).length;
  const mails = (await apart.systems.inbox.list()).filter((it) => !before.has(it.messageId));
  const different = new Set(mails.map((it) => it.messageId)).size;
  const [sent, uncertain] = [of("sent"), of("uncertain")];
  return {
    runs: load.runs.size,
    stuck,
    failed,
    acknowledged: acknowledged.length,
    lostApprovals: acknowledged.filter((it) => !stands(it)).length,
    lostMails: accepted.length - sent - uncertain - of("failed") + Math.max(0, sent - different),
    sent,
    uncertain,
    mailsTwice: mails.length - different + Math.max(0, different - sent - uncertain),
  };
}
