// The slot writer: a letter or a report from a phrasebook and the facts of one row. Pure; says nothing that is not a phrase or a fact.
import type { Cell } from "../../catalog/index.ts";
import { choosePhrase } from "../phrase/index.ts";
import { rankArguments, reasonsOf } from "./arguments.ts";
import type { LetterPhrases, ParsedPhrasebook, PhrasebookLanguage } from "./phrasebook.ts";
import { writeReport } from "./report.ts";
import { variantPicker } from "./variant.ts";

export interface Letter {
  readonly subject: string;
  readonly body: string;
  /** Language it is written in: the one asked for, or the phrasebook's default. */
  readonly language: string;
  /** Features it argued from, strongest first. */
  readonly arguments: readonly string[];
}

export interface LetterLimits {
  readonly subject: number;
  readonly body: number;
}

const languageOf = (book: ParsedPhrasebook, wanted: Cell | undefined): readonly [string, PhrasebookLanguage] => {
  const code = typeof wanted === "string" ? wanted.toLowerCase().slice(0, 2) : book.defaultLanguage;
  const phrases = book.languages[code];
  // `parsePhrasebook` has checked that the default is there.
  return phrases === undefined ? [book.defaultLanguage, book.languages[book.defaultLanguage]!] : [code, phrases];
};

/**
 * Writes one letter, or one report where the phrases are of one. `facts.language` chooses the language, `facts.reasons` (a list of `{feature, contribution}`) the
 * arguments; all other facts fill slots. Neither score nor the text of a reason is ever used.
 */
export const writeLetter = (
  book: ParsedPhrasebook,
  facts: Readonly<Record<string, Cell>>,
  limits: LetterLimits,
): Letter => {
  const [language, phrases] = languageOf(book, facts["language"]);
  return "report" in phrases
    ? { ...writeReport(phrases, facts, limits), language, arguments: [] }
    : { ...argue(phrases, facts, limits, book.most), language };
};

const argue = (
  phrases: LetterPhrases,
  facts: Readonly<Record<string, Cell>>,
  limits: LetterLimits,
  most: number,
): Omit<Letter, "language"> => {
  const pick = variantPicker(facts);
  const say = (part: string, variants: readonly string[]): string | null =>
    choosePhrase(variants, facts, phrases, pick(part));
  // Of two ways to address or sign that say as much, the first is the better form, not one of several.
  const sayFirst = (variants: readonly string[]): string | null => choosePhrase(variants, facts, phrases, () => 0);

  const made = rankArguments(reasonsOf(facts["reasons"]), facts, phrases.arguments)
    .flatMap((argument) => {
      const text = say(`argument ${argument.feature}`, argument.paragraphs);
      return text === null ? [] : [{ argument, text }];
    })
    .slice(0, most);

  const compose = (count: number): string => {
    const points = made.slice(0, count).map((it) => it.text);
    const parts = [
      sayFirst(phrases.greetings),
      say("opening", phrases.openings),
      ...(points.length > 0 ? points : [say("otherwise", phrases.otherwise)]),
      say("closing", phrases.closings),
      sayFirst(phrases.signatures),
    ];
    return parts.filter((part) => part !== null).join("\n\n");
  };
  // Too long for the field it goes into: rather one argument less than a torn sentence.
  let count = made.length;
  while (count > 1 && compose(count).length > limits.body) count--;

  const first = made[0]?.argument;
  const subject = [say("subject", first?.subjects ?? []), say("subject", phrases.subjects)].find(
    (text) => text !== null && text.length <= limits.subject,
  );
  return {
    subject: (subject ?? "").slice(0, limits.subject),
    body: compose(count).slice(0, limits.body),
    arguments: made.slice(0, count).map((it) => it.argument.feature),
  };
};
