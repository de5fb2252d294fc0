// Names of a question that its planner never saw: each token in the SQL of its reply becomes a parameter, and the name its
// value. A name is never a piece of SQL's text.
import { GantryError } from "@gantry/contract";
import { restoreText } from "../../guard/index.ts";
import { textsIn } from "../../query/index.ts";

export interface Bound {
  readonly sql: string;
  /** Values of its further parameters, by name. */
  readonly values: Readonly<Record<string, string>>;
}

type Names = Readonly<Record<string, string>>;

/** The parameter that a token's name is the value of. */
export const parameterOf = (token: string): string => token.replace(/^(?!NAME_)/, "NAME_").toLowerCase();

/** A text in quotes as an expression: `'%COMPANY_2X9B%'` is `('%' || $name_company_2x9b || '%')`. */
const expressionOf = (quoted: string, names: Names): string => {
  const found = Object.keys(names).filter((token) => quoted.includes(token));
  if (found.length === 0) return quoted;
  const pieces = quoted.slice(1, -1).split(new RegExp(`(${found.join("|")})`));
  const written = pieces.flatMap((piece) =>
    piece === "" ? [] : [names[piece] === undefined ? `'${piece}'` : `$${parameterOf(piece)}`],
  );
  return written.length === 1 ? written.join("") : `(${written.join(" || ")})`;
};

/**
 * SQL with the names that its tokens stand for as parameters.
 *
 * @param names by token, as issued for the question
 * @throws GantryError `bad-flow` where a token stands anywhere but in a text in single quotes
 */
export const bindNames = (sql: string, names: Names): Bound => {
  let text = "";
  let from = 0;
  for (const { start, end } of textsIn(sql)) {
    text += sql.slice(from, start) + expressionOf(sql.slice(start, end), names);
    from = end;
  }
  text += sql.slice(from);
  const used = Object.entries(names).filter(([token]) => sql.includes(token));
  if (used.some(([token]) => text.includes(token)))
    throw new GantryError("bad-flow", "a word that stands for a name may stand only in a text in single quotes");
  return { sql: text, values: Object.fromEntries(used.map(([token, value]) => [parameterOf(token), value])) };
};

/** A text in which words that stand for names are others. */
export const renamed = (text: string, words: Readonly<Record<string, string>>): string =>
  restoreText(text, (token) => words[token]);

/** A text that is no SQL, with the names. */
export const restoreNames = (text: string, names: Names): string => restoreText(text, (token) => names[token]);

/** A text that goes to the model again: tokens are drawn anew for each call. */
export const withoutNames = (text: string, names: Names): string =>
  restoreText(text, (token) => (names[token] === undefined ? undefined : "<name>"));
