// Numbers in words, in English, French and German: counts, parts of a whole, multiples.
import { matchesOf } from "../mask/matches.ts";

export interface SpelledNumber {
  readonly start: number;
  readonly end: number;
  readonly reading: { readonly value: number; readonly place: number };
  readonly isFraction: boolean;
}

const list = (words: string): readonly string[] => words.split(" ");
const small = {
  en: list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  ),
  de: list(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
  ),
  fr: list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
  ),
};
const tens = {
  en: list("twenty thirty forty fifty sixty seventy eighty ninety"),
  de: list("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
  fr: list("vingt trente quarante cinquante soixante"),
};

const counts = new Map<string, number>();
const add = (word: string, value: number): void => {
  counts.set(word, value);
};
for (const words of Object.values(small)) for (const [value, word] of words.entries()) if (value > 0) add(word, value);
for (const [index, ten] of tens.en.entries()) {
  const value = (index + 2) * 10;
  add(ten, value);
  for (let unit = 1; unit < 10; unit += 1) {
    add(`${ten}-${small.en[unit]}`, value + unit);
    add(`${ten} ${small.en[unit]}`, value + unit);
  }
}
for (const [index, ten] of tens.de.entries()) {
  const value = (index + 2) * 10;
  for (const spelling of [ten, ten.replace("ß", "ss")]) {
    add(spelling, value);
    for (let unit = 1; unit < 10; unit += 1) add(`${small.de[unit]}und${spelling}`, value + unit);
  }
}
for (const [index, ten] of tens.fr.entries()) {
  const value = (index + 2) * 10;
  add(ten, value);
  const last = value === 60 ? 20 : 10;
  for (let unit = 1; unit < last; unit += 1) {
    add(`${ten}-${small.fr[unit]}`, value + unit);
    if (unit === 1 || unit === 11) add(`${ten} et ${small.fr[unit]}`, value + unit);
  }
}
add("quatre-vingts", 80);
for (let unit = 1; unit < 20; unit += 1) add(`quatre-vingt-${small.fr[unit]}`, 80 + unit);
for (const word of list("hundred hundert cent")) add(word, 100);
for (const word of list("dozen dutzend douzaine")) add(word, 12);
for (const word of list("eine einen einem einer eines une")) add(word, 1);
for (const word of list("both beide beiden")) add(word, 2);
for (const [word, value] of [
  ["once", 1],
  ["einmal", 1],
  ["twice", 2],
  ["zweimal", 2],
  ["dreimal", 3],
  ["viermal", 4],
  ["fünfmal", 5],
] as const)
  add(word, value);

const alternatives = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join("|");
const wordPattern = /(?<![\p{L}\d-])\p{L}+(?:-\p{L}+){0,3}(?![\p{L}\d])/gu;
/** "three-year", "six-week": the hyphen ends the number. */
const joined = /^(\p{L}+)-(?:years?|months?|weeks?|days?|hours?|minutes?|seats?|users?)$/u;
const half = /^ (?:and a half|et demie?)(?!\p{L})/u;

/** Ordinals that name parts of a whole; a "quarter" may be one of the year, and is told from it below. */
const parts: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  tenth: 10,
  tenths: 10,
  hälfte: 2,
  drittel: 3,
  viertel: 4,
  fünftel: 5,
  sechstel: 6,
  zehntel: 10,
  moitié: 2,
  tiers: 3,
  quart: 4,
  quarts: 4,
  cinquième: 5,
  cinquièmes: 5,
  dixième: 10,
};
const numerators: Readonly<Record<string, number>> = Object.fromEntries(
  [
    list("a one ein eine einen einem der die das un une le la l'"),
    list("two zwei deux"),
    list("three drei trois"),
    list("four vier quatre"),
  ].flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
);
const fraction = new RegExp(
  String.raw`(?<![\p{L}\d-])(?:(?<top>${alternatives(Object.keys(numerators))})[ -](?:(?<how>good|full|solid|bare|gutes|knappes|volles|bon|petit) )?)?(?<part>${alternatives(Object.keys(parts))})(?![\p{L}\d])`,
  "giu",
);
const outOf =
  /(?<![\p{L}\d-])(?<top>one|two|three|four|five|six|seven|eight|nine|ein|eine|einer|zwei|drei|vier|fünf|sechs|sieben|acht|neun|un|une|deux|trois|quatre|cinq|sept|huit|neuf)(?: \p{L}+)? (?:in|out of|of|von|sur) (?<whole>two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|dix)(?![\p{L}\d-]| (?:years?|months?|weeks?|days?|hours?|jahre?n?|monate?n?|wochen?|tage?n?|stunden?|ans|mois|semaines?|jours?|heures?)(?!\p{L}))/giu;
const multiple = /(?<![\p{L}\d-])(?:double|doppelt|das Doppelte|le double)(?![\p{L}\d])/giu;

const halved = /(?<![\p{L}\d-])(?:halved|halbiert)(?![\p{L}\d])/giu;

const quantified = /(?<!\p{L})(?:almost|nearly|about|around|roughly|over|under|by|down|up|only|than) $/iu;

/** "The third quarter", "a quarter of the year", "half an hour": no part of a whole. "A quarter of the seats" is one. */
const isPart = (text: string, start: number, end: number, part: string, top: string | undefined): boolean => {
  const after = text.slice(end, end + 14);
  if (/(?<!\p{L})(?:and|et) $/iu.test(text.slice(Math.max(0, start - 5), start))) return false;
  if (part === "half") return !/^[ -](?:an? |day|hour|year|time)/i.test(after);
  if (part === "hälfte" || part === "moitié") return true;
  if (top === undefined) return false;
  if (/^ of an hour/i.test(after)) return false;
  if (part === "quarter" && quantified.test(text.slice(Math.max(0, start - 20), start))) return true;
  if (part === "quarter") return /^ (?:of (?!the year)|less|more|lower|higher|fewer|short|below|above)/i.test(after);
  return !/^ (?:time|quarter|year|week|party|stunde|d['’]heure)/i.test(after);
};

/** A fraction is an estimate by nature: a third may be 0.31 or 0.35. */
const fractionPlace = 0.05;

/** How a word begins that may be, or be the first of, a number: most texts of a few words hold none. */
const begins = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${alternatives(
    new Set(
      [...counts.keys(), ...Object.keys(parts), "double", "doppelt", "halved", "halbiert"].map((word) =>
        word.slice(0, 3),
      ),
    ),
  )})`,
  "iu",
);
const hasParts = new RegExp(alternatives(Object.keys(parts)), "iu");
const none: readonly SpelledNumber[] = [];

/** Numbers in words, in order, none inside another. */
export const spelledIn = (text: string): readonly SpelledNumber[] => {
  if (!begins.test(text)) return none;
  const found: SpelledNumber[] = [];
  const push = (start: number, length: number, value: number, place: number, isFraction: boolean): void => {
    const end = start + length;
    if (!found.some((other) => start < other.end && end > other.start))
      found.push({ start, end, reading: { value, place }, isFraction });
  };
  for (const match of matchesOf(text, outOf)) {
    const { top = "", whole = "" } = match.groups ?? {};
    const [over, under] = [counts.get(top.toLowerCase()) ?? 0, counts.get(whole.toLowerCase()) ?? 1];
    if (over > 0 && over < under) push(match.index, match[0].length, over / under, fractionPlace, true);
  }
  for (const match of hasParts.test(text) ? matchesOf(text, fraction) : []) {
    const { top, how, part = "" } = match.groups ?? {};
    if (!isPart(text, match.index, match.index + match[0].length, part.toLowerCase(), top)) continue;
    const under = parts[part.toLowerCase()] ?? 1;
    // "A good third": the words before it say how it is meant.
    const skipped = how === undefined ? 0 : match[0].length - part.length;
    const value = (numerators[top?.toLowerCase() ?? ""] ?? 1) / under;
    push(match.index + skipped, match[0].length - skipped, value, fractionPlace, true);
  }
  for (const match of matchesOf(text, halved)) push(match.index, match[0].length, 0.5, fractionPlace, true);
  for (const match of matchesOf(text, multiple)) push(match.index, match[0].length, 2, 0.4, true);
  let last: { readonly end: number; readonly value: number } | null = null;
  for (const { 0: word, index } of matchesOf(text, wordPattern)) {
    const lower = word.toLowerCase();
    const before = joined.exec(lower)?.[1];
    const value = counts.get(before ?? lower);
    if (value === undefined) {
      if (lower !== "et") last = null;
      continue;
    }
    // "twenty one", "vingt et un"
    const whole: number = last !== null && last.value >= 20 && last.value % 10 === 0 && value < 10 ? last.value : 0;
    if (whole > 0 && last !== null && /^ (?:et )?$/.test(text.slice(last.end, index))) {
      const first = found.at(-1);
      if (first !== undefined && first.end === last.end) {
        found[found.length - 1] = { ...first, end: index + word.length, reading: { value: whole + value, place: 1 } };
        last = null;
        continue;
      }
    }
    const length = (before ?? word).length;
    const more = half.exec(text.slice(index + length, index + length + 14))?.[0].length ?? 0;
    push(index, length + more, more > 0 ? value + 0.5 : value, more > 0 ? 0.1 : 1, false);
    last = { end: index + length, value };
  }
  return found.sort((a, b) => a.start - b.start);
};
