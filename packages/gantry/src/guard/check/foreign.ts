// What stands in a text and in none of the row's trusted cells: names, places to write, call or click, what nobody can read.
import { fold, foldedWords } from "../mask/fold.ts";
import type { Hit } from "../mask/hit.ts";
import { isOrdinary } from "../mask/lexicon/ordinary.ts";
import { findNames } from "../mask/names.ts";
import { closing, organisationWords, particles, titles } from "../mask/vocabulary.ts";
import { isCommon, wordsIn } from "../mask/words.ts";
import type { Word } from "../mask/words.ts";
import { isTimeUnit } from "./ideas.ts";
import { isNamingPlace, nearNames } from "./near-names.ts";
import type { OwnNames } from "./near-names.ts";
import { once } from "./once.ts";
import type { Peers } from "./peers.ts";
import { matchesOf } from "../mask/matches.ts";

/** Words and texts that trusted cells and authors hold: what is made of them is not foreign. */
export interface Own {
  /** Folded words. */
  readonly words: ReadonlySet<string>;
  /** Folded, with nothing but letters and digits, one after the other. */
  readonly compact: string;
  /** Names of the row, in folded words. */
  readonly names: OwnNames;
}

export const compactOf = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Prepares texts to be compared with. */
export const ownOf = (cells: readonly string[], authors: readonly string[], names: readonly string[] = []): Own => {
  const texts = [...cells, ...authors];
  const words = once(() => new Set(texts.flatMap((text) => foldedWords(text).map((word) => word.folded))));
  const compact = once(() => texts.map(compactOf).join("\n"));
  return {
    get words() {
      return words();
    },
    get compact() {
      return compact();
    },
    names: names.map((name) => foldedWords(name).map((word) => word.folded)),
  };
};

/** "Meridian's", "den Stadtwerken": an own word with an ending. */
const isOwnWord = (folded: string, own: Own): boolean => {
  if (folded.length < 2 || own.words.has(folded)) return true;
  for (const length of [1, 2]) if (folded.length - length > 3 && own.words.has(folded.slice(0, -length))) return true;
  return false;
};

const plain = new Set(
  "docteur doctor mio tsd mrd euro euros dollar dollars franken francs grusse gruss ordnung dir euch".split(" "),
);
const isPlainWord = (folded: string): boolean => titles.has(folded) || particles.has(folded) || plain.has(folded);

const isOwnName = (name: string, own: Own): boolean =>
  foldedWords(name).every(({ folded }) => isOwnWord(folded, own) || isPlainWord(folded));

const small: Readonly<Record<Tongue, ReadonlySet<string>>> = {
  en: new Set(
    "the of and to is are was you your our for with on at we i in by be has have from this that it".split(" "),
  ),
  de: new Set(
    "der die das den dem des und ist sind nicht ich wir sie ihr ihre ihrer ihren ihrem ein eine einen einer von vom mit zu zum zur am im für bei auf um bis seit wird war hat haben noch sich über es kein keine".split(
      " ",
    ),
  ),
  fr: new Set(
    "le la les de des du et est sont vous votre vos nous notre nos un une dans pour avec sur par en au aux que qui ce il ne pas depuis".split(
      " ",
    ),
  ),
};

export type Tongue = "en" | "de" | "fr";

const anyWord = /\p{L}+/gu;

/** The language of a text by its small words; null where they don't say. */
export const tongueOf = (text: string): Tongue | null => {
  const counts: Record<Tongue, number> = { en: 0, de: 0, fr: 0 };
  for (const { 0: word } of matchesOf(text, anyWord)) {
    const lower = word.toLowerCase();
    for (const tongue of ["en", "de", "fr"] as const) if (small[tongue].has(lower)) counts[tongue] += 1;
  }
  if (/[äöüß]/u.test(text)) counts.de += 1;
  const [first, second] = (["en", "de", "fr"] as const).toSorted((a, b) => counts[b] - counts[a]);
  return first === undefined || second === undefined || counts[first] === counts[second] ? null : first;
};

/** Whether most of a line's longer words have capitals: a title, in which a capital says nothing. */
const isTitleCase = (words: readonly Word[]): boolean => {
  const long = words.filter((word) => word.text.length > 3);
  return long.length > 1 && long.filter((word) => word.isCapital).length >= long.length * 0.6;
};

/** A line of its own, under one that ends a letter. */
const isSignature = (text: string, word: Word): boolean => {
  const before = text.slice(0, word.start).trimEnd();
  return (
    /^[ \t]*(?:\n|$)/.test(text.slice(word.end)) &&
    (before.endsWith(",") || closing.test(before.slice(before.lastIndexOf("\n") + 1))) &&
    text.slice(before.length, word.start).includes("\n")
  );
};

/** Words with a capital inside a sentence, where the language writes only names so; those that open one where two stand together. */
const capitals = (text: string, words: readonly Word[], own: Own): readonly Hit[] => {
  const hits: Hit[] = [];
  const isOdd = (word: Word | undefined): word is Word =>
    word !== undefined &&
    word.isCapital &&
    word.text.length > 2 &&
    !(word.text.length < 6 && word.text === word.text.toUpperCase()) &&
    !isCommon(word) &&
    !isOrdinary(word.lower) &&
    !/\d/.test(word.text) &&
    !(word.text.length < 5 && /\p{Lu}$/u.test(word.text)) &&
    !isOwnName(word.text, own);
  const lines = new Map<number, boolean>();
  let from = 0;
  for (const line of text.split("\n")) {
    const to = from + line.length;
    lines.set(to, isTitleCase(words.filter((word) => word.start >= from && word.end <= to)) && !closing.test(line));
    from = to + 1;
  }
  const inTitle = (word: Word): boolean => {
    for (const [end, isTitle] of lines) if (word.start <= end) return isTitle;
    return false;
  };
  for (const [index, word] of words.entries()) {
    if (!isOdd(word) || inTitle(word)) continue;
    const next = words[index + 1];
    const isLone = !(next?.adjoins === true && isOdd(next)) && !(word.adjoins && isOdd(words[index - 1]));
    if (word.opens && isLone && !isSignature(text, word)) continue;
    hits.push({ start: word.start, end: word.end, label: "person.name", rank: 3 });
  }
  return hits;
};

/** A name that no trusted cell and no author's text holds; those of other rows are known to be another customer's. */
export interface ForeignName {
  readonly start: number;
  readonly end: number;
  readonly isPeer: boolean;
}

/** Names of people and companies that no trusted cell and no author's text holds. */
export const foreignNames = (
  text: string,
  own: Own,
  peers: Peers | null,
  tongue: Tongue | null,
): readonly ForeignName[] => {
  const words = wordsIn(text);
  const others =
    peers?.find(
      text,
      ({ folded, start, end }) =>
        own.words.has(folded) || (isOrdinary(folded) && !isNamingPlace(text, start, end, own.names)),
      ({ folded, start, end }) =>
        folded.length >= (tongue === "en" || tongue === "fr" ? 3 : 5) || isNamingPlace(text, start, end, own.names),
    ) ?? [];
  const found: ForeignName[] = others.map(({ start, end }) => ({ start, end, isPeer: true }));
  for (const { start, end } of nearNames(text, own.names, (folded) => isOwnWord(folded, own)))
    if (!found.some((other) => start < other.end && end > other.start)) found.push({ start, end, isPeer: false });
  // German writes every noun with a capital: there only what is said of a word makes it a name.
  const written = tongue === "en" || tongue === "fr" ? capitals(text, words, own) : [];
  for (const { start, end, label } of [...findNames(text, words), ...written]) {
    if (label !== "person.name" && label !== "company.name") continue;
    const hit = text.slice(start, end);
    // "Order Moorland Chemie KG": a company's name with an ordinary word before it.
    const name = label === "company.name" ? hit.replace(/^\p{L}+ (?=\p{Lu})/u, "") : hit;
    const isWordsOnly = foldedWords(name).every(
      ({ folded }) => isOwnWord(folded, own) || isPlainWord(folded) || organisationWords.has(folded),
    );
    if (
      isTimeUnit(name.split(" ")[0] ?? "") ||
      isWordsOnly ||
      wordsIn(name).every((word) => isCommon(word) || isOwnName(word.text, own))
    )
      continue;
    if (!found.some((other) => start < other.end && end > other.start)) found.push({ start, end, isPeer: false });
  }
  return found.sort((a, b) => a.start - b.start);
};

/** What a label is called when a person is told of it. */
const called: Readonly<Record<string, string>> = {
  "person.email": "e-mail address",
  "person.phone": "telephone number",
  "person.iban": "bank account",
  "person.card": "card number",
  "person.id": "identity number",
  "person.ip": "machine's address",
  "person.address": "postal address",
};

/** In words for a person: `person.email` → "e-mail address". */
export const calledOf = (label: string): string => called[label] ?? label;

/** Of what patterns found, the mailboxes, numbers to call, accounts and addresses that no trusted cell and no author holds. */
export const foreignContacts = (text: string, hits: readonly Hit[], own: Own): readonly Hit[] =>
  hits.filter((hit) => {
    if (called[hit.label] === undefined) return false;
    const compact = compactOf(text.slice(hit.start, hit.end));
    return compact.length > 3 && !own.compact.includes(compact);
  });

const link =
  /(?<![\p{L}\p{N}@.])(?:(?:[a-z]{2,10}:\/\/|www\.)([\p{L}\p{N}.-]{1,253})|((?:[\p{L}\p{N}][\p{L}\p{N}-]{1,60}\.){1,4}(?:com|org|net|info|biz|io|co|app|dev|ai|example|test|de|fr|ch|at|eu|uk|us|ru|cn|xyz|top|site|online|link|ly|me|be|nl|it|es|pl))(?![\p{L}\p{N}@]))/giu;
const disguised =
  /(?<![\p{L}\p{N}])(?:hxxps?:\/\/\S{1,200}|[\p{L}\p{N}-]{2,60}(?:\s?(?:\(\.\)|\[\.\]|\{\.\}|\((?:dot|punkt|point)\)|\[(?:dot|punkt|point)\])\s?|\s(?:dot|punkt)\s)(?:com|org|net|info|io|co|de|fr|eu|example|biz|app|dev)(?![\p{L}\p{N}]))/giu;
const mailbox = /@((?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24})/giu;

const linksIn = (text: string): readonly string[] =>
  // Every link has one of these.
  !text.includes(".") && !text.includes("://")
    ? []
    : Array.from(matchesOf(text, link), (match) => (match[1] ?? match[2] ?? "").toLowerCase().replace(/\.$/, ""));

/** Hosts named in texts, in lower case, those of mailboxes too. */
export const hostsIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap((text) => [
      ...linksIn(text),
      ...(text.includes("@") ? Array.from(matchesOf(text, mailbox), (match) => (match[1] ?? "").toLowerCase()) : []),
    ]),
  );

/** Hosts of links, disguised ones too, that none of the given texts names. */
export const foreignHosts = (text: string, hosts: () => ReadonlySet<string>): readonly string[] => [
  ...new Set([
    ...linksIn(text).filter((host) => !hosts().has(host) && !hosts().has(host.replace(/^www\./, ""))),
    ...Array.from(matchesOf(text, disguised), (match) => match[0].toLowerCase()),
  ]),
];
