// Tokens of OData's URL conventions, as they occur in `$filter` and in key predicates.
import { ODataError } from "./errors.ts";
import { isDate, sortableInstant } from "./values.ts";

export interface Token {
  readonly kind: "string" | "number" | "date" | "instant" | "name" | "(" | ")" | "," | "=" | "end";
  /** The text; of a string its content with doubled quotes undone. */
  readonly text: string;
  /** Offset of its first character, from 1. */
  readonly at: number;
}

const shapes = [
  ["space", /[ \t]+/y],
  ["string", /'(?:[^']|'')*'/y],
  ["instant", /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/iy],
  ["date", /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ["number", /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:-])/y],
  ["name", /[A-Za-z_@$][\w@$.]*(?:\/[A-Za-z_$][\w$.]*)*/y],
  ["(", /\(/y],
  [")", /\)/y],
  [",", /,/y],
  ["=", /=/y],
] as const;

// Literals of types that this service has no property of: named, so that the refusal can say so.
const foreign = [
  ["Edm.Guid", /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/iy],
  ["Edm.TimeOfDay", /\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?/y],
  ["Edm.Duration, Edm.Binary, geo or enumeration", /[A-Za-z_][\w.]*'(?:[^']|'')*'/y],
] as const;

const matchAt = (shape: RegExp, text: string, at: number): string | undefined => {
  shape.lastIndex = at;
  return shape.exec(text)?.[0];
};

const checked = (kind: Token["kind"], text: string, at: number): Token => {
  if (kind === "string") return { kind, text: text.slice(1, -1).replaceAll("''", "'"), at };
  if (kind === "date" && !isDate(text)) throw new ODataError("bad-filter", `no such day at position ${at}`);
  if (kind === "instant" && sortableInstant(text.toUpperCase()) === undefined)
    throw new ODataError("bad-filter", `no such point in time at position ${at}`);
  return { kind, text: kind === "instant" ? text.toUpperCase() : text, at };
};

/**
 * Cuts an expression (already percent-decoded) into tokens, closed by one of kind `end`.
 * Throws an ODataError: 501 for literals of types that the service doesn't know, 400 for anything else.
 */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    for (const [type, shape] of foreign)
      if (matchAt(shape, text, at) !== undefined)
        throw new ODataError("not-implemented", `${type} literal at position ${at + 1} is not implemented`);
    let found: { kind: Token["kind"] | "space"; text: string } | undefined;
    for (const [kind, shape] of shapes) {
      const match = matchAt(shape, text, at);
      if (match === undefined) continue;
      found = { kind, text: match };
      break;
    }
    if (found === undefined && text[at] === ":")
      throw new ODataError("not-implemented", `lambda any/all is not implemented (position ${at + 1})`);
    if (found === undefined) throw new ODataError("bad-filter", `unexpected character at position ${at + 1}`);
    if (found.kind !== "space") tokens.push(checked(found.kind, found.text, at + 1));
    at += found.text.length;
  }
  tokens.push({ kind: "end", text: "", at: text.length + 1 });
  return tokens;
};
