// How a value reads inside a sentence, in the language of the sentence.
import type { Cell } from "../../catalog/index.ts";

/** What a sentence is written in: a BCP 47 locale, and words for members of an enum (`calibration` → "l'étalonnage"). */
export interface Tongue {
  readonly locale: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** A cell as a number: 64-bit integers and decimals come as strings. Null where it is none. */
export const numeric = (value: Cell | undefined): number | null => {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || !/^-?\d+(\.\d+)?$/.test(value)) return null;
  return Number(value);
};

const day = (value: Cell): Date | null => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return null;
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
};

const percent = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(value);

/** With a true minus sign, which a hyphen in a sentence is not. */
const number = (value: number, locale: string, digits: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value).replace("-", "\u2212");

const written = (value: Cell, locale: string, options: Intl.DateTimeFormatOptions): string | null => {
  const date = day(value);
  if (date === null) return null;
  const text = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(date);
  // The first of a month is an ordinal in French, which the locale data leave out.
  return locale.startsWith("fr") ? text.replace(/^1 /, "1er ") : text;
};

/** `one=a ticket,other=# tickets`: the form of the locale's plural rules, `#` the number. */
const plural = (value: number, argument: string, locale: string): string | null => {
  const forms = new Map(argument.split(",").map((form) => [form.slice(0, form.indexOf("=")), form]));
  const form = forms.get(new Intl.PluralRules(locale).select(value)) ?? forms.get("other");
  return form === undefined ? null : form.slice(form.indexOf("=") + 1).replaceAll("#", number(value, locale, 0));
};

/** Three digits say enough in prose: "€1.24 million", "412.000 €". */
const money = (value: number, locale: string, currency: string): string => {
  const form = { style: "currency", currency, maximumSignificantDigits: 3 } as const;
  const text = new Intl.NumberFormat(locale, form).format(value).replace("-", "\u2212");
  if (Math.abs(value) < 999_500) return text;
  const long = { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 } as const;
  const figure = new Intl.NumberFormat(locale, long).format(value).replace("-", "\u2212");
  // The long compact form of a currency is not the one of prose in any locale's data: only where the sign stands is theirs.
  const sign =
    new Intl.NumberFormat(locale, form).formatToParts(value).find((it) => it.type === "currency")?.value ?? "";
  return /^\u2212?\d/.test(text) ? `${figure}\u00a0${sign}` : figure.replace(/^(\u2212?)/, `$1${sign}`);
};

type Format = (value: Cell, tongue: Tongue, argument: string) => string | null;

const ofNumber =
  (write: (value: number, tongue: Tongue, argument: string) => string | null): Format =>
  (value, tongue, argument) => {
    const it = numeric(value);
    return it === null ? null : write(it, tongue, argument);
  };

/** Each gives null where it can't tell the truth of this value: a `drop` of a number that rose, a `date` of no date. */
const formats: Readonly<Record<string, Format>> = {
  text: (value) => (typeof value === "string" && value.trim() !== "" ? value : null),
  word: (value, tongue) => (typeof value === "string" ? (tongue.words?.[value.toLowerCase()] ?? null) : null),
  number: ofNumber((value, { locale }, digits) => number(value, locale, digits === "" ? 1 : Number(digits))),
  percent: ofNumber((value, { locale }) => percent(value, locale)),
  /** −0.43 → "43 %"; only what fell by at least a percent. */
  drop: ofNumber((value, { locale }) => (value <= -0.01 ? percent(-value, locale) : null)),
  rise: ofNumber((value, { locale }) => (value >= 0.01 ? percent(value, locale) : null)),
  /** `money:EUR`: 1241000 → "€1.24 million". */
  money: ofNumber((value, { locale }, currency) => money(value, locale, currency === "" ? "EUR" : currency)),
  /** Only numbers of at least one; "a ticket" or "3 tickets". */
  plural: ofNumber((value, { locale }, argument) =>
    value >= 0.5 ? plural(Math.round(value), argument, locale) : null,
  ),
  /** `0=no,1=yes`: the words for exactly this number. */
  case: ofNumber((value, _, cases) => {
    const own = cases.split(",").find((it) => Number(it.slice(0, it.indexOf("="))) === value);
    return own === undefined ? null : own.slice(own.indexOf("=") + 1);
  }),
  date: (value, { locale }) => written(value, locale, { day: "numeric", month: "long", year: "numeric" }),
  month: (value, { locale }) => written(value, locale, { month: "long", year: "numeric" }),
  "month-name": (value, { locale }) => written(value, locale, { month: "long" }),
  /** Day and month, where the year goes without saying. */
  day: (value, { locale }) => written(value, locale, { day: "numeric", month: "long" }),
};

/**
 * A value as words.
 * @param name `text` (default), `word`, `number[:digits]`, `percent`, `drop`, `rise`, `plural:one=…,other=# …`, `case:0=…,1=…`, `money[:currency]`, `date`, `month`, `month-name`, `day`.
 * @returns null where the value is absent or does not fit the format, so that the sentence must do without it.
 */
export const formatValue = (value: Cell, name: string, tongue: Tongue): string | null => {
  const colon = name.indexOf(":");
  const kind = colon < 0 ? name : name.slice(0, colon);
  const format = formats[kind];
  if (format === undefined)
    throw new RangeError(`no such format: ${kind}; there are ${Object.keys(formats).join(", ")}`);
  if (value === null) return null;
  // A bare slot takes text as it is and numbers as the language writes them.
  if (kind === "text" && typeof value === "number") return number(value, tongue.locale, 2);
  return format(value, tongue, colon < 0 ? "" : name.slice(colon + 1));
};

export const isFormat = (name: string): boolean => Object.hasOwn(formats, name.split(":")[0] ?? "");
