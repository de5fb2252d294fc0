// Names of people and companies by rule: what stands beside a capital tells whether it is a name.
import type { Hit } from "./hit.ts";
import { ambiguousNames, givenNames } from "./given-names.ts";
import { closing, commonWords, introductions, legalForms, organisationWords, particles, titles } from "./vocabulary.ts";

/** One word of a text with what the rules ask about it. */
interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly isCapital: boolean;
  /** Stands at the start of the text, a line or a sentence. */
  readonly opens: boolean;
  /** Only spaces between it and the word before. */
  readonly follows: boolean;
}

const wordPattern = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]{0,40}(?:['’-][\p{L}\p{M}]{1,40}){0,3}|&/gu;
const possessive = /['’]s$/iu;

const wordsIn = (text: string): readonly Word[] => {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].replace(possessive, "");
    const between = text.slice(last, match.index);
    const opens = words.length === 0 || /[.!?:;\n"“„«(]\s*$|^\s*[-*•–]\s*$/u.test(between);
    words.push({
      text: word,
      lower: word.toLowerCase().normalize("NFC"),
      start: match.index,
      end: match.index + word.length,
      isCapital: /^\p{Lu}/u.test(word),
      opens,
      follows: /^(?:[ \t]{1,3}|\.[ \t]{1,2}|[ \t]?\n[ \t]?)$/.test(between) || (between === "" && words.length > 0),
    });
    last = match.index + word.length;
  }
  return words;
};

const isGiven = (word: Word): boolean =>
  givenNames.has(word.lower) || word.lower.split("-").some((part) => part.length > 2 && givenNames.has(part));
const isCommon = (word: Word): boolean => commonWords.has(word.lower);
const isInitial = (word: Word): boolean => word.isCapital && word.text.length === 1;

/** Whether the word can stand inside a name that has begun. In a text without capitals, any word that isn't common can. */
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
  if (first === undefined || word === undefined) return undefined;
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

const organisationEnd = (words: readonly Word[], index: number): boolean => {
  const word = words[index];
  if (word === undefined || !word.follows) return false;
  return legalForms.has(word.lower) || (word.isCapital && organisationWords.has(word.lower) && word.text !== "&");
};

/** Runs of capitalised words (with `&` and `and` inside) that end in a legal form or an organisation's word. */
const findOrganisations = (words: readonly Word[]): Hit[] => {
  const hits: Hit[] = [];
  for (let index = 1; index < words.length; index += 1) {
    if (!organisationEnd(words, index)) continue;
    let first = index;
    while (first > 0 && index - first < 5) {
      const before = words[first - 1];
      const current = words[first];
      if (before === undefined || current?.follows !== true) break;
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

/**
 * Names by rule. A title, an introduction, a greeting, a closing or a common given name makes the capitalised words that
 * follow a person; a legal form makes those before it a company. In a text without any capitals, given names count as
 * they are unless they are ordinary words.
 */
export const findNames = (text: string): readonly Hit[] => {
  const words = wordsIn(text);
  const isLower = words.length > 0 && !words.some((word) => word.isCapital);
  const hits: Hit[] = [...findSignatures(text), ...findOrganisations(words)];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    const push = (from: number, to: number): void => {
      const [first, last] = [words[from], words[to - 1]];
      if (first !== undefined && last !== undefined && last.end > first.start) {
        hits.push({ start: first.start, end: last.end, label: "person.name", rank: 2 });
      }
      index = Math.max(index, to - 1);
    };
    const next = words[index + 1];
    if (titles.has(word.lower) && (word.isCapital || isLower) && next !== undefined && continues(next, isLower)) {
      push(index + 1, endOfName(words, index + 1, isLower ? 1 : 4, isLower, text));
      continue;
    }
    if (word.text.length < 2) continue;
    const introduction = introductionBefore(words, index, text);
    const isStrong = introduction !== undefined && strongIntroductions.has(introduction);
    if (introduction !== undefined && !isCommon(word) && (word.isCapital || isStrong)) {
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

/** Over-masking: every other capitalised word that does not open a sentence and is no ordinary word. For languages that capitalise names only. */
export const findCapitals = (text: string): readonly Hit[] => {
  const words = wordsIn(text);
  // German writes all nouns with a capital: there only two in a row, neither of them common, count.
  const isGerman =
    words.filter((word) => /^(?:der|die|das|und|ist|nicht|ich|wir|sie|ein|eine)$/.test(word.lower)).length * 12 >
    words.length;
  const hits: Hit[] = [];
  for (const [index, word] of words.entries()) {
    if (!word.isCapital || isCommon(word) || word.text.length < 2) continue;
    if (isGerman && !(words[index + 1]?.isCapital === true && !isCommon(words[index + 1] ?? word))) continue;
    if (word.opens && words[index + 1]?.isCapital !== true && !isGiven(word)) continue;
    hits.push({ start: word.start, end: word.end, label: "person.name", rank: 3 });
  }
  return hits;
};
