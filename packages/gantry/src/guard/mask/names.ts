// Names of people and companies by rule: what stands beside a capital tells whether it is a name.
import type { Hit } from "./hit.ts";
import { ambiguousNames } from "./given-names.ts";
import { findOrganisations } from "./organisations.ts";
import { closing, commonWords, introductions, particles, titles } from "./vocabulary.ts";
import { isCommon, isGiven, isInitial, wordsIn } from "./words.ts";
import type { Word } from "./words.ts";

/** Whether the word can stand inside a name that has begun. In a sentence without capitals, any word that isn't common can. */
const continues = (word: Word | undefined, isLower: boolean): word is Word => {
  if (word === undefined || !word.follows || word.text === "&") return false;
  if (isLower) return !isCommon(word) && !/\d/.test(word.text);
  return word.isCapital && (!isCommon(word) || isGiven(word));
};

/** The index after the name that begins at `from`: up to `limit` capitalised words, small words between them. */
const endOfName = (words: readonly Word[], from: number, limit: number, isLower: boolean, text: string): number => {
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
    if (!continues(word, isLower) || text.slice(before?.end ?? 0, words[end]?.start ?? 0).includes("\n")) break;
    end = next + 1;
    taken += 1;
  }
  return end;
};

const introductionBefore = (words: readonly Word[], index: number, text: string): string | undefined => {
  const first = words[Math.max(0, index - 4)];
  const word = words[index];
  const previous = words[index - 1];
  if (first === undefined || word === undefined || previous === undefined) return undefined;
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

/** After these, even a name that nobody knows and that is not capitalised is one. */
const strongIntroductions = new Set([
  "my name is",
  "my name's",
  "name is",
  "i am called",
  "je m'appelle",
  "je me nomme",
  "mon nom est",
  "ich heiße",
  "ich heisse",
  "mein name ist",
  "call me",
]);

/** What people do: before these, even a name that is an ordinary word too is a name. */
const speech = new Set(
  "said says told asked called wrote is was has had will a dit est écrit sagt sagte hat ist schrieb fragt".split(" "),
);

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
      if (found !== undefined && found.split(" ").some((word) => !commonWords.has(word.toLowerCase()))) {
        const start = at + line.indexOf(found);
        hits.push({ start, end: start + found.length, label: "person.name", rank: 2 });
        open = 0;
      } else open -= 1;
    }
    at += line.length + 1;
  }
  return hits;
};

/** "Serena B120": a name with a code behind it is an instrument's. */
const isModel = (text: string, word: Word): boolean => /^[ -][A-Z]{1,3}\d/.test(text.slice(word.end, word.end + 6));

/**
 * Names by rule. A title, an introduction, a greeting, a closing or a common given name makes the capitalised words that
 * follow a person; a legal form makes those before it a company. In a sentence without any capitals, given names count as
 * they are unless they are ordinary words.
 */
export const findNames = (text: string, words: readonly Word[] = wordsIn(text)): readonly Hit[] => {
  const hits: Hit[] = [...findSignatures(text), ...findOrganisations(words)];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    const isLower = word.isHasty;
    const push = (from: number, to: number): void => {
      const [first, last] = [words[from], words[to - 1]];
      if (first !== undefined && last !== undefined && last.end > first.start) {
        hits.push({ start: first.start, end: last.end, label: "person.name", rank: 2 });
      }
      index = Math.max(index, to - 1);
    };
    const next = words[index + 1];
    if (titles.has(word.lower) && (word.isCapital || isLower) && next !== undefined) {
      // "Dr. de Wit"
      let first = index + 1;
      while (first - index < 3 && words[first]?.follows === true && particles.has(words[first]?.lower ?? ""))
        first += 1;
      if (continues(words[first], isLower)) {
        push(index + 1, endOfName(words, first, isLower ? 1 : 4, isLower, text));
        continue;
      }
    }
    if (word.text.length < 2) continue;
    const introduction = introductionBefore(words, index, text);
    const isStrong = introduction !== undefined && strongIntroductions.has(introduction);
    if (introduction !== undefined && !isCommon(word) && !/\d/.test(word.text) && (word.isCapital || isStrong)) {
      push(index, endOfName(words, index, 4, !word.isCapital, text));
      continue;
    }
    if (!isGiven(word)) continue;
    const isAmbiguous = ambiguousNames.has(word.lower) || isCommon(word);
    if (isLower) {
      if (!isAmbiguous && word.text.length > 2) push(index, endOfName(words, index, 2, true, text));
      continue;
    }
    if (!word.isCapital) continue;
    const end = endOfName(words, index, 4, false, text);
    if (isModel(text, word)) continue;
    // "Grace period", "Mark your calendar", "in May": an ordinary word with nothing of a name beside it.
    if (isAmbiguous && end === index + 1) {
      if (isCommon(word)) continue;
      if (word.opens && next?.follows === true && !next.isCapital && !speech.has(next.lower)) continue;
    }
    const before = words[index - 1];
    push(before !== undefined && word.follows && isInitial(before) && before.lower !== "i" ? index - 1 : index, end);
  }
  return hits;
};

/**
 * Over-masking: every other run of capitalised words that are no ordinary ones, and do not just open a sentence. With
 * `ordinary` (the words that are to be expected, in lower case) those that open one too. For languages that capitalise
 * names only; in German, which writes every noun so, two in a row.
 */
export const findCapitals = (words: readonly Word[], ordinary?: ReadonlySet<string>): readonly Hit[] => {
  const isGerman =
    words.filter((word) => /^(?:der|die|das|und|ist|nicht|ich|wir|sie|ein|eine)$/.test(word.lower)).length * 12 >
    words.length;
  const isOdd = (word: Word | undefined): word is Word =>
    word !== undefined &&
    word.isCapital &&
    word.text.length > 1 &&
    !isCommon(word) &&
    ordinary?.has(word.lower) !== true &&
    !(ordinary !== undefined && /\d/.test(word.text));
  const hits: Hit[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!isOdd(word)) continue;
    let last = index;
    while (words[last + 1]?.adjoins === true && isOdd(words[last + 1])) last += 1;
    const isAlone = last === index;
    const isOpening = word.opens && ordinary === undefined && words[index + 1]?.isCapital !== true;
    if (!(isAlone && (isGerman || isOpening) && !isGiven(word))) {
      hits.push({ start: word.start, end: words[last]?.end ?? word.end, label: "person.name", rank: 3 });
    }
    index = last;
  }
  return hits;
};
