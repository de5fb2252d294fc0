// Numbers as people write them: in digits with commas or points, with k and m, or as a word in three languages.
const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [1, "one un une eins"],
      [2, "two deux zwei"],
      [3, "three trois drei"],
      [4, "four quatre vier"],
      [5, "five cinq funf"],
      [6, "six sechs"],
      [7, "seven sept sieben"],
      [8, "eight huit acht"],
      [9, "nine neuf neun"],
      [10, "ten dix zehn"],
      [12, "twelve douze zwolf"],
      [15, "fifteen quinze funfzehn"],
      [20, "twenty vingt zwanzig"],
    ] as const
  ).flatMap(([value, words]) => words.split(" ").map((word) => [word, value])),
);

/** A number as written or in a word: 10,000; 10.000; 1.5m; 50k; five. */
export const numberOf = (word: string): number | null => {
  const named = numbers[word];
  if (named !== undefined) return named;
  const match = /^(\d+(?:[.,]\d+)*)([km])?$/.exec(word);
  if (match === null) return null;
  const [, digits = "", unit] = match;
  const plain = /^\d{1,3}(?:[.,]\d{3})+$/.test(digits) ? digits.replaceAll(/[.,]/g, "") : digits.replace(",", ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return value * (unit === "k" ? 1e3 : unit === "m" ? 1e6 : 1);
};
