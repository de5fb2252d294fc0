// How tokens look. A vault token lives in stored outputs; a call token is its short form for one model call.
import { randomInt } from "node:crypto";
import type { Label } from "../../catalog/index.ts";

/** Crockford's base 32: no I, L, O, U, so that a code reads aloud and spells no word. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 13 characters carry 65 bits. */
const codeLength = 13;
const variantLength = 4;

/** Longest text that can be a token; a streaming restorer never holds back more than twice this. */
export const longestToken = 12 + 1 + codeLength + 1 + variantLength;

/**
 * Anything that looks like a token, vault or call form. Written for `matchAll`: it is bounded, and a match must stand
 * free on its left of letters, digits and `_`, on its right of capitals, digits and `_` (a German genitive `s` may follow).
 */
export const tokenPattern = /(?<![A-Za-z0-9_])[A-Z]{2,12}_[0-9A-Z]{4,13}(?:_[0-9A-Z]{1,4})?(?![A-Z0-9_])/g;

const vaultToken = new RegExp(`^[A-Z]{2,12}_[${alphabet}]{${codeLength}}(?:_[${alphabet}]{${variantLength}})?$`);

/** Whether a token-like text has the vault form (whether it was issued is the vault's to say). */
export const isVaultToken = (text: string): boolean => vaultToken.test(text);

/** A call token, with its type: `PERSON_7K3Q`, `PERSON_7K3Q_2`. */
export const callToken = /^([A-Z]{2,12})_(?:[2-9][A-HJKMNP-TV-Z]){2,4}(?:_\d{1,4})?$/;

/** A text in which nothing is written as a token is: whoever wrote it can't speak of what he has seen a token of. */
export const withoutTokens = (text: string): string =>
  text.replaceAll(tokenPattern, (token) =>
    isVaultToken(token) || callToken.test(token) ? token.replaceAll("_", "-") : token,
  );

/** The word in front: PERSON for `person.name`, EMAIL for `person.email`, COMPANY for `company.*`, else the label's last word. */
export const tokenType = (label: Label): string => {
  const known = types.get(label);
  if (known !== undefined) return known;
  const made = typeOf(label);
  if (types.size < 5_000) types.set(label, made);
  return made;
};

const types = new Map<Label, string>();

const typeOf = (label: Label): string => {
  const [head = "value", ...rest] = label.split(".");
  const last = rest.at(-1) ?? head;
  const word = last === "name" || last === "untrusted" || head === "company" ? head : last;
  const letters = word
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, "")
    .slice(0, 12);
  return letters.length < 2 ? "VALUE" : letters;
};

const encode = (bytes: Uint8Array, length: number): string => {
  let code = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && code.length < length) {
      bits -= 5;
      code += alphabet[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return code;
};

/** A keyed function of texts: `createHmacSha256` over the run's key. */
export type KeyedHash = (text: string) => Uint8Array;

/**
 * The vault token of a value: a pseudo-random function of it under the run's random key, so that every process of the run
 * gives the same value the same token, and no other run does. `canonical` is what the value is a form of ("Lovelace" of
 * "Ada Lovelace"): both share the code, and the form adds a suffix. A model that drops the suffix still names the right one.
 */
export const tokenFor = (keyed: KeyedHash, label: Label, value: string, canonical: string = value): string => {
  const type = tokenType(label);
  const stem = `${type}_${encode(keyed(`token\0${type}\0${canonical.normalize("NFC")}`), codeLength)}`;
  return canonical === value ? stem : `${stem}_${encode(keyed(`form\0${stem}\0${value}`), variantLength)}`;
};

/** A pseudo-random order for one call: `digit, letter, digit, letter`, so that no code is a word or a number. */
export const drawCode = (random: (limit: number) => number = randomInt, pairs: number = 2): string => {
  let code = "";
  for (let pair = 0; pair < pairs; pair += 1) code += `${alphabet[2 + random(8)]}${alphabet[10 + random(22)]}`;
  return code;
};
