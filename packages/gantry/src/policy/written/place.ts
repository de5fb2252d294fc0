// Where a part of a literal is written: follows keys and indices through the source from the call that took it.
import { partsOf, skipString, skipTrivia } from "./lex.ts";

/** Keys and indices from the call's argument down: `["treatments", 3, "label"]`. */
export type PathInto = readonly (string | number)[];

/**
 * The offset at which the part is written; of what comes from elsewhere (a spread, a call) the offset of that. Names of
 * constants of the same file are followed.
 *
 * @param from the offset of the call's argument
 * @param value what the argument was, for the lengths of its lists
 */
export const findPart = (text: string, from: number, path: PathInto, value: unknown): number => {
  let at = throughNames(text, from);
  let inside = value;
  for (const part of path) {
    const found = typeof part === "number" ? item(text, at, part, lengthOf(inside, part)) : property(text, at, part);
    // The place where it comes from is as near as the text can tell.
    if (found === undefined) return at;
    at = found.isSpread ? found.at : throughNames(text, found.at);
    if (found.isSpread) return at;
    inside = member(inside, part);
  }
  return at;
};

interface Found {
  readonly at: number;
  readonly isSpread: boolean;
}

const member = (value: unknown, part: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
const lengthOf = (value: unknown, index: number): number => (Array.isArray(value) ? value.length : index + 1);

const item = (text: string, from: number, index: number, length: number): Found | undefined => {
  if (text[from] !== "[") return undefined;
  const parts = partsOf(text, from);
  const spreads = parts.flatMap((at, position) => (text.startsWith("...", at) ? [position] : []));
  const [first = parts.length] = spreads;
  const last = spreads.at(-1) ?? -1;
  const fromEnd = parts.length - (length - index);
  const position = index < first ? index : fromEnd > last ? fromEnd : first;
  const at = parts[position];
  return at === undefined ? undefined : { at, isSpread: spreads.includes(position) };
};

const property = (text: string, from: number, name: string): Found | undefined => {
  if (text[from] !== "{") return undefined;
  for (const at of partsOf(text, from)) {
    const [key, after] = keyAt(text, at);
    if (key !== name) continue;
    const colon = skipTrivia(text, after);
    // `{ roles }` is short for `{ roles: roles }`.
    return { at: text[colon] === ":" ? skipTrivia(text, colon + 1) : at, isSpread: false };
  }
  return undefined;
};

const keyAt = (text: string, at: number): readonly [string, number] => {
  if (text[at] === '"' || text[at] === "'") {
    const end = skipString(text, at);
    return [text.slice(at + 1, end - 1), end];
  }
  const [name = ""] = /^[\w$]+/.exec(text.slice(at, at + 200)) ?? [];
  return [name, at + name.length];
};

/** `rules` → where `const rules = …` begins; anything else stays where it is. */
const throughNames = (text: string, from: number, depth = 0): number => {
  const [, name, next = ""] = /^([A-Za-z_$][\w$]*)\s*([^\w\s]?)/.exec(text.slice(from, from + 200)) ?? [];
  if (name === undefined || ![",", "}", "]", ")", ";"].includes(next) || depth > 5) return from;
  const declared = new RegExp(`\\bconst ${name.replaceAll("$", "\\$")}\\b[^=]*=\\s*`).exec(text);
  if (!declared) return from;
  return throughNames(text, skipTrivia(text, declared.index + declared[0].length), depth + 1);
};
