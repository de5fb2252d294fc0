// A question cut into spans, each the longest that something is known of: a term of the catalog, a cue, a time, a number.
import type { PeriodOptions } from "../../catalog/index.ts";
import { askingWords } from "../asking-words.ts";
import { functionWords } from "../function-words.ts";
import { besideAt } from "../moments/index.ts";
import type { Spoken } from "../moments/index.ts";
import { numberOf } from "../numbers.ts";
import { findPeriods, periodAt } from "../period.ts";
import { bare } from "../purpose.ts";
import { plainWords, wordsOf } from "../words.ts";
import type { Word } from "../words.ts";
import { cuePhrases, furtherFiller } from "./grammar.ts";
import type { Cue } from "./grammar.ts";
import { stemOf } from "./lexicon.ts";
import type { Lexicon, Term } from "./lexicon.ts";
import { withLatest } from "./last-time.ts";
import { withNames, withoutQuoted } from "./names.ts";
import { rewritten } from "./rewrite.ts";
import type { Known } from "./rewrite.ts";

export type Tag =
  | Term
  | { readonly kind: "cue"; readonly cue: Cue }
  | { readonly kind: "period"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string };

export interface Span {
  readonly at: number;
  readonly length: number;
  readonly written: string;
  /** The last word, for telling one from many. */
  readonly last: string;
  /** Nothing where it is filler. */
  readonly tags: readonly Tag[];
  readonly unknown: boolean;
  /** A comma or the like stands before it. */
  readonly comma?: boolean;
}

const cuesByFirst = Map.groupBy(cuePhrases, (it) => it.phrase[0] ?? "");
const cueWords = new Set(cuePhrases.flatMap((it) => it.phrase));

const knownWords = new WeakMap<Lexicon, Pick<Known, "words" | "stems">>();

/** All words of the catalog and the cues, read once a lexicon. */
const knownOf = (lexicon: Lexicon): Pick<Known, "words" | "stems"> => {
  const found = knownWords.get(lexicon);
  if (found !== undefined) return found;
  const words = new Set([...lexicon.spellings, ...cueWords]);
  const known = { words, stems: new Set([...lexicon.spellings].map(stemOf)) };
  knownWords.set(lexicon, known);
  return known;
};

interface Cues {
  readonly length: number;
  readonly cues: readonly Cue[];
}

/** What is held against a time is said in more ways than phrases: "the same three months of the year before". */
const cuesAt = (words: readonly Word[], spoken: Spoken, at: number): Cues => {
  const phrase = phrasesAt(words, at);
  const beside = besideAt(spoken, at);
  return beside === undefined || beside.length <= phrase.length
    ? phrase
    : { length: beside.length, cues: [beside.which] };
};

const phrasesAt = (words: readonly Word[], at: number): Cues => {
  const hits = (cuesByFirst.get(words[at]?.plain ?? "") ?? []).filter((it) =>
    it.phrase.every((word, i) => words[at + i]?.plain === word),
  );
  const length = Math.max(0, ...hits.map((it) => it.phrase.length));
  return { length, cues: hits.filter((it) => it.phrase.length === length).map((it) => it.cue) };
};

export interface Tagged {
  readonly spans: readonly Span[];
  /** What was read as something else: a slip of the pen. */
  readonly notes: readonly string[];
}

/** Whether a clause names a value or a time. */
const holds = (clause: string, lexicon: Lexicon, time: PeriodOptions): boolean => {
  const words = plainWords(clause);
  const stems = words.map(stemOf);
  // "A small gift", "a new campaign": what goes on with a word that nobody knows is of no row.
  const isValue = (_: string, at: number): boolean => {
    const { length, terms } = lexicon.find(stems, at);
    const next = stems[at + length];
    const goesOn =
      next === undefined || lexicon.find(stems, at + length).length > 0 || fillers.has(words[at + length] ?? "");
    return goesOn && terms.some((it) => it.kind === "value") && !terms.some((it) => it.kind === "column");
  };
  return stems.some(isValue) || findPeriods(wordsOf(clause), time).length > 0;
};

/** "Invoice status": the column's name tells whose it is. */
const ownerIn = (
  spans: readonly Span[],
  words: readonly Word[],
  lexicon: Lexicon,
): { readonly of: Span; readonly tag: Tag } | undefined => {
  for (const of of spans) {
    // "Invoice status overdue": only where it is told what it must be.
    const next = spans[spans.indexOf(of) + 1];
    if (of.length < 2 || !next?.tags.some((it) => it.kind === "value")) continue;
    const tables = new Set(of.tags.flatMap((it) => (it.kind === "column" ? [it.place.table] : [])));
    const { terms } = lexicon.find([stemOf(words[of.at]?.plain ?? "")], 0);
    const tag = terms.find((it) => it.kind === "subject" && tables.has(it.subject.table));
    if (tag !== undefined) return { of, tag };
  }
  return undefined;
};

/** What asks and points, whatever a catalog holds: for mending slips. */
const fillers: ReadonlySet<string> = new Set([...furtherFiller, ...functionWords, ...askingWords]);

const isThing = (term: Term): boolean => term.kind === "value" || term.kind === "subject";

/** `filler`: words of the planner's vocabulary that carry no meaning of their own. */
export const tag = (text: string, lexicon: Lexicon, filler: ReadonlySet<string>, time: PeriodOptions): Tagged => {
  const bared = bare(withLatest(text), (clause) => holds(clause, lexicon, time));
  const { question, quoted } = withoutQuoted(bared.question);
  const isFiller = (word: string): boolean =>
    filler.has(word) || furtherFiller.has(word) || functionWords.has(word) || askingWords.has(word);
  const { words, notes } = rewritten(
    question,
    { ...knownOf(lexicon), fillers, isFiller, isPhrase: lexicon.isPhrase },
    time,
  );
  const shouts = question === question.toUpperCase();
  const stems = words.map((it) => stemOf(it.plain));
  const spoken = { words: words.map((it) => it.plain), options: time };

  const spans: Span[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at]?.plain ?? "";
    const said = lexicon.find(stems, at);
    // "In French hospitals" names no language.
    const goesOn = said.length === 2 && word === "in" && lexicon.find(stems, at + 2).terms.some(isThing);
    const found = goesOn ? { length: 0, terms: [] } : said;
    // A form of a word that is filler itself is no form: "font partie de".
    const isForm = found.length === 1 && furtherFiller.has(word) && !lexicon.spellings.has(word);
    const cues = cuesAt(words, spoken, at);
    // "US" is a country where "us" is whoever asks.
    const code = found.length > 0 || cues.length > 0 || shouts ? [] : lexicon.codes(words[at]?.written ?? "");
    const named = code.length > 0 ? { length: 1, terms: code } : found;
    const terms = isForm && code.length === 0 ? { length: 0, terms: [] } : named;
    // "Less than 2000 euros" is no year.
    const isAmount =
      /^\d{4}$/.test(word) &&
      (/^(?:euros?|eur|percent)$/.test(words[at + 1]?.plain ?? "") ||
        spans.at(-1)?.tags.some((it) => it.kind === "cue" && /^(?:more|less|at-least|at-most)$/.test(it.cue)) ===
          true) &&
      spans.at(-1)?.last !== "over";
    const period = isAmount ? null : periodAt(words, at, time);
    const number = numberOf(word);
    const length = Math.max(1, terms.length, cues.length, period?.length ?? 0);
    const tags: Tag[] = [];
    if (period?.length === length) tags.push({ kind: "period", text: period.text });
    if (cues.length === length) tags.push(...cues.cues.map((cue) => ({ kind: "cue", cue }) as const));
    if (terms.length === length && period?.length !== length) tags.push(...terms.terms);
    if (length === 1 && number !== null && tags.length === 0) tags.push({ kind: "number", value: number });
    const part = words.slice(at, at + length);
    spans.push({
      at,
      length,
      written: part.map((it) => it.written).join(" "),
      last: part.at(-1)?.plain ?? "",
      tags,
      unknown: tags.length === 0 && !isFiller(word),
      comma: words[at]?.comma === true,
    });
    // "Großkunden", "grands comptes": a value that says of what it is.
    const inside = tags.some((it) => it.kind === "value" || (it.kind === "column" && length === 1))
      ? lexicon.subjectIn(part.at(-1)?.plain ?? "")
      : undefined;
    if (inside !== undefined && !tags.some((it) => it.kind === "subject"))
      spans.push({
        at,
        length: 0,
        written: "",
        last: part.at(-1)?.plain ?? "",
        tags: [{ kind: "subject", subject: inside }],
        unknown: false,
      });
    // "Customers since July": what the column is called, who they are, and since when.
    const isSince = length > 1 && /^(?:since|seit|depuis)$/.test(part.at(-1)?.plain ?? "");
    const goesOnFor = isSince ? (periodAt(words, at + length - 1, time)?.length ?? 0) : 0;
    const who = goesOnFor > 1 ? lexicon.find([stems[at] ?? ""], 0).terms.filter((it) => it.kind === "subject") : [];
    if (who.length > 0) spans.push({ at, length: 0, written: "", last: word, tags: who, unknown: false });
    at += goesOnFor > 1 ? length - 1 : length;
  }
  // Where nothing else says what is asked about, a column's name may.
  const says = spans.some((it) => it.tags.some((tag) => tag.kind === "subject" || tag.kind === "measure"));
  const owner = says ? undefined : ownerIn(spans, words, lexicon);
  if (owner !== undefined) spans.unshift({ ...owner.of, length: 0, written: "", tags: [owner.tag] });
  const left = bared.dropped.map((it) => `left out "${it}"`);
  return { spans: withNames(spans, text, quoted), notes: [...left, ...notes] };
};
