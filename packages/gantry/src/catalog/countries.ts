// Names of countries for columns that hold their codes: what people say in English, French and German.
import type { ColumnValues } from "./types.ts";

/** Beside the names of `Intl`: what else the country is called, and its people. */
const further: Readonly<Record<string, string>> = {
  AE: "Emirates, UAE, Émirats, Emirate",
  AT: "Austrian, autrichien, autrichienne, autrichiens, autrichiennes, österreichisch",
  AU: "Australian, australien, australienne, australisch",
  BE: "Belgian, belge, belgisch",
  BR: "Brazilian, brésilien, brésilienne, brasilianisch",
  CA: "Canadian, canadien, canadienne, kanadisch",
  CH: "Swiss, suisse, schweizer, schweizerisch",
  CN: "Chinese, chinois, chinoise, chinesisch",
  CZ: "Czech, tchèque, tschechisch",
  DE: "German, allemand, allemande, allemands, allemandes, deutsch, deutsche, deutschen, Bundesrepublik",
  DK: "Danish, danois, danoise, dänisch",
  ES: "Spanish, espagnol, espagnole, spanisch",
  FI: "Finnish, finlandais, finlandaise, finnisch",
  FR: "French, français, française, françaises, französisch",
  GB: "UK, U.K., Britain, Great Britain, British, England, Grande-Bretagne, britannique, Großbritannien, britisch, Vereinigtes Königreich, Vereinigten Königreich",
  IE: "Irish, irlandais, irlandaise, irisch",
  IN: "Indian, indien, indienne, indisch",
  IT: "Italian, italien, italienne, italienisch",
  JP: "Japanese, japonais, japonaise, japanisch",
  KR: "Korea, Korean, Corée, coréen, coréenne, koreanisch, Südkorea",
  MX: "Mexican, mexicain, mexicaine, mexikanisch",
  NL: "Holland, Dutch, néerlandais, néerlandaise, niederländisch",
  NO: "Norwegian, norvégien, norvégienne, norwegisch",
  NZ: "Neuseeland",
  PL: "Polish, polonais, polonaise, polnisch",
  PT: "Portuguese, portugais, portugaise, portugiesisch",
  SE: "Swedish, suédois, suédoise, schwedisch",
  SG: "Singaporean, Singapore",
  US: "USA, U.S., U.S.A., United States, United States of America, the States, American, États-Unis, Etats Unis, américain, américaine, américains, amerikanisch, Vereinigte Staaten, Vereinigten Staaten",
};

/**
 * Values of a column of ISO 3166-1 codes of two letters, with their names.
 *
 * @example billing_country: { labels: ["public"], values: countries("DE", "FR") }
 */
export const countries = (...codes: readonly string[]): ColumnValues => {
  const names = ["en", "fr", "de"].map((language) => new Intl.DisplayNames([language], { type: "region" }));
  return Object.fromEntries(
    codes.map((code) => [
      code,
      [...names.map((it) => it.of(code) ?? code), ...(further[code]?.split(", ") ?? [])].filter((it) => it !== code),
    ]),
  );
};
