// Which cells bear a count: by the noun behind it and the words that narrow it.
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import type { Facts, NumberFact } from "./facts.ts";
import { best, columnsOf, pairs, rest, statedIn } from "./ground-basis.ts";
import type { Ground } from "./ground-basis.ts";
import { clauseAt, daysIn, ideaAt, narrowBefore, narrowOf, sentenceAt } from "./ideas.ts";
import type { Idea } from "./ideas.ts";
import type { WrittenNumber } from "./numbers.ts";

/** "Of your 48 seats", "von Ihren sieben Anfragen": the whole; what follows narrows the part before it. */
const isWhole = (text: string, start: number): boolean =>
  /(?:^|[^\p{L}])(?:of|von|sur|aus|from|der|des|ihrer|ihren|euren|eurer|de vos|de nos)(?: (?:your|the|our|les|den|vos|ihren|ihrer|den|unseren|vos|les|total|last|past|previous|letzten|vergangenen|derni[eè]re?s)){0,2}[ \u00a0]$/iu.test(
    text.slice(Math.max(0, start - 24), start),
  );

/** "Of your five open tickets": what stands between the number and its noun. */
const narrowInside = (text: string, end: number): ReadonlySet<string> => {
  const word = /^ ([\p{L}\p{M}]+)(?= [\p{L}\p{M}])/u.exec(text.slice(end, end + 32))?.[1];
  const follows = word === undefined ? null : ideaAt(text, end + 1 + word.length);
  const narrow = word === undefined || follows?.noun === null || follows?.adjoins !== true ? undefined : narrowOf(word);
  return new Set(narrow === undefined ? [] : [narrow]);
};

const ofThem = /^ (?:of (?:them|these|those)|davon|von (?:ihnen|diesen)|d['’]entre (?:eux|elles))(?!\p{L})/iu;

/** "You wrote to us three times": tickets, without the word. */
export const support =
  /(?<!\p{L})(?:support|wrote|written|reached out|contacted|angeschrieben|kontaktiert|contacté\p{L}*|sollicité\p{L}*)(?!\p{L})/iu;

/** "0.8 errors per hundred sessions" in a column called a rate: counts, no share of one. */
const isPerHundred = ({ idea, column }: NumberFact): boolean =>
  idea.noun === "error" && /rate|quote|taux/i.test(column);

/** "The other three", "les trois autres": the rest of a whole that was told before. */
const otherOnes = /(?<!\p{L})(?:others?|remaining|autres|restante?s|übrigen|restlichen|anderen)(?!\p{L})/iu;

/** Counted without a word that narrows it; `total` narrows nothing. */
const isAll = ({ idea }: NumberFact): boolean => [...idea.narrow].every((word) => word === "total");

/** "The last two", "les deux derniers": what is left of a whole that the sentence names. */
const lastOnes = /(?<!\p{L})(?:the last|letzten|derni[eè]re?s)(?!\p{L})/iu;

const wholeBehind = /^ (?:out )?(?:of|von|sur) \d/u;

/** What was won and what was lost make the whole; what is urgent and what is open do not. */
const isEither = (a: NumberFact, b: NumberFact): boolean =>
  [
    ["won", "lost"],
    ["open", "closed"],
  ].some(([one = "", other = ""]) =>
    [
      [a, b],
      [b, a],
    ].some(([x, y]) => x?.idea.narrow.has(one) === true && y?.idea.narrow.has(other) === true),
  );

export const groundCount = (text: string, number: WrittenNumber, manner: Manner, facts: Facts, idea: Idea): Ground => {
  const fits = (count: number): boolean => number.values.some((each) => bears(count, each, manner));
  const isPlace = number.values.every(({ place }) => place < 1);
  const isPrecise = number.values.every(({ place }) => place < 0.1);
  // "Five are still waiting" counts nothing that is measured in days; "6.0" no tickets.
  const isOther = (fact: NumberFact): boolean =>
    fact.kind === "cell" &&
    (isPlace
      ? fact.idea.noun !== null && Number.isInteger(fact.value) && daysIn[fact.idea.noun] === undefined && !fact.isMoney
      : daysIn[fact.idea.noun ?? ""] !== undefined &&
        (number.isSpelled ? !Number.isInteger(fact.value) : ofThem.test(text.slice(number.end, number.end + 20))));
  const plain = facts.numbers.filter(
    (fact) =>
      !isOther(fact) && !fact.isPercent && (isPrecise || !fact.mayBeShare || fact.value > 1.5 || isPerHundred(fact)),
  );
  const isTimes = idea.noun === "time" || /^(?:once|twice|\p{L}+mal)$/iu.test(number.text);
  const noun = isTimes ? (support.test(sentenceAt(text, number.start)) ? "ticket" : null) : idea.noun;
  const counted = plain.filter((fact) => fact.kind === "cell" && !fact.isMoney);
  let pool = noun === null ? [] : counted.filter((fact) => fact.idea.noun === noun);
  const before = narrowBefore(text, number.start);
  const whole = isWhole(text, number.start);
  const narrow = before !== null ? new Set([before]) : whole ? narrowInside(text, number.end) : idea.narrow;
  const narrowed = (noun === null ? counted : pool).filter((fact) =>
    [...narrow].some((word) => fact.idea.narrow.has(word)),
  );
  if (narrowed.length > 0) pool = narrowed;
  // "Nine tickets": all of them, not the urgent ones.
  else if (narrow.size === 0 && (idea.adjoins || isTimes) && pool.some((fact) => fact.idea.narrow.size === 0))
    pool = pool.filter(isAll);
  if (pool.length > 0) {
    const found = best(pool.filter((fact) => fits(fact.value)));
    if (found !== null) return found;
    const family = counted.filter(
      (fact) => pool.some((each) => each.idea.noun === fact.idea.noun) && Number.isInteger(fact.value),
    );
    const isRest = rest.test(sentenceAt(text, number.start));
    const isDisjoint = (a: NumberFact, b: NumberFact): boolean =>
      isEither(a, b) && family.every((fact) => fact.idea.narrow.size > 0);
    const rests =
      narrowed.length > 0
        ? undefined
        : pairs(family).find(
            ([a, b]) =>
              (isRest && !whole && fits(Math.abs(a.value - b.value))) || (isDisjoint(a, b) && fits(a.value + b.value)),
          );
    if (rests !== undefined) return columnsOf(...rests);
    // An author's "100 sessions" where the row counts sessions too.
    return best(
      plain.filter((fact) => fact.kind === "text" && fact.idea.noun === noun && noun !== null && fits(fact.value)),
    );
  }
  const free = plain.filter(
    (fact) => fact.column !== "" || noun === null || fact.idea.noun === null || fact.idea.noun === noun,
  );
  const found = best(free.filter((fact) => fits(fact.value)));
  if (found !== null) return found;
  const sums = pairs(
    counted.filter(
      (fact) => Number.isInteger(fact.value) && fact.idea.noun !== null && daysIn[fact.idea.noun] === undefined,
    ),
  );
  const sum = sums.find(([a, b]) => a.idea.noun === b.idea.noun && isEither(a, b) && fits(a.value + b.value));
  if (sum !== undefined) return columnsOf(...sum);
  // "Of the 46 seats, 24 are not used": the rest of a whole that the sentence names.
  const sentence = sentenceAt(text, number.start);
  // "… are not used: 30 of 80": the whole stands right behind, and what is said of the part in the clause before.
  const about = wholeBehind.test(text.slice(number.end, number.end + 24))
    ? sentence
    : clauseAt(text, number.start, number.end);
  const isLast = lastOnes.test(text.slice(Math.max(0, number.start - 12), number.end + 14));
  if (noun !== null || !(isLast || rest.test(about))) return null;
  const stated = statedIn(sentence);
  const isOthers = otherOnes.test(text.slice(Math.max(0, number.start - 12), number.end + 10));
  const left = pairs(counted).find(
    ([a, b]) =>
      a.idea.noun !== null &&
      a.idea.noun === b.idea.noun &&
      (isOthers || stated.has(a.value) || stated.has(b.value)) &&
      fits(Math.abs(a.value - b.value)),
  );
  return left === undefined ? null : columnsOf(...left);
};
