// SOQL literals to values: escapes in strings, dates and datetimes that exist, relative date words.
import { malformedQuery, notInStandIn } from "../errors.ts";
import type { Literal } from "./statement.ts";

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  N: "\n",
  r: "\r",
  R: "\r",
  t: "\t",
  T: "\t",
  b: "\b",
  B: "\b",
  f: "\f",
  F: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

/** The text between the quotes, escapes resolved. Throws MALFORMED_QUERY on an escape that SOQL doesn't have here. */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  return inner.replaceAll(/\\(u[0-9a-fA-F]{4}|[\s\S]?)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const character = escapes[code];
    if (character === undefined) throw malformedQuery(`Illegal string literal: \\${code} is no escape here`);
    return character;
  });
}

export const anyText: unique symbol = Symbol("%");
export const anyCharacter: unique symbol = Symbol("_");
export type PatternPart = string | typeof anyText | typeof anyCharacter;

/** A quoted LIKE pattern as lower-case characters, where a wildcard is a symbol of its own and `\\_`, `\\%` are not. */
export function likePattern(quoted: string): PatternPart[] {
  const parts: PatternPart[] = [];
  for (const [piece] of quoted.slice(1, -1).matchAll(/\\u[0-9a-fA-F]{4}|\\[\s\S]?|[\s\S]/g)) {
    if (piece === "%") parts.push(anyText);
    else if (piece === "_") parts.push(anyCharacter);
    else if (piece === "\\%" || piece === "\\_") parts.push(piece.charAt(1));
    else for (const character of unquote(`'${piece}'`).toLowerCase()) parts.push(character);
  }
  return parts;
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:?\d{2})$/i;

/** Is it "YYYY-MM-DD" and a day that exists? */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** To UTC with milliseconds, "2026-11-16T08:00:00.000Z"; null if it isn't an ISO datetime with a zone, or doesn't exist. */
export function normalInstant(text: string): string | null {
  const found = instantPattern.exec(text);
  if (found === null || !isDay(found[1] ?? "")) return null;
  const [, day, hour, minute, second, fraction = "0", zone = "Z"] = found;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  const at = new Date(`${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** One literal as the parser spells it. Throws on currency literals, bind variables and dates that don't exist. */
export function literal(raw: string, type: string): Literal {
  const text = raw.trim();
  switch (type) {
    case "STRING":
      // LIKE needs the spelling with its escapes, every other operator the text.
      return { type: "string", quoted: raw };
    case "INTEGER":
    case "DECIMAL":
      return { type: "number", number: Number(text) };
    case "BOOLEAN":
      return { type: "boolean", value: text.toUpperCase() === "TRUE" };
    case "NULL":
      return { type: "null" };
    case "DATE":
      if (!isDay(text)) throw malformedQuery(`Invalid date: ${text}`);
      return { type: "date", day: text };
    case "DATETIME": {
      const instant = normalInstant(text);
      if (instant === null) throw malformedQuery(`Invalid date: ${text}`);
      return { type: "datetime", instant };
    }
    case "DATE_LITERAL":
      return { type: "relative", word: text.toUpperCase(), count: 1 };
    case "DATE_N_LITERAL": {
      const [word = "", count = ""] = text.split(":");
      return { type: "relative", word: word.toUpperCase(), count: Number(count) };
    }
    default:
      throw notInStandIn(`a literal of type ${type}`);
  }
}
