// `npm run chaos -- run [--kills 60] [--seed N] [--quick]`: servers and databases are killed and stopped at random moments
// while clients ask, approve and have mail sent. What was acknowledged stands, no mail goes out twice, no run is left behind.
import { startSystemsApart } from "../../test/support/systems-apart.ts";
import { killEmbedded } from "../killing/embedded.ts";
import { killMachines } from "../killing/machines.ts";
import { isClean } from "../killing/tally.ts";
import { createDice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";
import { median, percentile } from "../statistics.ts";

const takeoverGoal = 5000;

const numberOf = (args: readonly string[], name: string): number | undefined => {
  const at = args.indexOf(name);
  const value = Number(args[at + 1]);
  return at === -1 || !Number.isSafeInteger(value) ? undefined : value;
};

const seconds = (milliseconds: number): number => Math.round(milliseconds / 10) / 100;

export const measure: Measurement = async ({ quick, args }) => {
  const seed = numberOf(args, "--seed") ?? 20_261_116;
  const kills = numberOf(args, "--kills") ?? (quick ? 3 : 60);
  const counts = quick ? { kills: 1, stops: 1 } : { kills: Math.ceil(kills / 5), stops: Math.ceil(kills / 6) };
  console.log(
    `seed ${seed}: ${kills} kills of one server and its PostgreSQL; of three servers ${counts.kills} kills, ${counts.stops} stops`,
  );
  const apart = await startSystemsApart({ accounts: 400 });
  try {
    const { back, surprises, ...one } = await killEmbedded(apart, createDice(seed), kills);
    const medians = Object.entries(back).map(([victim, times]) => [`back after ${victim}, s`, seconds(median(times))]);
    console.table({ ...one, ...Object.fromEntries(medians) });
    tellOf(surprises);
    const { takeovers, surprises: more, ...three } = await killMachines(apart, createDice(seed + 1), counts);
    const takeover = { median: seconds(median(takeovers)), worst: seconds(percentile(takeovers, 100)) };
    console.table({ ...three, "takeover median, s": takeover.median, "takeover worst, s": takeover.worst });
    tellOf(more);
    return {
      pass: isClean(one) && isClean(three) && median(takeovers) <= takeoverGoal,
      figures: { seed, one, three, takeoverSeconds: takeover },
    };
  } finally {
    await apart.close();
  }
};

function tellOf(surprises: Readonly<Record<string, number>>): void {
  if (Object.keys(surprises).length > 0) console.log("errors that clients did not wait out:", surprises);
}
