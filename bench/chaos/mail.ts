// Kills the server (kill -9), and at times its PostgreSQL too, at random moments around approvals, with a mail server that is
// slow, refuses or breaks off now and then. Approved letters must go out once: none twice, none lost in silence.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@gantry/client";
import { GantryError } from "@gantry/contract";
import type { Answer, Draft } from "@gantry/contract";
import { draftsOf } from "../../test/support/answer.ts";
import { openHouse } from "../../test/support/house.ts";
import type { House } from "../../test/support/house.ts";
import { startMailApart } from "../../test/support/mail-apart.ts";
import type { MailApart } from "../../test/support/mail-apart.ts";
import { until } from "../../test/support/until.ts";
import { createDice } from "../material/dice.ts";
import type { Dice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";

interface Pick {
  readonly run: string;
  readonly draft: Draft;
  /** The server said yes before it died. */
  acknowledged: boolean;
}

const questions = ["enterprise", "mid-market", "small"].map(
  (segment) => `which ${segment} customers in EMEA are at risk of leaving this quarter`,
);

export const measure: Measurement = async ({ quick }) => {
  const kills = quick ? 10 : 60;
  // The same moments every time, as far as the machine allows.
  const dice = createDice(20_261_116);
  const mail = await startMailApart();
  const house = await openHouse(mail.env);
  const picks: Pick[] = [];
  const recoveries: number[] = [];
  let asked = 0;
  let finishedByNext = 0;
  let waiting: Pick[] = [];
  try {
    for (let round = 1; round <= kills; round += 1) {
      const client = await house.client("sales-manager");
      while (waiting.length < 3) {
        const answer = await client.ask(questions[asked++ % questions.length] ?? "", { wait: 60 });
        waiting.push(...draftsOf(answer).map((draft) => ({ run: answer.run, draft, acknowledged: false })));
      }
      const chosen = waiting.splice(0, 3);
      picks.push(...chosen);
      trouble(mail, dice);
      const alsoDatabase = round % 3 === 0;
      await approveAndKill(house, client, chosen, dice.next() * 400, alsoDatabase);
      const [begun, before] = [performance.now(), mail.count()];
      await house.restart();
      recoveries.push(performance.now() - begun);
      await until("all effects to come to rest", () => areAtRest(house, chosen), 60);
      finishedByNext += mail.count() - before;
      // What the dead server never heard of, or did not get to, waits as before.
      const states = await statesOf(house, chosen);
      waiting.push(...chosen.filter((it) => states.get(it.draft.approval)?.state === "pending" && !it.acknowledged));
      process.stderr.write(`\r${round}/${kills} kills `);
    }
    process.stderr.write("\r");
    const figures = await tally(house, mail, picks);
    const sorted = recoveries.toSorted((a, b) => a - b);
    const seconds = (at: number): number => Math.round((sorted[at] ?? 0) / 100) / 10;
    const all = {
      kills,
      databaseKills: Math.floor(kills / 3),
      ...figures,
      sentByTheNextServer: finishedByNext,
      restartSecondsMedian: seconds(sorted.length >> 1),
      restartSecondsWorst: seconds(sorted.length - 1),
    };
    console.table(all);
    return { pass: figures.twice === 0 && figures.lost === 0 && figures.sent > 0, figures: all };
  } finally {
    await house.close();
    await mail.close();
  }
};

/** The server died, or its database did. */
const cutOff = new Set<string>(["source-unreachable", "unavailable"]);

/** Now and then the mail server is troubled for the next mail. */
function trouble(mail: MailApart, dice: Dice): void {
  const rolled = dice.next();
  if (rolled < 0.2) mail.failNext(1, { kind: "delay", milliseconds: 500 });
  else if (rolled < 0.3) mail.failNext(1, { kind: "drop", delivered: true });
  else if (rolled < 0.4) mail.failNext(1, { kind: "drop", delivered: false, milliseconds: 500 });
  else if (rolled < 0.5) mail.failNext(1, { kind: "refuse", code: 451, at: "recipient" });
}

async function approveAndKill(
  house: House,
  client: Client,
  chosen: readonly Pick[],
  milliseconds: number,
  alsoDatabase: boolean,
): Promise<void> {
  const decisions = chosen.map(async (it) => {
    const { approval, contentHash } = it.draft;
    try {
      await client.decide(approval, { decision: "accept", contentHash });
      it.acknowledged = true;
    } catch (error) {
      // Cut off: whether it was heard is seen after the restart.
      if (!(error instanceof GantryError) || !cutOff.has(error.code)) throw error;
    }
  });
  await delay(milliseconds);
  const gone = house.kill();
  if (alsoDatabase) process.kill(postmasterOf(house.dataFolder), "SIGKILL");
  await Promise.all([gone, ...decisions]);
}

/** The process that this house's server started for its database: the first line of the file that PostgreSQL leaves. */
function postmasterOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const file = files.find((it) => path.basename(it) === "postmaster.pid" && existsSync(path.join(folder, it)));
  if (file === undefined) throw new Error("there is no postmaster in the data folder");
  return Number(readFileSync(path.join(folder, file), "utf8").split("\n")[0]);
}

async function statesOf(house: House, picks: readonly Pick[]): Promise<ReadonlyMap<string, Draft>> {
  const client = await house.client("sales-manager");
  const answers: Answer[] = [];
  for (const run of new Set(picks.map((it) => it.run))) answers.push(await client.answer(run));
  return new Map(answers.flatMap((it) => draftsOf(it)).map((draft) => [draft.approval, draft]));
}

async function areAtRest(house: House, picks: readonly Pick[]): Promise<boolean> {
  const states = [...(await statesOf(house, picks)).values()];
  return states.every((it) => it.effect !== "scheduled" && it.effect !== "attempting");
}

async function tally(
  house: House,
  mail: MailApart,
  all: readonly Pick[],
): Promise<{ decided: number; sent: number; uncertain: number; twice: number; lost: number }> {
  const picks = [...new Map(all.map((it) => [it.draft.approval, it])).values()];
  const states = await statesOf(house, picks);
  const acknowledged = new Set(all.filter((it) => it.acknowledged).map((it) => it.draft.approval));
  const now = picks.flatMap((it) => states.get(it.draft.approval) ?? []);
  const decided = now.filter((it) => it.state === "accepted");
  const sent = now.filter((it) => it.effect === "sent").length;
  const uncertain = now.filter((it) => it.effect === "uncertain").length;
  const mails = await mail.list();
  const different = new Set(mails.map((it) => it.messageId)).size;
  const unheard = now.filter((it) => acknowledged.has(it.approval) && it.state !== "accepted").length;
  return {
    decided: decided.length,
    sent,
    uncertain,
    twice: mails.length - different + Math.max(0, different - sent - uncertain),
    lost: unheard + (decided.length - sent - uncertain) + Math.max(0, sent - different),
  };
}
