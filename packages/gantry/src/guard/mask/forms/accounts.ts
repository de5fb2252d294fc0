// Accounts, cards and wallets.
import { ibanLengths, isIban, isLuhn } from "./checksum.ts";
import { digitsOf, value, when } from "./pattern.ts";
import type { Pattern, Take } from "./pattern.ts";

const takeIban: Take = (match) => {
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

/** Letters in both cases and digits, as an address of a wallet has them; no word and no number has all three. */
const isMixed = (text: string): boolean => /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);

export const accounts: readonly Pattern[] = [
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
    take: when((text) => /^[2-6]/.test(text) && isLuhn(digitsOf(text)) && !/^0+$/.test(digitsOf(text))),
  },
  // Bitcoin (base 58 and bech32) and Ethereum.
  {
    label: "person.wallet",
    needs: "digit",
    regexp: /(?<![\w/.-])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![\w/])/g,
    take: when(isMixed),
  },
  {
    label: "person.wallet",
    needs: "digit",
    regexp: /(?<![\w/.-])(?:(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{20,80}|0x[0-9a-fA-F]{40})(?!\w)/g,
  },
  // ISO 9362, only where the word for it stands before.
  {
    label: "person.account",
    regexp:
      /(?:\bBIC|\bSWIFT)(?:[ -]?(?:code|number|BIC))?[^\p{L}\d\n]{1,5}(?<value>[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])/gu,
    take: value(),
  },
];
