// How people and machines are reached: mailboxes, telephones, addresses in networks.
import { digitsOf, value, when } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";

const date = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4}))$/;
/** "2007-03-23 18": a day with the hour behind it. */
const startsWithDate = /^(?:19|20)\d\d-\d\d-\d\d(?!\d)/;
const grouped = /^\d{1,3}(?:[ .]\d{3})+$/;

/** Written like a number to call: a prefix, a leading zero, a bracket, or three groups; and neither a date nor an amount. */
const isPhone = (text: string): boolean => {
  const digits = digitsOf(text);
  if (startsWithDate.test(text)) return false;
  if (digits.length < 7 || digits.length > 15 || date.test(text) || grouped.test(text)) return false;
  if (/^(?:\+|00|\()/.test(text)) return true;
  if (/^0[1-9]/.test(text)) return digits.length >= 9;
  const groups = text.split(/[\s()./-]+/).filter((part) => part !== "");
  return digits.length >= 10 && groups.length >= 3 && groups.every((part) => part.length >= 2 || part === "1");
};

export const contacts: readonly Pattern[] = [
  { label: "person.email", needs: "@", regexp: /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/gu },
  {
    label: "person.ip",
    needs: "digit",
    regexp: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
  },
  // MAC addresses (IEEE 802): six pairs, or three groups of four as some routers show them.
  {
    label: "person.mac",
    needs: "digit",
    regexp:
      /(?<![\w:.-])(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![\w:-])/gi,
  },
  {
    label: "person.ip",
    needs: ":",
    regexp:
      /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}(?![\w:])/gi,
  },
  {
    label: "person.phone",
    needs: "digit",
    regexp:
      /(?:(?<!\p{L})(?:phone|mobile|cell|call|dial|ring|text|answering|whatsapp|fax|tel|téléphone|portable|telefon|handy|rückruf|durchwahl|my number|direct line|direct dial|ligne directe|tél|rappel\p{L}{0,4}(?:-moi)?|der nummer|contact|reach(?:ed)?|joindre|erreich\p{L}{0,4})|(?:ruf|telefon|mobil|handy)nummer|(?:^|[\n,])[ \t]{0,2}(?:[TM]|☎)(?=[ :.]))[^\d\n+(]{0,25}(?<value>[+(]?\d(?:(?:[ \t]?[./-][ \t]?|[ \t]?\((?:0\))?|\)[ \t]?[./-]?[ \t]?|[ \t])?\d){5,18}(?:\s?(?:x|ext\.?|poste|Durchwahl)\s?\d{1,6})?)(?![\d%])/giu,
    take: value((text) => !date.test(text) && !startsWithDate.test(text) && digitsOf(text).length >= 6),
  },
  // A line of a signature.
  {
    label: "person.phone",
    needs: "digit",
    regexp: /^\d(?:[ ./-]?\d){6,11}$/gm,
    take: when((text) => !date.test(text)),
  },
  {
    label: "person.phone",
    needs: "digit",
    regexp:
      /(?<![\p{L}\d.,])[+(]{0,2}\d(?:(?:[ \t]?[./-][ \t]?|[ \t]?\((?:0\))?|\)[ \t]?[./-]?[ \t]?|[ \t])?\d){6,18}(?:\s?(?:x|ext\.?|poste|Durchwahl)\s?\d{1,6})?(?![\d%])/gu,
    take: (match) => {
      if (!isPhone(match[0])) return null;
      // "(+44 20 …": a bracket that nothing closes is the sentence's.
      const lead = match[0].startsWith("(") && !match[0].includes(")") ? 1 : 0;
      return [lead, match[0].length - lead];
    },
  },
];
