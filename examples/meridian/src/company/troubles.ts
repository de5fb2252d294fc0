// What drives customers away. Each trouble has a time and a severity of its own, so different customers leave for
// different reasons; each shows in one kind of record, through noise. None of this is ever written to a system.
import type { Day } from "./calendar.ts";
import type { Random } from "./random.ts";

export type Trouble = "usage" | "adoption" | "support" | "payment" | "champion" | "price";

export interface Episode {
  readonly trouble: Trouble;
  /** The renewal that it weighs on. */
  readonly renewal: Day;
  readonly from: Day;
  /** From here on it weighs in full. */
  readonly full: Day;
  /** From here on it fades, if the customer stayed. */
  readonly until: Day;
  /** 0 to 1. */
  readonly severity: number;
}

/** How somebody stands before a renewal: as most do, in trouble, or in trouble that nobody can overlook. */
export type Standing = "sound" | "troubled" | "grave";

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

const loud: Readonly<Partial<Record<Trouble, number>>> = { usage: 40, adoption: 22, support: 38 };

function drawKinds(standing: Standing, random: Random): Map<Trouble, number> {
  const counts = {
    sound: { 0: 56, 1: 34, 2: 10, 3: 0 },
    troubled: { 0: 0, 1: 12, 2: 53, 3: 35 },
    grave: { 0: 0, 1: 0, 2: 45, 3: 55 },
  };
  const [low, high] = { sound: [0.12, 0.55], troubled: [0.6, 1], grave: [0.82, 1] }[standing];
  const count = Number(random.weighted(counts[standing]));
  const drawn = new Map<Trouble, number>();
  while (drawn.size < count) {
    const severity = random.between(low ?? 0, high ?? 1);
    // Trouble that nobody can overlook is loud: among its kinds is one that shows week by week.
    const trouble = random.weighted(standing === "grave" && drawn.size === 0 ? loud : frequency);
    // A single trouble drives away only when it is grave and of a kind that weighs.
    const alone = standing === "troubled" && count === 1;
    if (alone && weight[trouble] < 2.8) continue;
    drawn.set(trouble, alone ? Math.max(severity, 0.95) : severity);
  }
  return drawn;
}

/**
 * Episodes that weigh on a renewal. `peak` is the day by which they are in full force: the renewal itself, or today
 * where the renewal is near or overdue.
 */
export function drawEpisodes(standing: Standing, renewal: Day, peak: Day, random: Random): Episode[] {
  return [...drawKinds(standing, random)].map(([trouble, severity]) => {
    const from = peak - (trouble === "champion" ? random.int(60, 230) : random.int(130, 290));
    // Use ebbs away until the end; the rest happens and stays.
    const full = trouble === "usage" ? peak : from + 75;
    return { trouble, severity, renewal, from, full, until: Math.max(renewal, peak) };
  });
}

/** Whether a customer with these troubles leaves at the renewal; some leave for reasons that nobody recorded. */
export function leaves(episodes: readonly Episode[], random: Random): boolean {
  const logOdds = episodes.reduce((sum, { trouble, severity }) => sum + weight[trouble] * severity, baseLogOdds);
  return random.chance(1 / (1 + Math.exp(-logOdds)));
}

/** How strongly a trouble weighs on a day, 0 to 1; it fades within two months once survived. */
export function strain(episodes: readonly Episode[], trouble: Trouble, day: Day): number {
  let strongest = 0;
  for (const { trouble: kind, from, full, until, severity } of episodes) {
    if (kind !== trouble || day < from) continue;
    const grown = Math.min(1, (day - from + 10) / (full - from + 10));
    const faded = day <= until ? 1 : Math.max(0, 1 - (day - until) / 60);
    strongest = Math.max(strongest, severity * grown * faded);
  }
  return strongest;
}
