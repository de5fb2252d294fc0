// Companies by rule: a run of capitals that ends in a legal form or in an organisation's word.
import type { Hit } from "./hit.ts";
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
