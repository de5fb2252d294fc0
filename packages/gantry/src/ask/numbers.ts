// Numbers as people write them: in digits with commas or points, with k and m, or in words of three languages.
import type { Word } from "./words.ts";

const named = (lists: readonly (readonly [number, string])[]): ReadonlyMap<string, number> =>
  new Map(lists.flatMap(([value, words]) => words.split(" ").map((word) => [word, value] as const)));

const small = named([
  [1, "one un une eins"],
  [2, "two deux zwei"],
  [3, "three trois drei"],
  [4, "four quatre vier"],
  [5, "five cinq funf"],
  [6, "six sechs"],
  [7, "seven sept sieben"],
  [8, "eight huit acht"],
  [9, "nine neuf neun"],
  [10, "ten dix zehn"],
  [11, "eleven onze elf"],
  [12, "twelve douze zwolf"],
  [13, "thirteen treize dreizehn"],
  [14, "fourteen quatorze vierzehn"],
  [15, "fifteen quinze funfzehn"],
  [16, "sixteen seize sechzehn"],
  [17, "seventeen siebzehn"],
  [18, "eighteen achtzehn"],
  [19, "nineteen neunzehn"],
  [20, "twenty vingt vingts zwanzig"],
  [30, "thirty trente dreissig"],
  [40, "forty quarante vierzig"],
  [50, "fifty cinquante funfzig"],
  [60, "sixty soixante sechzig"],
  [70, "seventy septante siebzig"],
  [80, "eighty huitante octante achtzig"],
  [90, "ninety nonante neunzig"],
]);

const scales = named([
  [12, "dozen dutzend douzaine"],
  [100, "hundred cent cents hundert"],
  [1e3, "thousand mille tausend tsd"],
  [1e6, "million millions millionen mio mn"],
]);

/** "Fünfundzwanzig", "dreihunderttausend": German writes a number below a million as one word. */
const inOneWord = (word: string): number | null => {
  const [, before, scale = "", after] = /^(.*?)(tausend|hundert)(?:und)?(.*)$/.exec(word) ?? [];
  if (before !== undefined && after !== undefined) {
    // The thousands stand first, and may have hundreds of their own.
    const cut = word.indexOf("tausend");
    const [front, unit, rest] =
      cut < 0
        ? [before, scales.get(scale) ?? 1, after]
        : [word.slice(0, cut), 1e3, word.slice(cut + 7).replace(/^und/, "")];
    const times = front === "" || front === "ein" ? 1 : inOneWord(front);
    const more = rest === "" ? 0 : inOneWord(rest);
    return times === null || more === null ? null : times * unit + more;
  }
  const [, one = "", ten = ""] = /^(\w+?)und(\w+zig|dreissig)$/.exec(word) ?? [];
  const [ones, tens] = [one === "ein" ? 1 : small.get(one), small.get(ten)];
  if (ones !== undefined && tens !== undefined && ones < 10) return tens + ones;
  return small.get(word) ?? null;
};

/** A number as written or in a word: 10,000; 10.000; 1.5m; 50k; five; fünfundzwanzig. */
export const numberOf = (word: string): number | null => {
  const said = small.get(word) ?? scales.get(word);
  if (said !== undefined) return /^(?:cents|tsd|mio|mn|millions?|millionen)$/.test(word) ? null : said;
  const match = /^(\d+(?:[.,]\d+)*)([km])?$/.exec(word);
  if (match === null) return /zig$|dreissig$|hundert|tausend|zehn$/.test(word) ? inOneWord(word) : null;
  const [, digits = "", unit] = match;
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits) ? digits.replaceAll(/[.,]/g, "") : digits.replace(",", ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return value * (unit === "k" ? 1e3 : unit === "m" ? 1e6 : 1);
};

const isArticle = (word: string | undefined): boolean => /^(?:an?|une?|one|eine?|einem|einer|einen)$/.test(word ?? "");

interface Sum {
  /** Millions and thousands that are closed. */
  readonly total: number;
  readonly current: number;
  readonly words: number;
}

/** The number that stands there in several words, and how many. */
const sumAt = (words: readonly string[], at: number, isBetween: boolean): Sum => {
  let sum: Sum = { total: 0, current: 0, words: 0 };
  for (let to = at; to < words.length; to++) {
    const word = words[to] ?? "";
    const scale = scales.get(word);
    const digits = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(word) ? numberOf(word) : null;
    const value = small.get(word) ?? digits ?? (scale === undefined && !isArticle(word) ? numberOf(word) : null);
    const before = words[to - 1] ?? "";
    const isJoint = to > at && !isBetween && joins(before, word, words[to + 1], words[to + 2]);
    const next = words[to + 1] ?? "";
    if (to === at && isArticle(word) && scales.has(next)) continue;
    if (scale !== undefined && scale > 100 && (sum.current > 0 || sum.words === 0))
      sum = { total: sum.total + (sum.current === 0 ? 1 : sum.current) * scale, current: 0, words: to + 1 - at };
    else if (scale !== undefined && scale <= 100 && (sum.current === 0 || sum.current < 100))
      sum = { ...sum, current: (sum.current === 0 ? 1 : sum.current) * scale, words: to + 1 - at };
    else if (value !== null && fits(sum, value, word)) {
      const times = word.startsWith("vingt") && sum.current % 100 === 4 ? 76 : value;
      sum = { ...sum, current: sum.current + times, words: to + 1 - at };
    } else if (!isJoint) break;
  }
  return sum;
};

/** Tens go behind hundreds, ones behind tens: "three five" are two numbers. */
const fits = ({ current, words, total }: Sum, value: number, word: string): boolean => {
  if (words === 0 || (current === 0 && total > 0 && value < 1000)) return true;
  if (word.startsWith("vingt") && current % 100 === 4) return true;
  if (/^\d/.test(word)) return false;
  const last = current % 100;
  if (last === 0) return value < 100;
  // "Soixante-dix", "quatre-vingt-douze".
  return (last >= 20 && last % 10 === 0 && value < 10) || ((last === 60 || last === 80) && value < 20);
};

/** "Two hundred and five", "vingt et un". */
const joins = (before: string, word: string, next: string | undefined, beyond: string | undefined): boolean => {
  const value = small.get(next ?? "");
  if (value === undefined || value > 99 || scales.has(beyond ?? "")) return false;
  if (word === "and" || word === "und") return scales.has(before);
  return word === "et" && (small.get(before) ?? 0) >= 20 && (value === 1 || value === 11);
};

/** Numbers of several words as one in digits: "three hundred thousand", "deux millions", "a dozen". */
export const withNumbers = (words: readonly Word[]): readonly Word[] => {
  const plain = words.map((it) => it.plain);
  const found: Word[] = [];
  for (let at = 0; at < words.length;) {
    const isBetween = plain.slice(Math.max(0, at - 2), at).some((it) => /^(?:between|zwischen|entre)$/.test(it));
    const sum = sumAt(plain, at, isBetween);
    const first = words[at];
    // "Per cent" is no hundred.
    const isPercent = /^(?:per|pour|pro)$/.test(plain[at - 1] ?? "") || /^[%]/.test(plain[at - 1] ?? "");
    if (first === undefined || sum.words < 2 || isPercent) {
      if (first !== undefined) found.push(first);
      at++;
      continue;
    }
    const written = words
      .slice(at, at + sum.words)
      .map((it) => it.written)
      .join(" ");
    found.push({ ...first, plain: String(sum.total + sum.current), written });
    at += sum.words;
  }
  return found;
};
