// Which cells bear a part of a whole: a percentage, "a third", "one in five"; and a multiple, "twice the quota".
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import type { Facts, NumberFact } from "./facts.ts";
import { amountCells, best, columnsOf, pairs, rest, statedIn } from "./ground-basis.ts";
import type { Ground } from "./ground-basis.ts";
import { clauseAt, daysIn, ideaAt, sentenceAt } from "./ideas.ts";
import type { Idea } from "./ideas.ts";
import { numbersIn } from "./numbers.ts";
import type { Reading, WrittenNumber } from "./numbers.ts";
import { amountsToldBy, sharesToldBy } from "./topics.ts";

/** Says that what is meant is a change, not how much of something there is. */
const change =
  /(?<!\p{L})(?:down|up|fall\p{L}*|fell|drop\p{L}*|declin\p{L}*|decreas\p{L}*|slip\p{L}*|dip|rose|ris\p{L}+|grew|grow\p{L}*|increas\p{L}*|lower|higher|gesunken|sank\p{L}*|sinken|zurückgegangen|rückgang|gefallen|fiel\p{L}*|gestiegen|stieg\p{L}*|zugenommen|zuwachs|abgenommen|weniger(?! als (?:die|ein|\d))|mehr als im|less(?! than (?:a |half|\d))|moins(?! (?:de|d['’]))|below where|below the (?:previous|earlier|prior)|unter dem (?:zeitraum|vorquartal|vorjahr)|baiss\p{L}*|recul\p{L}*|diminu\p{L}*|chut\p{L}*|progress\p{L}*|augment\p{L}*|hausse|en plus|de plus|fewer(?! than)|more (?:use|usage|sessions|activity|revenue|than (?:in|last|the))|mehr(?= (?!als)\p{L})|halved|halbiert|reduced|reduit)(?!\p{L})/iu;
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

export const groundShare = (text: string, number: WrittenNumber, manner: Manner, facts: Facts, idea: Idea): Ground => {
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
  const whole = ofAmount.exec(text.slice(number.end, number.end + 48))?.[0] ?? fromAmount.exec(clause)?.[0] ?? null;
  const isOfAmount = whole !== null;
  const unmoved = isOfAmount && !isChange ? shares.filter((fact) => !isChangeColumn(fact.column)) : shares;
  const pool = named.length > 0 ? named : unmoved;
  const isLeft = rest.test(clause) || (whole !== null && rest.test(sentenceAt(text, number.start)));
  const fitsPart = (share: number): boolean => fits(share) || (isLeft && fits(1 - share));
  if (number.isFraction && told === null && whole !== null) return groundPartOfAmount(facts, whole, fitsPart);
  const direct = best(pool.filter((fact) => fits(valueOf(fact))));
  if (direct !== null) return direct;
  if (number.isFraction && !isChange && idea.noun === null) {
    const changed = best(told === null ? changes.filter((fact) => fits(valueOf(fact))) : []);
    if (changed !== null) return changed;
  }
  const stretch = number.isFraction ? groundPartOfStretch(text, number, facts) : undefined;
  if (stretch !== undefined) return stretch;
  if (ofBefore.test(text.slice(number.end, number.end + 32))) {
    const left = ({ value, isNegative }: NumberFact): number => (isNegative === true ? 1 - value : 1 + value);
    return best(changes.filter((fact) => fact.kind === "cell" && fits(left(fact))));
  }
  if (rest.test(sentenceAt(text, number.start))) {
    const other = best(
      pool.filter((fact) => fact.kind === "cell" && !isChangeColumn(fact.column) && fits(Math.abs(1 - valueOf(fact)))),
    );
    if (other !== null) return other;
  }
  const counts = facts.numbers.filter(
    (fact) =>
      fact.kind === "cell" &&
      fact.idea.noun !== null &&
      Number.isInteger(fact.value) &&
      daysIn[fact.idea.noun] === undefined,
  );
  const spoken = partAndWhole(number.text);
  if (spoken !== null) {
    const [part, whole] = spoken;
    const isRest = rest.test(clause);
    const both = pairs(counts).find(([a, b]) => {
      const [less, all] = [Math.min(a.value, b.value), Math.max(a.value, b.value)];
      return a.idea.noun === b.idea.noun && all === whole && (less === part || (isRest && all - less === part));
    });
    if (both !== undefined) return columnsOf(...both);
  }
  const isHalfTold = (a: NumberFact, b: NumberFact): boolean =>
    a.idea.noun === b.idea.noun &&
    a.idea.noun === idea.noun &&
    Math.max(a.value, b.value) > 0 &&
    fitsTold(Math.min(a.value, b.value) / Math.max(a.value, b.value));
  // "A quarter of your devices have no contract": what is denied is said of the rest.
  const isDenied = denial.test(clause);
  const fitsTold = (share: number): boolean => fits(isDenied ? 1 - share : share);
  const isOfNoun =
    idea.adjoins || /^ (?:of|der|des|von|ihrer|eurer|unserer|de|d['’])/iu.test(text.slice(number.end, number.end + 8));
  const quotient =
    number.isFraction && idea.noun !== null && isOfNoun ? pairs(counts).find(([a, b]) => isHalfTold(a, b)) : undefined;
  if (quotient !== undefined) return columnsOf(...quotient);
  if (told !== null || isChange) return null;
  // "3 of 8 (38 %)": both numbers stand beside it.
  const beside = statedIn(sentenceAt(text, number.start));
  const stated = [...pairs(counts), ...pairs(amountCells(facts))].find(
    ([a, b]) =>
      Math.max(a.value, b.value) > 1 &&
      [a, b].every(({ value }) => beside.has(value)) &&
      fits(Math.min(a.value, b.value) / Math.max(a.value, b.value)),
  );
  if (stated !== undefined) return columnsOf(...stated);
  // "Spending is at 40 %", "that leaves £93,000, or 30 %": what of a budget is spent, and what is left.
  const spent = amountCells(facts).filter(({ column }) => /(?:^|_)(?:budget|spent)(?:_|$)/i.test(column));
  const sentence = sentenceAt(text, number.start);
  const [a, b] = spent;
  if (
    a !== undefined &&
    b !== undefined &&
    spent.length === 2 &&
    (spending.test(sentence) || isLeftOver(sentence, a, b))
  ) {
    const used = Math.min(a.value, b.value) / Math.max(a.value, b.value);
    if (fits(used) || (rest.test(sentence) && fits(1 - used))) return columnsOf(a, b);
  }
  // "A quarter of the annual fee": one amount in another.
  return whole !== null ? groundPartOfAmount(facts, whole, fitsPart) : null;
};

const denial =
  /(?<!\p{L})(?:not|\p{L}+n['’]t|no|without|unused|idle|nicht|keine?[nmrs]?|ohne|ungenutzt\p{L}*|brach|leer|pas|aucune?|sans|inutilis\p{L}*|dorment)(?!\p{L})/iu;

const spending =
  /(?<!\p{L})(?:spen[dt]\p{L}*|budget\p{L}*|ausgegeben\p{L}*|ausgaben|verbraucht\p{L}*|dépens\p{L}*|consomm\p{L}*)(?!\p{L})/iu;

/** Whether a sentence says how much is left of one amount after another. */
const isLeftOver = (sentence: string, a: NumberFact, b: NumberFact): boolean =>
  rest.test(sentence) && statedIn(sentence).has(Math.abs(a.value - b.value));

/** "In half of the last twelve weeks": so many weeks, of a stretch that is named. */
const ofStretch = /^ (?:of|der|des)(?: the)?(?: (?:last|past|letzten|vergangenen))? (?=\p{L}+|\d)/u;

/** Undefined where no stretch is named. */
const groundPartOfStretch = (text: string, number: WrittenNumber, facts: Facts): Ground | undefined => {
  const behind = text.slice(number.end, number.end + 60);
  const from = ofStretch.exec(behind)?.[0].length;
  const stretch = from === undefined ? undefined : numbersIn(behind).find(({ start }) => start === from);
  const [share, length] = [number.values[0]?.value, stretch?.values[0]?.value];
  if (stretch === undefined || share === undefined || length === undefined) return undefined;
  const { noun } = ideaAt(behind, stretch.end);
  if (noun === null || daysIn[noun] === undefined) return undefined;
  return best(
    facts.numbers.filter(
      (fact) => fact.kind === "cell" && fact.idea.noun === noun && Math.abs(fact.value - share * length) < 0.01,
    ),
  );
};

/** "A quarter of what it was": what a change has left. */
const ofBefore =
  /^ (?:of (?:what it (?:was|used to be)|the (?:earlier|former|previous) )|dessen, was|von (?:früher|vorher)|de ce qu['’](?:il|elle) était|d['’]avant)/iu;

/** "Seven of ten" → 7 and 10. */
const partAndWhole = (written: string): readonly [number, number] | null => {
  const [part, whole, ...more] = written
    .split(/ (?:in|out of|of|von|sur) /i)
    .map((word) => numbersIn(word)[0]?.values[0]?.value);
  return part === undefined || whole === undefined || more.length > 0 ? null : [part, whole];
};

const groundPartOfAmount = (facts: Facts, whole: string, fits: (share: number) => boolean): Ground => {
  const sums = amountCells(facts);
  const named = amountsToldBy(sums, whole);
  const part = pairs(sums).find(
    ([a, b]) =>
      (named === null || named.includes(a) || named.includes(b)) &&
      fits(Math.min(a.value, b.value) / Math.max(a.value, b.value)),
  );
  return part === undefined ? null : columnsOf(...part);
};

const ofAmount =
  /^ ?(?:of|des|der|von|vom|du|de|d['’])[^.;!?\n]{0,24}(?<!\p{L})(?:revenue|turnover|sales|fee|value|contract|year|budget|billed|invoiced|pay|amount|total|umsatz\p{L}*|jahres\p{L}*|vertrag\p{L}*|betrags?|budgets|chiffre|abonnement|contrat|annuel\p{L}*|année|montant)(?!\p{L})/iu;
/** "Of the budget, 90 % are spent"; "14 % davon". */
const fromAmount =
  /(?<!\p{L})(?:(?:of|vom|des|du|von der|de la) (?:the |your |our )?(?:revenue|turnover|budget|fee|contract value|annual value|umsatz|jahreswert|jahresbetrag|chiffre|contrat|total|montant)|davon|thereof|en représente|(?:budget\p{L}*) (?:is|are|has been|was|ist|sind|est) (?:spent|used|consumed|verbraucht|ausgegeben|consommé|dépensé))(?!\p{L})/iu;

/** "Twice the quota": one amount over another. */
export const groundMultiple = (sentence: string, reading: Reading, manner: Manner, facts: Facts): Ground => {
  const all = facts.numbers.filter((fact) => fact.isMoney && fact.value > 0);
  const named = amountsToldBy(all, sentence) ?? [];
  const amounts = named.length > 1 ? named : all;
  const isMeant = (a: NumberFact, b: NumberFact): boolean =>
    named.length !== 1 || named.some((each) => each === a || each === b);
  const fits = (a: NumberFact, b: NumberFact): boolean => {
    const times = Math.max(a.value, b.value) / Math.min(a.value, b.value);
    return (
      (manner === "above" && times >= reading.value && times < reading.value + 0.75) ||
      (manner !== "above" && manner !== "below" && Math.abs(times - reading.value) <= reading.value * 0.06) ||
      bears(times, { ...reading, place: 0.1 }, manner === "exact" ? "exact" : manner)
    );
  };
  const found = pairs(amounts).find(([a, b]) => isMeant(a, b) && fits(a, b));
  return found === undefined && named.length > 0
    ? null
    : found === undefined
      ? best(facts.numbers.filter((fact) => fact.mayBeShare && bears(fact.value, reading, manner)))
      : columnsOf(...found);
};
