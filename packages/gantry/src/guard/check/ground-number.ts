// Which cells bear a written number: by its unit, by what it counts, by rounding; sums, differences and parts of two cells too.
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import type { Facts, NumberFact } from "./facts.ts";
import { ahead, clauseAt, daysIn, ideaAt, narrowBefore, sentenceAt } from "./ideas.ts";
import type { Idea } from "./ideas.ts";
import type { Reading, WrittenNumber } from "./numbers.ts";
import { amountsToldBy, sharesToldBy, termsOf, termsToldBy, timesToldBy } from "./topics.ts";

type Ground = readonly string[] | null;

const columnsOf = (...facts: readonly { readonly column: string }[]): readonly string[] => [
  ...new Set(facts.map(({ column }) => column).filter((column) => column !== "")),
];

/** The cell before the author's word, the cell before the list's length. */
const best = (facts: readonly NumberFact[]): Ground => {
  const found =
    facts.find((fact) => fact.column !== "" && fact.kind === "cell") ??
    facts.find((fact) => fact.column !== "") ??
    facts[0];
  return found === undefined ? null : columnsOf(found);
};

/** Says that what is meant is the rest: "a quarter short of", "beat by 8 %", "not in use". */
const rest =
  /(?<!\p{L})(?:short|less than|fewer than|weniger als|moins que|de moins|beat|beats|exceed\p{L}*|above|below|under|over|miss\p{L}*|not|unused|remaining|idle|more than|übertraf|übertroffen|über|unter|verfehl\p{L}*|fehl\p{L}*|nicht|ungenutzt\p{L}*|dépass\p{L}*|manqu\p{L}*|pas|inutilis\p{L}*|au-dessus|en dessous|non)(?!\p{L})/iu;

const pairs = (facts: readonly NumberFact[]): readonly (readonly [NumberFact, NumberFact])[] =>
  facts.length > 12 ? [] : facts.flatMap((a, index) => facts.slice(index + 1).map((b) => [a, b] as const));

/** Says that what is meant is a change, not how much of something there is. */
const change =
  /(?<!\p{L})(?:down|up|fall\p{L}*|fell|drop\p{L}*|declin\p{L}*|decreas\p{L}*|slip\p{L}*|dip|rose|ris\p{L}+|grew|grow\p{L}*|increas\p{L}*|lower|higher|gesunken|sank\p{L}*|sinken|zurückgegangen|rückgang|gefallen|fiel\p{L}*|gestiegen|stieg\p{L}*|zugenommen|zuwachs|abgenommen|weniger(?! als (?:die|ein|\d))|mehr als im|less(?! than (?:a |half|\d))|moins(?! (?:de|d['’]))|below where|below the (?:previous|earlier|prior)|unter dem (?:zeitraum|vorquartal|vorjahr)|baiss\p{L}*|recul\p{L}*|diminu\p{L}*|chut\p{L}*|progress\p{L}*|augment\p{L}*|hausse)(?!\p{L})/iu;
const isChangeColumn = (column: string): boolean =>
  /(?:^|_)(?:trend|growth|change|delta|wachstum|croissance)(?:_|$)/i.test(column);

const rising =
  /(?<!\p{L})(?:rose|risen|grew|grown|increased|climbed|gestiegen|stieg|zugenommen|gewachsen|wuchs|progressé|augmenté|en hausse)(?!\p{L})/iu;
const falling =
  /(?<!\p{L})(?:fell|fallen|dropped|declined|decreased|gesunken|sank|zurückgegangen|gefallen|fiel|abgenommen|baissé|reculé|diminué|chuté|en baisse)(?!\p{L})/iu;

/** A change that is told as a rise rests on no fall. */
const isThatWay = (fact: NumberFact, clause: string): boolean => {
  const [rises, falls] = [rising.test(clause), falling.test(clause)];
  return rises === falls || fact.isNegative === undefined || fact.isNegative === falls;
};

const groundShare = (text: string, number: WrittenNumber, manner: Manner, facts: Facts, idea: Idea): Ground => {
  const scale = number.isPercent ? 100 : 1;
  const fits = (share: number): boolean =>
    number.values.some((each) => bears(share * scale, each, manner, number.isFraction));
  const all = facts.numbers.filter((fact) => fact.mayBeShare || fact.isPercent);
  const changes = all.filter((fact) => isChangeColumn(fact.column));
  const sign = /[+−–-]$/.exec(text.slice(Math.max(0, number.start - 1), number.start))?.[0];
  const isSigned = sign !== undefined && !/[\d\p{L}]$/u.test(text.slice(0, number.start - 1));
  const isChange = changes.length > 0 && (isSigned || change.test(clauseAt(text, number.start, number.end)));
  const levels = number.isFraction ? all.filter((fact) => !isChangeColumn(fact.column)) : all;
  const clause = clauseAt(text, number.start, number.end);
  const cells = all.filter((fact) => fact.kind === "cell");
  const told = sharesToldBy(cells, clause) ?? (isChange ? null : sharesToldBy(cells, sentenceAt(text, number.start)));
  const shares = isChange
    ? [
        ...changes.filter((fact) => (isSigned ? fact.isNegative === (sign !== "+") : isThatWay(fact, clause))),
        ...all.filter((fact) => fact.kind !== "cell"),
        ...(told ?? []),
      ]
    : (told ?? levels);
  const valueOf = (fact: NumberFact): number => (fact.isPercent ? fact.value / 100 : fact.value);
  const named = idea.noun === null ? [] : shares.filter((fact) => fact.kind === "cell" && fact.idea.noun === idea.noun);
  const pool = named.length > 0 ? named : shares;
  if (number.isFraction && told === null && ofAmount.test(text.slice(number.end, number.end + 48)))
    return groundPartOfAmount(facts, fits);
  const direct = best(pool.filter((fact) => fits(valueOf(fact))));
  if (direct !== null) return direct;
  if (number.isFraction && !isChange && idea.noun === null) {
    const changed = best(told === null ? changes.filter((fact) => fits(valueOf(fact))) : []);
    if (changed !== null) return changed;
  }
  if (rest.test(sentenceAt(text, number.start))) {
    const other = best(pool.filter((fact) => fact.kind === "cell" && fits(Math.abs(1 - valueOf(fact)))));
    if (other !== null) return other;
  }
  const counts = facts.numbers.filter(
    (fact) =>
      fact.kind === "cell" &&
      fact.idea.noun !== null &&
      Number.isInteger(fact.value) &&
      daysIn[fact.idea.noun] === undefined,
  );
  const isHalfTold = (a: NumberFact, b: NumberFact): boolean =>
    a.idea.noun === b.idea.noun &&
    a.idea.noun === idea.noun &&
    Math.max(a.value, b.value) > 0 &&
    fits(Math.min(a.value, b.value) / Math.max(a.value, b.value));
  const quotient =
    number.isFraction && idea.noun !== null ? pairs(counts).find(([a, b]) => isHalfTold(a, b)) : undefined;
  if (quotient !== undefined) return columnsOf(...quotient);
  // "A quarter of the annual fee": one amount in another.
  return ofAmount.test(text.slice(number.end, number.end + 48)) ? groundPartOfAmount(facts, fits) : null;
};

const groundPartOfAmount = (facts: Facts, fits: (share: number) => boolean): Ground => {
  const sums = facts.numbers.filter((fact) => fact.isMoney && fact.kind === "cell" && fact.value > 0);
  const part = pairs(sums).find(([a, b]) => fits(Math.min(a.value, b.value) / Math.max(a.value, b.value)));
  return part === undefined ? null : columnsOf(...part);
};

const ofAmount =
  /^ ?(?:of|des|der|von|vom|du|de|d['’])[^.;!?\n]{0,24}(?<!\p{L})(?:revenue|turnover|sales|fee|value|contract|year|umsatz\p{L}*|jahres\p{L}*|vertrag\p{L}*|chiffre|abonnement|contrat|annuel\p{L}*|année)(?!\p{L})/iu;

/** "Twice the quota": one amount over another. */
const groundMultiple = (sentence: string, reading: Reading, manner: Manner, facts: Facts): Ground => {
  const all = facts.numbers.filter((fact) => fact.isMoney && fact.value > 0);
  const named = amountsToldBy(all, sentence) ?? [];
  const amounts = named.length > 1 ? named : all;
  const fits = (a: NumberFact, b: NumberFact): boolean => {
    const times = Math.max(a.value, b.value) / Math.min(a.value, b.value);
    return (
      (manner === "above" && times >= reading.value && times < reading.value + 0.75) ||
      Math.abs(times - reading.value) <= reading.value * 0.06 ||
      bears(times, { ...reading, place: 0.1 }, manner === "exact" ? "exact" : manner)
    );
  };
  const found = pairs(amounts).find(([a, b]) => fits(a, b));
  return found === undefined && named.length > 1
    ? null
    : found === undefined
      ? best(facts.numbers.filter((fact) => fact.mayBeShare && bears(fact.value, reading, manner)))
      : columnsOf(...found);
};

/** Says that an amount is what lies between two others. */
const between =
  /(?<!\p{L})(?:more|less|gap|short|increase\p{L}*|decrease\p{L}*|rise|rose|drop\p{L}*|growth|difference|gained|exceed\p{L}*|above|below|beat|over|übertr\p{L}*|über|unter|verfehl\p{L}*|dépass\p{L}*|zuwachs|fehl\p{L}*|mehr|weniger|lücke|differenz|abstand|anstieg|rückgang|hausse|baisse|manqu\p{L}*|écart|de plus|de moins)(?!\p{L})/iu;

const groundMoney = (text: string, number: WrittenNumber, manner: Manner, facts: Facts): Ground => {
  const amounts = facts.numbers.filter((fact) => fact.isMoney);
  const pool = amounts.length > 0 ? amounts : facts.numbers.filter((fact) => !fact.mayBeShare);
  const fits = (amount: number): boolean => number.values.some((each) => bears(amount, each, manner));
  const direct = best(pool.filter((fact) => fits(fact.value)));
  if (direct !== null) return direct;
  if (!between.test(sentenceAt(text, number.start))) return null;
  const cells = amounts.filter((fact) => fact.kind === "cell");
  const named = new Set((amountsToldBy(cells, sentenceAt(text, number.start)) ?? []).map(({ column }) => column));
  const isTold = ({ column }: NumberFact): boolean => named.has(column) || /revenue|sales|umsatz|ventes/i.test(column);
  const difference = pairs(cells).find(
    ([a, b]) => (named.size === 0 || (isTold(a) && isTold(b))) && fits(Math.abs(a.value - b.value)),
  );
  return difference === undefined ? null : columnsOf(...difference);
};

/** Says that a stretch of time is counted from today. */
const counting =
  /(?<!\p{L})(?:in|within|for|since|next|ago|over|dans|d['’]ici|depuis|sous|seit|binnen|innerhalb|noch|vor|il y a)(?: \p{L}+){0,3}[ \u00a0]$/iu;

const dayNumber = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** "Over the last 90 days": a window that is looked at, no length of what is told. */
const window = /(?<!\p{L})(?:last|past|previous|letzten|vergangenen|derni[eè]re?s|passés)(?!\p{L})/iu;
/** "Three days after the delivery". */
const apart =
  /^(?: \p{L}+)? (?:after|before|later|danach|darauf|davor|nach|vor|später|après|avant|plus tard)(?!\p{L})/iu;

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

/** "Three weeks" from 21 days; "in three weeks", "for seven years" from a date. */
const groundTime = (text: string, number: WrittenNumber, unit: string, manner: Manner, facts: Facts): Ground => {
  const size = daysIn[unit] ?? 1;
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
  const fits = (days: number, slack: number): boolean =>
    number.values.some((each) => {
      const units = days / size;
      if (manner === "above")
        return units >= each.value * 0.99 && units < Math.max(each.value * 1.15, each.value + slack);
      if (manner === "below")
        return units <= each.value * 1.01 && units > Math.min(each.value * 0.87, each.value - slack);
      return Math.abs(units - each.value) <= slack * Math.min(1, each.place) + 1e-6;
    });
  const columns = new Set((told ?? terms ?? []).map(({ column }) => column));
  const spans = facts.spans.filter((span) => (columns.size === 0 || columns.has(span.column)) && fits(span.days, 0.5));
  const span = spans.find((each) => each.column !== "") ?? spans[0];
  if (span !== undefined) return columnsOf(span);
  if (same !== null) return same;
  const between =
    told === null && apart.test(text.slice(number.end, number.end + 40)) ? betweenDates(facts, fits) : null;
  if (between !== null) return between;
  if (told !== null || facts.today === undefined || size < 1) return null;
  if (unit !== "year" && !counting.test(text.slice(Math.max(0, number.start - 30), number.start))) return null;
  const today = dayNumber(facts.today);
  const found = facts.dates.find(({ column, parts: { year, month, day } }) => {
    if (column === "" || year === undefined || month === undefined || day === undefined) return false;
    const days = Math.abs(Date.UTC(year, month - 1, day) / 86_400_000 - today);
    return fits(days, unit === "year" ? 0.99 : 0.5);
  });
  return found === undefined ? null : columnsOf(found);
};

/** "Of your 48 seats", "von Ihren sieben Anfragen": the whole; what follows narrows the part before it. */
const isWhole = (text: string, start: number): boolean =>
  /(?:^|[^\p{L}])(?:of|von|sur|aus|from|ihrer|ihren|euren|eurer|de vos|de nos)(?: (?:your|the|our|ihren|ihrer|den|unseren|vos|les|total))?[ \u00a0]$/iu.test(
    text.slice(Math.max(0, start - 24), start),
  );

/** "You wrote to us three times": tickets, without the word. */
const support =
  /(?<!\p{L})(?:support|wrote|written|reached out|contacted|angeschrieben|kontaktiert|contacté\p{L}*|sollicité\p{L}*)(?!\p{L})/iu;

/** "0.8 errors per hundred sessions" in a column called a rate: counts, no share of one. */
const isPerHundred = ({ idea, column }: NumberFact): boolean =>
  idea.noun === "error" && /rate|quote|taux/i.test(column);

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

const groundCount = (text: string, number: WrittenNumber, manner: Manner, facts: Facts, idea: Idea): Ground => {
  const fits = (count: number): boolean => number.values.some((each) => bears(count, each, manner));
  const isPrecise = number.values.every(({ place }) => place < 0.1);
  const plain = facts.numbers.filter(
    (fact) => !fact.isPercent && (isPrecise || !fact.mayBeShare || fact.value > 1.5 || isPerHundred(fact)),
  );
  const isTimes = idea.noun === "time" || /^(?:once|twice|\p{L}+mal)$/iu.test(number.text);
  const noun = isTimes ? (support.test(sentenceAt(text, number.start)) ? "ticket" : null) : idea.noun;
  const counted = plain.filter((fact) => fact.kind === "cell" && !fact.isMoney);
  let pool = noun === null ? [] : counted.filter((fact) => fact.idea.noun === noun);
  const before = narrowBefore(text, number.start);
  const whole = isWhole(text, number.start);
  const narrow = before !== null ? new Set([before]) : whole ? new Set<string>() : idea.narrow;
  const narrowed = (noun === null ? counted : pool).filter((fact) =>
    [...narrow].some((word) => fact.idea.narrow.has(word)),
  );
  if (narrowed.length > 0) pool = narrowed;
  // "Nine tickets": all of them, not the urgent ones.
  else if (narrow.size === 0 && !whole && (idea.adjoins || isTimes) && pool.some((fact) => fact.idea.narrow.size === 0))
    pool = pool.filter((fact) => fact.idea.narrow.size === 0);
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
      narrowed.length > 0 || (whole && isRest)
        ? undefined
        : pairs(family).find(
            ([a, b]) => (isRest && fits(Math.abs(a.value - b.value))) || (isDisjoint(a, b) && fits(a.value + b.value)),
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
  if (noun !== null || !rest.test(clauseAt(text, number.start, number.end))) return null;
  const left = pairs(counted).find(
    ([a, b]) =>
      a.idea.noun !== null &&
      a.idea.noun === b.idea.noun &&
      sentence.includes(String(Math.max(a.value, b.value))) &&
      fits(Math.abs(a.value - b.value)),
  );
  return left === undefined ? null : columnsOf(...left);
};

/** "Forty percent": who spells a round number out, rounds. */
const isRounded = (number: WrittenNumber, { value }: Reading): boolean =>
  number.isSpelled && value >= 20 && value % 10 === 0;

/** The columns that bear a number; none named where an author's words do; null where nothing does. */
export const groundNumber = (text: string, number: WrittenNumber, manner: Manner, facts: Facts): Ground => {
  const idea = ideaAt(text, number.end);
  const [reading] = number.values;
  if (reading === undefined) return null;
  if (number.isPercent) {
    const share = groundShare(text, number, isRounded(number, reading) ? "around" : manner, facts, idea);
    // "1,2 erreur pour cent sessions": per hundred, no percentage.
    return share === null && idea.adjoins && /pour cent$/i.test(number.text)
      ? groundCount(text, number, manner, facts, idea)
      : share;
  }
  if (number.isFraction && reading.value < 1) return groundShare(text, number, manner, facts, idea);
  if (number.isFraction) return groundMultiple(sentenceAt(text, number.start), reading, manner, facts);
  if (number.isMoney) return groundMoney(text, number, manner, facts);
  if (idea.noun !== null && daysIn[idea.noun] !== undefined) return groundTime(text, number, idea.noun, manner, facts);
  const count = groundCount(text, number, manner, facts, idea);
  if (count !== null) return count;
  const isTimes = idea.noun === "time" || (number.isSpelled && /^(?:twice|zweimal)$/i.test(number.text));
  return isTimes && reading.value > 1 && !support.test(sentenceAt(text, number.start))
    ? groundMultiple(sentenceAt(text, number.start), reading, manner, facts)
    : null;
};
