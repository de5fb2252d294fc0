// Weekly use of Meridian's connected software by each customer, as it reports home: with seasons, noise and gaps.
import { type Day, isoDay, mondayOf, monthOf } from "./calendar.ts";
import { type Customer, lastDay } from "./customer.ts";
import type { Links } from "./links.ts";
import type { Region } from "./places.ts";
import { type Random, stream } from "./random.ts";
import { strain } from "./troubles.ts";
import type { ParquetFile } from "./types.ts";

/** The share of usual activity in a week: summers and the turn of the year are quiet, each region in its own way. */
function season(region: Region, week: Day): number {
  const month = monthOf(week + 3);
  const dayOfMonth = Number(isoDay(week + 3).slice(8));
  if ((month === 12 && dayOfMonth >= 22) || (month === 1 && dayOfMonth <= 4)) return region === "APAC" ? 0.72 : 0.48;
  if (region === "EMEA") return month === 8 ? 0.76 : month === 7 ? 0.9 : 1;
  if (region === "AMER") return month === 7 ? 0.92 : month === 11 && dayOfMonth >= 24 && dayOfMonth <= 29 ? 0.68 : 1;
  return month === 5 && dayOfMonth <= 6 ? 0.7 : month === 8 && dayOfMonth >= 11 && dayOfMonth <= 17 ? 0.82 : 1;
}

/** Weeks in which nothing was reported: single ones here and there, and now and then a broken agent for a month. */
function missingWeeks(weeks: number, random: Random): Set<number> {
  const missing = new Set<number>();
  for (let week = 0; week < weeks; week++) if (random.chance(0.012)) missing.add(week);
  if (random.chance(0.06)) {
    const start = random.int(0, weeks - 6);
    for (let week = start; week < start + random.int(2, 5); week++) missing.add(week);
  }
  return missing;
}

/** The Mondays of the last 78 full weeks before today. */
function reportedWeeks(today: Day): Day[] {
  const last = mondayOf(today) - 7;
  return Array.from({ length: 78 }, (_, i) => last - (77 - i) * 7);
}

export function makeWeeklyUsage(
  customers: readonly Customer[],
  links: readonly Links[],
  today: Day,
  seed: number,
): ParquetFile {
  const weeks = reportedWeeks(today);
  const names = weeks.map(isoDay);
  const seasons = {
    EMEA: weeks.map((w) => season("EMEA", w)),
    AMER: weeks.map((w) => season("AMER", w)),
    APAC: weeks.map((w) => season("APAC", w)),
  };
  const refs: string[] = [];
  const mondays: string[] = [];
  const active: number[] = [];
  const licensed: number[] = [];
  const sessions: number[] = [];
  const hours: number[] = [];
  const errors: number[] = [];

  for (const customer of customers) {
    const ref = links[customer.index]?.usageRef;
    if (ref === null || ref === undefined) continue;
    const random = stream(seed, "usage", customer.index);
    const missing = missingWeeks(weeks.length, random);
    const end = lastDay(customer, today);
    const share = random.between(0.34, 0.88);
    // A slow drift up or down of its own, which says little about whether somebody stays.
    const drift = random.normal(0.0006, 0.0026);
    const perUser = random.between(5, 13);
    const hoursPerSession = random.between(0.7, 2.6);
    const errorRate = random.between(0.002, 0.012);
    // A project that ends or a move: use dips for some months and comes back, whatever becomes of the customer.
    const dip = random.chance(0.14)
      ? { from: random.int(0, 70), weeks: random.int(8, 16), depth: random.between(0.15, 0.4) }
      : null;
    const growsAt = random.chance(0.4) ? random.int(5, 75) : -1;
    let seats = growsAt >= 0 ? Math.max(1, Math.round(customer.seats * random.between(0.75, 0.95))) : customer.seats;
    let mood = 0;
    weeks.forEach((week, i) => {
      if (i === growsAt) seats = customer.seats;
      mood = mood * 0.8 + random.normal(0, 0.045);
      if (week < customer.since || week > end || missing.has(i)) return;
      const decline = 1 - 0.62 * strain(customer.episodes, "usage", week);
      const adoption = 1 - 0.5 * strain(customer.episodes, "adoption", week);
      const people =
        seats *
        share *
        (1 + drift * (i - 40)) *
        decline *
        adoption *
        (seasons[customer.place.region][i] ?? 1) *
        (1 + mood) *
        (dip !== null && i >= dip.from && i < dip.from + dip.weeks ? 1 - dip.depth : 1);
      const activeUsers = Math.min(
        seats,
        Math.max(0, Math.round(people + random.normal(0, Math.sqrt(Math.max(people, 1)) * 0.35))),
      );
      const sessionCount = Math.round(activeUsers * perUser * (0.4 + 0.6 * decline) * random.between(0.88, 1.12));
      refs.push(ref);
      mondays.push(names[i] ?? "");
      active.push(activeUsers);
      licensed.push(seats);
      sessions.push(sessionCount);
      hours.push(Math.round(sessionCount * hoursPerSession * random.between(0.9, 1.1) * 10) / 10);
      errors.push(
        Math.round(
          sessionCount * errorRate * (1 + 0.7 * strain(customer.episodes, "support", week)) * random.between(0.3, 1.9),
        ),
      );
    });
  }
  return {
    path: "usage/weekly.parquet",
    columns: [
      { name: "account_ref", type: "VARCHAR", values: refs },
      { name: "week", type: "DATE", values: mondays },
      { name: "active_users", type: "INTEGER", values: active },
      { name: "licensed_users", type: "INTEGER", values: licensed },
      { name: "sessions", type: "INTEGER", values: sessions },
      { name: "instrument_hours", type: "DOUBLE", values: hours },
      { name: "errors", type: "INTEGER", values: errors },
    ],
  };
}
