// Whether a reply says in its own voice what text from outside said to it word for word, wrapped or not: an order that was
// obeyed comes out as it went in. What stands in quotation marks is told as somebody else's.
import { once } from "./once.ts";
import { stockPhrases } from "./stock-phrases.ts";

const twins = new Map(Array.from("аеорсхіАЕОРСНВ", (sign, index) => [sign, "aeopcxiaeopchb".charAt(index)]));
const run = 4;

const ascii = /^\p{ASCII}*$/u;

/** Words of a text, folded; numbers left out, so that a figure put in changes nothing. */
const wordsOf = (text: string): readonly string[] => {
  if (ascii.test(text)) return text.toLowerCase().match(/[a-z]{1,40}/g) ?? [];
  const plain = text.normalize("NFKD").replaceAll(/[\p{M}\p{Cf}]/gu, "");
  if (ascii.test(plain)) return plain.toLowerCase().match(/[a-z]{1,40}/g) ?? [];
  return (
    plain
      .replaceAll(/[аеорсхіАЕОРСНВ]/g, (sign) => twins.get(sign) ?? sign)
      .toLowerCase()
      .match(/\p{L}{1,40}/gu) ?? []
  );
};

const slide = (words: readonly string[]): readonly string[] =>
  words.slice(run - 1).map((_, index) => words.slice(index, index + run).join(" "));

/** Runs of words, with single letters and without them. */
const runsOf = (words: readonly string[]): readonly string[] => [
  ...slide(words),
  ...slide(words.filter((word) => word.length > 1)),
];

const turned = new Map(
  Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return [letter, String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)] as const;
  }),
);
const rot13 = (text: string): string => {
  let shown = "";
  for (const sign of text) shown += turned.get(sign) ?? sign;
  return shown;
};

const backwards = (text: string): string => Array.from(text).toReversed().join("");

/** A text as it is, and in the wrappings that a model undoes when it is told to. */
const unwrapped = (text: string): readonly string[] => [
  text,
  backwards(text),
  text.replaceAll(/\p{L}{2,40}/gu, backwards),
  text.replaceAll(/(?<!\n)\n{1,4}[ \t]{0,8}\p{L}{1,12} \d{1,2} ?[:.)]/gu, " "),
  rot13(text),
  ...Array.from(text.matchAll(/[A-Za-z0-9+/_-]{24,4000}={0,2}/g), ([code]) =>
    Buffer.from(code, "base64").toString("utf8"),
  ),
];

const stock = new Set(stockPhrases.flatMap((phrase) => runsOf(wordsOf(phrase))));

/** Those of the wanted runs that stand in texts, given as their words. Most words are in no run that is wanted. */
const runsAmong = (texts: readonly (readonly string[])[], wanted: ReadonlySet<string>): ReadonlySet<string> => {
  const vocabulary = new Set(Array.from(wanted).flatMap((each) => each.split(" ")));
  const found = new Set<string>();
  const look = (words: readonly string[]): void => {
    let inARow = 0;
    for (const [index, word] of words.entries()) {
      inARow = vocabulary.has(word) ? inARow + 1 : 0;
      if (inARow < run) continue;
      const joined = words.slice(index - run + 1, index + 1).join(" ");
      if (wanted.has(joined)) found.add(joined);
    }
  };
  for (const words of texts) {
    look(words);
    if (words.some((word) => word.length === 1)) look(words.filter((word) => word.length > 1));
  }
  return found;
};

/** Runs of four words that only texts from outside hold; looked for among those that a reply holds. */
export interface OutsideRuns {
  readonly isEmpty: boolean;
  /** Whether somebody outside wrote that, and did not put it into quotation marks to be repeated. */
  readonly isQuotable: (quote: string) => boolean;
  readonly holdsAny: (wanted: ReadonlySet<string>) => boolean;
  /** Takes the texts apart ahead of the first question. */
  readonly prepare: () => void;
}

/** Prepares the search for runs of texts from outside, in no wrapping and in all, that no own text holds. */
export const runsFromOutside = (outside: readonly string[], own: readonly string[]): OutsideRuns => {
  const theirs = once(() => outside.flatMap(unwrapped).map(wordsOf));
  const ours = once(() => own.map(wordsOf));
  return {
    isEmpty: outside.length === 0,
    isQuotable: (quote) => {
      const said = wordsOf(quote).join(" ");
      return (
        outside.some((text) => wordsOf(text).join(" ").includes(said)) &&
        !outside.some((text) => dictations(text).some((each) => each.includes(said) || said.includes(each)))
      );
    },
    holdsAny: (wanted) => {
      const found = runsAmong(theirs(), wanted);
      return found.size > 0 && runsAmong(ours(), found).size < found.size;
    },
    prepare: () => void theirs(),
  };
};

const quotations = /“[^”\n]{1,160}”|„[^“”\n]{1,160}[“”]|«[^»\n]{1,160}»|"[^"\n]{1,160}"/gu;

/** What a text puts into quotation marks itself, as words. */
const dictations = (text: string): readonly string[] =>
  (text.match(quotations) ?? []).map((each) => wordsOf(each).join(" ")).filter((each) => each !== "");

/** Says whose words are quoted: in the clause, or for "the newest of them" in the sentence before. */
const attributed =
  /(?<!\p{L})(?:you|your|they|their|tickets?|messages?|colleagues?|sie|ihre?[nrms]?|du|euer|eure|anfragen?|nachrichten?|vous|votre|vos|tu|ton|demandes?)(?!\p{L})[^.!?\n]{0,60}$/iu;
const attributedBefore =
  /(?<!\p{L})(?:tickets?|messages?|anfragen?|nachrichten?|demandes?)(?!\p{L})[^.!?\n]{0,60}[.!?]\s{1,4}(?:the |das |die |le |la )?(?:newest|latest|last|most recent|neueste|jüngste|letzte|plus récente?|dernier|dernière)(?: of (?:them|these))?,? {0,2}$/iu;
/** Makes them our own after all. */
const confirmed =
  /^[ ,;.–—-]{0,4}(?:and (?:so|that|we|it)|so|indeed|we (?:agree|confirm|will)|und (?:so|das|wir)|so|wir|et (?:c['’]|nous|oui)|nous)(?!\p{L})/iu;

/** A text without what it quotes as somebody else's; marks around words that nobody is said to have written change nothing. */
const inOwnVoice = (text: string, isTheirs: (quote: string) => boolean): readonly string[] => {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: quote, index } of text.matchAll(quotations)) {
    const before = text.slice(Math.max(0, index - 140), index);
    const isQuote =
      (attributed.test(before.slice(-80)) || attributedBefore.test(before)) &&
      !confirmed.test(text.slice(index + quote.length, index + quote.length + 24)) &&
      isTheirs(quote);
    if (!isQuote) continue;
    parts.push(text.slice(from, index));
    from = index + quote.length;
  }
  return [...parts, text.slice(from)];
};

/** Whether texts repeat such a run outside of quotation marks. Runs of small words alone say nothing. */
export const repeatsOutside = (texts: string | readonly string[], runs: OutsideRuns): boolean => {
  if (runs.isEmpty) return false;
  const said = (typeof texts === "string" ? [texts] : texts)
    .flatMap((text) => inOwnVoice(text, runs.isQuotable))
    .flatMap((part) => runsOf(wordsOf(part)))
    .filter((each) => each.length >= 16 && !stock.has(each));
  return said.length > 0 && runs.holdsAny(new Set(said));
};
