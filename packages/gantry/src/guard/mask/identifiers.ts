// Names of our own columns in a text: `tenure_years` is nobody's, though no list of ordinary words holds it.
import type { Catalog } from "../../catalog/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import { matchesOf } from "./matches.ts";
import type { Word } from "./words.ts";

const identifierPattern = /[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+/gu;

/** Those written as identifiers are: of a single word, only the dictionary can tell whether it is a name. */
export const identifiersAmong = (names: Iterable<string>): ReadonlySet<string> =>
  new Set([...names].filter((it) => it.includes("_")).map((it) => it.toLowerCase()));

/** Columns of the catalog, and what analytic models read and give, whose reasons name their features. */
export const identifiersOf = ({ tables }: Pick<Catalog, "tables">, models: ModelRegistry): ReadonlySet<string> =>
  identifiersAmong([
    ...Object.values(tables).flatMap(({ columns }) => columns.map(({ name }) => name)),
    ...models.deployments
      .filter(({ modality }) => modality === "analytic")
      .flatMap(({ name }) => {
        const { inputs, outputs } = models.score(name);
        return [...inputs, ...outputs].map((it) => it.name);
      }),
  ]);

/** The words that names are guessed among: none that stands within one of these identifiers, written whole. */
export const outsideIdentifiers = (
  text: string,
  words: readonly Word[],
  identifiers: ReadonlySet<string>,
): readonly Word[] => {
  if (identifiers.size === 0 || !text.includes("_")) return words;
  const own = matchesOf(text, identifierPattern).filter((match) => identifiers.has(match[0].toLowerCase()));
  if (own.length === 0) return words;
  // Both stand in order.
  let at = 0;
  const endOf = (match: RegExpExecArray | undefined): number =>
    match === undefined ? Infinity : match.index + match[0].length;
  return words.filter(({ start, end }) => {
    while (endOf(own[at]) <= start) at += 1;
    const here = own[at];
    return here === undefined || start < here.index || end > endOf(here);
  });
};
