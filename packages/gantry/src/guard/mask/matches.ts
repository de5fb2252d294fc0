// Every match of an expression, without the copy of it that `matchAll` makes at each call: most texts match few of many.

const none: readonly RegExpExecArray[] = [];

/** The matches of a global expression in order, as `text.matchAll(expression)` gives them. */
export const matchesOf = (text: string, expression: RegExp): readonly RegExpExecArray[] => {
  expression.lastIndex = 0;
  let match = expression.exec(text);
  if (match === null) return none;
  const found: RegExpExecArray[] = [];
  while (match !== null) {
    found.push(match);
    if (match[0] === "") expression.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
    match = expression.exec(text);
  }
  return found;
};
