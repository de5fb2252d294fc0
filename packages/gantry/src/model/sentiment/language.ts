// Which of the three languages a text is in, by its small words.
import { wordsOf } from "./words.ts";

export const languages = ["en", "fr", "de"] as const;
export type Language = (typeof languages)[number];

const small: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    "the and is are was were to of in for we you your our this that with have has it be on not please i my from can will would do does".split(
      " ",
    ),
  ),
  fr: new Set(
    "le la les de des du et est sont une un pour nous vous votre notre ce cette avec avons avez il elle être sur ne pas je mon dans que qui d' l' n' j' qu' s' c' au aux".split(
      " ",
    ),
  ),
  de: new Set(
    "kein keine seit im in der die das und ist sind war ein eine einen zu von für wir sie ihr ihre unser unsere dieser mit haben hat es auf nicht bitte ich mein dem den im wie uns bei".split(
      " ",
    ),
  ),
};

const isLanguage = (code: string): code is Language => languages.some((it) => it === code);

/** One of our languages by its code (`de`, `de-CH`), null where it is none of them. */
export const knownLanguage = (code: string | null): Language | null => {
  const short = code?.trim().toLowerCase().slice(0, 2) ?? "";
  return isLanguage(short) ? short : null;
};

/** The language with most small words in a text; null where there is none. */
export const spokenLanguage = (words: readonly string[]): Language | null => {
  const counts = languages.map((language) => ({
    language,
    count: words.filter((word) => small[language].has(word)).length,
  }));
  const best = counts.reduce((best, it) => (it.count > best.count ? it : best));
  return best.count === 0 ? null : best.language;
};

export const detectLanguage = (text: string): Language | null => spokenLanguage(wordsOf(text));
