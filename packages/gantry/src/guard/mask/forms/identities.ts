// Numbers that a state gives a person, told by their check digits or a form that nothing else has.
import {
  isAhv,
  isBelgianRegister,
  isCodiceFiscale,
  isCpf,
  isDni,
  isHetu,
  isInsee,
  isNhs,
  isRentenNumber,
  isSteuerId,
} from "./national.ts";
import { compactOf, digitsOf, when } from "./pattern.ts";
import type { Pattern } from "./pattern.ts";

const id = (regexp: RegExp, test?: (compact: string) => boolean): Pattern => ({
  label: "person.id",
  needs: "digit",
  regexp,
  ...(test === undefined ? {} : { take: when((text) => test(compactOf(text))) }),
});

export const identities: readonly Pattern[] = [
  // United States: social security number (areas 000, 666 and 900 to 999 are never given).
  id(/(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g),
  // United Kingdom: national insurance number; NHS number in its groups.
  id(
    /(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])/gi,
  ),
  id(/(?<![\d.,+-]|\d )\d{3}[ -]\d{3}[ -]\d{4}(?![\d-])/g, isNhs),
  // France: NIR.
  id(/(?<!\d)[1-478](?: ?\d){4}[ ]?(?:\d ?\d|2[AB])(?: ?\d){8}(?!\d)/gi, isInsee),
  // Germany: tax id, and the number of the pension insurance.
  id(/(?<![\d+])[1-9]\d(?: ?\d){9}(?!\d)/g, (compact) => isSteuerId(digitsOf(compact))),
  id(/(?<![A-Za-z0-9])\d{2} ?\d{6} ?[A-Z] ?\d{3}(?![A-Za-z0-9])/g, isRentenNumber),
  // Spain: DNI and NIE.
  id(/(?<![A-Za-z0-9])(?:\d{8}|[XYZxyz][ -]?\d{7}|\d{2}\.\d{3}\.\d{3})[ -]?[A-Za-z](?![A-Za-z0-9])/g, isDni),
  // Italy: codice fiscale.
  id(
    /(?<![A-Za-z0-9])[A-Z]{6}[ ]?[\dLMNPQRSTUV]{2}[A-EHLMPRST][\dLMNPQRSTUV]{2}[ ]?[A-Z][\dLMNPQRSTUV]{3}[A-Z](?![A-Za-z0-9])/gi,
    isCodiceFiscale,
  ),
  // Switzerland: AHV number.
  id(/(?<!\d)756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?!\d)/g, isAhv),
  // Belgium: number of the national register.
  id(/(?<!\d)\d{2}\.\d{2}\.\d{2}[- ]\d{3}[. ]\d{2}(?!\d)/g, isBelgianRegister),
  // Finland: henkilötunnus.
  id(/(?<![A-Za-z0-9])[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-Y](?![A-Za-z0-9])/g, isHetu),
  // Brazil: CPF.
  id(/(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g, isCpf),
];
