// Who the customers are: how many in each region and segment, which are prospects, new, left or entered twice, and
// when each contract comes up for renewal relative to today.
import { type Day, fiscalQuarter } from "./calendar.ts";
import { type Segment, segments } from "./customer.ts";
import { canFallDue, drawLife, type Life, tellLife, type Told, troubledShare } from "./lives.ts";
import { type Place, places, type Region } from "./places.ts";
import { type Random, shareOut, stream } from "./random.ts";

/** An account's place in the company's life, before it has a name. */
export interface Slot extends Told {
  readonly region: Region;
  readonly segment: Segment;
  readonly place: Place;
  readonly duplicate: boolean;
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

interface Cell {
  readonly region: Region;
  readonly segment: Segment;
  readonly size: number;
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
      const life = drawLife(segment, quarter.start, random);
      standing.push({ place, life });
    }
  });

  const eligible = standing.filter(({ life }) => canFallDue(life)).length;
  const due = Math.max(1, Math.min(eligible, Math.round(size * (dueShare + random.between(-0.024, 0.024)))));
  const troubledDue = Math.max(1, Math.round(due * (troubledShareOfDue + random.between(-0.03, 0.05))));
  let place = 0;
  for (const { place: at, life } of standing) {
    const isDue = canFallDue(life) && place < due;
    const troubled = isDue ? place < troubledDue : random.chance(troubledShare * 0.8);
    if (canFallDue(life)) place += 1;
    const told = tellLife(life, { isDue, troubled }, today, random);
    slots.push({ region, segment, place: at, duplicate: false, ...told });
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
