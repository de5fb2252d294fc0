// Reads a column's sampled values and keeps shares, never a value.
import type { Evidence, SampledValue } from "./types.ts";

const email = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/;
const url = /^(?:https?:\/\/|www\.)\S+$/i;
const uuid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
/** With a plus or in groups: a bare row of digits is a number of anything. */
const phone = /^(?:\+[\d\s().\-/]{7,}|\(?0\d[\d()]*(?:[\s.\-/]+[\d()]+)+)$/;
const capitalised = /^\p{Lu}[\p{L}'’.-]*(?:\s+(?:\p{Lu}[\p{L}'’.-]*|van|von|de|da|di|der|den|la|le|du)){1,4}$/u;
const legalForm =
  /(?:^|[\s,])(?:gmbh(?: & co\.? kg)?|ag|se|ltd\.?|limited|inc\.?|llc|plc|corp\.?|corporation|s\.?a\.?s?\.?|sarl|b\.?v\.?|n\.?v\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|oy|ab|a\/s|k\.?k\.?|pty|pte|pvt|e\.?v\.?)$/i;

/** Luhn's checksum (ISO/IEC 7812-1) over 13 to 19 digits. */
const passesLuhn = (text: string): boolean => {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (!/^\d{13,19}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const isProse = (text: string): boolean => text.length >= 40 && text.trim().split(/\s+/).length >= 7;

/** @param sampled cells of one column, in any order */
export function evidenceOf(sampled: readonly SampledValue[]): Evidence {
  const there = sampled.filter((value) => value !== null);
  const texts = there.map(String);
  const share = (test: (text: string) => boolean): number =>
    texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
  return {
    values: there.length,
    nulls: sampled.length - there.length,
    distinct: new Set(texts).size,
    averageLength: texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
    longest: texts.reduce((longest, text) => Math.max(longest, text.length), 0),
    email: share((text) => email.test(text)),
    phone: share((text) => phone.test(text)),
    url: share((text) => url.test(text)),
    uuid: share((text) => uuid.test(text)),
    capitalised: share((text) => capitalised.test(text)),
    legalForm: share((text) => legalForm.test(text)),
    prose: share(isProse),
    checksummed: share(passesLuhn),
  };
}

/** Whether a column holds one of a few short words: a status, a kind. */
export const isEnumeration = ({ values, distinct, longest }: Evidence): boolean =>
  values >= 10 && distinct <= 25 && distinct / values <= 0.25 && longest <= 40;

/** Whether each sampled row has a value of its own. */
export const isUnique = ({ values, nulls, distinct }: Evidence): boolean =>
  values > 0 && nulls === 0 && distinct === values;
