// Invented people: names by culture, titles and salutations in the language that they write in.
import type { Culture, Language, Place } from "../places.ts";
import type { Random } from "../random.ts";
import { chinese, indian, japanese, korean } from "./eastern.ts";
import { arabic, italian, polish, portuguese, spanish } from "./southern.ts";
import type { NameStock } from "./stock.ts";
import { dutch, english, french, german, nordic } from "./western.ts";

const stocks: Readonly<Record<Culture, NameStock>> = {
  arabic,
  chinese,
  dutch,
  english,
  french,
  german,
  indian,
  italian,
  japanese,
  korean,
  nordic,
  polish,
  portuguese,
  spanish,
};

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly woman: boolean;
  readonly culture: Culture;
  /** Doctor or professor, or neither. */
  readonly degree: "" | "Dr." | "Prof.";
}

export function makePerson(place: Place, random: Random): Person {
  const culture = random.weighted(place.cultures);
  const names = stocks[culture];
  const woman = random.chance(0.5);
  return {
    first: random.pick(woman ? names.women : names.men),
    last: random.pick(names.last),
    woman,
    culture,
    degree: random.chance(0.34) ? (random.chance(0.2) ? "Prof." : "Dr.") : "",
  };
}

/** A last name as people of the place bear it, for companies named after their founders. */
export function lastName(place: Place, random: Random): string {
  return random.pick(stocks[random.weighted(place.cultures)].last);
}

/** "Frau Dr.", "M.", "Prof.": how a letter in the language addresses the person. */
export function salutation(person: Person, language: Language): string {
  if (language === "de") return [person.woman ? "Frau" : "Herr", person.degree].filter(Boolean).join(" ");
  if (language === "fr")
    return person.degree === "" ? (person.woman ? "Mme" : "M.") : person.degree.replace("Prof.", "Pr");
  return person.degree === "" ? (person.woman ? "Ms." : "Mr.") : person.degree;
}

/** Lower-case ASCII letters and digits, the rest as the given separator: for mail addresses and domains. */
export function slug(text: string, separator: string): string {
  return text
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe")
    .normalize("NFD")
    .replace(/[\u0300-\u036f']/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, separator)
    .replace(/^[.-]+|[.-]+$/g, "");
}

/** A mail address in one of the usual forms. */
export function mailAddress(person: Person, domain: string, form: number): string {
  const first = slug(person.first, "-");
  const last = slug(person.last, "");
  const local = [
    `${first}.${last}`,
    `${first.charAt(0)}.${last}`,
    last,
    `${first}_${last}`,
    `${first.charAt(0)}${last}`,
  ];
  return `${local[form % local.length] ?? last}@${domain}`;
}
