// Whether a word is an ordinary one of English, German or French, in any of its forms, and so says nothing of who is meant.
import { commonNames, englishDays, englishFunctionWords, englishIrregular, englishWords } from "./english.ts";
import { wordSet } from "./fold-list.ts";
import { frenchDays, frenchFunctionWords, frenchIrregular, frenchWords } from "./french.ts";
import { germanDays, germanFunctionWords, germanIrregular, germanNouns, germanWords } from "./german.ts";

export type Tongue = "en" | "de" | "fr";
import {
  chatWords,
  frenchTradeWords,
  germanTradeWords,
  laboratoryWords,
  medicalWords,
  officeWords,
  softwareWords,
} from "./trade.ts";

const days = wordSet(englishDays, germanDays, frenchDays);
const functionWords: Readonly<Record<Tongue, ReadonlySet<string>>> = {
  en: wordSet(englishFunctionWords),
  de: wordSet(germanFunctionWords),
  fr: wordSet(frenchFunctionWords),
};
const english = wordSet(
  englishWords,
  englishIrregular,
  commonNames,
  chatWords,
  softwareWords,
  officeWords,
  laboratoryWords,
  medicalWords,
);
const german = wordSet(germanNouns, germanWords, germanIrregular, germanTradeWords);
const french = wordSet(frenchWords, frenchIrregular, frenchTradeWords);

/** The nouns that end compounds; shorter ones, and those that end many surnames, would take names for compounds. */
const heads = new Set(
  [...wordSet(germanNouns)].filter((noun) => noun.length >= 5 && !/^(?:garten|stein|kirche|grund)$/.test(noun)),
);

const allFunctionWords = new Set([...functionWords.en, ...functionWords.de, ...functionWords.fr]);

/** Words that build sentences. */
export const isFunctionWord = (lower: string): boolean => allFunctionWords.has(lower);

/** Names of days and months in three languages. */
export const isDayOrMonth = (lower: string): boolean => days.has(lower);

const tongues: ReadonlyMap<string, Tongue> = new Map(
  (["en", "de", "fr"] as const).flatMap((tongue) =>
    [...functionWords[tongue]]
      .filter((word) => Object.entries(functionWords).every(([other, set]) => other === tongue || !set.has(word)))
      .map((word) => [word, tongue] as const),
  ),
);

/** The language that a text's function words speak for; English where they say nothing. */
export const tongueOf = (words: Iterable<string>): Tongue => {
  const counts: Record<Tongue, number> = { en: 0, de: 0, fr: 0 };
  for (const word of words) {
    const tongue = tongues.get(word);
    if (tongue !== undefined) counts[tongue] += 1;
  }
  if (counts.de > counts.en && counts.de >= counts.fr) return "de";
  return counts.fr > counts.en ? "fr" : "en";
};

type Endings = readonly (readonly [ending: string, instead: readonly string[]])[];

const englishEndings: Endings = [
  ["s", [""]],
  ["es", ["", "e"]],
  ["ies", ["y"]],
  ["ves", ["f", "fe"]],
  ["d", [""]],
  ["ed", ["", "e"]],
  ["ied", ["y"]],
  ["ing", ["", "e"]],
  ["ings", ["", "e"]],
  ["er", ["", "e"]],
  ["ers", ["", "e"]],
  ["or", ["", "e"]],
  ["ier", ["y"]],
  ["est", ["", "e"]],
  ["iest", ["y"]],
  ["ly", ["", "le"]],
  ["ily", ["y"]],
  ["ally", ["", "al"]],
  ["y", ["", "e"]],
  ["ness", [""]],
  ["iness", ["y"]],
  ["less", [""]],
  ["ful", [""]],
  ["able", ["", "e"]],
  ["ship", [""]],
  ["wise", [""]],
  ["like", [""]],
  ["ish", ["", "e"]],
  ["ist", ["", "y", "e"]],
  ["ists", ["", "y", "e"]],
  ["al", ["", "e"]],
  ["ic", ["", "e", "y"]],
  ["ize", ["", "y"]],
  ["ized", ["", "y"]],
  ["ise", ["", "y"]],
  ["ised", ["", "y"]],
];

const germanEndings: Endings = [
  ["e", ["", "en", "n"]],
  ["en", ["", "e"]],
  ["n", [""]],
  ["er", ["", "en", "n"]],
  ["ere", ["", "en"]],
  ["eren", ["", "en"]],
  ["em", ["", "en"]],
  ["es", ["", "en"]],
  ["s", ["", "n"]],
  ["t", ["en", "n", "er"]],
  ["et", ["en"]],
  ["st", ["en", "n"]],
  ["te", ["en", "n", "t"]],
  ["ten", ["en", "n", "t"]],
  ["ter", ["en", "n", "t"]],
  ["tes", ["en", "n", "t"]],
  ["tem", ["en", "n", "t"]],
  ["end", ["en"]],
  ["ende", ["en"]],
  ["enden", ["en"]],
  ["in", [""]],
  ["innen", [""]],
  ["lich", ["", "e", "en"]],
  ["liche", ["", "e", "en"]],
  ["lichen", ["", "e", "en"]],
  ["ig", ["", "e", "en"]],
  ["ige", ["", "e", "en"]],
  ["igen", ["", "e", "en"]],
  ["los", ["", "e", "en"]],
];

const frenchEndings: Endings = [
  ["s", [""]],
  ["e", ["", "er"]],
  ["es", ["", "er"]],
  ["x", ["", "l"]],
  ["é", ["er"]],
  ["ée", ["er"]],
  ["és", ["er"]],
  ["ées", ["er"]],
  ["ons", ["er", "re", "ir"]],
  ["ez", ["er", "re", "ir"]],
  ["ent", ["er", "re", "ir"]],
  ["ait", ["er", "re", "ir"]],
  ["ais", ["er", "re", "ir"]],
  ["aient", ["er", "re", "ir"]],
  ["era", ["er"]],
  ["eront", ["er"]],
  ["erait", ["er"]],
  ["ant", ["er", "re", "ir"]],
  ["ons-nous", ["er", "re", "ir"]],
  ["ez-vous", ["er", "re", "ir"]],
  ["i", ["ir"]],
  ["ie", ["ir"]],
  ["it", ["ir"]],
  ["is", ["ir"]],
  ["issez", ["ir"]],
  ["issent", ["ir"]],
  ["issait", ["ir"]],
  ["u", ["re", "ir"]],
  ["ue", ["re", "ir"]],
  ["ment", ["", "e"]],
  ["eur", ["er"]],
  ["euse", ["er"]],
  ["ible", ["re", "ir"]],
  ["able", ["er"]],
];

/** Endings by their last letter: a word is held against few of them. */
const byLastLetter = (endings: Endings): ReadonlyMap<string, Endings> =>
  Map.groupBy(endings, ([ending]) => ending.charAt(ending.length - 1));
const englishByLetter = byLastLetter(englishEndings);
const germanByLetter = byLastLetter(germanEndings);
const frenchByLetter = byLastLetter(frenchEndings);

const inAnyForm = (
  lower: string,
  words: ReadonlySet<string>,
  endings: ReadonlyMap<string, Endings>,
  doubles: boolean,
): boolean => {
  if (words.has(lower)) return true;
  for (const [ending, instead] of endings.get(lower.charAt(lower.length - 1)) ?? []) {
    if (lower.length < ending.length + 2 || !lower.endsWith(ending)) continue;
    const stem = lower.slice(0, lower.length - ending.length);
    for (const more of instead) if (stem.length + more.length > 2 && words.has(stem + more)) return true;
    // "stopped", "running": the last letter stands twice.
    const isDoubled = doubles && stem.length > 3 && stem.at(-1) === stem.at(-2);
    if (isDoubled && words.has(stem.slice(0, -1))) return true;
  }
  return false;
};

const isGerman = (lower: string): boolean => {
  if (inAnyForm(lower, german, germanByLetter, false)) return true;
  const participle = /^(.{0,9}?)ge(.{2,20}?)(?:t|en)(?:e[nrsm]?)?$/.exec(lower);
  if (participle !== null) {
    const [, prefix = "", stem = ""] = participle;
    if ([`${prefix}${stem}en`, `${prefix}${stem}n`, `${stem}en`].some((verb) => german.has(verb))) return true;
  }
  return isCompound(lower);
};

const longestHead = Math.max(...[...heads].map((head) => head.length));

const isCompound = (lower: string): boolean => {
  if (lower.length < 8) return false;
  const singulars = [lower];
  for (const [ending, instead] of plurals)
    if (lower.endsWith(ending))
      for (const more of instead) singulars.push(lower.slice(0, lower.length - ending.length) + more);
  for (const singular of singulars)
    for (let at = Math.max(3, singular.length - longestHead); at <= lower.length - 5; at += 1)
      if (heads.has(singular.slice(at))) return true;
  return false;
};

const plurals: Endings = [
  ["e", [""]],
  ["en", ["", "e"]],
  ["n", [""]],
  ["er", [""]],
  ["es", [""]],
  ["s", [""]],
  ["in", [""]],
];

/** Built like an abstract noun, an adjective or an adverb of one of the languages. */
const built =
  /..(?:tions?|sions?|ments?|ness|ities|ity|ités?|ology|ologie|ological|ical|ously|fully|ively|ungs?|ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|ismus|ism|itäten?|ierung|ieren|iert|ement|issement)$/u;

const prefix =
  /^(?:un|re|non|pre|over|under|out|mis|dis|sub|multi|inter|anti|co|self|ver|be|ent|vor|nach|auf|aus|ab|an|ein|mit|zu|dé|ré|mé)-?(?=.{4})/u;

const isPlainOrdinary = (lower: string): boolean =>
  inAnyForm(lower, english, englishByLetter, true) ||
  isGerman(lower) ||
  inAnyForm(lower, french, frenchByLetter, false);

/** Whether the word (in lower case, in Unicode NFC) is an ordinary one in some form, on its own or joined by hyphens. */
export const isOrdinary = (lower: string): boolean => {
  if (isFunctionWord(lower) || days.has(lower) || isPlainOrdinary(lower)) return true;
  if (lower.length >= 7 && built.test(lower)) return true;
  // "Kolleginnen"
  if (lower.length >= 9 && lower.endsWith("innen"))
    return ["", "e", "en"].some((end) => isPlainOrdinary(lower.slice(0, -5) + end));
  if (lower.includes("-")) return lower.split("-").every((part) => part === "" || isOrdinary(part));
  const at = /^(?:[ldjcnmts]|qu)['’](.+)$/.exec(lower)?.[1];
  if (at !== undefined) return isOrdinary(at);
  const rest = lower.replace(prefix, "");
  return rest !== lower && isPlainOrdinary(rest);
};

const plain = new Set([...days, ...english, ...german, ...french]);

/** Whether the word stands in the lists as it is. */
export const isPlainWord = (lower: string): boolean => plain.has(lower);
