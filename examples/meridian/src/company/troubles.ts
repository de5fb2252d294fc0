// What drives customers away. Each trouble has a time and a severity of its own, so different customers leave for
// different reasons; each shows in one kind of record, through noise. None of this is ever written to a system.
import type { Day } from "./calendar.ts";
import type { Random } from "./random.ts";

export type Trouble = "usage" | "adoption" | "support" | "payment" | "champion" | "price";

export interface Episode {
  readonly trouble: Trouble;
  readonly from: Day;
  /** From here it fades, if the customer stayed. */
  readonly until: Day;
  /** 0 to 1. */
  readonly severity: number;
}

/** What a trouble at full severity adds to the log-odds of leaving. */
const weight: Readonly<Record<Trouble, number>> = {
  usage: 3.1,
  adoption: 2.2,
  support: 2.9,
  payment: 2.1,
  champion: 2.5,
  price: 2.1,
};
const baseLogOdds = -3.3;

const frequency: Readonly<Record<Trouble, number>> = {
  usage: 26,
  adoption: 15,
  support: 22,
  payment: 13,
  champion: 14,
  price: 12,
};

/** Troubles of a customer that is clearly in trouble (two or three, seldom one), or of one that is not. */
function drawKinds(troubled: boolean, random: Random): Map<Trouble, number> {
  const count = Number(troubled ? random.weighted({ 1: 12, 2: 53, 3: 35 }) : random.weighted({ 0: 56, 1: 34, 2: 10 }));
  const drawn = new Map<Trouble, number>();
  while (drawn.size < count) {
    const severity = troubled ? random.between(0.6, 1) : random.between(0.12, 0.55);
    const trouble = random.weighted(frequency);
    // A single trouble drives away only when it is grave and of a kind that weighs.
    if (troubled && count === 1 && weight[trouble] < 2.8) continue;
    drawn.set(trouble, troubled && count === 1 ? Math.max(severity, 0.95) : severity);
  }
  return drawn;
}

/** Episodes before a renewal on `renewal`; troubles that have begun do so by `begunBy` at the latest. */
export function drawEpisodes(troubled: boolean, renewal: Day, begunBy: Day, random: Random): Episode[] {
  return [...drawKinds(troubled, random)].map(([trouble, severity]) => {
    const ahead = trouble === "champion" ? random.int(60, 240) : random.int(130, 320);
    return { trouble, severity, from: Math.min(renewal - ahead, begunBy - random.int(0, 50)), until: renewal };
  });
}

/** Whether a customer with these troubles leaves at the renewal; some leave for reasons that nobody recorded. */
export function leaves(episodes: readonly Episode[], random: Random): boolean {
  const logOdds = episodes.reduce((sum, { trouble, severity }) => sum + weight[trouble] * severity, baseLogOdds);
  return random.chance(1 / (1 + Math.exp(-logOdds)));
}

/** How strongly a trouble weighs on a day, 0 to 1: it grows over three months and fades within two once survived. */
export function strain(episodes: readonly Episode[], trouble: Trouble, day: Day): number {
  let strongest = 0;
  for (const episode of episodes) {
    if (episode.trouble !== trouble || day < episode.from) continue;
    const grown = Math.min(1, (day - episode.from + 15) / 90);
    const faded = day <= episode.until ? 1 : Math.max(0, 1 - (day - episode.until) / 60);
    strongest = Math.max(strongest, episode.severity * grown * faded);
  }
  return strongest;
}
