// A question's words before they are looked up: slips mended, compounds taken apart, verbs put together again.
import type { PeriodOptions } from "../../catalog/index.ts";
import { numberOf, withNumbers } from "../numbers.ts";
import { partsOfCompound } from "../compound.ts";
import { timeWords } from "../moments/index.ts";
import { findPeriods } from "../period.ts";
import { withTimesMended } from "../slips-of-time.ts";
import { correctionOf, fillerOf, mendedTimes, unswapped } from "../spelling.ts";
import { inWholeWords } from "../wording.ts";
import { plain, wordsOf } from "../words.ts";
import type { Word } from "../words.ts";
import { inPlainTerms } from "./business-words.ts";
import { stemOf } from "./lexicon.ts";

/** Words that say two things at once, as the words that say them. */
const doubled: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    cheapest: "lowest price",
    priciest: "highest price",
    billigste: "niedrigste preis",
    billigsten: "niedrigste preis",
    gunstigste: "niedrigste preis",
    gunstigsten: "niedrigste preis",
    teuerste: "hochste preis",
    teuersten: "hochste preis",
    bestseller: "best selling products",
    bestsellers: "best selling products",
    topseller: "best selling products",
    meistverkaufte: "am meisten verkauft",
    meistverkauften: "am meisten verkauft",
    bestverkaufte: "am meisten verkauft",
    bestverkauften: "am meisten verkauft",
    meistgekauften: "am meisten verkauft",
    meistgekaufte: "am meisten verkauft",
    meistangesehenen: "am meisten angesehen",
    meistangesehene: "am meisten angesehen",
    spend: "buy",
    spends: "buy",
    spent: "bought",
    spending: "buying",
    dont: "do not",
    doesnt: "do not",
    didnt: "do not",
    isnt: "is not",
    arent: "are not",
    wasnt: "is not",
    werent: "are not",
    hasnt: "has not",
    havent: "have not",
    hadnt: "have not",
  }).map(([word, text]) => [word, text.split(" ")]),
);

/** "60 000" is one number. */
const joined = (words: readonly Word[]): readonly Word[] => {
  const found: Word[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last !== undefined && /^\d{1,3}(?:,\d{3})*$/.test(last.plain) && /^\d{3}$/.test(word.plain))
      found[found.length - 1] = { plain: `${last.plain},${word.plain}`, written: `${last.written} ${word.written}` };
    else found.push(word);
  }
  return found;
};

/** German verbs leave their first part at the end: "laufen im nächsten Monat aus" is "laufen aus". */
const rejoined = (words: readonly Word[], isPhrase: (first: string, second: string) => boolean): readonly Word[] => {
  const found = [...words];
  for (let at = 0; at < found.length; at++) {
    const last = found[at];
    if (last === undefined || !/^(?:aus|ab|an|ein|auf|weg)$/.test(last.plain)) continue;
    const verb = found.slice(0, at).findLastIndex((it) => isPhrase(it.plain, last.plain));
    if (verb < 0 || verb === at - 1) continue;
    found.splice(at, 1);
    found.splice(verb + 1, 0, last);
  }
  return found;
};

/** "Did we open", "n'ont pas ouvert": what somebody did, where the word alone is what something is like. */
const deeds: ReadonlyMap<string, string> = new Map(
  Object.entries({ open: "opened", close: "closed", resolve: "resolved", solve: "solved", ouvert: "crees" }),
);

const didIt = (words: readonly Word[]): readonly Word[] =>
  words.map((word, at) => {
    const deed = deeds.get(word.plain);
    if (deed === undefined) return word;
    const before = words.slice(Math.max(0, at - 5), at).map((it) => it.plain);
    const isDone =
      word.plain === "ouvert"
        ? /^(?:qui|client|cliente|societe|entreprise|il|elle) a$/.test(before.slice(-2).join(" ")) ||
          /^(?:ont|avons|avez|a|ai|as)(?: (?:pas|jamais|rien|deja|aussi))?$/.test(before.slice(-2).join(" ")) ||
          /^(?:ont|avons|avez|ai)$/.test(before.at(-1) ?? "")
        : before.some((it) => /^did(?:nt|n)?$/.test(it)) && !before.some((it) => /^(?:have|has|with|of)$/.test(it));
    return isDone ? { plain: deed, written: word.written } : word;
  });

/** What ought to have been paid was due, and has not been. */
const owed: readonly (readonly [RegExp, string])[] = [
  [/\bshould have been (?:paid|settled)\b/giu, "due"],
  [/\b(?:aurai(?:en)?t|devai(?:en)?t)(?: déjà)?(?: dû)? être (?:payée?s?|réglée?s?)(?![\p{L}])/giu, "échues"],
  [/\bhätten(?: schon| bereits| längst)?\b(.{0,60}?)\bbezahlt (?:werden|sein) (?:müssen|sollen)\b/giu, "$1 fällig"],
];
const unpaid = /overdue|unpaid|outstanding|impayé|en retard|échue|überfällig|unbezahlt|\boffen/iu;

const overdue: ReadonlyMap<string, string> = new Map([
  ["due", "overdue"],
  ["échues", "en retard"],
  ["$1 fällig", "überfällig"],
]);

const whatIsOwed = (question: string): string =>
  owed.reduce(
    (text, [said, due]) => text.replaceAll(said, unpaid.test(question) ? due : `${overdue.get(due) ?? ""} ${due}`),
    question,
  );

/** "Topkunden" are the best of them. */
const topOf = (word: string, isKnown: (word: string) => boolean): readonly string[] | null => {
  const rest = /^top(\p{L}{4,})$/u.exec(word)?.[1];
  return rest !== undefined && isKnown(rest) ? ["top", rest] : null;
};

/** Forms of a verb that its stem does not meet: "auslaufende", "expiring", "échéant". */
const formsOf = (word: string): readonly string[] => {
  const base = word.replace(/(?:end(?:e[nrsm]?)?|ing|ed|antes?|ants?)$/, "");
  const done = [`${word}ed`, `${word}d`];
  return base === word || base.length < 4 ? done : [base, `${base}e`, `${base}en`, `${base}ent`, ...done];
};

/** "Closing this quarter", of what has a day of closing. */
const closing = (words: readonly Word[], { isPhrase }: Known): readonly Word[] =>
  isPhrase("close", "date")
    ? words.flatMap((it, at) =>
        words[at + 1]?.plain !== "date" && /^clos(?:e|es|ing)$/.test(it.plain)
          ? [
              { plain: "close", written: it.written },
              { plain: "date", written: "" },
            ]
          : [it],
      )
    : words;

export interface Known {
  /** Words of the vocabulary, as written. */
  readonly words: ReadonlySet<string>;
  /** Stems of them. */
  readonly stems: ReadonlySet<string>;
  /** Words of no content. */
  readonly fillers: ReadonlySet<string>;
  readonly isFiller: (word: string) => boolean;
  /** Whether two words are a phrase of it. */
  readonly isPhrase: (first: string, second: string) => boolean;
}

/** The words of a question, and what was read as something else. */
export const rewritten = (
  question: string,
  vocabulary: Known,
  time: PeriodOptions,
): { readonly words: readonly Word[]; readonly notes: readonly string[] } => {
  const { words: known, stems, fillers, isFiller, isPhrase } = vocabulary;
  const notes: string[] = [];
  const isFrench = /\b(?:le|la|les|du|des|est|sont|nos|quels?|quelles?)\b/i.test(question);
  const isKnown = (word: string): boolean => known.has(word) || stems.has(stemOf(word)) || numberOf(word) !== null;
  const written = inWholeWords(whatIsOwed(inPlainTerms(question, time)))
    .replaceAll("€", " euro ")
    .replaceAll("%", " percent ");
  const isSpelled = (it: string): boolean => isKnown(it) || isFiller(it);
  const counted = withNumbers(mendedTimes(joined(wordsOf(written)), isSpelled));
  const told = withTimesMended(counted, isSpelled, time, notes);
  const all = closing(didIt(rejoined(told, isPhrase)), vocabulary);
  const timed = findPeriods(all, time);
  const isTimed = (at: number): boolean => timed.some((it) => at >= it.at && at < it.at + it.length);
  const words = all.flatMap((word, at): readonly Word[] => {
    const [first, ...rest] = mended(word, at);
    return first === undefined ? [] : [word.comma === undefined ? first : { ...first, comma: true }, ...rest];
  });
  return { words, notes };

  function mended(word: Word, at: number): readonly Word[] {
    // "Where", that is "or" without its accent.
    if (/^où$/i.test(word.written)) return [];
    // In French it is "whose".
    const two = word.plain === "dont" && isFrench ? undefined : doubled.get(word.plain);
    if (two !== undefined) return two.map((it) => ({ plain: it, written: word.written }));
    if (isKnown(word.plain) || isFiller(word.plain) || isTimed(at) || timeWords.has(word.plain)) return [word];
    const form = formsOf(word.plain).find(isKnown);
    if (form !== undefined) return [{ plain: form, written: word.written }];
    const number = /^(\p{L}{4,}?)(?:aufkommen|zahlen|zahl|anzahl)$/u.exec(word.plain)?.[1];
    if (number !== undefined && isKnown(number))
      return ["anzahl", number].map((it) => ({ plain: it, written: word.written }));
    const denied = /^un(\p{L}{4,}ed|\p{L}{4,}t)$/u.exec(word.plain)?.[1];
    if (denied !== undefined && known.has(denied))
      return ["not", denied].map((it) => ({ plain: it, written: word.written }));
    const parts = topOf(word.plain, isKnown) ?? partsOfCompound(word.plain, isKnown);
    if (parts !== null) return parts.map((it) => ({ plain: it, written: word.written }));
    const better =
      unswapped(word, (it) => known.has(it) || isFiller(it)) ??
      correctionOf(word.plain, known) ??
      fillerOf(word, fillers);
    if (better === null) return [word];
    notes.push(`read "${word.written}" as "${better}"`);
    return [{ plain: plain(better), written: word.written }];
  }
};
