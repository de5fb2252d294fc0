// The rows that the drafts beside this file were written from: customers of an instrument maker that do not exist, as four kinds
// of flow hand them to a writer. `people` and companies of one row are in no other of its kind.
import type { Row } from "../../../packages/gantry/src/catalog/index.ts";

export type Kind = "retention" | "order" | "quarter" | "project" | "service";

const columns = {
  retention:
    "account salutation first_name last_name owner owner_title city renewal_date customer_since usage_trend usage_since seat_use active_users licensed_users weeks_silent error_rate tickets_90d urgent_tickets_90d open_tickets annual_value currency contract_term_months overdue_invoices overdue_amount days_late",
  order:
    "account salutation first_name last_name owner owner_title city product order_number ordered_on quantity amount currency delivery_date delay_days engineer visit_date visit_hours warranty_months quote_number quote_valid_until training_seats downtime_hours uptime",
  quarter:
    "region manager quarter_start quarter_end revenue previous_revenue growth currency won_deals lost_deals win_rate pipeline quota attainment top_customer top_deal top_rep cycle_days new_customers open_opportunities",
  project:
    "client contact consultant project_code kickoff_date go_live_date budget spent currency milestones_done milestones_total nps open_risks last_login seats_trained remaining_days",
  service:
    "account salutation first_name last_name engineer city product case_number reported_on repair_date response_hours parts_replaced amount currency next_date drift covered_units total_units loan_days satisfaction",
} as const;

/** Values in the order of the columns, told apart by " | "; an empty one is unknown. Numbers are numbers, amounts decimals as text. */
const lines: Readonly<Record<string, string>> = {
  en1: "Harrow Biosciences Ltd | Ms. | Priya | Raman | Tom Whitfield | Account Executive | Cambridge | 2027-01-31 | 2019-03-12 | -0.3214 | 2026-08-24 | 0.4312 | 47 | 109 | 3 | 4.27 | 9 | 2 | 4 | '1203441.00 | EUR | 36 | 2 | '48250.50 | 21.4",
  en2: "Castellan Diagnostics Inc. | Dr. | Marcus | O'Donnell | Renee Baptiste | Customer Success Lead | Boston | 2026-12-15 | 2022-09-01 | -0.487 | 2026-08-24 | 0.6667 | 32 | 48 | 5 | 11.6 | 14 | 5 | 6 | '86400.00 | USD | 12 | 1 | '7200.00 | 12",
  en3: "Northmoor Analytical Plc | Mrs. | Hannah | Lindqvist | Gareth Pugh | Key Account Manager | Leeds | 2027-02-28 | 2016-06-20 | 0.0812 | 2026-08-24 | 0.89 | 178 | 200 | 0 | 0.8 | 3 | 0 | 1 | '412900.00 | GBP | 24 | 0 |  | 3.2",
  en4: "Blue Heron Water Authority | Mr. | Diego | Fuentes | Aisha Karim | Regional Account Manager | Portland | 2026-12-31 | 2021-11-08 | -0.7466 | 2026-08-24 | 0.2 | 5 | 25 | 7 | 6.05 | 2 | 1 | 2 | '31275.00 | USD | 12 | 3 | '9382.50 | 34.7",
  en5: "Ridgeback Materials | Ms. | Siobhan | Kelleher | Owen Tan | Account Director | Dublin | 2027-03-15 | 2020-01-27 | -0.1187 | 2026-08-24 | 0.55 | 66 | 120 | 1 | 2.9 | 6 | 0 | 0 | '248000.00 | EUR | 36 | 0 |  | 8.5",
  en6: "Aldergrove Pharma | Dr. | Wei | Zhang | Laura Mensah | Field Sales Manager | Basel | Spectra 410 | SO-20417 | 2026-10-06 | 3 | '184500.00 | EUR | 2026-12-03 | 14 | Piotr Nowak | 2026-12-09 | 6 | 24 | Q-88213 | 2026-12-18 | 8 | 31 | 0.9712",
  en7: "Kestrel Foods Group | Mr. | Jamal | Edwards | Fiona Drummond | Sales Engineer | Glasgow | Centra X2 | SO-19852 | 2026-09-21 | 12 | '57240.00 | GBP | 2026-11-30 | 21 | Miriam Adler | 2027-01-14 | 4 | 36 | Q-90077 | 2027-01-31 | 15 | 5.5 | 0.9941",
  en8: "Sundale Environmental | Ms. | Grace | Okafor | Ben Castillo | Account Manager | Denver | FlowLab 90 | SO-21003 | 2026-11-02 | 1 | '23990.00 | USD | 2027-02-05 | 7 | Henrik Dahl | 2027-02-11 | 8 | 12 | Q-90412 | 2026-11-27 | 2 | 72 | 0.9583",
  en9: "EMEA | Charlotte Vane | 2026-07-01 | 2026-09-30 | '4318220.00 | '3650100.00 | 0.183 | EUR | 37 | 21 | 0.6379 | '9870000.00 | '4000000.00 | 1.0796 | Orchard Genomics | '612400.00 | Luca Ferri | 63 | 14 | 88",
  en10: "APAC | Kenji Morita | 2026-04-01 | 2026-06-30 | '1876500.00 | '2104300.00 | -0.1083 | USD | 18 | 30 | 0.375 | '5240000.00 | '2500000.00 | 0.7506 | Straits Polymer | '240000.00 | Anjali Rao | 97 | 5 | 52",
  de1: "Lindner Labortechnik GmbH | Frau | Katrin | Voss | Stefan Hölzl | Key-Account-Manager | Hannover | 2027-01-15 | 2018-05-02 | -0.264 | 2026-08-24 | 0.5128 | 20 | 39 | 2 | 7.3 | 11 | 3 | 5 | '142300.00 | EUR | 24 | 2 | '11860.00 | 17.8",
  de2: "Brauhaus Sternegg AG | Herr | Anton | Rieder | Julia Brandstätter | Kundenbetreuerin | Graz | 2026-12-31 | 2023-02-14 | -0.581 | 2026-08-24 | 0.3333 | 6 | 18 | 6 | 3.15 | 4 | 0 | 2 | '27450.00 | EUR | 12 | 1 | '6862.50 | 28",
  de3: "Hanse Umweltanalytik | Frau Dr. | Birgit | Thomsen | Malte Petersen | Vertriebsleiter | Kiel | 2027-03-31 | 2015-10-01 | -0.0946 | 2026-08-24 | 0.76 | 114 | 150 | 0 | 1.4 | 7 | 1 | 3 | '1864000.00 | EUR | 36 | 0 |  | 4.9",
  de4: "Reutter Polymerwerke SE | Herr | Murat | Yildiz | Sabine Kohl | Account-Managerin | Ludwigshafen | 2026-12-10 | 2020-07-20 | -0.428 | 2026-08-24 | 0.625 | 50 | 80 | 4 | 9.8 | 16 | 6 | 7 | '318750.00 | EUR | 24 | 3 | '79687.50 | 41.2",
  de5: "Alpina Diagnostik AG | Herr | Reto | Zbinden | Corinne Frei | Kundenberaterin | Bern | 2027-02-28 | 2021-04-06 | 0.127 | 2026-08-24 | 0.92 | 46 | 50 | 0 | 0.6 | 1 | 0 | 0 | '96500.00 | CHF | 12 | 0 |  | 2.1",
  de6: "Weserstahl GmbH | Herr | Jens | Ahlers | Daniela Krug | Vertriebsingenieurin | Bremen | Spectra 410 | AB-30551 | 2026-09-29 | 2 | '123800.00 | EUR | 2026-12-14 | 10 | Tobias Lenz | 2026-12-17 | 5 | 24 | AN-7745 | 2026-12-04 | 6 | 18 | 0.9806",
  de7: "Moorland Chemie KG | Frau | Svenja | Oltmanns | Ralf Dietz | Gebietsleiter | Oldenburg | Centra X2 | AB-30918 | 2026-10-19 | 5 | '24875.00 | EUR | 2026-11-25 | 21 | Nadine Wulff | 2027-01-20 | 3 | 36 | AN-7802 | 2027-01-08 | 10 | 42 | 0.9524",
  de8: "Stadtwerke Ilmtal | Herr | Holger | Baum | Petra Sommer | Außendienst | Ilmenau | FlowLab 90 | AB-31206 | 2026-11-04 | 1 | '19640.00 | EUR | 2027-01-29 | 28 | Uwe Kranz | 2027-02-03 | 7 | 12 | AN-7811 | 2026-11-30 | 4 | 9.5 | 0.9889",
  de9: "DACH | Martin Eberle | 2026-07-01 | 2026-09-30 | '2745800.00 | '2390000.00 | 0.1489 | EUR | 29 | 12 | 0.7073 | '6120000.00 | '2600000.00 | 1.0561 | Isar Biotech | '388000.00 | Vera Klose | 54 | 9 | 61",
  de10: "Osteuropa | Agnieszka Wolny | 2026-04-01 | 2026-06-30 | '987400.00 | '1120600.00 | -0.1189 | EUR | 13 | 19 | 0.4063 | '2310000.00 | '1200000.00 | 0.8228 | Vltava Chem | '145000.00 | Pavel Hruska | 82 | 4 | 33",
  fr1: "Laboratoires Maurienne SAS | Mme | Claire | Delattre | Julien Rocher | Responsable grands comptes | Grenoble | 2027-01-31 | 2017-09-18 | -0.352 | 2026-08-24 | 0.4783 | 22 | 46 | 3 | 5.4 | 8 | 2 | 3 | '167900.00 | EUR | 36 | 2 | '20987.50 | 19.6",
  fr2: "Céramiques du Rhône | M. | Bastien | Lacombe | Élodie Marchand | Chargée de clientèle | Valence | 2026-12-20 | 2022-01-10 | -0.612 | 2026-08-24 | 0.25 | 4 | 16 | 8 | 2.2 | 5 | 1 | 4 | '22380.00 | EUR | 12 | 1 | '5595.00 | 33",
  fr3: "Institut Valmont | Dr | Solène | Perrin | Hugo Bertin | Directeur commercial | Lausanne | 2027-03-31 | 2014-04-01 | -0.081 | 2026-08-24 | 0.81 | 243 | 300 | 0 | 1.1 | 6 | 0 | 2 | '2415000.00 | CHF | 36 | 0 |  | 5.3",
  fr4: "Verdane Agroalimentaire | M. | Yanis | Haddad | Camille Fournier | Responsable de compte | Rennes | 2026-12-08 | 2020-11-23 | -0.447 | 2026-08-24 | 0.6 | 36 | 60 | 5 | 8.9 | 13 | 4 | 6 | '94200.00 | EUR | 24 | 3 | '23550.00 | 26.4",
  fr5: "Eaux de Lorraine | Mme | Odile | Schmitt | Rémi Caron | Chargé d'affaires | Nancy | 2027-02-15 | 2019-06-03 | 0.096 | 2026-08-24 | 0.95 | 38 | 40 | 0 | 0.7 | 2 | 0 | 1 | '58750.00 | EUR | 24 | 0 |  | 1.8",
  fr6: "Pharma Garonne | M. | Thierry | Castaing | Nathalie Roux | Ingénieure commerciale | Toulouse | Spectra 410 | CF-40122 | 2026-10-12 | 4 | '245600.00 | EUR | 2026-12-11 | 15 | Karim Benali | 2026-12-16 | 5 | 24 | DV-5521 | 2026-12-31 | 12 | 26 | 0.9745",
  fr7: "Nordex Revêtements | Mme | Inès | Lambert | Olivier Pages | Responsable de secteur | Lille | Centra X2 | CF-40287 | 2026-09-28 | 7 | '33425.00 | EUR | 2026-11-26 | 21 | Lucie Morvan | 2027-01-12 | 3 | 36 | DV-5540 | 2027-01-15 | 9 | 48 | 0.9466",
  fr8: "Brasserie Haute-Fagne | M. | Gilles | Wauters | Sandrine Colin | Attachée commerciale | Liège | FlowLab 90 | CF-40391 | 2026-11-03 | 1 | '21150.00 | EUR | 2027-01-27 | 6 | Denis Aubry | 2027-02-02 | 8 | 12 | DV-5563 | 2026-11-28 | 3 | 11.5 | 0.9872",
  fr9: "France | Mathilde Garnier | 2026-07-01 | 2026-09-30 | '1958600.00 | '1702000.00 | 0.1508 | EUR | 24 | 16 | 0.6 | '4475000.00 | '1900000.00 | 1.0308 | Biopôle Atlantique | '275500.00 | Romain Texier | 58 | 11 | 47",
  fr10: "Afrique du Nord | Samir Belkacem | 2026-04-01 | 2026-06-30 | '642300.00 | '715000.00 | -0.1017 | EUR | 9 | 15 | 0.375 | '1630000.00 | '800000.00 | 0.8029 | Atlas Phosphates | '98500.00 | Leïla Mansour | 104 | 3 | 27",
  en11: "Lantern Mutual | Gemma Shaw | Idris Bello | PRJ-0417 | 2026-05-04 | 2027-01-11 | '310000.00 | '217000.00 | GBP | 7 | 10 | 42 | 3 | 2026-11-09 | 64 | 56",
  en12: "Brightwater Logistics Inc. | Noah Feldman | Carla Reyes | PRJ-0433 | 2026-08-17 | 2027-03-01 | '148500.00 | '59400.00 | USD | 3 | 8 | 18 | 5 | 2026-10-30 | 12 | 105",
  de11: "Kranichfeld Versicherung AG | Ulrike Arndt | Timo Weigel | PRJ-0452 | 2026-06-01 | 2026-12-07 | '265000.00 | '238500.00 | EUR | 9 | 11 | 55 | 1 | 2026-11-13 | 120 | 21",
  de12: "Rheinbogen Medizintechnik GmbH | Lars Behrend | Fatma Aydin | PRJ-0470 | 2026-09-07 | 2027-02-22 | '98000.00 | '34300.00 | EUR | 2 | 7 | 12 | 4 | 2026-11-02 | 8 | 98",
  fr11: "Mutuelle des Cévennes | Fabrice Tellier | Maud Gervais | PRJ-0461 | 2026-04-13 | 2027-01-18 | '192000.00 | '144000.00 | EUR | 6 | 9 | 31 | 2 | 2026-11-06 | 45 | 63",
  fr12: "Transports Bellecombe SARL | Aurélie Sabatier | Quentin Faure | PRJ-0478 | 2026-07-06 | 2026-12-14 | '121500.00 | '109350.00 | EUR | 8 | 9 | 47 | 1 | 2026-11-12 | 33 | 28",
  en13: "Foxglove Dental Group | Mr. | Alan | Whitaker | Petra Novotny | Bristol | Centra X2 | SC-20718 | 2026-10-26 | 2026-11-05 | 5.5 | 3 | '1840.00 | GBP | 2027-05-05 | 0.034 | 18 | 24 | 10 | 8.4",
  en14: "Marlin Desalination Inc. | Ms. | Teresa | Quiroga | Walt Jensen | Tampa | FlowLab 90 | SC-20755 | 2026-09-14 | 2026-09-18 | 9 | 1 | '625.50 | USD | 2027-03-18 | 0.0075 | 6 | 8 | 4 | 9.1",
  de13: "Kurklinik Bergheide | Frau | Renate | Pohlmann | Andreas Sieber | Bad Elster | Spectra 410 | SF-5512 | 2026-10-12 | 2026-10-21 | 26 | 4 | '3275.00 | EUR | 2027-04-21 | 0.052 | 9 | 12 | 9 | 7.6",
  de14: "Uckermark Molkerei eG | Herr | Torsten | Griebel | Jana Mierke | Prenzlau | Centra X2 | SF-5540 | 2026-11-02 | 2026-11-04 | 3.5 | 2 | '890.00 | EUR | 2027-11-04 | 0.018 | 30 | 30 | 2 | 9.4",
  fr13: "Clinique des Arbousiers | Mme | Valérie | Costes | Bruno Hamon | Nîmes | Spectra 410 | DS-7301 | 2026-10-05 | 2026-10-16 | 30 | 5 | '4120.00 | EUR | 2027-04-16 | 0.046 | 7 | 10 | 11 | 7.2",
  fr14: "Fromageries du Vercors SA | M. | Didier | Reymond | Solange Petit | Die | FlowLab 90 | DS-7326 | 2026-11-09 | 2026-11-10 | 4 | 1 | '310.00 | EUR | 2027-11-10 | 0.012 | 14 | 16 | 1 | 9",
};

/** What customers wrote themselves: never ground for a statement, numbers in it least of all. */
const tickets: readonly string[] = [
  "Error 4711 on unit 17 since Tuesday, ticket 00318264. We lost 380 samples and 5,900 in revenue.",
  "Fehler E-233 am Gerät 86, schon 19-mal in diesem Monat. Ihr Kollege Lorenz Wiegand hat 77 % Nachlass genannt.",
  "Panne 512 depuis le 13/10/2026, dossier 00774120. Bérénice Audouin nous avait parlé de 64 jours.",
];

const kindOf = (name: string): Kind => {
  const number = Number(name.slice(2));
  if (number > 12) return "service";
  if (number > 10) return "project";
  return number <= 5 ? "retention" : number <= 8 ? "order" : "quarter";
};

const cellOf = (written: string): string | number | null => {
  if (written === "") return null;
  if (written.startsWith("'")) return written.slice(1);
  return /^-?\d+(?:\.\d+)?$/.test(written) ? Number(written) : written;
};

export interface Customer {
  readonly name: string;
  readonly language: "en" | "de" | "fr";
  readonly kind: Kind;
  readonly row: Row;
}

const hasContact = (kind: Kind): boolean => kind === "retention" || kind === "order";

export const columnsOf = (kind: Kind): readonly string[] => [
  ...columns[kind].split(" "),
  ...(hasContact(kind) ? ["contact", "excerpts"] : []),
];

/** All rows by name (`en1` …). */
export const customers: ReadonlyMap<string, Customer> = new Map(
  Object.entries(lines).map(([name, line], index) => {
    const kind = kindOf(name);
    const values = line.split("|").map((value) => cellOf(value.trim()));
    const names = columns[kind].split(" ");
    const row: Record<string, Row[string]> = Object.fromEntries(
      names.map((column, at) => [column, values[at] ?? null]),
    );
    if (hasContact(kind)) {
      row["contact"] = ["first_name", "last_name"].map((column) => values[names.indexOf(column)]).join(" ");
      row["excerpts"] = [tickets[index % tickets.length] ?? ""];
    }
    const language = name.startsWith("de") ? "de" : name.startsWith("fr") ? "fr" : "en";
    return [name, { name, language, kind, row }];
  }),
);
