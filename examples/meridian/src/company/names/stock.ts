// A stock of first names (women's and men's) and last names of one culture, written as lists of words.

export interface NameStock {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly last: readonly string[];
}

/** Names separated by commas, so that "van den Berg" stays one. */
export function stock(women: string, men: string, last: string): NameStock {
  const words = (text: string) => text.split(",").map((word) => word.trim());
  return { women: words(women), men: words(men), last: words(last) };
}
