// How near a written number is to a fact: rounding by the places written, and what "about", "almost" and "over" allow.
import type { Reading } from "./numbers.ts";

export type Manner = "exact" | "around" | "below" | "above";

const around =
  /(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.?|close to|etwa|rund|ungefähr|zirka|gegen|environ|à peu près|autour de|près de|près d['’]|~|≈)[ \u00a0]?(?:an? |the |die |der |das |un |une |la |le |de |d['’])?$/iu;
const below =
  /(?:nearly|almost|just under|a little under|less than|fewer than|under|below|an? (?:bare|scant)|(?:eine? |une? )?(?:knappe[sr]?|petite?)|knapp|fast|beinahe|nahezu|unter|weniger als|presque|moins de|moins du|moins d['’]|quasiment|à peine)[ \u00a0]?(?:the |die |der |das |la |le |de |d['’])?$/iu;
const above =
  /(?:(?:just |a little |well )?over|more than|above|at least|upwards of|a (?:good|full|solid)|über|mehr als|etwas mehr als|(?:eine? )?(?:gute[srn]?|volle[srn]?)|gut|(?:une? )?bon(?:ne)?|mindestens|plus de|plus du|plus d['’]|au-delà de)[ \u00a0]?(?:the |die |der |das |la |le |de |d['’])?$/iu;
const roundedAfter = /^[ \u00a0](?:environ|or so|or thereabouts|in etwa|ungefähr|à peu près)(?!\p{L})/u;

/** How the words around a number qualify it. */
export const mannerAt = (text: string, start: number, end: number): Manner => {
  const before = text.slice(Math.max(0, start - 24), start).replace(/[€$£]$/u, "");
  if (below.test(before)) return "below";
  if (above.test(before)) return "above";
  return around.test(before) || roundedAfter.test(text.slice(end, end + 20)) ? "around" : "exact";
};

/** The last place that a round number leaves open, two digits always standing: 84,000 may round 84,320; 80,000 may not. */
const openPlace = (value: number, place: number): number => {
  if (value < 1_000 || place < 1) return place;
  let open = 1;
  let rest = Math.round(value);
  while (rest >= 100 && rest % 10 === 0) {
    rest /= 10;
    open *= 10;
  }
  return Math.max(open, place);
};

/** Whether a fact may be said with this reading. Whole counts are said exactly or with a word that says otherwise. */
export const bears = (fact: number, { value, place }: Reading, manner: Manner, isFraction = false): boolean => {
  const slack = Math.abs(value) * 1e-9;
  if (isFraction) {
    const off = fact - value;
    if (manner === "below") return off <= 0.006 && off >= -0.075;
    if (manner === "above") return off >= -0.006 && off <= 0.1;
    return Math.abs(off) <= (manner === "around" ? 0.07 : place * 0.7);
  }
  const open = openPlace(value, place);
  // "4 million" says less than it seems to: a scale's own place is not taken for rounding.
  const rounded = open > 1 ? Math.min(open / 2, value * 0.06) : open / 2;
  if (Number.isInteger(fact) && open <= 1) {
    if (fact === value) return true;
  } else if (Math.abs(fact - value) <= rounded + slack) return true;
  if (manner === "exact") return false;
  // Three places written out are no guess: "just over 85,400" is no 96,500, and "ein Vertrag über 85.400" is no guess at all.
  const isPrecise = value >= open * 100;
  const reach = isPrecise ? open : Math.max(value * 0.1, place < 1 ? place : 0);
  if (manner === "around") return Math.abs(fact - value) <= reach + slack;
  if (manner === "below") return fact <= value + slack && fact >= (isPrecise ? value - open : value * 0.87);
  return fact >= value - slack && fact <= (isPrecise ? value + open : value * 1.15);
};
