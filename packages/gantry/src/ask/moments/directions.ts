// What the words around a time make of it: since, until, between two of them, longer ago than.

const phrases = (list: string): ReadonlySet<string> => new Set(list.split(", "));

/** Before a time, and what it then spans. */
export const openings = {
  since: phrases(
    "since, ever since, any time since, at any time since, depuis, seit, schon seit, bereits seit, seitdem",
  ),
  from: phrases(
    "from, starting, starting on, starting from, starting with, beginning, beginning on, beginning with, as of, as from, effective, not before, no earlier than, not earlier than, on or after, at the earliest on, ab, a partir de, a partir du, a partir d, a partir des, a compter de, a compter du, au plus tot, au plus tot le, nicht vor, fruhestens, fruhestens am, fruhestens ab, von, vom, de, du",
  ),
  after: phrases(
    "after, any time after, later than, following, nach, apres, spater als, posterieur a, posterieurs a, posterieures a, posterieures au, posterieurs au",
  ),
  before: phrases(
    "before, prior to, earlier than, ahead of, any time before, vor, bevor, fruher als, avant, anterieur a, anterieurs a, anterieures a, anterieures au, anterieurs au",
  ),
  until: phrases(
    "until, till, up to, up to and including, up until, up till, by, no later than, not later than, on or before, at the latest by, at the latest on, not after, through, thru, bis, bis zum, bis zur, bis spatestens, bis spatestens am, bis spatestens zum, spatestens, spatestens am, spatestens bis, spatestens zum, bis einschliesslich, bis inklusive, bis und mit, bis incl, nicht nach, nicht spater als, jusqu a, jusqu au, jusqu en, jusqu aux, d ici, d ici a, d ici au, au plus tard, au plus tard le, au plus tard en, au plus tard a, pas apres",
  ),
  on: phrases(
    ", on, at, am, an, zu, a, in, im, during, wahrend, pendant, over, au, en, dans, au cours de, au cours du, au cours, au cours des, within, in der, lors de, durant",
  ),
  between: phrases(
    "from, between, any time between, sometime between, starting from, since, ab, von, vom, zwischen, seit, de, du, d, entre, depuis, a partir du, a partir de, ",
  ),
} as const;

/** Behind a time. */
export const closings = {
  none: phrases(", inclusive, included, inclus, incluse, einschliesslich, inklusive"),
  untilNow: phrases(
    "until now, till now, up to now, to date, so far, bis jetzt, bis dato, bislang, bisher, jusqu ici, jusqu a present, a ce jour",
  ),
  onward: phrases(
    "on, onward, onwards, or later, or after, or newer, and later, and after, and onwards, and on, an, oder spater, oder danach, und spater, und danach, ou plus tard, ou apres, et apres, et au dela, at the earliest, fruhestens",
  ),
  backward: phrases(
    "or earlier, or before, and before, and earlier, oder fruher, oder davor, und fruher, ou plus tot, ou avant, et avant",
  ),
  latest: phrases("at the latest, latest, spatestens, au plus tard"),
} as const;

/** Between two times. */
export const middles = phrases(
  "to, and, until, till, through, thru, up to, up until, bis, bis zum, bis zur, bis einschliesslich, bis und mit, und, a, au, et, jusqu a, jusqu au, jusqu en, et jusqu a, et jusqu au, and until, and up to, und bis, und bis zum",
);

/** Around a length of time: what stands before and behind it. */
export const around = {
  longerAgo: [
    phrases(
      "older than, for more than, for over, for longer than, for at least, since more than, since over, for well over, vor mehr als, vor uber, vor mindestens, seit mehr als, seit uber, seit mindestens, seit langer als, schon seit uber, schon seit mehr als, schon uber, langer als, alter als, mehr als, uber, mindestens, depuis plus de, depuis plus d, depuis au moins, il y a plus de, il y a plus d, il y a au moins, plus vieux de, vieux de plus de, vieilles de plus de, agees de plus de, datant de plus de, remontant a plus de, more than, over, at least, longer than",
    ),
    phrases(", ago, old, back, alt, her, zuruck, ou plus, or more ago, or older, or more"),
  ],
  lessAgo: [
    phrases(
      "less than, under, at most, hochstens, maximal, au plus, not more than, no more than, not older than, no older than, within the last, newer than, younger than, nicht alter als, pas plus vieux que, pas plus vieux de, for less than, for under, since less than, vor weniger als, vor hochstens, vor maximal, seit weniger als, seit hochstens, seit maximal, weniger als, junger als, neuer als, depuis moins de, depuis moins d, il y a moins de, il y a moins d, il y a au plus, datant de moins de, vieux de moins de",
    ),
    phrases(", ago, old, alt, her"),
  ],
  ahead: [
    phrases(
      "within, within the next, in less than, in under, in at most, in the next, in the coming, over the next, over the coming, during the next, in weniger als, in hochstens, innerhalb, innerhalb von, innerhalb der nachsten, im nachsten, im kommenden, innerhalb eines, binnen, in den nachsten, in den kommenden, d ici, sous, dans un delai de, dans moins de, dans moins d, dans les, dans les prochains, dans les prochaines, au cours des prochains, au cours des prochaines, not more than, no more than, less than",
    ),
    phrases(", from now, from today, ahead, a venir, qui viennent, ab heute, ab jetzt, a partir d aujourd hui"),
  ],
  furtherAhead: [
    phrases(
      "in more than, in over, more than, over, at least, dans plus de, dans plus d, in mehr als, in uber, erst in mehr als",
    ),
    phrases(", from now, from today, ahead, ab heute, ab jetzt"),
  ],
  rolling: [
    phrases(
      "last, the last, past, the past, in the last, in the past, over the last, over the past, during the last, during the past, within the last, within the past, for the last, for the past, rolling, trailing, previous, in the previous, over the previous, since the last, letzten, die letzten, in den letzten, in den vergangenen, der letzten, wahrend der letzten, im letzten, im vergangenen, vergangenen, seit den letzten, les, dans les, ces, au cours des, sur les, durant les, pendant les, depuis les, depuis, seit, since, innerhalb der letzten, binnen der letzten",
    ),
    phrases(", derniers, dernieres, ecoules, ecoulees, passes, passees, precedents, precedentes"),
  ],
} as const;

/** Words without which an age or a way ahead is none: "more than 30 days" alone may be of anything. */
export const tellsAgo =
  /\b(?:ago|old|older|younger|newer|alt|alter|junger|neuer|her|zuruck|back|seit|depuis|since|for|vor|il y a|langer|vieux|vieilles|datant|remontant|agees|last)\b/;
export const tellsAhead =
  /\b(?:from now|from today|ahead|within|in|innerhalb|binnen|d ici|dans|sous|a venir|qui viennent|prochaine?s|next|coming|nachsten|kommenden|ab heute|ab jetzt)\b/;
export const tellsRolling =
  /\b(?:last|past|rolling|trailing|previous|since|seit|depuis|letzten|vergangenen|dernieres?|derniers|ecoules|ecoulees|passes|passees|precedents|precedentes)\b/;
