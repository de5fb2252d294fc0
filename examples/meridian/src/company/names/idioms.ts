// How organisations are named in each language area: legal forms, words for their trade, patterns for public bodies.
import type { Culture, Place } from "../places.ts";
import type { Random } from "../random.ts";

export type IdiomLanguage = "de" | "en" | "fr" | "nl" | "es" | "it" | "nordic" | "pl" | "jp" | "asia";

export interface Idiom {
  readonly language: IdiomLanguage;
  readonly legal: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly founder: readonly string[];
  readonly hospital: readonly string[];
  readonly university: readonly string[];
  readonly institute: readonly string[];
}

const list = (text: string): string[] => text.split(",").map((word) => word.trim());

/** Invented towns, rivers and saints for public bodies. */
export const towns: Readonly<Record<IdiomLanguage, readonly string[]>> = {
  de: list(
    "Falkenried, Auenstein, Lindenau, Oberwalden, Sankt Leonhard, Hohenfels, Eschenbruck, Rautal, Seefelden, Birkenau, Altmühlen, Kranichstein, Wolfsgrund, Sankt Veit, Marienfeld, Tannwald, Rheinhalden, Grünbach, Sankt Florian, Lerchenberg",
  ),
  en: list(
    "Ashford Vale, Kingsmere, Harrowgate Hill, Westbrook, Thornleigh, Saint Alban's Cross, Millhaven, Eastport, Cedar Falls, Stonebridge, Lakemont, Fairhaven, Northfield, Ravensworth, Silver Lake, Dunmore, Highgate Point, Redcliff, Blackwater, Pine Ridge",
  ),
  fr: list(
    "Valmorin, Saint-Aubrac, Montrevel-sur-Isle, Clairvaux-le-Pont, Beauregard, Rochefontaine, Saint-Maur-des-Lacs, Hautepierre, Villeneuve-d'Arcis, Bellecombe, Fontbrune, Sainte-Odile, Grandvallon, La Chênaie, Port-Mirabel, Mont-Clair",
  ),
  nl: list(
    "Waterdam, Hogeveld, Lindenhout, Oosterwijk aan Zee, Nieuwmeer, Sint-Joris, Zilverdijk, Bergambacht, Rivierland, Kastanjehof, Duinrust, Westermaas",
  ),
  es: list(
    "Valdemora, San Telmo, Villaclara, Monteflor, Santa Eulalia, Puerto Lindo, Las Encinas, Río Claro, Sierra Alta, La Almendra, San Jacinto, Campo Verde",
  ),
  it: list(
    "Montefiore, San Vitale, Valchiara, Pontelungo, Santa Lucia, Castelforte, Rivabella, Borgo Antico, Acquaviva, Sant'Elmo, Collealto, Villanova sul Lago",
  ),
  nordic: list(
    "Björkvik, Storhavn, Lindholmen, Norrsund, Fjellheim, Askerby, Havnsted, Sandøy, Kallvik, Rødby Strand, Elvestad, Tallmark",
  ),
  pl: list("Dębogóra, Jasna Polana, Lipowiec, Zielonka, Święty Marcin, Brzezina, Nowy Dwór, Górzno"),
  jp: list(
    "Shirakawa, Midorigaoka, Asahino, Minamihara, Kitayama, Sakuradai, Hoshino, Aoba, Tsukimi, Wakamatsu, Kiyosato, Fujisawa-kita",
  ),
  asia: list(
    "Jade Harbour, Saraswati Nagar, Lotus Bay, Marina Point, Sanjivani, Han River, Namdong, Green Valley, Orchid Hill, Peninsula, Everton Park, Shanti Vihar",
  ),
};

const english: Idiom["fields"] = {
  Pharmaceuticals: list("Pharma, Pharmaceuticals, Therapeutics, Biopharma, Medicines"),
  Biotechnology: list("Biosciences, Biologics, Genomics, Bio, Cell Systems, Proteomics, Biotech"),
  Diagnostics: list("Diagnostics, Clinical Labs, Pathology, Assays"),
  "Food & Beverage": list("Foods, Dairy, Nutrition, Beverages, Ingredients"),
  Chemicals: list("Chemicals, Specialty Chemicals, Coatings, Polymers, Catalysts"),
  "Environmental Testing": list("Environmental, Water Testing, Air & Soil Labs, Analytical"),
  "Contract Laboratory": list("Laboratories, Contract Research, Testing Services, Analytical Services, Labs"),
  Materials: list("Materials, Composites, Advanced Materials, Ceramics"),
  Agriculture: list("Seeds, Crop Science, AgriTech, Plant Sciences"),
};

const german: Idiom["fields"] = {
  Pharmaceuticals: list("Pharma, Arzneimittel, Therapeutics, Pharmazeutika"),
  Biotechnology: list("Biotech, Biowissenschaften, Genomik, Bio, Zelltechnik"),
  Diagnostics: list("Diagnostik, Labormedizin, Pathologie"),
  "Food & Beverage": list("Lebensmittel, Molkerei, Feinkost, Getränke, Nahrungsmittel"),
  Chemicals: list("Chemie, Spezialchemie, Lacke, Kunststoffe"),
  "Environmental Testing": list("Umweltanalytik, Wasserlabor, Umwelttechnik"),
  "Contract Laboratory": list("Analytik, Prüflabor, Laborservice, Auftragsforschung"),
  Materials: list("Werkstoffe, Keramik, Materialtechnik"),
  Agriculture: list("Saatgut, Pflanzenzucht, Agrar"),
};

const french: Idiom["fields"] = {
  Pharmaceuticals: list("Pharma, Pharmaceutique, Santé, Thérapeutiques"),
  Biotechnology: list("Biotech, Biosciences, Génomique, Bio"),
  Diagnostics: list("Diagnostics, Biologie Médicale, Analyses"),
  "Food & Beverage": list("Agroalimentaire, Laiteries, Nutrition, Boissons"),
  Chemicals: list("Chimie, Chimie Fine, Polymères, Peintures"),
  "Environmental Testing": list("Environnement, Eaux & Sols, Analyses Environnementales"),
  "Contract Laboratory": list("Laboratoires, Analytique, Recherche"),
  Materials: list("Matériaux, Céramiques, Composites"),
  Agriculture: list("Semences, Agronomie, Sélection Végétale"),
};

function idiom(
  language: IdiomLanguage,
  legal: string,
  fields: Idiom["fields"],
  founder: string,
  hospital: string,
  university: string,
  institute: string,
): Idiom {
  const patterns = (text: string) => text.split(";").map((part) => part.trim());
  return {
    language,
    legal: list(legal),
    fields,
    founder: patterns(founder),
    hospital: patterns(hospital),
    university: patterns(university),
    institute: patterns(institute),
  };
}

const idioms: Readonly<Record<IdiomLanguage, Idiom>> = {
  de: idiom(
    "de",
    "GmbH, GmbH, AG, GmbH & Co. KG, SE",
    german,
    "{founder} {field} {legal}; Labor Dr. {founder} & Partner; {founder} & {partner} {field} {legal}; Gebr. {founder} {field} {legal}",
    "Universitätsklinikum {town}; Klinikum {town}; Kreiskrankenhaus {town}; Herzzentrum {town}; Krankenhaus Sankt Elisabeth {town}",
    "Universität {town}; Technische Universität {town}; Hochschule {town}; Medizinische Universität {town}",
    "Institut für Zellforschung {town}; {founder}-Institut für Biochemie; Forschungszentrum {town}; Landesamt für Verbraucherschutz {town}; {founder}-Institut für Infektionsbiologie",
  ),
  en: idiom(
    "en",
    "Ltd, Inc., plc, LLC, Group, Corp.",
    english,
    "{founder} {field} {legal}; {founder} & {partner} {field}; {founder} Brothers {field} {legal}; The {founder} Laboratory",
    "{town} General Hospital; {town} University Hospital; {town} Medical Center; {town} Children's Hospital; {founder} Memorial Hospital",
    "University of {town}; {town} State University; {town} Institute of Technology; {founder} College; {town} Medical School",
    "{founder} Institute for Cancer Research; {town} Research Centre; {founder} Centre for Genomics; Institute of Marine Biology, {town}; National Reference Laboratory {town}",
  ),
  fr: idiom(
    "fr",
    "SA, SAS, SARL, SE",
    french,
    "Laboratoires {founder} {legal}; {founder} {field} {legal}; {founder} & {partner} {legal}; Groupe {founder} {field}",
    "CHU de {town}; Centre Hospitalier de {town}; Hôpital {town}; Clinique {founder}; Institut Hospitalier {founder}",
    "Université de {town}; École Polytechnique de {town}; Université {founder}; École Supérieure de Chimie de {town}",
    "Institut {founder}; Centre de Recherche de {town}; Institut de Biologie de {town}; Observatoire des Eaux de {town}",
  ),
  nl: idiom(
    "nl",
    "B.V., B.V., N.V.",
    english,
    "{founder} {field} {legal}; Laboratorium {founder} {legal}",
    "Ziekenhuis {town}; UMC {town}; Sint-Lucas Ziekenhuis {town}",
    "Universiteit {town}; Hogeschool {town}; Technische Universiteit {town}",
    "Instituut {founder}; Onderzoekscentrum {town}; {town} Centre for Life Sciences",
  ),
  es: idiom(
    "es",
    "S.A., S.L., S.A. de C.V.",
    {
      ...english,
      Pharmaceuticals: list("Farma, Farmacéutica, Salud"),
      "Food & Beverage": list("Alimentos, Lácteos, Bebidas"),
      Chemicals: list("Química, Polímeros"),
    },
    "Laboratorios {founder} {legal}; {founder} {field} {legal}; Hermanos {founder} {legal}",
    "Hospital {town}; Hospital Universitario {town}; Clínica {founder}",
    "Universidad de {town}; Universidad Politécnica de {town}; Instituto Tecnológico de {town}",
    "Instituto {founder}; Centro de Investigación {town}; Instituto de Biomedicina de {town}",
  ),
  it: idiom(
    "it",
    "S.p.A., S.r.l., S.r.l.",
    {
      ...english,
      Pharmaceuticals: list("Farmaceutici, Pharma, Farma"),
      "Food & Beverage": list("Alimentari, Latticini, Bevande"),
      Chemicals: list("Chimica, Vernici, Polimeri"),
    },
    "{founder} {field} {legal}; Fratelli {founder} {legal}; Laboratori {founder} {legal}",
    "Ospedale {town}; Policlinico {town}; Istituto Clinico {founder}",
    "Università di {town}; Politecnico di {town}; Università degli Studi di {town}",
    "Istituto {founder}; Centro Ricerche {town}; Istituto Zooprofilattico di {town}",
  ),
  nordic: idiom(
    "nordic",
    "AB, A/S, ApS, AS, Oy",
    english,
    "{founder} {field} {legal}; {founder} & {partner} {legal}",
    "{town} Universitetssjukhus; {town} Sygehus; Sykehuset {town}; {town} Hospital",
    "{town} Universitet; {town} Tekniske Højskole; University of {town}",
    "{founder} Institute; {town} Forskningscenter; Institute of Limnology, {town}",
  ),
  pl: idiom(
    "pl",
    "S.A., Sp. z o.o.",
    english,
    "{founder} {field} {legal}; Laboratorium {founder} {legal}",
    "Szpital Kliniczny {town}; Szpital Wojewódzki {town}",
    "Politechnika {town}; Uniwersytet Medyczny {town}",
    "Instytut Biochemii {town}; Instytut im. {founder}",
  ),
  jp: idiom(
    "jp",
    "K.K., Co. Ltd., Corporation, Kabushiki Kaisha",
    english,
    "{founder} {field} {legal}; {founder} Seiyaku {legal}; {founder} Kagaku {legal}",
    "{town} University Hospital; {town} Red Pine Hospital; {town} Medical Center",
    "{town} University; {town} Institute of Science and Technology; {town} Medical University",
    "{founder} Research Institute; {town} Institute of Physical Sciences; {town} Cancer Institute",
  ),
  asia: idiom(
    "asia",
    "Pte Ltd, Pvt Ltd, Co. Ltd, Ltd",
    english,
    "{founder} {field} {legal}; {founder} & Sons {field} {legal}",
    "{town} General Hospital; {town} Medical Centre; {founder} Memorial Hospital",
    "University of {town}; {town} Institute of Technology; {town} Medical College",
    "{town} Institute of Life Sciences; {founder} Research Foundation; National Centre for Biology, {town}",
  ),
};

const ofCulture: Readonly<Record<Culture, IdiomLanguage>> = {
  german: "de",
  english: "en",
  french: "fr",
  dutch: "nl",
  spanish: "es",
  italian: "it",
  nordic: "nordic",
  polish: "pl",
  portuguese: "es",
  japanese: "jp",
  indian: "asia",
  chinese: "asia",
  korean: "asia",
  arabic: "en",
};

const ofCountry: Readonly<Record<string, IdiomLanguage>> = {
  US: "en",
  GB: "en",
  IE: "en",
  AU: "en",
  NZ: "en",
  SG: "asia",
  AE: "en",
};

/** The way names are made in a country; where several languages live, one of them. */
export function idiomOf(place: Place, random: Random): Idiom {
  const fixed = ofCountry[place.code];
  if (fixed !== undefined) return idioms[fixed];
  return idioms[ofCulture[random.weighted(place.cultures)]];
}
