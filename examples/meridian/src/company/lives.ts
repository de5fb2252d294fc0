// The life of one customer: how long its contracts run, what its last renewal came to, and when the next one is.
import { addMonths, type Day, fiscalQuarter } from "./calendar.ts";
import type { Segment } from "./customer.ts";
import type { Random } from "./random.ts";
import { drawEpisodes, type Episode, leaves } from "./troubles.ts";

/** Share of customers that are troubled before a renewal. */
export const troubledShare = 0.32;

type Term = 12 | 24 | 36;

/** What is drawn first. A renewal decided within the year before the quarter may have been lost. */
export interface Life {
  readonly termMonths: Term;
  /** Terms served before the running or last one; 0 for a new customer. */
  readonly terms: number;
  readonly decided: { readonly on: Day; readonly episodes: readonly Episode[]; readonly left: boolean } | null;
}

/** A life with its days. */
export interface Told {
  readonly status: "active" | "churned" | "prospect";
  readonly since: Day;
  readonly renewal: Day | null;
  readonly decided: { readonly on: Day; readonly won: boolean } | null;
  readonly termMonths: Term;
  readonly episodes: readonly Episode[];
  readonly troubled: boolean;
}

export function drawLife(segment: Segment, quarterStart: Day, random: Random): Life {
  const multiYear = segment === "enterprise" ? 0.3 : segment === "mid-market" ? 0.22 : 0.1;
  const termMonths = random.chance(multiYear) ? (random.chance(0.6) ? 24 : 36) : 12;
  if (random.chance(0.09)) return { termMonths, terms: 0, decided: null };
  const years = random.int(1, segment === "enterprise" ? 9 : 6);
  const terms = Math.max(1, Math.round((years * 12) / termMonths));
  // Of contracts over two years half came up in the last year, of those over three a third.
  if (!random.chance(12 / termMonths)) return { termMonths, terms, decided: null };
  const on = quarterStart - random.int(1, 365);
  const episodes = drawEpisodes(random.chance(troubledShare) ? "troubled" : "sound", on, on, random);
  return { termMonths, terms, decided: { on, episodes, left: leaves(episodes, random) } };
}

/** Whether the next renewal can lie in the current quarter: not after leaving, nor when it was just put off for years. */
export function canFallDue({ termMonths, decided }: Life): boolean {
  return decided === null || (!decided.left && termMonths === 12);
}

function nextRenewal(life: Life, isDue: boolean, today: Day, random: Random): Day {
  const quarter = fiscalQuarter(today);
  if (isDue) return random.int(quarter.start, quarter.end);
  if (life.decided !== null && life.termMonths > 12) return addMonths(life.decided.on, life.termMonths);
  // Who has decided nothing within a year does so before the term's last year is over.
  const ahead = life.termMonths > 12 && life.terms > 0 ? life.termMonths - 12 : life.termMonths;
  return quarter.end + random.int(1, Math.round(ahead * 30.4) - 95);
}

/** `isDue`: to be renewed in the current quarter; `troubled`: clearly in trouble before the renewal to come. */
export function tellLife(
  life: Life,
  { isDue, troubled }: { readonly isDue: boolean; readonly troubled: boolean },
  today: Day,
  random: Random,
): Told {
  const { termMonths, terms } = life;
  if (life.decided?.left === true) {
    const { on, episodes } = life.decided;
    const since = addMonths(on, -termMonths * terms);
    return {
      status: "churned",
      since,
      renewal: null,
      decided: { on, won: false },
      termMonths,
      episodes,
      troubled: false,
    };
  }
  const renewal = nextRenewal(life, isDue, today, random);
  const standing = troubled ? (isDue ? "grave" : "troubled") : "sound";
  const coming = drawEpisodes(standing, renewal, isDue ? today : renewal, random);
  const since = addMonths(renewal, -termMonths * (terms + 1));
  if (life.decided === null) {
    return { status: "active", since, renewal, decided: null, termMonths, episodes: coming, troubled };
  }
  // The decision falls one term before the renewal to come, whatever day was drawn for it at first.
  const on = addMonths(renewal, -termMonths);
  const shift = on - life.decided.on;
  const past = life.decided.episodes.map((episode) => ({
    ...episode,
    renewal: on,
    from: episode.from + shift,
    full: episode.full + shift,
    until: episode.until + shift,
  }));
  const episodes = [...past, ...coming];
  return { status: "active", since, renewal, decided: { on, won: true }, termMonths, episodes, troubled };
}
