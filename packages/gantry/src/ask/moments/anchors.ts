// A time that is named may come round again: every Christmas, every Friday, every March. Which one is meant, what stands with
// it says.
import type { PeriodOptions } from "../../catalog/index.ts";
import { addDays } from "../../catalog/index.ts";

/** Half-open, "YYYY-MM-DD". */
export interface Days {
  readonly start: string;
  readonly end: string;
}

export interface Anchor {
  /** 0 is the last that has begun, 1 the next to come; the same for all where it comes but once. */
  readonly nth: (k: number) => Days | null;
  readonly again: boolean;
  /** It can be said alone, with no word such as "since". */
  readonly alone: boolean;
  /** An end of something longer. */
  readonly edge?: "start" | "end";
}

export const once = (days: Days, alone = false): Anchor => ({ nth: () => days, again: false, alone });

/** Of each year; nothing for years that have none of it. */
export const yearly = (of: (year: number) => Days | null, { today }: PeriodOptions, alone = false): Anchor => {
  const now = Number(today.slice(0, 4));
  const begun = of(now);
  const last = begun !== null && begun.start <= today ? now : now - 1;
  return { nth: (k) => of(last + k), again: true, alone };
};

export const dayLong = (start: string): Days => ({ start, end: addDays(start, 1) });

const reach = [-3, -2, -1, 0, 1, 2, 3];
const all = (anchor: Anchor): readonly Days[] => reach.flatMap((k) => anchor.nth(k) ?? []);

/** The last that has begun. */
export const lastOf = (anchor: Anchor): Days | undefined => anchor.nth(0) ?? all(anchor).findLast(() => true);

/** The first that ends after a day. */
export const firstAfter = (anchor: Anchor, day: string): Days | undefined => all(anchor).find((it) => it.end > day);

/** The last that begins before a day. */
export const lastBefore = (anchor: Anchor, day: string): Days | undefined =>
  all(anchor).findLast((it) => it.start < day);
