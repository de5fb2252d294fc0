// EDM values: how they compare, exactly. Int64 and Decimal never pass through a double.
import type { EdmType } from "./schema.ts";

/** Types whose values compare with each other. */
export type Family = "string" | "number" | "boolean" | "date" | "instant";

export const familyOf: Readonly<Record<EdmType, Family>> = {
  "Edm.String": "string",
  "Edm.Int32": "number",
  "Edm.Int64": "number",
  "Edm.Decimal": "number",
  "Edm.Double": "number",
  "Edm.Boolean": "boolean",
  "Edm.Date": "date",
  "Edm.DateTimeOffset": "instant",
  "Edm.Binary": "string",
};

/** A number without loss: `digits` × 10^-`scale`. */
export interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

/** A value brought into a form that `compareKeys` orders: strings (also for dates and instants), booleans, exact numbers. */
export type Key = string | boolean | Exact;

const numberPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Decimal text ("12.50", "-3", "1.5e3") as an exact number, or undefined when it is none. */
export const exactNumber = (text: string): Exact | undefined => {
  const match = numberPattern.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
};

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.(\d{1,12}))?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A DateTimeOffset as text that sorts by time (UTC, twelve digits of a second), or undefined when it is none. */
export const sortableInstant = (text: string): string | undefined => {
  const match = instantPattern.exec(text);
  if (!match) return undefined;
  const fraction = match[1] ?? "";
  const whole = Date.parse(fraction === "" ? text : text.replace(`.${fraction}`, ""));
  if (Number.isNaN(whole) || !isDate(text.slice(0, 10))) return undefined;
  return `${new Date(whole).toISOString().slice(0, 19)}.${fraction.padEnd(12, "0")}`;
};

/** Whether the text is a day of the calendar, "YYYY-MM-DD". */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** The stored value of a property as a key; null stays null. A value that doesn't fit its type throws. */
export const keyOf = (type: EdmType, value: string | number | boolean | null): Key | null => {
  if (value === null) return null;
  const family = familyOf[type];
  const key =
    family === "number"
      ? exactNumber(String(value))
      : family === "instant"
        ? sortableInstant(String(value))
        : family === "boolean"
          ? value === true
          : String(value);
  if (key === undefined) throw new Error(`a stored value is no ${type}`);
  return key;
};

/** Order of two keys of one family: negative, zero or positive. Strings compare by code unit, false before true. */
export const compareKeys = (a: Key, b: Key): number => {
  if (typeof a === "object" && typeof b === "object") {
    const scale = Math.max(a.scale, b.scale);
    const left = a.digits * 10n ** BigInt(scale - a.scale);
    const right = b.digits * 10n ** BigInt(scale - b.scale);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
};

/** A text that is equal for equal keys, for look-up in a set. */
export const keyText = (key: Key): string => {
  if (typeof key !== "object") return String(key);
  let { digits, scale }: { digits: bigint; scale: number } = key;
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n;
    scale -= 1;
  }
  return `${digits}/${scale}`;
};
