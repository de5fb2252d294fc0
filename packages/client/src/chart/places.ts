// Which tiles a place is: a country by its code or its name in one of our languages, or a region.
import { regions, tiles } from "./tiles.ts";

export interface Place {
  /** As it is said on the map. */
  readonly name: string;
  readonly codes: readonly string[];
}

const known = new Set(tiles.map((it) => it.code));

/** Names that Intl has otherwise. */
const others: readonly (readonly [string, string])[] = [
  ["usa", "US"],
  ["uk", "GB"],
  ["great britain", "GB"],
  ["czech republic", "CZ"],
  ["turkey", "TR"],
  ["hong kong", "HK"],
  ["macao", "MO"],
  ["ivory coast", "CI"],
  ["burma", "MM"],
];

let named: ReadonlyMap<string, string> | undefined;

/** Country names in English, German and French, as Intl knows them, in small letters. */
const names = (): ReadonlyMap<string, string> =>
  (named ??= new Map([
    ...["fr", "de", "en"].flatMap((language) => {
      const of = new Intl.DisplayNames([language], { type: "region" });
      return tiles.map(({ code }) => [(of.of(code) ?? code).toLowerCase(), code] as const);
    }),
    ...others,
  ]));

/** Null where there is no such place on the map. */
export function placeOf(text: string): Place | null {
  const name = text.trim();
  const code = known.has(name) ? name : names().get(name.toLowerCase());
  if (code !== undefined) return { name, codes: [code] };
  const codes = regions.get(name.toLowerCase());
  return codes === undefined ? null : { name, codes };
}
