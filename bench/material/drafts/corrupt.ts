// Makes one marked place of a draft wrong, mechanically: a number, a date or a name, in the form in which it was written.
import type { Dice } from "../dice.ts";
import type { Customer } from "./customers.ts";
import type { Piece } from "./read.ts";

export type Corruption = "number" | "date" | "name" | "another's fact";

type Mark = Exclude<Piece, string>;

const nameColumns = new Set(
  "account first_name last_name contact owner engineer manager top_customer top_rep salutation client consultant".split(
    " ",
  ),
);
const otherColumns = new Set("owner_title product city region currency".split(" "));
const isDateColumn = (column: string): boolean => /_(?:date|since|on|until|start|end|login)$/.test(column);

/** What a mark states, by its columns; null for what no corruption of ours is about (titles, cities, products). */
export const kindOf = ({ columns, written }: Mark): Exclude<Corruption, "another's fact"> | null => {
  if (columns.some((column) => otherColumns.has(column))) return null;
  if (columns.every((column) => nameColumns.has(column))) return "name";
  // "More than seven years" rests on a date and is a number.
  if (columns.every(isDateColumn) && !/year|Jahr(?!es)|ans?\b|weeks?|wochen?|semaines?/i.test(written)) return "date";
  return "number";
};

const monthNames: readonly (readonly string[])[] = [
  "January February March April May June July August September October November December",
  "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
  "janv févr mars avr mai juin juil août sept oct nov déc",
].map((line) => line.split(" "));

const ordinalSets: readonly (readonly string[])[] = [
  "first second third fourth",
  "ersten zweiten dritten vierten",
  "erstes zweites drittes viertes",
  "premier deuxième troisième quatrième",
].map((line) => line.split(" "));

const replaceWord = (text: string, sets: readonly (readonly string[])[], dice: Dice, steps: number): string | null => {
  for (const set of sets) {
    for (const [index, word] of set.entries()) {
      const found = new RegExp(String.raw`(?<![\p{L}-])${word}(?![\p{L}-])`, "iu").exec(text);
      if (found === null) continue;
      const other = set[(index + 1 + dice.below(steps)) % set.length] ?? word;
      if (other === word) continue;
      const cased = /^\p{Lu}/u.test(found[0]) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
      return text.slice(0, found.index) + cased + text.slice(found.index + word.length);
    }
  }
  return null;
};

/** Another day, month, quarter or year, in the same form. */
export const wrongDate = (written: string, dice: Dice): string | null => {
  const ways: (() => string | null)[] = [
    () => replaceWord(written, monthNames, dice, 10),
    () => replaceWord(written, ordinalSets, dice, 3),
    () => {
      const found = /(?<![\d.,])\d{1,2}(?!\d)/.exec(written.replace(/\d{4}(?=-)/, "xxxx"));
      if (found === null || /^[QT]\d/.test(written)) return null;
      const day = ((Number(found[0]) + 2 + dice.below(20)) % 28) + 1;
      if (day === Number(found[0])) return null;
      const shown = found[0].length === 2 ? String(day).padStart(2, "0") : String(day);
      return written.slice(0, found.index) + shown + written.slice(found.index + found[0].length);
    },
    () => {
      const found = /\b(?:19|20)\d\d\b/.exec(written);
      if (found === null) return null;
      return written.replace(found[0], String(Number(found[0]) + dice.pick([-3, -2, -1, 1, 2, 4])));
    },
    () => {
      const found = /([QT])([1-4])/.exec(written);
      if (found === null) return null;
      return written.replace(found[0], `${found[1]}${((Number(found[2]) + dice.below(3)) % 4) + 1}`);
    },
  ];
  const made = ways.map((way) => way()).filter((text) => text !== null && text !== written);
  return made.length === 0 ? null : dice.pick(made);
};

const numberWords: readonly (readonly string[])[] = [
  "two three four five six seven eight nine ten eleven twelve fifteen eighteen thirty thirty-seven",
  "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn neunzehn neunundzwanzig vierzig",
  "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt-quatre",
].map((line) => line.split(" "));
const parts: readonly (readonly string[])[] = [
  ["a quarter", "a half", "two thirds"],
  ["a third", "a half", "three quarters"],
  ["two thirds", "a fifth", "a third"],
  ["three quarters", "a third", "half"],
  ["a fifth", "a third", "a half"],
  ["half", "a quarter", "three quarters"],
  ["one in five", "one in two", "three in five"],
  ["ein Viertel", "die Hälfte", "zwei Drittel"],
  ["ein Drittel", "die Hälfte", "drei Viertel"],
  ["drei Viertel", "ein Drittel", "die Hälfte"],
  ["die Hälfte", "ein Viertel", "drei Viertel"],
  ["neun von zehn", "sechs von zehn", "zwei von fünf"],
  ["la moitié", "un quart", "trois quarts"],
  ["un tiers", "la moitié", "trois quarts"],
  ["un quart", "la moitié", "deux tiers"],
  ["quatre sur cinq", "deux sur cinq", "trois sur dix"],
];

const wrongDigits = (written: string, dice: Dice): string | null => {
  const found = /\d[\d.,' \u00a0]*\d|\d/.exec(written);
  if (found === null) return null;
  const digits = found[0];
  const plain = digits.replaceAll(/\D/g, "");
  const estimate =
    /about|around|roughly|almost|nearly|over|more|rund|knapp|fast|gut|mehr|environ|près|presque|plus|\d0{3,}|[.,']000/i.test(
      written,
    );
  const value = Number(plain);
  // Off by enough that no rounding excuses it, in the last places that are written.
  const zeros = /0*$/.exec(plain)?.[0].length ?? 0;
  const unit = 10 ** Math.min(zeros, Math.max(0, plain.length - 2));
  const least = Math.max(
    estimate ? Math.ceil((value * 0.2) / unit) : 1,
    /years|Jahre|ans/.test(written) ? 2 : 1,
    plain.length > 2 && !estimate ? 2 : 1,
  );
  const off = (least + dice.below(Math.max(3, Math.ceil((value / unit) * 0.4)))) * unit;
  const changed = String(value - off > 0 && dice.below(2) === 0 ? value - off : value + off).padStart(
    plain.length,
    "0",
  );
  const other =
    changed.length > plain.length
      ? String(value - off > 0 ? value - off : value + unit).padStart(plain.length, "0")
      : changed;
  if (other.length !== plain.length || other === plain) return null;
  let at = 0;
  const shown = digits.replaceAll(/\d/g, () => other.charAt(at++));
  return written.slice(0, found.index) + shown + written.slice(found.index + digits.length);
};

/** Another number, in the same form. */
export const wrongNumber = (written: string, dice: Dice): string | null => {
  for (const [part = "", ...others] of parts) {
    const at = written.toLowerCase().indexOf(part.toLowerCase());
    if (at >= 0 && !/and a half/.test(written))
      return written.slice(0, at) + dice.pick(others) + written.slice(at + part.length);
  }
  if (/\d/.test(written)) {
    const magnitude = /(?<=\d[ \u00a0]?)(?:k€|k\b|M€|m\b|Mio\.|Tsd\.|million)/.exec(written);
    if (magnitude !== null && dice.below(5) === 0) {
      const swaps: Readonly<Record<string, string>> = {
        "k€": "M€",
        k: "M",
        "M€": "k€",
        m: "k",
        "Mio.": "Tsd.",
        "Tsd.": "Mio.",
        million: "thousand",
      };
      const other = swaps[magnitude[0]] ?? magnitude[0];
      if (!(magnitude[0] === "million" && !/^[€$]|dollars/.test(written))) return written.replace(magnitude[0], other);
    }
    return wrongDigits(written, dice);
  }
  return replaceWord(written, numberWords, dice, 8);
};

const misspell = (name: string, dice: Dice): string => {
  const at = 1 + dice.below(Math.max(1, name.length - 2));
  const letter = dice.pick("aeiourstlnmkbg".split("").filter((each) => each !== name.charAt(at).toLowerCase()));
  return name.slice(0, at) + letter + name.slice(at + 1);
};

/** Another customer's name of the same kind, another given or family name, or one letter wrong. */
export const wrongName = ({ written, columns }: Mark, own: Customer, other: Customer, dice: Dice): string | null => {
  const column = columns.at(-1) ?? "";
  const cell = (customer: Customer, name: string): string => {
    const value = customer.row[name];
    return typeof value === "string" ? value : "";
  };
  const [mine, theirs] = [cell(own, column), cell(other, column)];
  if (mine === "" || theirs === "" || mine === theirs) return null;
  const words = mine
    .split(" ")
    .filter((word) => word.length > 3 && written.includes(word) && !/^(?:GmbH|Inc\.|Group)$/.test(word));
  const word = words.at(-1);
  const way = dice.below(4);
  if (way === 0 && word !== undefined) return written.replace(word, misspell(word, dice));
  if (way === 1 && word !== undefined && !["account", "top_customer", "client"].includes(column)) {
    const last = theirs.split(" ").at(-1) ?? "";
    return last === word ? null : written.replace(word, last);
  }
  if (written.includes(mine)) return written.replace(mine, theirs);
  return word === undefined ? null : written.replace(new RegExp(`${word}.*$`, "u"), theirs);
};
