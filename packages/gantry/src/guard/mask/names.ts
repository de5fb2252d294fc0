// Names of people and companies by rule: what stands beside a capital tells whether it is a name.
import type { Hit } from "./hit.ts";
import { ambiguousNames } from "./lexicon/given-names.ts";
import { findEmployers, findOrganisations } from "./organisations.ts";
import { isDayOrMonth, isFunctionWord, isOrdinary, tongueOf } from "./lexicon/ordinary.ts";
import type { Tongue } from "./lexicon/ordinary.ts";
import {
  closing,
  introductions,
  particles,
  roleWords,
  spokenTitles,
  strongIntroductions,
  titles,
} from "./vocabulary.ts";
import { isAmbiguous, isCommon, isGiven, isInitial, isSurname, wordsIn } from "./words.ts";
import type { Word } from "./words.ts";

/** How a name is written: `lower` in a sentence without capitals; `loose` where even an ordinary word with a capital belongs to it. */
type Manner = "lower" | "plain" | "loose";

/** Whether the word can stand inside a name that has begun. In a sentence without capitals, any word that isn't common can. */
const continues = (word: Word | undefined, manner: Manner): word is Word => {
  if (word === undefined || !word.follows || word.text === "&") return false;
  if (manner === "lower") return !isCommon(word) && !/\d/.test(word.text);
  if (!word.isCapital || isFunctionWord(word.lower) || isDayOrMonth(word.lower)) return false;
  if (manner === "loose" && /\p{Ll}/u.test(word.text) && !roleWords.has(word.lower)) return true;
  return !isCommon(word) || isGiven(word) || isSurname(word);
};

/** The index after the name that begins at `from`: up to `limit` capitalised words, small words between them. */
const endOfName = (words: readonly Word[], from: number, limit: number, manner: Manner, text: string): number => {
  let end = from + 1;
  let taken = 1;
  while (taken < limit) {
    const before = words[end - 1];
    // A full stop ends a name, but for an initial's or a title's.
    if (before !== undefined && text.charAt(before.end) === "." && before.text.length > 1 && !titles.has(before.lower))
      break;
    let next = end;
    while (next - end < 3 && words[next]?.follows === true && particles.has(words[next]?.lower ?? "")) next += 1;
    const word = words[next];
    if (!continues(word, manner) || text.slice(before?.end ?? 0, words[end]?.start ?? 0).includes("\n")) break;
    end = next + 1;
    taken += 1;
  }
  return end;
};

/** The last words of introductions: most words stand behind none of them. */
const introductionEnds = new Set(introductions.map((phrase) => phrase.split(" ").at(-1) ?? phrase));

const introductionBefore = (words: readonly Word[], index: number, text: string): string | undefined => {
  const first = words[Math.max(0, index - 4)];
  const word = words[index];
  const previous = words[index - 1];
  if (first === undefined || word === undefined || previous === undefined) return undefined;
  if (!introductionEnds.has(previous.lower)) return undefined;
  // Behind the line of a greeting begins the letter itself.
  if (text.slice(previous.end, word.start).includes("\n")) return undefined;
  const before = text
    .slice(first.start, word.start)
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[\s,:]+$/u, "");
  return introductions.find(
    (phrase) => before === phrase || before.endsWith(` ${phrase}`) || before.endsWith(`\n${phrase}`),
  );
};

/** What people do: before these, even a name that is an ordinary word too is a name. */
const speech = new Set(
  "said says told asked called wrote is was has had will a dit est écrit sagt sagte hat ist schrieb fragt".split(" "),
);

/** Behind the name of a company, never of a person. */
const groups = new Set("team support service helpdesk office kundendienst équipe vertrieb".split(" "));

/** The lines after a closing: up to two that hold nothing but one to four capitalised words. */
const findSignatures = (text: string): Hit[] => {
  const hits: Hit[] = [];
  let at = 0;
  let open = 0;
  for (const line of text.split("\n")) {
    const name =
      /^[ \t>]{0,8}(?:[-–—*] ?)?(?<name>\p{Lu}[\p{L}.'’-]{0,30}(?: [\p{Lu}\p{Ll}][\p{L}.'’-]{0,30}){0,3})[ \t,.]{0,4}$/u.exec(
        line,
      );
    if (closing.test(line)) open = 3;
    else if (open > 0 && line.trim() !== "") {
      const found = name?.groups?.["name"];
      if (found !== undefined && found.split(" ").some((word) => !isOrdinary(word.toLowerCase()))) {
        const start = at + line.indexOf(found);
        hits.push({ start, end: start + found.length, label: "person.name", rank: 2 });
        open = 0;
      } else open -= 1;
    }
    at += line.length + 1;
  }
  return hits;
};

/** "M. Kerbrat", "Me Bréhat": an initial and a pronoun elsewhere. */
const isFrenchTitle = (text: string, word: Word, isFrench: () => boolean): boolean =>
  ((word.text === "M" && text.charAt(word.end) === ".") || (word.text === "Me" && !word.opens)) && isFrench();

/** "Serena B120": a name with a code behind it is an instrument's. */
const isModel = (text: string, word: Word): boolean => /^[ -][A-Z]{1,3}\d/.test(text.slice(word.end, word.end + 6));

/**
 * Names by rule. A title, an introduction, a greeting, a closing or a common given name makes the capitalised words that
 * follow a person; a legal form makes those before it a company. In a sentence without any capitals, given names count as
 * they are unless they are ordinary words.
 */
export const findNames = (text: string, words: readonly Word[] = wordsIn(text)): readonly Hit[] => {
  const hits: Hit[] = [...findSignatures(text), ...findOrganisations(words), ...findEmployers(text, words)];
  let tongue: Tongue | undefined;
  const speaks = (wanted: Tongue): boolean => (tongue ??= tongueOf(words.map((word) => word.lower))) === wanted;
  // German writes ordinary nouns with a capital too.
  const isGerman = (): boolean => speaks("de");
  const isFrench = (): boolean => speaks("fr");
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    const isLower = word.isHasty;
    const manner: Manner = isLower ? "lower" : "plain";
    const push = (from: number, to: number): void => {
      const [first, last] = [words[from], words[to - 1]];
      if (first !== undefined && last !== undefined && last.end > first.start) {
        hits.push({ start: first.start, end: last.end, label: "person.name", rank: 2 });
      }
      index = Math.max(index, to - 1);
    };
    const next = words[index + 1];
    const isTitle = titles.has(word.lower) && (word.isCapital || isLower || spokenTitles.has(word.lower));
    if ((isTitle || isFrenchTitle(text, word, isFrench)) && next !== undefined) {
      // "Dr. de Wit"
      let first = index + 1;
      while (first - index < 3 && words[first]?.follows === true && particles.has(words[first]?.lower ?? ""))
        first += 1;
      if (continues(words[first], isLower ? "lower" : "loose")) {
        push(index + 1, endOfName(words, first, isLower ? 1 : 4, manner, text));
        continue;
      }
    }
    if (word.text.length < 2) continue;
    const introduction = introductionBefore(words, index, text);
    const isStrong = introduction !== undefined && strongIntroductions.has(introduction);
    const isNamed = !isCommon(word) || (word.isCapital && isGiven(word) && !isFunctionWord(word.lower));
    // "Dear Meridian team"
    if (next?.adjoins === true && groups.has(next.lower)) continue;
    if (introduction !== undefined && isNamed && !/\d/.test(word.text) && (word.isCapital || isStrong)) {
      push(index, endOfName(words, index, 4, word.isCapital ? "plain" : "lower", text));
      continue;
    }
    // "Even", "Der": names somewhere, and words that build sentences everywhere else.
    if (!isGiven(word) || (isFunctionWord(word.lower) && !ambiguousNames.has(word.lower))) continue;
    const isDoubtful = isAmbiguous(word);
    if (isLower) {
      if (!isDoubtful && word.text.length > 2) push(index, endOfName(words, index, 2, "lower", text));
      continue;
    }
    if (!word.isCapital) continue;
    // "IT", "NIR": an abbreviation, whoever is called so.
    if (word.text.length < 4 && word.text === word.text.toUpperCase()) continue;
    const strict = endOfName(words, index, 4, "plain", text);
    const loose = isDoubtful || isGerman() ? strict : endOfName(words, index, 4, "loose", text);
    // "Serena Flow Bench": a name with several ordinary words behind it is a thing's.
    if (loose > strict + 1 && strict === index + 1) continue;
    const end = loose;
    if (isModel(text, word)) continue;
    // "Grace period", "Mark your calendar", "in May": an ordinary word with nothing of a name beside it.
    if (isDoubtful && end === index + 1) {
      if (isCommon(word)) continue;
      if (word.opens && next?.follows === true && !next.isCapital && !speech.has(next.lower)) continue;
    }
    const before = words[index - 1];
    push(before !== undefined && word.follows && isInitial(before) && before.lower !== "i" ? index - 1 : index, end);
  }
  return hits;
};
