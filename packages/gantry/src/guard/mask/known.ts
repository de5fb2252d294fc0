// Values known from the row itself, found in its texts in the forms that people write them.
import type { Label } from "../../catalog/index.ts";
import type { KnownValue } from "../types.ts";
import type { Hit } from "./hit.ts";
import { escapeRegExp, flexible, unaccented, wordsOf } from "./phrase.ts";

const legalForms =
  "gmbh|mbh|ag|kg|kgaa|ohg|ug|ev|eg|se|inc|incorporated|llc|llp|lp|ltd|limited|plc|corp|corporation|co|company|sa|sas|sarl|sasu|eurl|snc|spa|srl|bv|nv|ab|as|asa|oy|oyj|aps|pty|pvt|kk|holding|holdings|group|groupe|gruppe";
const legalForm = new RegExp(String.raw`^(?:${legalForms}|&|und|and|et|\+)$`, "iu");

/** First words of companies that say nothing alone. */
const plainFirstWords = new Set(
  "global united national international northern southern eastern western central general american european first new advanced applied digital data smart royal grand great city alpha beta delta omega the les der die das".split(
    " ",
  ),
);

/** A form to look for; `exact` ones must be written as here, or in capitals: "Will" is a name, "will" is not. */
interface Form {
  readonly pattern: string;
  readonly isExact: boolean;
}

const loose = (pattern: string): Form => ({ pattern, isExact: false });
const exact = (word: string): Form => ({
  pattern: `${escapeRegExp(word)}|${escapeRegExp(word.toUpperCase())}`,
  isExact: true,
});

const initial = (word: string): string => String.raw`${escapeRegExp(word.slice(0, 1))}\.?`;

const titles = /^(?:dr|prof|mr|mrs|ms|herr|frau|mme|mlle|m|ing|dipl)\.?$/iu;

const personForms = (value: string): readonly Form[] => {
  const words = wordsOf(value).filter((word) => !titles.test(word));
  const [first = ""] = words;
  const last = words.at(-1) ?? "";
  const forms: Form[] = [loose(flexible(value)), loose(flexible(words.join(" ")))];
  if (words.length < 2) return first.length >= 2 ? [...forms, exact(first)] : forms;
  forms.push(loose(flexible([last, ...words.slice(0, -1)].join(" "))));
  if (words.length > 2) forms.push(loose(flexible(`${first} ${last}`)), exact(words.slice(1).join(" ")));
  forms.push(
    { pattern: String.raw`${initial(first)}[\s-]{0,2}${escapeRegExp(last)}`, isExact: true },
    { pattern: String.raw`${escapeRegExp(first)}\s${initial(last)}(?![\p{L}])`, isExact: true },
  );
  for (const word of words) if (word.length >= 2 && /^\p{Lu}/u.test(word)) forms.push(exact(word));
  // In lower case a short surname is mostly an ordinary word.
  if (last.length >= 6) forms.push(loose(escapeRegExp(last)));
  return forms;
};

const companyForms = (value: string): readonly Form[] => {
  const words = wordsOf(value);
  const core = [...words];
  while (core.length > 1 && legalForm.test((core.at(-1) ?? "").replaceAll(/[.()]/g, ""))) core.pop();
  const forms: Form[] = [loose(flexible(value))];
  if (core.length < words.length) forms.push(loose(flexible(core.join(" "))));
  const [first = ""] = core;
  if (first.length >= 4 && /^\p{Lu}/u.test(first) && !plainFirstWords.has(first.toLowerCase()))
    forms.push(exact(first));
  return forms;
};

/** The last eight digits, in any spacing, with whatever prefix: +33 6 …, 06 …, 0033 (0)6 …. */
const phoneForms = (value: string): readonly Form[] => {
  const digits = value.replaceAll(/\D/g, "");
  if (digits.length < 6) return [loose(escapeRegExp(value))];
  const tail = digits
    .slice(-8)
    .split("")
    .join(String.raw`[\s()./-]{0,3}`);
  return [loose(String.raw`(?:[+(]|\d)?(?:[\d\s()./-]{0,14})${tail}`), loose(escapeRegExp(value))];
};

const formsOf = (known: KnownValue): readonly Form[] => {
  const [head, ...rest] = known.label.split(".");
  if (head === "person" && (rest.length === 0 || rest.at(-1) === "name")) return personForms(known.value);
  if (head === "company" && (rest.length === 0 || rest.at(-1) === "name")) return companyForms(known.value);
  if (rest.at(-1) === "phone" || rest.at(-1) === "mobile" || rest.at(-1) === "fax") return phoneForms(known.value);
  return [loose(flexible(known.value))];
};

interface Compiled {
  readonly regexp: RegExp;
  readonly label: Label;
  readonly known: KnownValue;
}

/** Endings that words take: possessives, the German genitive and plural. They stay behind the token. */
const boundaries = (patterns: readonly string[], flags: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${patterns.join("|")})(?=['’]?s?(?![\p{L}\p{N}]))`, flags);

const compile = (known: KnownValue): readonly Compiled[] => {
  const spelled = unaccented(known.value.trim()).flatMap((value) => formsOf({ ...known, value }));
  const group = (isExact: boolean): string[] => [
    ...new Set(spelled.filter((form) => form.isExact === isExact).map((form) => form.pattern)),
  ];
  const compiled: Compiled[] = [];
  const [freely, exactly] = [group(false), group(true)];
  if (freely.length > 0) compiled.push({ regexp: boundaries(freely, "giu"), label: known.label, known });
  if (exactly.length > 0) compiled.push({ regexp: boundaries(exactly, "gu"), label: known.label, known });
  return compiled;
};

/** Finds known values in texts. */
export type KnownFinder = (text: string) => readonly Hit[];

/**
 * Prepares the search for the known values of a row: people (whole, turned round, by surname, given name or initials,
 * with or without accents), companies (with and without legal form, by a telling first word), phone numbers in any
 * spacing, everything else as it is but for case and white space. Values of one character are left out.
 */
export const createKnownFinder = (known: readonly KnownValue[]): KnownFinder => {
  const seen = new Set<string>();
  const compiled: Compiled[] = [];
  for (const each of known) {
    const place = `${each.label} ${each.value}`;
    if (each.value.trim().length < 2 || seen.has(place)) continue;
    seen.add(place);
    compiled.push(...compile(each));
  }
  return (text) => {
    const hits: Hit[] = [];
    for (const { regexp, label, known: value } of compiled) {
      for (const match of text.matchAll(regexp)) {
        hits.push({
          start: match.index,
          end: match.index + match[0].length,
          label,
          canonical: value.value.trim(),
          rank: 0,
          ...(value.reference === undefined ? {} : { reference: value.reference }),
        });
      }
    }
    return hits;
  };
};
