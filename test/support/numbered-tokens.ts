// Tokens differ from house to house: a record numbers them as they first stand in the data of a prompt.

const token = /(?<![A-Za-z0-9_])[A-Z]{2,12}_[0-9A-Z]{4,13}(?:_[0-9A-Z]{1,4})?(?![A-Z0-9_])/g;

/** Rows that a query orders no further come in any order. */
const linesOf = (data: string): string =>
  data
    .split("\n")
    .toSorted((a, b) => a.localeCompare(b))
    .join("\n");

export interface NumberedData {
  /** With `COMPANY{1}` where a token stood. */
  readonly plain: string;
  /** Puts numbers into another text for the tokens of the data. */
  readonly number: (text: string) => string;
  /** Puts the data's tokens back into a text with numbers. */
  readonly restore: (text: string) => string;
}

export function numberedData(data: string): NumberedData {
  const names = new Map<string, string>();
  for (const [found] of data.matchAll(token)) {
    if (!names.has(found)) names.set(found, `${found.split("_")[0]}{${names.size + 1}}`);
  }
  const tokens = new Map([...names].map(([own, name]) => [name, own]));
  const number = (text: string): string => text.replaceAll(token, (found) => names.get(found) ?? found);
  return {
    plain: number(data),
    number,
    restore: (text) => text.replaceAll(/[A-Z]+\{\d+\}/g, (name) => tokens.get(name) ?? name),
  };
}

/** Whether two prompts show the same, in whatever order their lines stand. */
export const isSameData = (one: string, other: string): boolean => one === other || linesOf(one) === linesOf(other);
