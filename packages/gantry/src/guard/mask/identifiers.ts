// Names of columns in a text: our own, and those that are written and built like one. `tenure_years` is nobody's, though no
// list of ordinary words holds it.
import type { Catalog } from "../../catalog/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import { matchesOf } from "./matches.ts";
import { isCommon, wordsIn } from "./words.ts";
import type { Word } from "./words.ts";

const identifierPattern = /[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+/gu;

/** `tenure_years`, `crm.accounts.tenure_years`, `tenureYears`: never "Quillon_Vertrag" or "MysticWeb". */
const builtPattern =
  /(?<![\p{L}\p{N}_.@-])(?=[\p{Ll}\p{N}.]*_|[\p{Lu}\p{N}.]*_|\p{Ll}+\p{Lu}\p{Ll})(?:[\p{Ll}\p{N}]+(?:[_.][\p{Ll}\p{N}]+)+|[\p{Lu}\p{N}]+(?:[_.][\p{Lu}\p{N}]+)+|\p{Ll}+(?:\p{Lu}\p{Ll}+)+)(?![\p{L}\p{N}_@-])/gu;

/** What columns are made of beside ordinary words; none is a name of anybody that the lists of names hold. */
const columnWords = new Set(
  `tenure churn mrr arr arpu nps csat ltv clv cac ebitda cogs capex opex sku ean gtin upc isin bic vat tva mwst qty amt
  cnt num pct perc idx ids uid uuid guid oid ref refs fk pk src dst tgt tz ts utc iso lat lng lon geo url href api sdk
  jwt sso oauth oidc saml ldap smtp imap http https json jsonb xml csv yaml blob bool boolean int bigint varchar timestamp
  datetime epoch param params arg args attr attrs prop props config cfg env init async enum regex bitmask checksum sha hmac
  utm referrer ctr cpc cpm sla mttr mtbf otif rfm aov gmv yoy qoq mom ytd mtd qtd avg std stddev sqrt ewma
  umsatz quartal rabatt bestand lieferant auftrag artikel konto beleg umsaetze laufzeit kuendigung verbrauch
  libelle chiffre effectif`.split(/\s+/),
);

/** Whether nothing in it could be of a name. */
const isBuilt = (identifier: string): boolean =>
  identifier
    .split(/[_.]|(?<=\p{Ll})(?=\p{Lu})/u)
    .every((piece) => columnWords.has(piece.toLowerCase()) || wordsIn(piece).every(isCommon));

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

/** The words that names are guessed among: none that stands within an identifier, one of these or built like one. */
export const outsideIdentifiers = (
  text: string,
  words: readonly Word[],
  identifiers: ReadonlySet<string>,
): readonly Word[] => {
  const isWritten = text.includes("_");
  if (!isWritten && !/\p{Ll}\p{Lu}/u.test(text)) return words;
  const own = isWritten
    ? matchesOf(text, identifierPattern).filter((match) => identifiers.has(match[0].toLowerCase()))
    : [];
  const built = matchesOf(text, builtPattern).filter((match) => isBuilt(match[0]));
  const all = [...own, ...built].sort((a, b) => a.index - b.index);
  if (all.length === 0) return words;
  // Both stand in order.
  let at = 0;
  const endOf = (match: RegExpExecArray | undefined): number =>
    match === undefined ? Infinity : match.index + match[0].length;
  return words.filter(({ start, end }) => {
    while (endOf(all[at]) <= start) at += 1;
    const here = all[at];
    return here === undefined || start < here.index || end > endOf(here);
  });
};
