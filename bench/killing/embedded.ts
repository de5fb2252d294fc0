// One server with its own PostgreSQL: app, database or both are killed with -9 at random moments.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openHouse } from "../../test/support/house.ts";
import type { House } from "../../test/support/house.ts";
import { until } from "../../test/support/until.ts";
import type { SystemsApart } from "../../test/support/systems-apart.ts";
import type { Dice } from "../material/dice.ts";
import { startLoad } from "./load.ts";
import { mailsOf, takeStock } from "./tally.ts";
import type { Tally } from "./tally.ts";

export interface Killed extends Tally {
  readonly kills: number;
  /** Milliseconds from a kill to the first request that is answered again, by what was killed. */
  readonly back: Readonly<Record<Victim, readonly number[]>>;
  readonly listedUncertain: number;
  readonly surprises: Readonly<Record<string, number>>;
}

const victims = ["app", "database", "both"] as const;
type Victim = (typeof victims)[number];

export async function killEmbedded(apart: SystemsApart, dice: Dice, kills: number): Promise<Killed> {
  const house = await openHouse(apart.env);
  const back: Record<Victim, number[]> = { app: [], database: [], both: [] };
  try {
    const mails = await mailsOf(apart);
    const load = startLoad(() => house.client("sales-manager"), dice, 2);
    for (let round = 1; round <= kills; round += 1) {
      if (dice.next() < 0.5) await trouble(apart, dice);
      await delay(300 + dice.below(2500));
      const victim = victims[round % 3] ?? "app";
      const killed = performance.now();
      await kill(house, victim);
      if (victim !== "database") await house.restart();
      await until("an answer", async () => (await fetch(`${house.url}/health`)).ok, 120);
      back[victim].push(performance.now() - killed);
      process.stderr.write(`\r${round}/${kills} kills `);
    }
    process.stderr.write("\r");
    await load.stop();
    const client = await house.client("sales-manager");
    const tally = await takeStock(client, load, mails, 90);
    const listedUncertain = (await client.uncertain()).length;
    return { ...tally, kills, back, listedUncertain, surprises: Object.fromEntries(load.surprises) };
  } finally {
    await house.close();
  }
}

async function kill(house: House, victim: Victim): Promise<void> {
  const postmaster = victim === "app" ? undefined : await runningPostmaster(house.dataFolder);
  const gone = victim === "database" ? undefined : house.kill();
  if (postmaster !== undefined) process.kill(postmaster, "SIGKILL");
  await gone;
}

/** After the last kill the next one may not be up yet, though the app answers. */
async function runningPostmaster(folder: string): Promise<number> {
  let running = 0;
  await until("a running postmaster", () => {
    running = postmasterOf(folder);
    return Promise.resolve(isThere(running));
  });
  return running;
}

const postmasterOf = (folder: string): number => {
  const file = path.join(folder, "postgres/data/postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
};

const isThere = (pid: number): boolean => {
  if (pid === 0) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The mail server is troubled for the next mail. */
export async function trouble({ systems }: SystemsApart, dice: Dice): Promise<void> {
  await systems.trouble.mail(
    1,
    dice.pick([
      { kind: "delay", milliseconds: 500 },
      { kind: "drop", delivered: true },
      { kind: "drop", delivered: false, milliseconds: 500 },
      { kind: "refuse", code: 451, at: "recipient" },
    ] as const),
  );
}
