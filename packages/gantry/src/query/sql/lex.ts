// Finds `$name` parameters in SQL text as DuckDB's scanner does: not in strings, quoted identifiers, comments or dollar
// quotes. What it finds is compared with DuckDB's own parse (statement.ts), so a disagreement refuses the query.

/** Offsets of a text in single quotes, quotes included; `end` is exclusive. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

export interface ParameterPlace {
  readonly name: string;
  /** Offsets in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const identifierStart = /[A-Za-z_\u0080-\uffff]/u;
const word = /[A-Za-z0-9_$\u0080-\uffff]+/uy;
const parameter = /\$([A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)/uy;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/uy;
const number = /(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/uy;

const matchAt = (pattern: RegExp, sql: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(sql);
};

/** Offset just after a run closed by `quote` (doubled inside, or behind a backslash where `escapes`). */
const afterQuoted = (sql: string, from: number, quote: string, escapes: boolean): number => {
  for (let at = from; at < sql.length; at += 1) {
    if (escapes && sql[at] === "\\") at += 1;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return sql.length;
};

/** Offset just after a block comment that opens at `from`; they nest, as in PostgreSQL. */
const afterBlockComment = (sql: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < sql.length; at += 1) {
    if (sql.startsWith("/*", at)) {
      depth += 1;
      at += 1;
    } else if (sql.startsWith("*/", at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
};

const afterLineComment = (sql: string, from: number): number => {
  const end = sql.slice(from).search(/[\r\n]/u);
  return end < 0 ? sql.length : from + end;
};

interface Scan {
  readonly parameters: readonly ParameterPlace[];
  readonly texts: readonly TextPlace[];
  /** Words outside of strings and comments, and what stands in double quotes: names, keywords, functions. */
  readonly words: readonly string[];
  /** Offset of the first `;` outside of quotes and comments, or the length. */
  readonly end: number;
}

const scan = (sql: string): Scan => {
  const parameters: ParameterPlace[] = [];
  const texts: TextPlace[] = [];
  const words: string[] = [];
  let end = sql.length;
  let at = 0;
  while (at < sql.length) {
    const character = sql.charAt(at);
    if (character === "'" || character === '"') {
      const after = afterQuoted(sql, at + 1, character, false);
      if (character === '"') words.push(sql.slice(at + 1, after - 1).replaceAll('""', '"'));
      else texts.push({ start: at, end: after });
      at = after;
    } else if (sql[at + 1] === "'" && /[eE]/u.test(character)) at = afterQuoted(sql, at + 2, "'", true);
    else if (sql.startsWith("--", at)) at = afterLineComment(sql, at);
    else if (sql.startsWith("/*", at)) at = afterBlockComment(sql, at);
    else if (character === "$") {
      const quote = matchAt(dollarQuote, sql, at);
      const place = matchAt(parameter, sql, at);
      if (quote !== null) {
        const close = sql.indexOf(quote[0], at + quote[0].length);
        at = close < 0 ? sql.length : close + quote[0].length;
      } else if (place !== null) {
        parameters.push({ name: place[1] ?? "", start: at, end: at + place[0].length });
        at += place[0].length;
      } else at += 1;
    } else if (identifierStart.test(character)) {
      const found = matchAt(word, sql, at)?.[0] ?? character;
      words.push(found);
      at += found.length;
    } else {
      if (character === ";") end = Math.min(end, at);
      at += matchAt(number, sql, at)?.[0].length ?? 1;
    }
  }
  return { parameters, texts, words, end };
};

/** The parameters of `sql`, in order of appearance. */
export const parametersIn = (sql: string): readonly ParameterPlace[] => scan(sql).parameters;

/** The texts in single quotes, in order of appearance; not those with escapes or in dollar quotes. */
export const textsIn = (sql: string): readonly TextPlace[] => scan(sql).texts;

/** Every word that may name a table or column, in order: a superset, since keywords and functions are among them. */
export const wordsIn = (sql: string): readonly string[] => scan(sql).words;

/** A single statement without the semicolons that end it. */
export const withoutTerminator = (sql: string): string => sql.slice(0, scan(sql).end);

export interface Replaced {
  readonly text: string;
  /** An offset in `text` as the offset in the original; inside a replacement, where its parameter starts. */
  readonly originalOffset: (offset: number) => number;
}

/** `sql` with each parameter replaced by what `replacement` gives for its name. */
export const replaceParameters = (
  sql: string,
  places: readonly ParameterPlace[],
  replacement: (name: string) => string,
): Replaced => {
  let text = "";
  let from = 0;
  const shifts: { readonly at: number; readonly end: number; readonly place: ParameterPlace }[] = [];
  for (const place of places) {
    text += sql.slice(from, place.start);
    const at = text.length;
    text += replacement(place.name);
    shifts.push({ at, end: text.length, place });
    from = place.end;
  }
  return {
    text: text + sql.slice(from),
    originalOffset: (offset) => {
      const shift = shifts.findLast(({ at }) => at <= offset);
      if (shift === undefined) return offset;
      return offset < shift.end ? shift.place.start : shift.place.end + (offset - shift.end);
    },
  };
};
