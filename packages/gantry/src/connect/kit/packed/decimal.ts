// Decimals as unscaled integers: "12.5" at scale 2 is 1250.

const form = /^(-?)(\d+)(?:\.(\d+))?$/u;

/** The unscaled integer of a decimal text; nothing where it is none, or where a digit would be lost. */
export const bigOfDecimal = (text: string, precision: number, scale: number): bigint | undefined => {
  const [all, sign, whole = "", fraction = ""] = form.exec(text) ?? [];
  if (all === undefined || /[1-9]/u.test(fraction.slice(scale))) return undefined;
  const digits = BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
  if (digits >= 10n ** BigInt(precision)) return undefined;
  return sign === "-" ? -digits : digits;
};

/** 1250n at scale 2 → "12.50". */
export const decimalOfBig = (unscaled: bigint, scale: number): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
