// What `builtin/rules` writes from: a plain document, parsed where it comes in.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { isFormat, slotsOf } from "../phrase/index.ts";

const Phrases = z.array(z.string().min(1)).min(1);

/** One line of argument: what to say to a customer because of one reason behind the score. */
const Argument = z.strictObject({
  /** The feature of the reason. */
  feature: z.string(),
  /** Of several arguments on one topic, only the strongest is made. */
  topic: z.string(),
  /** What the fact must be for the argument to be true, beside that its reason raises the score. */
  when: z.strictObject({ fact: z.string(), above: z.number().optional(), below: z.number().optional() }).optional(),
  /** Subject lines for a mail that opens with this argument. */
  subjects: z.array(z.string()).optional(),
  paragraphs: Phrases,
});

const tongue = {
  locale: z.string(),
  /** Members of enums in this language. */
  words: z.record(z.string(), z.string()).default({}),
  subjects: Phrases,
};

/** A letter to somebody, arguing from reasons. */
const LetterLanguage = z.strictObject({
  ...tongue,
  greetings: Phrases,
  openings: Phrases,
  arguments: z.array(Argument),
  /** Said where no argument can be made. */
  otherwise: Phrases,
  closings: Phrases,
  signatures: Phrases,
});

/** A report: paragraphs of sentences in this order, each sentence in one of its forms or left out. */
const ReportLanguage = z.strictObject({ ...tongue, report: z.array(z.array(Phrases).min(1)).min(1) });

const Language = z.union([LetterLanguage, ReportLanguage]);

/** Phrases by language. A phrase holds slots, `{fact}` or `{fact|format}`; formats are those of `phrase/format.ts`. */
const Book = z.strictObject({
  name: z.string(),
  defaultLanguage: z.string(),
  /** How many arguments a text makes at most. */
  most: z.number().int().min(1).default(2),
  languages: z.record(z.string(), Language),
});
/** A phrasebook as an author writes it. */
export type Phrasebook = z.input<typeof Book>;
/** A phrasebook as parsed: defaults filled in. */
export type ParsedPhrasebook = z.output<typeof Book>;
export type PhrasebookLanguage = z.infer<typeof Language>;
export type LetterPhrases = z.infer<typeof LetterLanguage>;
export type ReportPhrases = z.infer<typeof ReportLanguage>;

const phrasesOf = (language: PhrasebookLanguage): readonly string[] => [
  ...language.subjects,
  ...("report" in language ? language.report.flat(2) : letterPhrasesOf(language)),
];

const letterPhrasesOf = (language: LetterPhrases): readonly string[] => [
  ...language.greetings,
  ...language.openings,
  ...language.otherwise,
  ...language.closings,
  ...language.signatures,
  ...language.arguments.flatMap((it) => [...it.paragraphs, ...(it.subjects ?? [])]),
];

/** Parses a phrasebook. Throws `bad-config` naming the place: a missing part, an unknown format, a missing default language. */
export const parsePhrasebook = (document: unknown): ParsedPhrasebook => {
  const parsed = Book.safeParse(document);
  if (!parsed.success) throw new GantryError("bad-config", `phrasebook: ${z.prettifyError(parsed.error)}`);
  const book = parsed.data;
  if (book.languages[book.defaultLanguage] === undefined)
    throw new GantryError(
      "bad-config",
      `phrasebook "${book.name}" has no phrases in its default language "${book.defaultLanguage}"`,
    );
  for (const [name, language] of Object.entries(book.languages))
    for (const slot of phrasesOf(language).flatMap(slotsOf))
      if (!isFormat(slot.format))
        throw new GantryError(
          "bad-config",
          `phrasebook "${book.name}" (${name}): slot "${slot.name}" has no format "${slot.format}"`,
        );
  return book;
};
