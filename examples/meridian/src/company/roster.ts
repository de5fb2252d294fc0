// Who the customers are: how many in each region and segment, which are prospects, new, left or entered twice, and
// when each contract comes up for renewal relative to today.
import { addMonths, type Day, fiscalQuarter } from "./calendar.ts";
import { type Segment, segments } from "./customer.ts";
import { type Place, places, type Region } from "./places.ts";
import { type Random, shareOut, stream } from "./random.ts";
import { drawEpisodes, type Episode, leaves } from "./troubles.ts";

/** An account's place in the company's life, before it has a name. */
export interface Slot {
  readonly region: Region;
  readonly segment: Segment;
  readonly place: Place;
  readonly status: "active" | "churned" | "prospect";
  readonly duplicate: boolean;
  readonly since: Day;
  readonly renewal: Day | null;
  readonly decided: { readonly on: Day; readonly won: boolean } | null;
  readonly termMonths: 12 | 24 | 36;
  readonly episodes: readonly Episode[];
  readonly troubled: boolean;
}

/** Accounts per 1,200. */
const cells: Readonly<Record<Region, Readonly<Record<Segment, number>>>> = {
  EMEA: { enterprise: 90, "mid-market": 170, small: 220 },
  AMER: { enterprise: 78, "mid-market": 150, small: 192 },
  APAC: { enterprise: 50, "mid-market": 104, small: 146 },
};
const regions: readonly Region[] = ["EMEA", "AMER", "APAC"];

/** Share of a cell's accounts that come up for renewal in the current fiscal quarter, and how many of those are troubled. */
const dueShare = 0.267;
const troubledShareOfDue = 0.4;
const troubledShare = 0.32;

interface Cell {
  readonly region: Region;
  readonly segment: Segment;
  readonly size: number;
}

/** A customer's life so far: its last yearly renewal and what came of it. */
interface Life {
  readonly termMonths: 12 | 24 | 36;
  readonly years: number;
  readonly past: { readonly on: Day; readonly episodes: readonly Episode[]; readonly left: boolean } | null;
}

function drawLife(isNew: boolean, segment: Segment, quarterStart: Day, random: Random): Life {
  const multiYear = segment === "enterprise" ? 0.3 : segment === "mid-market" ? 0.22 : 0.1;
  const termMonths = random.chance(multiYear) ? (random.chance(0.6) ? 24 : 36) : 12;
  const years = isNew ? 0 : random.int(1, segment === "enterprise" ? 9 : 6);
  if (isNew || termMonths !== 12) return { termMonths, years, past: null };
  const on = quarterStart - random.int(1, 365);
  const episodes = drawEpisodes(random.chance(troubledShare) ? "troubled" : "sound", on, on, random);
  return { termMonths, years, past: { on, episodes, left: leaves(episodes, random) } };
}

/** A renewal day after the current quarter, as far ahead as the term allows. */
function laterRenewal(quarterEnd: Day, termMonths: number, random: Random): Day {
  return quarterEnd + random.int(1, Math.round(termMonths * 30.4) - 95);
}

function fillCell({ region, segment, size }: Cell, today: Day, random: Random): Slot[] {
  const quarter = fiscalQuarter(today);
  const inRegion = places.filter((place) => place.region === region);
  const counts = shareOut(
    size,
    inRegion.map((place) => place.weight),
    random,
  );
  const where = random.shuffle(inRegion.flatMap((place, i) => Array.from({ length: counts[i] ?? 0 }, () => place)));
  const duplicates = size >= 10 ? Math.round(size * 0.022) : 0;
  const prospects = Math.floor(size * 0.06);
  const nothing = { renewal: null, decided: null, termMonths: 12, episodes: [], troubled: false } as const;

  const slots: Slot[] = [];
  const standing: { place: Place; life: Life }[] = [];
  where.forEach((place, i) => {
    if (i < duplicates) {
      const since = today - random.int(60, 900);
      slots.push({
        region,
        segment,
        place,
        duplicate: true,
        status: random.chance(0.8) ? "active" : "prospect",
        since,
        ...nothing,
      });
    } else if (i < duplicates + prospects) {
      const since = today - random.int(20, 500);
      slots.push({ region, segment, place, duplicate: false, status: "prospect", since, ...nothing });
    } else {
      const life = drawLife(random.chance(0.09), segment, quarter.start, random);
      standing.push({ place, life });
    }
  });

  const staying = standing.filter(({ life }) => life.past?.left !== true);
  const due = Math.max(1, Math.min(staying.length, Math.round(size * dueShare + random.between(-0.024, 0.024) * size)));
  const troubledDue = Math.max(1, Math.round(due * (troubledShareOfDue + random.between(-0.03, 0.05))));
  let place = -1;
  for (const { place: at, life } of standing) {
    const common = { region, segment, place: at, duplicate: false, termMonths: life.termMonths };
    if (life.past?.left === true) {
      const { on, episodes } = life.past;
      const since = addMonths(on, -12 * life.years);
      slots.push({
        ...common,
        status: "churned",
        since,
        renewal: null,
        decided: { on, won: false },
        episodes,
        troubled: false,
      });
      continue;
    }
    place += 1;
    const isDue = place < due;
    const renewal = isDue ? random.int(quarter.start, quarter.end) : laterRenewal(quarter.end, life.termMonths, random);
    const troubled = isDue ? place < troubledDue : random.chance(troubledShare * 0.8);
    const state = troubled ? (isDue ? "grave" : "troubled") : "sound";
    const coming = drawEpisodes(state, renewal, isDue ? today : renewal, random);
    // The past decision falls a year before the renewal to come, whatever day was drawn for it at first.
    const on = addMonths(renewal, -12);
    const shift = life.past === null ? 0 : on - life.past.on;
    const past = (life.past?.episodes ?? []).map((episode) => ({
      ...episode,
      renewal: on,
      from: episode.from + shift,
      full: episode.full + shift,
      until: episode.until + shift,
    }));
    const since = addMonths(
      renewal,
      -Math.max(life.years * 12 + 12, life.years === 0 ? life.termMonths : life.termMonths * 2),
    );
    slots.push({
      ...common,
      status: "active",
      since: life.years === 0 ? addMonths(renewal, -life.termMonths) : since,
      renewal,
      decided: life.past === null ? null : { on, won: true },
      episodes: [...past, ...coming],
      troubled,
    });
  }
  return slots;
}

/** The slots of `accounts` accounts in a mixed order; every region and segment has some from about 30 accounts on. */
export function drawRoster(seed: number, today: Day, accounts: number): Slot[] {
  const wanted = regions.flatMap((region) =>
    segments.map((segment) => ({ region, segment, weight: cells[region][segment] })),
  );
  const exact = wanted.map(({ weight }) => (weight * accounts) / 1200);
  const sizes = exact.map((size) => Math.max(1, Math.floor(size)));
  const byRest = exact.map((size, i) => ({ i, rest: size - (sizes[i] ?? 0) })).sort((a, b) => b.rest - a.rest);
  let missing = accounts - sizes.reduce((sum, size) => sum + size, 0);
  for (let turn = 0; missing > 0; turn++, missing--) {
    const next = byRest[turn % byRest.length];
    if (next !== undefined) sizes[next.i] = (sizes[next.i] ?? 0) + 1;
  }
  const slots = wanted.flatMap(({ region, segment }, i) =>
    fillCell({ region, segment, size: sizes[i] ?? 1 }, today, stream(seed, "roster", region, segment)),
  );
  return stream(seed, "roster", "order").shuffle(slots);
}
