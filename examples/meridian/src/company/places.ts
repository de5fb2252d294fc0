// Where Meridian's customers are: countries with their region, currency, languages, cities and share of accounts.

export type Region = "EMEA" | "AMER" | "APAC";
export type Currency = "EUR" | "USD" | "GBP" | "CHF" | "JPY";
export type Language = "en" | "fr" | "de";

/** The stock of personal names that a country draws from. */
export type Culture =
  | "german"
  | "english"
  | "french"
  | "dutch"
  | "spanish"
  | "italian"
  | "nordic"
  | "polish"
  | "portuguese"
  | "japanese"
  | "indian"
  | "chinese"
  | "korean"
  | "arabic";

export interface Place {
  readonly code: string;
  readonly region: Region;
  /** Relative number of accounts within the region. */
  readonly weight: number;
  readonly currency: Currency;
  /** Which languages its contacts write to Meridian in, with weights. */
  readonly languages: Readonly<Record<Language, number>>;
  readonly cultures: Readonly<Partial<Record<Culture, number>>>;
  /** How many days after the due date its companies usually pay. */
  readonly paysLate: number;
  readonly cities: readonly string[];
}

function place(
  code: string,
  region: Region,
  weight: number,
  currency: Currency,
  languages: string,
  cultures: Place["cultures"],
  paysLate: number,
  cities: string,
): Place {
  const share = { en: 0, fr: 0, de: 0 };
  for (const part of languages.split(" ")) {
    const [language, percent] = part.split(":");
    if (language === "en" || language === "fr" || language === "de") share[language] = Number(percent);
  }
  return { code, region, weight, currency, languages: share, cultures, paysLate, cities: cities.split(", ") };
}

export const places: readonly Place[] = [
  place(
    "DE",
    "EMEA",
    24,
    "EUR",
    "de:88 en:12",
    { german: 88, dutch: 2, polish: 4, english: 3, italian: 3 },
    0,
    "Berlin, München, Hamburg, Frankfurt am Main, Köln, Leipzig, Dresden, Heidelberg, Göttingen, Jena, Mainz, Freiburg, Münster, Regensburg, Ulm",
  ),
  place(
    "FR",
    "EMEA",
    17,
    "EUR",
    "fr:92 en:8",
    { french: 92, spanish: 4, italian: 4 },
    5,
    "Paris, Lyon, Toulouse, Strasbourg, Grenoble, Montpellier, Nantes, Lille, Rennes, Marseille, Bordeaux, Dijon, Évry",
  ),
  place(
    "GB",
    "EMEA",
    14,
    "GBP",
    "en:100",
    { english: 84, indian: 9, polish: 3, chinese: 4 },
    2,
    "London, Cambridge, Oxford, Manchester, Edinburgh, Leeds, Bristol, Glasgow, Nottingham, Cardiff, Belfast, Sheffield",
  ),
  place(
    "CH",
    "EMEA",
    9,
    "CHF",
    "de:62 fr:28 en:10",
    { german: 62, french: 28, italian: 10 },
    -2,
    "Zürich, Basel, Genève, Lausanne, Bern, Winterthur, St. Gallen, Zug, Neuchâtel, Fribourg",
  ),
  place(
    "AT",
    "EMEA",
    5,
    "EUR",
    "de:92 en:8",
    { german: 94, italian: 3, polish: 3 },
    0,
    "Wien, Graz, Linz, Innsbruck, Salzburg, Klosterneuburg",
  ),
  place(
    "NL",
    "EMEA",
    6,
    "EUR",
    "en:94 de:6",
    { dutch: 92, german: 4, english: 4 },
    1,
    "Amsterdam, Utrecht, Leiden, Delft, Wageningen, Groningen, Nijmegen, Eindhoven",
  ),
  place(
    "BE",
    "EMEA",
    4,
    "EUR",
    "en:55 fr:45",
    { dutch: 52, french: 48 },
    4,
    "Bruxelles, Leuven, Gent, Liège, Antwerpen, Louvain-la-Neuve",
  ),
  place(
    "ES",
    "EMEA",
    5,
    "EUR",
    "en:100",
    { spanish: 96, portuguese: 4 },
    9,
    "Madrid, Barcelona, Valencia, Sevilla, Bilbao, Granada, Zaragoza",
  ),
  place(
    "IT",
    "EMEA",
    6,
    "EUR",
    "en:100",
    { italian: 96, german: 4 },
    11,
    "Milano, Roma, Torino, Bologna, Padova, Firenze, Napoli, Trieste, Pavia",
  ),
  place(
    "SE",
    "EMEA",
    3,
    "EUR",
    "en:100",
    { nordic: 95, english: 5 },
    -1,
    "Stockholm, Uppsala, Göteborg, Lund, Malmö, Umeå",
  ),
  place("DK", "EMEA", 2, "EUR", "en:100", { nordic: 97, german: 3 }, -1, "København, Aarhus, Odense, Lyngby, Aalborg"),
  place("NO", "EMEA", 1, "EUR", "en:100", { nordic: 98, english: 2 }, -1, "Oslo, Bergen, Trondheim, Tromsø"),
  place("FI", "EMEA", 1, "EUR", "en:100", { nordic: 100 }, -1, "Helsinki, Espoo, Turku, Tampere, Oulu"),
  place("PL", "EMEA", 2, "EUR", "en:90 de:10", { polish: 100 }, 6, "Warszawa, Kraków, Wrocław, Gdańsk, Poznań"),
  place("IE", "EMEA", 2, "EUR", "en:100", { english: 96, polish: 4 }, 2, "Dublin, Cork, Galway, Limerick"),
  place("AE", "EMEA", 1, "USD", "en:100", { arabic: 60, indian: 30, english: 10 }, 12, "Dubai, Abu Dhabi, Sharjah"),
  place(
    "US",
    "AMER",
    74,
    "USD",
    "en:100",
    { english: 68, spanish: 12, indian: 7, chinese: 7, german: 3, korean: 3 },
    4,
    "Boston, San Diego, San Francisco, Raleigh, Philadelphia, Houston, Chicago, Seattle, Madison, Ann Arbor, Rochester, Baltimore, Denver, Atlanta, Minneapolis, Pittsburgh",
  ),
  place(
    "CA",
    "AMER",
    14,
    "USD",
    "en:72 fr:28",
    { english: 62, french: 28, chinese: 5, indian: 5 },
    3,
    "Toronto, Montréal, Vancouver, Québec, Ottawa, Calgary, Sherbrooke, Halifax",
  ),
  place(
    "BR",
    "AMER",
    7,
    "USD",
    "en:100",
    { portuguese: 94, italian: 6 },
    10,
    "São Paulo, Campinas, Rio de Janeiro, Curitiba, Belo Horizonte",
  ),
  place("MX", "AMER", 5, "USD", "en:100", { spanish: 100 }, 8, "Ciudad de México, Monterrey, Guadalajara, Querétaro"),
  place(
    "JP",
    "APAC",
    42,
    "JPY",
    "en:100",
    { japanese: 98, english: 2 },
    -3,
    "Tokyo, Osaka, Kyoto, Tsukuba, Nagoya, Yokohama, Sendai, Kobe, Fukuoka",
  ),
  place(
    "AU",
    "APAC",
    20,
    "USD",
    "en:100",
    { english: 80, chinese: 10, indian: 6, italian: 4 },
    3,
    "Melbourne, Sydney, Brisbane, Adelaide, Perth, Canberra",
  ),
  place("SG", "APAC", 12, "USD", "en:100", { chinese: 72, indian: 18, english: 10 }, 0, "Singapore"),
  place(
    "IN",
    "APAC",
    12,
    "USD",
    "en:100",
    { indian: 100 },
    9,
    "Bengaluru, Hyderabad, Pune, Mumbai, Chennai, New Delhi",
  ),
  place("KR", "APAC", 9, "USD", "en:100", { korean: 100 }, 1, "Seoul, Daejeon, Incheon, Busan"),
  place(
    "NZ",
    "APAC",
    5,
    "USD",
    "en:100",
    { english: 94, chinese: 6 },
    1,
    "Auckland, Wellington, Christchurch, Dunedin",
  ),
];
