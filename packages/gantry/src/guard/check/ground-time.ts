// Which cells bear a stretch of time: a length in another unit, or what lies between two dates or a date and today.
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import { agrees, datesIn } from "./dates.ts";
import type { Facts, NumberFact } from "./facts.ts";
import { best, columnsOf } from "./ground-basis.ts";
import type { Ground } from "./ground-basis.ts";
import { ahead, clauseAt, daysIn, sentenceAt } from "./ideas.ts";
import { numbersIn } from "./numbers.ts";
import type { WrittenNumber } from "./numbers.ts";
import { termsOf, termsToldBy, timesToldBy } from "./topics.ts";

/** Says that a stretch of time is counted from today. */
const counting =
  /(?<!\p{L})(?:in|within|for|since|next|ago|over|dans|d['’]ici|depuis|sous|seit|binnen|innerhalb|noch|vor|il y a)(?: \p{L}+){0,4}[ \u00a0]$/iu;

/** The same, said behind it: "eight weeks ago", "four weeks to go". */
const counted =
  /^ \p{L}+ (?:ago|from (?:now|today)|to go|away|left|remain\p{L}*|until|till|before|since|ahead|in(?= ?(?:$|\n|to |the |our |your ))|avant|restant\p{L}*|verbleib\p{L}*)(?!\p{L})/iu;
/** Or before it, further away: "plus que cinq semaines", "so we have about four weeks". */
const remaining =
  /(?<!\p{L})(?:plus que|only|nur noch|noch|remain|remaining|reste(?:nt)?|encore|leaves(?: us)?|\p{L}*bleib(?:t|en)|(?:we|you|wir|nous) (?:still )?(?:have|haben|avons))(?: \p{L}+){0,3}[ \u00a0]$/iu;

const dayNumber = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** "Over the last 90 days": a window that is looked at, no length of what is told. */
const window = /(?<!\p{L})(?:last|past|previous|letzten|vergangenen|derni[eè]re?s|passés)(?!\p{L})/iu;
/** "Three days after the delivery". */
const apart =
  /^(?: \p{L}+)? (?:after|before|later|danach|darauf|davor|nach|vor|später|après|avant|plus tard)(?!\p{L})/iu;

/** "Three weeks later than planned": a delay, not what lies between two dates. */
const compared = /(?<!\p{L})(?:later than|später als|plus tard que)(?!\p{L})/iu;

const betweenDates = (facts: Facts, fits: (days: number, slack: number) => boolean): Ground => {
  const days = facts.dates.flatMap(({ column, parts: { year, month, day } }) =>
    column === "" || year === undefined || month === undefined || day === undefined
      ? []
      : [{ column, day: Date.UTC(year, month - 1, day) / 86_400_000 }],
  );
  if (days.length > 12) return null;
  for (const [index, a] of days.entries())
    for (const b of days.slice(index + 1))
      if (a.day !== b.day && fits(Math.abs(a.day - b.day), 0.1)) return columnsOf(a, b);
  return null;
};

/** Whether a number and "of" stand right before the place. */
const isWholeOfCount = (text: string, start: number): boolean => {
  const before = text.slice(Math.max(0, start - 32), start);
  return numbersIn(before).some(({ end }) =>
    /^(?: \p{L}+)? (?:of|von|sur|des)(?: \p{L}{2,7}){0,2} $/iu.test(before.slice(end)),
  );
};

/** "Three weeks" from 21 days; "in three weeks", "for seven years" from a date. */
export const groundTime = (text: string, number: WrittenNumber, unit: string, manner: Manner, facts: Facts): Ground => {
  const size = daysIn[unit] ?? 1;
  const isAuthors = (fact: NumberFact): boolean =>
    (fact.idea.noun === null || fact.idea.noun === unit) && number.values.some(({ value }) => value === fact.value);
  const own = clauseAt(text, number.start, number.end);
  // "… 26 days late, almost four weeks": said again.
  const clause = (own.match(/\p{L}+/gu) ?? []).length < 4 ? sentenceAt(text, number.start) : own;
  const lengths = facts.numbers.filter((fact) => daysIn[fact.idea.noun ?? ""] !== undefined);
  const isPart = /^ (?:of the|der|des) /.test(text.slice(number.end, number.end + 8));
  const isWindow = !isPart && window.test(text.slice(Math.max(0, number.start - 24), number.end + 16));
  const told = isWindow
    ? null
    : size > 30 && ahead.test(text.slice(Math.max(0, number.start - 12), number.end + 24))
      ? termsOf(lengths)
      : timesToldBy(lengths, clause);
  const terms = told === null && !isWindow ? termsToldBy(lengths, clause) : null;
  const pool = told ?? terms ?? facts.numbers;
  const same = best(
    pool.filter(
      (fact) =>
        fact.idea.noun === unit && !fact.mayBeShare && number.values.some((each) => bears(fact.value, each, manner)),
    ),
  );
  if (same !== null && same.length > 0) return same;
  // "Seven of twelve weeks": the whole is the author's.
  if (isWholeOfCount(text, number.start) && facts.numbers.some((fact) => fact.column === "" && isAuthors(fact)))
    return [];
  const fits = (days: number, slack: number): boolean =>
    number.values.some((each) => {
      const units = days / size;
      if (manner === "above")
        return units >= each.value * 0.99 && units < Math.max(each.value * 1.15, each.value + slack);
      if (manner === "below")
        return units <= each.value * 1.01 && units > Math.min(each.value * 0.87, each.value - slack);
      // "Seven and a half years" says no more than that.
      const place = each.value % 1 === 0.5 ? Math.max(0.3, each.place) : each.place;
      return Math.abs(units - each.value) <= slack * Math.min(1, place) + 1e-6;
    });
  const columns = new Set((told ?? terms ?? []).map(({ column }) => column));
  const spans = facts.spans.filter((span) => (columns.size === 0 || columns.has(span.column)) && fits(span.days, 0.5));
  const span = spans.find((each) => each.column !== "") ?? spans[0];
  if (span !== undefined) return columnsOf(span);
  if (same !== null) return same;
  const behind = text.slice(number.end, number.end + 40);
  const between = apart.test(behind) && !compared.test(behind) ? betweenDates(facts, fits) : null;
  if (between !== null) return between;
  if (told !== null || facts.today === undefined || size < 1) return null;
  const lead = text.slice(Math.max(0, number.start - 30), number.start);
  const isCounted = unit === "year" || counting.test(lead) || counted.test(behind) || remaining.test(lead);
  // "The renewal is due on 15 December, four weeks": the date itself stands beside it.
  const said = isCounted ? [] : datesIn(sentenceAt(text, number.start)).flatMap(({ readings }) => readings);
  if (!isCounted && said.length === 0) return null;
  const today = dayNumber(facts.today);
  const found = facts.dates.find(({ column, parts: { year, month, day } }) => {
    if (column === "" || year === undefined || month === undefined || day === undefined) return false;
    if (!isCounted && !said.some((reading) => reading.day !== undefined && agrees(reading, { year, month, day })))
      return false;
    const days = Math.abs(Date.UTC(year, month - 1, day) / 86_400_000 - today);
    return fits(days, unit === "year" ? 0.99 : 0.5);
  });
  return found === undefined ? null : columnsOf(found);
};
