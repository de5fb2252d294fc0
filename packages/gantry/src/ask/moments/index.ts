// Times as people say them, by grammar: anchors (a day, a month, a holiday, the end of a quarter), lengths, and what the words
// around them make of it. English, French and German alike; what is not wholly understood is no time.
import { addDays } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { ever, forEver } from "../ever.ts";
import { firstAfter, lastBefore, lastOf } from "./anchors.ts";
import type { Anchor, Days } from "./anchors.ts";
import { around, closings, middles, openings, tellsAgo, tellsAhead, tellsRolling } from "./directions.ts";
import { lengthAt, moved } from "./length.ts";
import { pointAt } from "./point.ts";
import type { Spoken, Took } from "./spoken.ts";
import { whole } from "./whole.ts";
import { unitOf } from "./words.ts";

export { besideAt, countBeside } from "./beside.ts";
export { ofHoliday } from "./holidays.ts";
export type { Spoken } from "./spoken.ts";
export { mainUnits, timeWords } from "./words.ts";

const spanned = ({ start, end }: { readonly start: string; readonly end: string }): string | null =>
  start < end ? `${start}..${end}` : null;

/** Of two anchors the days that belong together. */
const together = (first: Anchor, second: Anchor, today: string): readonly [Days, Days] | undefined => {
  if (!second.again) {
    const to = second.nth(0);
    const from = to === null ? undefined : first.again ? lastBefore(first, to.end) : lastOf(first);
    return from === undefined || to === null ? undefined : [from, to];
  }
  // "Between now and Christmas" is the one to come; "between June and August" the ones that have been.
  const from = lastOf(first);
  const to = from === undefined ? undefined : firstAfter(second, from.start > today ? today : from.start);
  return from === undefined || to === undefined ? undefined : [from, to];
};

/** Every cut of the words into what opens, a time, and what closes. */
const placed = <T>(
  spoken: Spoken,
  opening: ReadonlySet<string>,
  read: (spoken: Spoken, at: number) => Took<T> | undefined,
): readonly { readonly opens: string; readonly it: T; readonly closes: string }[] => {
  const found: { opens: string; it: T; closes: string }[] = [];
  for (let at = 0; at <= Math.min(6, spoken.words.length - 1); at++) {
    const opens = spoken.words.slice(0, at).join(" ");
    if (!opening.has(opens)) continue;
    const took = read(spoken, at);
    if (took !== undefined) found.push({ opens, it: took.it, closes: spoken.words.slice(took.to).join(" ") });
  }
  return found;
};

const allOpenings = new Set(Object.values(openings).flatMap((it) => [...it]));
const allAround = new Set(Object.values(around).flatMap(([opening]) => [...opening]));

const ofOne = (opens: string, anchor: Anchor, closes: string, today: string): string | null => {
  const last = lastOf(anchor);
  const ahead = anchor.again ? firstAfter(anchor, today) : anchor.nth(0);
  if (last === undefined || ahead === undefined || ahead === null) return null;
  const isPlain = closings.none.has(closes);
  const isOnward = closings.onward.has(closes);
  if (openings.since.has(opens) && (isPlain || isOnward || closings.untilNow.has(closes))) {
    // "Since the end of June": whether with its last day, people differ.
    if (anchor.edge === "end" || last.start > today) return null;
    return spanned({ start: last.start, end: isOnward ? forEver : addDays(today, 1) });
  }
  if (openings.from.has(opens) && closings.untilNow.has(closes) && anchor.edge !== "end")
    return spanned({ start: last.start, end: addDays(today, 1) });
  const isFrom = openings.from.has(opens) && (isOnward || (isPlain && !/^(?:von|vom|de|du)$/.test(opens)));
  if (isFrom || (opens === "" && isOnward && closes !== "on" && closes !== "an" && !anchor.alone))
    return anchor.edge === "end" ? null : spanned({ start: last.start, end: forEver });
  if (openings.after.has(opens) && isPlain) return spanned({ start: last.end, end: forEver });
  const isUntil = openings.until.has(opens) && (isPlain || closings.latest.has(closes));
  const isBefore = openings.before.has(opens) && isPlain;
  const isBackward = closings.backward.has(closes) && (opens === "" || openings.on.has(opens));
  if (isBackward) return spanned({ start: ever, end: last.end });
  if (isUntil || isBefore) {
    // "By last quarter" is how it is divided, or nothing.
    if (opens === "by" && ahead.end <= today) return null;
    // "Before the end of the year" is within it.
    const end = isUntil || anchor.edge === "end" ? ahead.end : ahead.start;
    return spanned({ start: end > today ? today : ever, end });
  }
  if (!isPlain || !openings.on.has(opens)) return null;
  const isNamedDay = anchor.again && anchor.edge === undefined && addDays(last.start, 1) === last.end;
  return anchor.alone || (isNamedDay && /^(?:on|at|am|an|zu|a)$/.test(opens)) ? spanned(last) : null;
};

const one = (spoken: Spoken): string | null => {
  for (const { opens, it, closes } of placed(spoken, allOpenings, pointAt)) {
    const span = ofOne(opens, it, closes, spoken.options.today);
    if (span !== null) return span;
  }
  return null;
};

const two = (spoken: Spoken): string | null => {
  const { words, options } = spoken;
  for (let at = 0; at <= 3; at++) {
    const opens = words.slice(0, at).join(" ");
    if (!openings.between.has(opens)) continue;
    const first = pointAt(spoken, at);
    if (first === undefined) continue;
    for (let from = first.to + 1; from <= first.to + 3; from++) {
      const middle = words.slice(first.to, from).join(" ");
      if (!middles.has(middle)) continue;
      // Two that are merely joined are no span.
      if (
        /^(?:and|und|et)$/.test(middle) &&
        !/^(?:between|zwischen|entre|any time between|sometime between)$/.test(opens)
      )
        continue;
      const second = pointAt(spoken, from);
      if (second === undefined || !closings.none.has(words.slice(second.to).join(" "))) continue;
      const both = together(first.it, second.it, options.today);
      if (both !== undefined) return spanned({ start: both[0].start, end: both[1].end });
    }
  }
  return null;
};

const long = (spoken: Spoken): string | null => {
  const { today } = spoken.options;
  for (const { opens, it, closes } of placed(spoken, allAround, lengthAt)) {
    const said = `${opens} | ${closes}`;
    const fits = ([before, behind]: readonly [ReadonlySet<string>, ReadonlySet<string>]): boolean =>
      before.has(opens) && behind.has(closes);
    if (fits(around.ahead) && tellsAhead.test(said))
      return it.told === undefined ? spanned({ start: today, end: moved(today, it, 1) }) : `next ${it.told}`;
    if (fits(around.furtherAhead) && tellsAhead.test(said))
      return spanned({ start: moved(today, it, 1), end: forEver });
    if (fits(around.longerAgo) && tellsAgo.test(said)) {
      const back = moved(today, it, -1);
      const isLeast = /\b(?:at least|mindestens|au moins|or more|ou plus)\b/.test(said);
      return spanned({ start: ever, end: isLeast ? addDays(back, 1) : back });
    }
    if (fits(around.lessAgo) && tellsAgo.test(said))
      return spanned({ start: moved(today, it, -1), end: addDays(today, 1) });
    if (fits(around.rolling) && tellsRolling.test(said))
      return it.told === undefined ? spanned({ start: moved(today, it, -1), end: today }) : `last ${it.told}`;
  }
  return null;
};

/** "Quarter to date", "month to date". */
const toDate = ({ words, options }: Spoken): string | null => {
  const [first, ...others] = words;
  const unit = others.join(" ") === "to date" ? unitOf(first) : undefined;
  const begun = unit === undefined ? null : whole(unit, 0, options);
  return begun === null ? null : spanned({ start: begun.start, end: addDays(options.today, 1) });
};

/**
 * The span of a phrase in words that `resolvePeriod` knows: mostly two days, "2026-06-01..2026-11-17", half-open; null where it tells none.
 *
 * @param said in lower case, without accents
 */
export const spanSpoken = (said: string, options: PeriodOptions): string | null => {
  const spoken: Spoken = { words: said.split(" "), options };
  return toDate(spoken) ?? two(spoken) ?? one(spoken) ?? long(spoken);
};
