// A map of the world as one tile a country, each about where the country is: small ones are seen, and no borders are drawn.
// The layout is our own; countries are named by ISO 3166-1 alpha-2 (XK: Kosovo).

const layout = `
.. .. .. .. .. .. .. GL .. .. .. IS .. .. .. NO SE FI EE .. .. .. .. .. .. .. .. .. .. .. ..
.. .. CA .. .. .. .. .. .. .. .. .. IE GB .. DK .. .. LV .. .. .. RU .. .. .. .. .. .. .. ..
.. .. US .. .. .. .. .. .. .. .. .. .. BE NL DE PL LT BY .. .. .. .. .. .. .. .. .. .. .. ..
.. .. MX .. .. .. BS .. .. .. .. .. .. FR LU CZ SK UA MD .. .. .. .. .. .. .. .. .. .. .. ..
.. .. GT BZ .. CU .. .. .. .. .. PT ES AD CH AT HU RO .. .. .. .. KZ .. .. .. .. .. .. .. ..
.. .. SV HN .. JM HT DO .. AG .. .. .. MC IT SI HR RS BG .. GE .. UZ KG .. MN .. KP .. .. ..
.. .. .. NI .. .. .. PR .. DM .. .. .. .. SM BA ME XK MK TR AM AZ TM TJ .. CN .. KR .. JP ..
.. .. .. CR .. .. .. .. .. LC BB .. .. .. MT .. AL GR .. CY SY IQ IR AF .. .. HK .. .. .. ..
.. .. .. .. PA .. .. .. .. TT .. .. .. .. TN .. .. .. .. LB JO KW BH PK NP BT MO .. TW .. ..
.. .. .. .. CO VE GY SR .. .. .. .. MA DZ LY EG .. .. PS IL SA QA AE .. IN BD MM LA VN .. ..
.. .. .. .. EC PE BR .. .. CV .. MR ML NE TD SD ER .. .. .. YE OM .. MV LK .. .. TH KH PH ..
.. .. .. .. .. BO PY .. .. GM SN GN BF BJ NG CF SS ET DJ .. .. .. .. .. .. .. .. MY BN .. ..
.. .. .. .. CL AR UY .. .. .. GW SL CI TG CM CG UG KE SO .. .. .. .. .. .. .. .. SG ID PG SB
.. .. .. .. .. .. .. .. .. .. .. .. LR GH GQ CD RW TZ .. .. .. .. .. .. .. .. .. .. TL .. VU
.. .. .. .. .. .. .. .. .. .. .. .. .. ST GA .. BI .. KM SC .. .. .. .. .. .. .. .. AU .. FJ
.. .. .. .. .. .. .. .. .. .. .. .. .. .. AO ZM MW MZ .. .. .. .. .. .. .. .. .. .. .. NZ ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. NA BW ZW .. MG MU .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ZA SZ .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. .. .. .. LS .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
`;

export interface Tile {
  readonly code: string;
  readonly column: number;
  /** From the top. */
  readonly line: number;
}

const lines = layout.trim().split("\n");

export const tiles: readonly Tile[] = lines.flatMap((text, line) =>
  text.split(" ").flatMap((code, column) => (code === ".." ? [] : [{ code, column, line }])),
);

export const tileColumns: number = Math.max(...tiles.map((it) => it.column)) + 1;
export const tileLines: number = lines.length;

const listed = (codes: string): readonly string[] => codes.split(" ");

const africa = listed(
  "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW",
);
const middleEast = listed("AE BH CY IL IQ IR JO KW LB OM PS QA SA SY TR YE");
const europe = listed(
  "AD AL AM AT AZ BA BE BG BY CH CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM UA XK",
);
const northAmerica = listed("CA GL US");
const latinAmerica = listed(
  "AG AR BB BO BR BS BZ CL CO CR CU DM DO EC GT GY HN HT JM LC MX NI PA PE PR PY SR SV TT UY VE",
);
const oceania = listed("AU FJ NZ PG SB VU");
const asia = listed("AF BD BN BT CN HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TW UZ VN");

/** Regions that people speak of, by name in small letters. Central Asia counts as Asia, the Caucasus as Europe. */
export const regions: ReadonlyMap<string, readonly string[]> = new Map([
  ["africa", africa],
  ["middle east", middleEast],
  ["europe", europe],
  ["north america", northAmerica],
  ["latin america", latinAmerica],
  ["latam", latinAmerica],
  ["asia", asia],
  ["oceania", oceania],
  ["emea", [...europe, ...middleEast, ...africa]],
  ["amer", [...northAmerica, ...latinAmerica]],
  ["americas", [...northAmerica, ...latinAmerica]],
  ["apac", [...asia, ...oceania]],
]);
