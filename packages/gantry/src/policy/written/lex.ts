// Just enough of TypeScript's lexis to find one's way through a literal: strings, templates, comments, brackets.
// Used only to say in an error on which line something stands; whoever can't be followed is answered with less.

const quotes = new Set(["'", '"', "`"]);

/** The offset after white space and comments. */
export const skipTrivia = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at += 1;
    if (text.startsWith("//", at)) at = endOr(text.indexOf("\n", at), text);
    else if (text.startsWith("/*", at)) at = endOr(text.indexOf("*/", at) + 2, text);
    else return at;
  }
};

const endOr = (found: number, text: string): number => (found < 2 ? text.length : found);

/** The offset after the string or template that begins at `from`. */
export const skipString = (text: string, from: number): number => {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at + 1;
    else if (quote === "`" && text.startsWith("${", at)) at = skipBrackets(text, at + 1) - 1;
  }
  return text.length;
};

/** The offset after the bracket that closes the one at `from`. */
export const skipBrackets = (text: string, from: number): number => {
  let at = from + 1;
  while (at < text.length) {
    at = skipTrivia(text, at);
    const char = text[at] ?? "";
    if (")]}".includes(char) && char !== "") return at + 1;
    at = skipOne(text, at);
  }
  return text.length;
};

const skipOne = (text: string, at: number): number => {
  const char = text[at] ?? "";
  if (quotes.has(char)) return skipString(text, at);
  if (char === "(" || char === "[" || char === "{") return skipBrackets(text, at);
  return at + 1;
};

/** The offset of the comma or closing bracket that ends the expression at `from`. */
export const skipExpression = (text: string, from: number): number => {
  let at = from;
  while (at < text.length) {
    at = skipTrivia(text, at);
    const char = text[at] ?? "";
    if (char === "," || char === ")" || char === "]" || char === "}") return at;
    at = skipOne(text, at);
  }
  return text.length;
};

/** Offsets of the expressions between the brackets that open at `from`, one for each comma. */
export const partsOf = (text: string, from: number): readonly number[] => {
  const parts: number[] = [];
  let at = skipTrivia(text, from + 1);
  while (at < text.length && !")]}".includes(text[at] ?? "")) {
    parts.push(at);
    at = skipExpression(text, at);
    if (text[at] !== ",") break;
    at = skipTrivia(text, at + 1);
  }
  return parts;
};
