// Whether a reply says in its own voice what text from outside said to it word for word, wrapped or not: an order that was
// obeyed comes out as it went in. What stands in quotation marks is told as somebody else's.
import { stockPhrases } from "./stock-phrases.ts";

const twins = new Map(Array.from("аеорсхіАЕОРСНВ", (sign, index) => [sign, "aeopcxiaeopchb".charAt(index)]));
const run = 4;

/** Words of a text, folded; numbers left out, so that a figure put in changes nothing. */
const wordsOf = (text: string): readonly string[] =>
  Array.from(text.normalize("NFKD").replaceAll(/[\p{M}\p{Cf}]/gu, ""), (sign) => twins.get(sign) ?? sign)
    .join("")
    .toLowerCase()
    .match(/\p{L}{1,40}/gu) ?? [];

const slide = (words: readonly string[]): readonly string[] =>
  words.slice(run - 1).map((_, index) => words.slice(index, index + run).join(" "));

/** Runs of words, with single letters and without them. */
const runsOf = (words: readonly string[]): readonly string[] => [
  ...slide(words),
  ...slide(words.filter((word) => word.length > 1)),
];

const rot13 = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

/** A text as it is, and in the wrappings that a model undoes when it is told to. */
const unwrapped = (text: string): readonly string[] => [
  text,
  Array.from(text).toReversed().join(""),
  rot13(text),
  ...Array.from(text.matchAll(/[A-Za-z0-9+/_-]{24,4000}={0,2}/g), ([code]) =>
    Buffer.from(code, "base64").toString("utf8"),
  ),
];

const stock = new Set(stockPhrases.flatMap((phrase) => runsOf(wordsOf(phrase))));

/** Runs of four words that only texts from outside hold. */
export const runsFromOutside = (outside: readonly string[], own: readonly string[]): ReadonlySet<string> => {
  const runs = new Set(outside.flatMap(unwrapped).flatMap((text) => runsOf(wordsOf(text))));
  for (const text of own) for (const known of runsOf(wordsOf(text))) runs.delete(known);
  for (const known of stock) runs.delete(known);
  return runs;
};

const quotations = /“[^”\n]{1,160}”|„[^“”\n]{1,160}[“”]|«[^»\n]{1,160}»|"[^"\n]{1,160}"/gu;

/** Whether a text repeats such a run outside of quotation marks. Runs of small words alone say nothing. */
export const repeatsOutside = (text: string, runs: ReadonlySet<string>): boolean =>
  runs.size > 0 &&
  text.split(quotations).some((part) => runsOf(wordsOf(part)).some((each) => each.length >= 16 && runs.has(each)));
