// Which cells bear an amount of money: one of them, or what two of them make.
import { bears } from "./approximate.ts";
import type { Manner } from "./approximate.ts";
import type { Facts, NumberFact } from "./facts.ts";
import { amountCells, best, columnsOf, pairs } from "./ground-basis.ts";
import type { Ground } from "./ground-basis.ts";
import { daysIn, sentenceAt } from "./ideas.ts";
import type { WrittenNumber } from "./numbers.ts";
import { amountsToldBy, termsOf } from "./topics.ts";

/** Says that an amount is what lies between two others. */
const between =
  /(?<!\p{L})(?:more|less|up|down|gap|short|grew|grown|fell|fallen|gestiegen|gewachsen|gesunken|gefallen|progress\p{L}*|augment\p{L}*|diminu\p{L}*|increase\p{L}*|decrease\p{L}*|rise|rose|drop\p{L}*|growth|difference|gained|exceed\p{L}*|above|below|beat|over|übertr\p{L}*|über|unter|verfehl\p{L}*|dépass\p{L}*|zuwachs|fehl\p{L}*|mehr|weniger|lücke|differenz|abstand|anstieg|rückgang|hausse|baisse|missing|left|remain\p{L}*|lost|übrig|bleib\p{L}*|verbleib\p{L}*|fehlen|rest(?:e|ent|ants?)|recul|manqu\p{L}*|écart|de plus|de moins)(?!\p{L})/iu;

/** Says that an amount is one part of many: "£4,770 each", "2.287,50 € im Monat", "en moyenne". */
const each =
  /(?<!\p{L})(?:each|per|apiece|a (?:month|piece|unit|year)|averag\p{L}*|mean|monthly|je|pro|durchschnitt\p{L}*|im schnitt|im mittel|im monat|monatlich|stückpreis|chacune?|par|moyenn?e?s?|mensuel\p{L}*|l['’]unité|pièce|à)(?!\p{L})/iu;
const monthly = /(?<!\p{L})(?:months?|monthly|monat\p{L}*|mois|mensuel\p{L}*)(?!\p{L})/iu;
/** Says that it is all of them together. */
const whole =
  /(?<!\p{L})(?:total\p{L}*|full|entire|whole|altogether|overall|combined|together|sums? up|comes to|amounts? to|gesamt\p{L}*|insgesamt|zusammen|ganzen?|summe|durée|ensemble|cumulé\p{L}*|tout\p{L}*)(?!\p{L})/iu;

/** An amount that two cells make: a price for each, a month's share of a year, a term's sum, the sum of two. */
const groundMade = (text: string, number: WrittenNumber, facts: Facts, fits: (amount: number) => boolean): Ground => {
  const sentence = sentenceAt(text, number.start);
  const amounts = amountCells(facts);
  const isYearly = ({ column }: NumberFact): boolean => yearly.test(column);
  if (each.test(sentence)) {
    const month = monthly.test(sentence) ? amounts.find((fact) => isYearly(fact) && fits(fact.value / 12)) : undefined;
    if (month !== undefined) return columnsOf(month);
    const counts = facts.numbers.filter(
      (fact) =>
        fact.kind === "cell" &&
        !fact.isMoney &&
        !fact.mayBeShare &&
        Number.isInteger(fact.value) &&
        fact.value > 1 &&
        daysIn[fact.idea.noun ?? ""] === undefined,
    );
    for (const amount of amounts)
      for (const count of counts) if (fits(amount.value / count.value)) return columnsOf(amount, count);
  }
  if (!whole.test(sentence)) return null;
  for (const amount of amounts.filter(isYearly))
    for (const { column, value, idea } of termsOf(facts.numbers.filter((fact) => fact.kind === "cell")) ?? []) {
      const years = (value * (daysIn[idea.noun ?? ""] ?? 0)) / 365.25;
      if (years > 0 && fits(amount.value * (Math.round(years * 12) / 12))) return columnsOf(amount, { column });
    }
  const sum = pairs(amounts).find(([a, b]) => fits(a.value + b.value));
  return sum === undefined ? null : columnsOf(...sum);
};
const yearly = /(?:^|_)(?:annual|yearly|arr|acv|jahr|annuel)/i;

/** "A quota of", and at the start of a line "Revenue: ": what an amount is said to be. */
const besideOf = (text: string, { start }: WrittenNumber): string => {
  const before = text.slice(Math.max(0, start - 40), start);
  return (
    /(?:\p{L}+ )?[\p{L}'’]+(?= (?:of|von|de|du|at|bei) $)/iu.exec(before)?.[0] ??
    /(?:^|\n)[-–*•·\d.) ]{0,4}(\p{L}[\p{L}'’]{2,24}(?: [\p{L}'’]{2,24})?) ?: $/u.exec(before)?.[1] ??
    ""
  );
};

export const groundMoney = (text: string, number: WrittenNumber, manner: Manner, facts: Facts): Ground => {
  const amounts = facts.numbers.filter((fact) => fact.isMoney);
  const pool = amounts.length > 0 ? amounts : facts.numbers.filter((fact) => !fact.mayBeShare);
  const fits = (amount: number): boolean => number.values.some((each) => bears(amount, each, manner));
  const adjacent = amountsToldBy(pool, besideOf(text, number));
  const direct = best((adjacent ?? pool).filter((fact) => fits(fact.value)));
  if (direct !== null) return direct;
  const made = groundMade(text, number, facts, fits);
  if (made !== null) return made;
  if (!between.test(sentenceAt(text, number.start))) return null;
  const cells = amounts.filter((fact) => fact.kind === "cell");
  const named = new Set((amountsToldBy(cells, sentenceAt(text, number.start)) ?? []).map(({ column }) => column));
  const isTold = ({ column }: NumberFact): boolean =>
    named.has(column) || /revenue|sales|umsatz|ventes|budget|spent/i.test(column);
  const difference = pairs(cells).find(
    ([a, b]) => (named.size === 0 || (isTold(a) && isTold(b))) && fits(Math.abs(a.value - b.value)),
  );
  return difference === undefined ? null : columnsOf(...difference);
};
