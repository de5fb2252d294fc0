// What can be told by its form: addresses of machines and mailboxes, numbers with check digits, keys.
import type { Label } from "../../catalog/index.ts";
import { ibanLengths, isIban, isLuhn, isNir, isSteuerId } from "./checksum.ts";
import type { Hit } from "./hit.ts";

interface Pattern {
  readonly label: Label;
  readonly regexp: RegExp;
  /** Only texts with this in them are searched: most have none. */
  readonly needs?: "@" | "digit";
  /** What to take of the match, as [start, length] within it; null leaves it. Default: all of it. */
  readonly take?: (match: RegExpExecArray) => readonly [number, number] | null;
}

const whole = (match: RegExpExecArray): readonly [number, number] => [0, match[0].length];
const when =
  (test: (match: RegExpExecArray) => boolean) =>
  (match: RegExpExecArray): readonly [number, number] | null =>
    test(match) ? whole(match) : null;
const group =
  (name: string) =>
  (match: RegExpExecArray): readonly [number, number] | null => {
    const value = match.groups?.[name];
    return value === undefined ? null : [match[0].lastIndexOf(value), value.length];
  };
const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

const takeIban = (match: RegExpExecArray): readonly [number, number] | null => {
  const [text] = match;
  const length = ibanLengths[text.slice(0, 2).toUpperCase()];
  if (length === undefined) return null;
  let compact = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (/[A-Za-z0-9]/.test(character)) compact += character;
    if (compact.length === length) return isIban(compact) ? [0, index + 1] : null;
  }
  return null;
};

const date = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4}))$/;
const grouped = /^\d{1,3}(?:[ .]\d{3})+$/;

/** Written like a number to call: a prefix, a leading zero, a bracket, or three groups; and neither a date nor an amount. */
const isPhone = (text: string): boolean => {
  const digits = digitsOf(text);
  if (digits.length < 7 || digits.length > 15 || date.test(text) || grouped.test(text)) return false;
  if (/^(?:\+|00|\()/.test(text)) return true;
  if (/^0[1-9]/.test(text)) return digits.length >= 9;
  const groups = text.split(/[\s()./-]+/).filter((part) => part !== "");
  return digits.length >= 10 && groups.length >= 3 && groups.every((part) => part.length >= 2 || part === "1");
};

const patterns: readonly Pattern[] = [
  {
    label: "secret.key",
    regexp:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  { label: "secret.key", regexp: /\b(?:sk|pk|rk)[-_](?:live|test|ant|proj|or)?[-_]?[A-Za-z0-9_-]{16,200}/g },
  {
    label: "secret.key",
    regexp:
      /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bglpat-[\w-]{20,64}|\bxox[abprs]-[\w-]{10,200}|\bAIza[\w-]{30,45}|\bya29\.[\w-]{20,400}/g,
  },
  { label: "secret.key", regexp: /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{0,1000}/g },
  {
    label: "secret.key",
    regexp:
      /(?:api[ _-]?key|access[ _-]?token|secret|password|passwd|passphrase|passwort|kennwort|mot de passe|bearer)["']?(?:\s{0,3}(?:is|ist|est|lautet|[:=])\s{0,3}|\s(?=\S{0,60}\d))["']?(?<value>[^\s"',;]{6,200})/gi,
    take: group("value"),
  },
  { label: "secret.url", regexp: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@]{1,200}@[^\s"'<>]{1,500}/gi },
  {
    label: "secret.url",
    regexp:
      /\bhttps?:\/\/[^\s?"'<>]{1,500}\?[^\s"'<>]{0,500}(?:token|key|secret|password|signature|sig|code)=[^\s"'<>]{4,500}/gi,
  },
  { label: "person.email", needs: "@", regexp: /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/gu },
  {
    label: "person.iban",
    needs: "digit",
    regexp: /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g,
    take: takeIban,
  },
  {
    label: "person.card",
    needs: "digit",
    // Not behind a letter or hyphen: a serial number's digits may pass the check by chance.
    regexp: /(?<![\p{L}\d.,-]|\d )\d(?:[ -]?\d){11,18}(?![\d])/gu,
    take: when((match) => /^[2-6]/.test(match[0]) && isLuhn(digitsOf(match[0])) && !/^0+$/.test(digitsOf(match[0]))),
  },
  {
    label: "person.id",
    needs: "digit",
    regexp: /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g,
  },
  {
    label: "person.id",
    needs: "digit",
    regexp: /(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])/gi,
  },
  {
    label: "person.id",
    needs: "digit",
    regexp: /(?<!\d)[1-478](?: ?\d){4}[ ]?(?:\d ?\d|2[AB])(?: ?\d){8}(?!\d)/gi,
    take: when((match) => isNir(match[0].replaceAll(" ", ""))),
  },
  {
    label: "person.id",
    needs: "digit",
    regexp: /(?<![\d+])[1-9]\d(?: ?\d){9}(?!\d)/g,
    take: when((match) => isSteuerId(digitsOf(match[0]))),
  },
  {
    label: "person.id",
    needs: "digit",
    regexp:
      /(?:passport|driver['’]?s? licen[cs]e|driving licen[cs]e|social security|\bssn\b|national id|identity card|tax id|insurance number|reisepass|führerschein|personalausweis|steuer-?id|sozialversicherungsnummer|passeport|permis de conduire|carte d['’]identité|numéro de sécurité sociale)[^\d\n]{0,25}?(?<value>(?=[A-Za-z]{0,4}[ -]?\d)[A-Za-z0-9][A-Za-z0-9-]{4,20}(?: \d{2,6}){0,4})/gi,
    take: group("value"),
  },
  {
    label: "person.birthdate",
    needs: "digit",
    regexp:
      /(?:\bborn(?: on)?|date of birth|\bdob\b|birth ?day|geboren am|geburtsdatum|née? le|date de naissance)[^\d\n]{0,15}(?<value>\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.? [\p{L}]{3,10}\.? \d{4}|[\p{L}]{3,10} \d{1,2},? \d{4})/giu,
    take: group("value"),
  },
  {
    label: "person.ip",
    needs: "digit",
    regexp: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
  },
  {
    label: "person.ip",
    needs: "digit",
    regexp:
      /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}(?![\w:])/gi,
  },
  {
    label: "person.phone",
    needs: "digit",
    regexp:
      /(?:(?<!\p{L})(?:phone|mobile|cell|call|fax|tel|téléphone|portable|telefon|handy|rückruf|durchwahl|my number|direct line|direct dial|ligne directe|tél|rappel\p{L}{0,4}(?:-moi)?|der nummer|contact|reach(?:ed)?|joindre|erreich\p{L}{0,4})|(?:ruf|telefon|mobil|handy)nummer|(?:^|[\n,])[ \t]{0,2}(?:[TM]|☎)(?=[ :.]))[^\d\n+(]{0,25}(?<value>[+(]?\d(?:(?:[ \t]?[./-][ \t]?|[ \t]?\((?:0\))?|\)[ \t]?[./-]?[ \t]?|[ \t])?\d){5,18}(?:\s?(?:x|ext\.?|poste|Durchwahl)\s?\d{1,6})?)(?![\d%])/giu,
    take: (match) => {
      const value = match.groups?.["value"] ?? "";
      return date.test(value) || digitsOf(value).length < 6 ? null : group("value")(match);
    },
  },
  // A line of a signature.
  {
    label: "person.phone",
    needs: "digit",
    regexp: /^\d(?:[ ./-]?\d){6,11}$/gm,
    take: when((match) => !date.test(match[0])),
  },
  {
    label: "person.phone",
    needs: "digit",
    regexp:
      /(?<![\p{L}\d.,])[+(]{0,2}\d(?:(?:[ \t]?[./-][ \t]?|[ \t]?\((?:0\))?|\)[ \t]?[./-]?[ \t]?|[ \t])?\d){6,18}(?:\s?(?:x|ext\.?|poste|Durchwahl)\s?\d{1,6})?(?![\d%])/gu,
    take: when((match) => isPhone(match[0])),
  },
];

/** Finds what its form gives away. Every expression is bounded, so the time is linear in the text. */
export const findPatterns = (text: string): readonly Hit[] => {
  const hits: Hit[] = [];
  const present = { "@": text.includes("@"), digit: /\d/.test(text) };
  for (const { label, regexp, take, needs } of patterns) {
    if (needs !== undefined && !present[needs]) continue;
    for (const match of text.matchAll(regexp)) {
      const taken = (take ?? whole)(match);
      if (taken === null) continue;
      const start = match.index + taken[0];
      hits.push({ start, end: start + taken[1], label, rank: 1 });
    }
  }
  return hits;
};
