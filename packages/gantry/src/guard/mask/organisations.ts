// Companies by rule: a run of capitals that ends in a legal form or in an organisation's word.
import type { Hit } from "./hit.ts";
import { isFunctionWord } from "./lexicon/ordinary.ts";
import { legalForms, organisationWords } from "./vocabulary.ts";
import { isCommon, isGiven } from "./words.ts";
import type { Word } from "./words.ts";

const organisationEnd = (words: readonly Word[], index: number): boolean => {
  const word = words[index];
  if (word === undefined || !word.adjoins) return false;
  // A form is written with a capital (GmbH, SE); small letters are words: "se", "ab".
  return (
    (legalForms.has(word.lower) && (word.isCapital || word.lower === "plc")) ||
    (word.isCapital && organisationWords.has(word.lower) && word.text !== "&")
  );
};

/** Runs of capitalised words (with `&` and `and` inside) that end in a legal form or an organisation's word. */
export const findOrganisations = (words: readonly Word[]): Hit[] => {
  const hits: Hit[] = [];
  for (let index = 1; index < words.length; index += 1) {
    if (!organisationEnd(words, index)) continue;
    let first = index;
    while (first > 0 && index - first < 5) {
      const before = words[first - 1];
      const current = words[first];
      if (before === undefined || current?.adjoins !== true) break;
      const joins = before.text === "&" || before.lower === "and" || before.lower === "und" || before.lower === "et";
      const isName = before.isCapital && (!isCommon(before) || isGiven(before));
      if (!isName && !(joins && words[first - 2]?.isCapital === true && before.follows)) break;
      first -= 1;
    }
    while (first < index && !(words[first]?.isCapital ?? false)) first += 1;
    let last = index;
    while (organisationEnd(words, last + 1)) last += 1;
    const [from, to] = [words[first], words[last]];
    if (first < index && from !== undefined && to !== undefined) {
      hits.push({ start: from.start, end: to.end, label: "company.name", rank: 2 });
    }
    index = last;
  }
  return hits;
};

/** What people say of where somebody works; the words behind it, with capitals, are the organisation's name. */
const employment =
  /(?<![\p{L}])(?:(?:he|she|who) works (?:at|for)|(?:work|worked|working|job|position|internship) (?:at|for)|employed (?:at|by)|employee of|ceo of|cto of|cfo of|founder of|founded|joined|subsidiary of|the company|the firm|travaill\p{L}{1,4} (?:chez|pour)|employée? (?:chez|de)|la société|l['’]entreprise|(?:arbeite[nt]?|angestellt|tätig) bei(?: der)?|(?:die|der|bei der) firma)[ \t]$/iu;

const organisationName =
  /^\p{Lu}[\p{L}\p{N}.'’&-]{0,40}(?:[ \t](?:&|of|de|und|and|et|für|for)(?=[ \t]\p{Lu})|[ \t]\p{Lu}[\p{L}\p{N}.'’&-]{0,40}){0,5}/u;

/** Organisations that nothing in their name gives away: "she works at Coden", "angestellt bei der Firma Vastre". */
export const findEmployers = (text: string, words: readonly Word[]): Hit[] => {
  const hits: Hit[] = [];
  for (const word of words) {
    if (!word.isCapital || word.opens || !word.adjoins || isFunctionWord(word.lower)) continue;
    if (!employment.test(text.slice(Math.max(0, word.start - 28), word.start))) continue;
    const found = organisationName.exec(text.slice(word.start, word.start + 200))?.[0].replace(/[.'’-]+$/u, "");
    if (found !== undefined)
      hits.push({ start: word.start, end: word.start + found.length, label: "company.name", rank: 2 });
  }
  return hits;
};
