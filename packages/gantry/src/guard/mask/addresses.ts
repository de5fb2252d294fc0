// Postal addresses by their build: a number with a street's word, in the order that each language has.
import type { Hit } from "./hit.ts";

const word = String.raw`[\p{L}\p{M}][\p{L}\p{M}.'’-]{0,30}`;
const capital = String.raw`\p{Lu}[\p{L}\p{M}.'’-]{0,30}`;
const gap = String.raw`[ \t]{1,3}`;
const unit = String.raw`(?:[,\s]{1,4}(?:suite|apt\.?|apartment|unit|floor|room|bldg\.?|po box|étage|bâtiment|bât\.?|stock|etage|#)\s{0,2}[\p{L}\d-]{1,8})?`;
/** Up to three more parts after commas or line breaks (town, state), then a postal code. */
const tail = String.raw`(?:[,\n][ \t]{0,3}${capital}(?: ${word}){0,3}){0,3}(?:[,\s]{1,3}[A-Z]{2})?(?:[,\s]{1,3}(?:\d{5}(?:-\d{4})?|\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d))?`;
const englishStreet =
  "street|st|road|rd|avenue|ave|boulevard|blvd|lane|ln|drive|court|ct|square|terrace|way|parkway|pkwy|highway|hwy|crescent|close|circle|trail|alley|plaza";
const frenchStreet =
  "rue|avenue|av|boulevard|bd|bld|place|chemin|allée|allee|impasse|quai|route|cours|square|faubourg|passage";
const otherStreet = "via|viale|piazza|corso|calle|carrer|avenida|rua|paseo|ulica|ul";
const germanEnding = "straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer|stieg|graben|markt";

const build = (isLower: boolean): readonly RegExp[] => {
  const name = isLower ? word : capital;
  const flags = isLower ? "giu" : "gu";
  const anyCase = (list: string): string =>
    list
      .split("|")
      .map((each) => `[${each.charAt(0)}${each.charAt(0).toUpperCase()}]${each.slice(1)}|${each.toUpperCase()}`)
      .join("|");
  return [
    // 4589 40th Street Suite 603 Calgary AB; 221b Baker St., London NW1 6XE
    String.raw`(?<![\p{L}\d.,-])\d{1,6}[a-zA-Z]?(?:${gap}(?:${name}|\d{1,4}(?:st|nd|rd|th)?)){1,4}${gap}(?:${anyCase(englishStreet)})(?![\p{L}])\.?${unit}${tail}`,
    // 12 bis, rue de la Paix, 75002 Paris; 92 via Goffredo Mameli
    String.raw`(?<![\p{L}\d.,-])\d{1,5}(?: ?(?:bis|ter|[a-dA-D]))?,?${gap}(?:${anyCase(`${frenchStreet}|${otherStreet}`)})\.?(?:${gap}(?:d['’]|l['’])?${word}){1,5}${unit}(?:[,\s]{1,3}\d{4,5}${gap}${name}(?:[ -]${name}){0,3})?`,
    // Via Roma 12; Calle de Alcalá 45
    String.raw`(?<![\p{L}])(?:${anyCase(otherStreet)})\.?(?:${gap}${name}){1,4},?${gap}\d{1,4}(?![\d%])`,
    // Hauptstraße 12a, 10115 Berlin; Unter den Linden is not found without a number
    String.raw`(?<![\p{L}])(?:${name}[ -]){0,3}(?:[\p{L}]{2,30}(?:${germanEnding})|(?:Straße|Strasse|Str\.|Platz|Allee|Weg)(?: ${word}){0,3})${gap}\d{1,4} ?[a-zA-Z]?(?![\p{L}\d%])(?:[,\s]{1,3}(?:D-|A-|CH-)?\d{4,5}${gap}${name}(?:[ -]${name}){0,2})?`,
    // 10115 Berlin; 75002 Paris after a comma or at the start of a line
    String.raw`(?<=^|[,\n][ \t]{0,2})(?:D-|F-|A-|CH-)?\d{5}${gap}${name}(?:[ -]${name}){0,3}`,
    // Suite 286; P.O. Box 12
    String.raw`(?<![\p{L}\d])(?:[Ss]uite|[Aa]pt\.?|[Aa]partment|[Pp]\.? ?[Oo]\.? [Bb]ox|[Pp]ostfach|BP|[Bb]oîte postale)${gap}[\p{L}]?\d{1,6}(?![\p{L}\d])`,
    // NW1 6XE; 12345-6789; CA 94105 (a state of the US, not any two letters: "PO 44155" is an order)
    String.raw`(?<![\p{L}\d])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{5}-\d{4}|(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5})(?![\p{L}\d])`,
  ].map((source) => new RegExp(source, flags));
};

const capitalised = build(false);
const lower = build(true);

/** Addresses; texts without a digit have none. In a text without capitals, any word may be a street's name. */
export const findAddresses = (text: string): readonly Hit[] => {
  if (!/\d/.test(text)) return [];
  const hits: Hit[] = [];
  for (const regexp of /\p{Lu}/u.test(text) ? capitalised : lower) {
    for (const match of text.matchAll(regexp)) {
      hits.push({ start: match.index, end: match.index + match[0].length, label: "person.address", rank: 1 });
    }
  }
  return hits;
};
