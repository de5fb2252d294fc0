// Values known from the row itself, found in its texts in the forms that people write them.
import type { KnownValue } from "../types.ts";
import { firstFoldedWord, fold, foldedWords, foldSpelled, isAscii } from "./fold.ts";
import type { FoldedWord } from "./fold.ts";
import type { Hit } from "./hit.ts";
import { isOrdinary } from "./lexicon/ordinary.ts";
import { matchesOf } from "./matches.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const legalForms = set(
  "gmbh mbh ag kg kgaa ohg ug ev eg se inc incorporated llc llp lp ltd limited plc corp corporation co company sa sas sarl sasu eurl snc spa srl bv nv ab as asa oy oyj aps pty pvt kk holding holdings group groupe gruppe und and et uk us de fr",
);

/** First words of companies that say nothing alone. */
const plainFirstWords = set(
  `global united national international northern southern eastern western central general american european first
  new advanced applied digital data smart royal grand great city alpha beta delta omega the les der die das labor
  labore lab labs laboratory laboratories laboratoire laboratoires laboratorio institut institute institution
  instituto istituto klinik klinikum kliniken krankenhaus hospital hopital clinic clinique clinica clinical
  policlinico ziekenhuis sjukhus universitat universitaet universitats universitaets university universite
  universidad universita universiteit hochschule hogeschool school college ecole centre center centro centrum
  zentrum medizinische medizinisches medical research forschung technische technical gebr gebruder brothers
  academic praxis stadt`,
);

const titles = set("dr prof mr mrs ms miss herr frau mme mlle m ing dipl sir");

/** A run of words to look for. In an `exact` one each word must begin with a capital: "Will" is a name, "will" is not. */
interface Form {
  readonly words: readonly string[];
  readonly isExact: boolean;
  /** Asked of what is found, so that no value costs a look into the lexicon that no text needs. */
  readonly isTelling?: () => boolean;
  readonly known: KnownValue;
}

type Pattern = Omit<Form, "known">;

const loginsOf = (first: string, last: string): readonly string[] =>
  [first.slice(0, 1) + last, first + last, last + first.slice(0, 1)].filter((login) => login.length >= 6);

const personForms = (words: readonly string[]): readonly Pattern[] => {
  const name = words.filter((word) => !titles.has(word));
  const [first = ""] = name;
  const last = name.at(-1) ?? "";
  const forms: Pattern[] = [{ words: name, isExact: name.length < 2 }];
  if (name.length < 2) return forms;
  const exact = (...parts: readonly string[]): void => void forms.push({ words: parts, isExact: true });
  forms.push({ words: [last, ...name.slice(0, -1)], isExact: false });
  if (name.length > 2) {
    exact(first, last);
    forms.push({ words: name.slice(1), isExact: false });
  }
  exact(first.slice(0, 1), last);
  exact(first, last.slice(0, 1));
  for (const word of name) if (word.length >= 2) exact(word);
  // As accounts are called: "alovelace", "adalovelace", "lovelacea".
  for (const login of loginsOf(first, last))
    forms.push({ words: [login], isExact: false, isTelling: () => !isOrdinary(login) });
  // In lower case a short surname is mostly an ordinary word.
  if (last.length >= 6) forms.push({ words: [last], isExact: false });
  return forms;
};

const companyForms = (words: readonly string[]): readonly Pattern[] => {
  const core = [...words];
  while (core.length > 1 && legalForms.has(core.at(-1) ?? "")) core.pop();
  const forms: Pattern[] = [{ words: core, isExact: core.length < 2 && (core[0] ?? "").length < 6 }];
  const [first = ""] = core;
  if (first.length >= 4 && !plainFirstWords.has(first)) forms.push({ words: [first], isExact: true });
  return forms;
};

/** The part of a mailbox before its domain, where it is no word that anybody may write: "q.vastre", but not "info". */
const mailboxForms = (value: string): readonly Pattern[] => {
  const words = foldedWords(value.split("@")[0] ?? "").map((word) => word.folded);
  const isTelling = (): boolean => words.some((word) => word.length > (words.length > 1 ? 2 : 5) && !isOrdinary(word));
  return [{ words, isExact: false, isTelling }];
};

const isName = (label: string, head: string): boolean => label === head || label === `${head}.name`;

/** Folded, in the one or two ways to spell it. */
const spellingsOf = (value: string): readonly string[] => {
  const plain = fold(value);
  if (isAscii(value)) return [plain];
  const spelled = foldSpelled(value);
  return plain === spelled ? [plain] : [plain, spelled];
};

const formsOf = (known: KnownValue): readonly Form[] => {
  const forms: Form[] = [];
  for (const folded of spellingsOf(known.value)) {
    const words = foldedWords(folded).map((word) => word.folded);
    if (words.length === 0) continue;
    forms.push({ words, isExact: words.length === 1 && words[0] !== undefined && words[0].length < 3, known });
    const more = isName(known.label, "person")
      ? personForms(words)
      : isName(known.label, "company")
        ? companyForms(words)
        : known.label === "person.email"
          ? mailboxForms(known.value)
          : [];
    for (const form of more) if (form.words.length > 0) forms.push({ ...form, known });
  }
  return forms;
};

const phoneLabel = /\.(?:phone|mobile|fax)$/;
const numberRun = /\+?\d(?:[\s()./-]{0,3}\d){5,30}/g;

/** Whether what stands between two words of a form may be there: a space, a hyphen, a full stop and space, a line break; no bracket that opens: a mailbox often follows in one. */
const isGap = (text: string, from: number, to: number): boolean =>
  to - from <= 4 && !/[;:!?(\p{L}\p{N}]/u.test(text.slice(from, to));

/** Where a form ends that begins at a word, or -1. A possessive or plural s stays behind the token. */
const endOf = (form: Form, words: readonly FoldedWord[], at: number, text: string): number => {
  let end = -1;
  for (const [index, wanted] of form.words.entries()) {
    const word = words[at + index];
    const before = words[at + index - 1];
    if (word === undefined || (form.isExact && !word.isCapital)) return -1;
    if (index > 0 && before !== undefined && !isGap(text, before.end, word.start)) return -1;
    if (word.folded === wanted) end = word.end;
    else if (index === form.words.length - 1 && wanted.length > 1 && word.folded === `${wanted}s`) end = word.end - 1;
    else return -1;
  }
  return end;
};

/** Finds known values in texts. */
export type KnownFinder = (text: string) => readonly Hit[];

const hitOf = (start: number, end: number, known: KnownValue): Hit => ({
  start,
  end,
  label: known.label,
  canonical: known.value.trim(),
  rank: 0,
  ...(known.reference === undefined ? {} : { reference: known.reference }),
});

/**
 * Prepares the search for the known values of a row: people (whole, turned round, by surname, given name or initials,
 * with or without accents), companies (with and without legal form, by a telling first word), phone numbers in any
 * spacing, everything else as it is but for case, accents and what stands between its words. The search goes word by
 * word, so that hundreds of values cost no more than a few. Prepared at the first text, and once for a list of values.
 */
export const createKnownFinder = (known: readonly KnownValue[]): KnownFinder => {
  const before = prepared.get(known);
  if (before !== undefined) return before;
  let find: KnownFinder | undefined;
  const made: KnownFinder = (text) => (find ??= prepare(known))(text);
  prepared.set(known, made);
  return made;
};

const prepared = new WeakMap<readonly KnownValue[], KnownFinder>();

/** What a word of a text may be for one of the value's forms to begin there, but for an s at its end. */
const firstWordsOf = (known: KnownValue): readonly string[] => {
  const spellings = spellingsOf(known.value);
  if (!isName(known.label, "person")) return spellings.flatMap((folded) => firstFoldedWord(folded) ?? []);
  return spellings.flatMap((folded) => {
    const words = foldedWords(folded).map((word) => word.folded);
    const name = words.filter((word) => !titles.has(word));
    const [first = ""] = name;
    return name.length < 2
      ? [...words.slice(0, 1), ...name]
      : [...words.slice(0, 1), ...name, first.slice(0, 1), ...loginsOf(first, name.at(-1) ?? "")];
  });
};

/** The forms of values that begin with a word; of the same form of several values the first one's. */
const formsWith = (values: readonly KnownValue[], first: string, formsOf: (known: KnownValue) => readonly Form[]) => {
  const forms = new Map<string, Form>();
  for (const form of values.flatMap(formsOf)) {
    const place = `${form.isExact}${form.isTelling === undefined} ${form.words.join(" ")}`;
    if (form.words[0] === first && !forms.has(place)) forms.set(place, form);
  }
  return [...forms.values()];
};

const prepare = (known: readonly KnownValue[]): KnownFinder => {
  // The forms are made when a text holds a word that one of them begins with.
  const byFirst = new Map<string, KnownValue[]>();
  const formsBy = new Map<string, readonly Form[]>();
  const formsByValue = new Map<KnownValue, readonly Form[]>();
  const formsKept = (value: KnownValue): readonly Form[] => {
    const before = formsByValue.get(value);
    if (before !== undefined) return before;
    const made = formsOf(value);
    formsByValue.set(value, made);
    return made;
  };
  const byTail = new Map<string, KnownValue>();
  const wordless: KnownValue[] = [];
  const seen = new Set<string>();
  for (const each of known) {
    const place = `${each.label} ${each.value}`;
    if (each.value.trim().length < 2 || seen.has(place)) continue;
    seen.add(place);
    const digits = phoneLabel.test(each.label) ? each.value.replaceAll(/\D/g, "") : "";
    if (digits.length >= 6) byTail.set(digits.slice(-8), each);
    const firstWords = firstWordsOf(each);
    if (firstWords.length === 0) wordless.push(each);
    for (const word of firstWords) {
      const others = byFirst.get(word);
      if (others === undefined) byFirst.set(word, [each]);
      else if (others.at(-1) !== each) others.push(each);
    }
  }
  const findAt = (words: readonly FoldedWord[], at: number, key: string, text: string, hits: Hit[]): void => {
    const values = byFirst.get(key);
    if (values === undefined) return;
    const forms = formsBy.get(key) ?? formsWith(values, key, formsKept);
    formsBy.set(key, forms);
    for (const form of forms) {
      const end = endOf(form, words, at, text);
      if (end > (words[at]?.start ?? end) && form.isTelling?.() !== false)
        hits.push(hitOf(words[at]?.start ?? 0, end, form.known));
    }
  };
  return (text) => {
    const hits: Hit[] = [];
    if (byFirst.size > 0) {
      const words = foldedWords(text);
      for (const [at, { folded }] of words.entries()) {
        findAt(words, at, folded, text, hits);
        if (folded.length > 2 && folded.endsWith("s")) findAt(words, at, folded.slice(0, -1), text, hits);
      }
    }
    if (byTail.size > 0) {
      for (const match of matchesOf(text, numberRun)) {
        const digits = match[0].replaceAll(/\D/g, "");
        for (const [tail, value] of byTail) {
          if (digits.includes(tail)) hits.push(hitOf(match.index, match.index + match[0].length, value));
        }
      }
    }
    for (const value of wordless) {
      for (let at = text.indexOf(value.value); at >= 0; at = text.indexOf(value.value, at + value.value.length)) {
        hits.push(hitOf(at, at + value.value.length, value));
      }
    }
    return hits;
  };
};
