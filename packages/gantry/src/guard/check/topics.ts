// What a clause is about, and which columns tell of that: a length of time said of the warranty is the warranty's, whatever
// else in the row lasts as long.

interface Topic {
  readonly columns: RegExp;
  readonly words: RegExp;
}

const word = (source: string): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${source})(?!\p{L})`, "iu");
const topic = (columns: string, words: string): Topic => ({
  columns: new RegExp(String.raw`(?:^|_)(?:${columns})(?:_|$)`, "i"),
  words: word(words),
});

const lasting = {
  warranty: topic(
    "warranty|guarantee|garantie",
    String.raw`warrant\p{L}*|guarantee\p{L}*|garanti\p{L}*|gewährleistung\p{L}*`,
  ),
  late: topic(
    "late|delay|verzug|retard",
    String.raw`overdue|past due|late|after (?:the due date|they fall due)|delay\p{L}*|slip(?:s|ped)|later than|verzug|verspät\p{L}*|zu spät|später(?= als)|nach fälligkeit|retards?|après (?:l['’])?échéance|plus tard que`,
  ),
  silent: topic(
    "silent|inactive|idle",
    String.raw`silen\p{L}*|quiet|no (?:activity|sessions?|log-?ins?|use)|without (?:a |any )?(?:session|login|activity|use)\p{L}*|(?:nobody|no one|niemand|personne) (?=.*(?:used?|logged|signed|work|system|gearbeitet|genutzt|benutzt|angemeldet|connect|utilis|servi))(?:\p{L}|')+|keine (?:sitzung|aktivität|nutzung|anmeldung)\p{L}*|ganz still|stillstand|aucune (?:session|activité|connexion)`,
  ),
  cycle: topic(
    "cycle",
    String.raw`cycles?|(?:deals?|opportunit\p{L}+) (?:take|took|need\p{L}*)|to close|zyklus|abschl(?:uss|üsse)|conclure|conclues?|signature`,
  ),
  downtime: topic(
    "downtime|outage|ausfall",
    String.raw`downtime|outages?|stood still|ausfall\p{L}*|ausgefallen|stillstand|d['’]arrêt|arrêts?|en panne|indisponib\p{L}*`,
  ),
  visit: topic(
    "visit|besuch|visite",
    String.raw`visit\p{L}*|requir\p{L}*|reserve|einbau|dauert|journée|dure(?:ra)?|plans?|allow|needs?|plant|planen|braucht|prévoyez|comptez|spends?|spent|on[ -]site|install\p{L}*|besuch\p{L}*|vor ort|visites?|passera|sur place`,
  ),
  term: topic(
    "term|contract|laufzeit|durée",
    String.raw`term|contract|agreement|laufzeit|vertrag\p{L}*|durée|contrat|engagement`,
  ),
} satisfies Readonly<Record<string, Topic>>;

const shares: readonly Topic[] = [
  topic(
    "win",
    String.raw`w[oi]n|wins|win rate|gewonnen\p{L}*|gewinn\p{L}*|abschlussquote|remport\p{L}*|gagn\p{L}*|réussite|transformation`,
  ),
  topic(
    "attainment",
    String.raw`quota|targets?|goals?|planned|attain\p{L}*|ziel\p{L}*|quartalsziel|vorgabe|objectifs?|prévu\p{L}*`,
  ),
  topic(
    "seat|seats|licen[cs]e|licenses",
    String.raw`seats?|licen[cs]\p{L}*|lizenz\p{L}*|zugäng\p{L}*|zugang|plätzen?|platz|accès|sièges?`,
  ),
  topic("uptime|availability", String.raw`uptime|availab\p{L}*|verfügbar\p{L}*|disponib\p{L}*`),
];

const amounts: readonly Topic[] = [
  topic("pipeline", String.raw`pipeline|portefeuille|in the works|chancen|opportunit\p{L}*|affaires`),
  topic("quota|target", String.raw`quota|targets?|goal|plan(?:ned)?|ziel\p{L}*|objectifs?`),
  topic(
    "revenue|sales|turnover",
    String.raw`revenue|sales|turnover|results?|umsatz\p{L}*|erlös\p{L}*|chiffre d['’]affaires|ventes`,
  ),
  topic(
    "annual|yearly|contract",
    String.raw`annual|year(?:ly)?|contract|agreement|fee|jahr\p{L}*|vertrag\p{L}*|annuel\p{L}*|contrat|abonnement|année|an`,
  ),
  topic(
    "overdue",
    String.raw`overdue|outstanding|unpaid|invoices?|owed?|offen\p{L}*|rechnung\p{L}*|überfällig\p{L}*|factures?|échue?s?|impayée?s?|retard`,
  ),
  topic("deal", String.raw`deals?|abschl(?:uss|üsse)|auftrag|affaire`),
];

const dates: readonly Topic[] = [
  topic(
    "delivery|arrival",
    String.raw`deliver\p{L}*|arriv\p{L}*|reach|treffen (?:am|zum)|new date|\p{L}*liefer(?:t|ung|termin|datum)\p{L}*|neue[nr]? termin|livr(?:é|ée|és|ées|aison|er|era|erons)|nouvelle date`,
  ),
  topic(
    "ordered|order",
    String.raw`ordered|placed|bestellt|passée?s?|(?:order|bestellung|auftrag|commande) (?:of|from|dated|vom|du)`,
  ),
  topic("visit", String.raw`visit\p{L}*|install\p{L}*|besuch\p{L}*|inbetriebnahme|visites?|passera`),
  topic("quote|valid", String.raw`quot(?:e|ation)s?|valid|angebot\p{L}*|gültig|gilt|devis|valables?|offre`),
  topic(
    "reported|opened|raised",
    String.raw`report\p{L}*|opened|raised|gemeldet\p{L}*|meldung\p{L}*|signal\p{L}*|ouverte?|(?:votre|ihre) panne`,
  ),
  topic(
    "repair|repaired|closed|resolved|fixed",
    String.raw`repair\p{L}*|fixed|closed|back in|erledigt|behoben|repariert|reparatur|wieder in betrieb|clos|réparé\p{L}*|réparation|de nouveau`,
  ),
  topic(
    "next|calibration|maintenance",
    String.raw`calibrat\p{L}*|maintenance|kalibrier\p{L}*|wartung\p{L}*|étalonn\p{L}*|entretien`,
  ),
];

interface Told {
  readonly column: string;
}

/** Of facts, those of the columns that the text is about; null where it is about none that the row holds. */
const heldTo = <F extends Told>(facts: readonly F[], topics: readonly Topic[], text: string): readonly F[] | null => {
  const said = topics.filter(({ words }) => words.test(text));
  const held = facts.filter(({ column }) => column !== "" && said.some(({ columns }) => columns.test(column)));
  return held.length === 0 ? null : held;
};

const strict = [lasting.warranty, lasting.late, lasting.silent, lasting.cycle, lasting.downtime, lasting.visit];

/** Lengths of time that the clause is about. */
export const timesToldBy = <F extends Told>(facts: readonly F[], clause: string): readonly F[] | null =>
  heldTo(facts, strict, clause);

/** The same where the clause is about the contract: that also ends some day, in so many weeks. */
export const termsToldBy = <F extends Told>(facts: readonly F[], clause: string): readonly F[] | null =>
  heldTo(facts, [lasting.term], clause);

/** How long a contract lasts. */
export const termsOf = <F extends Told>(facts: readonly F[]): readonly F[] | null => {
  const held = facts.filter(({ column }) => lasting.term.columns.test(column));
  return held.length === 0 ? null : held;
};

/** "One year" of a warranty, of a delay, of an outage is a claim, where elsewhere it is an article. */
export const isLengthTold = (facts: readonly Told[], clause: string): boolean =>
  heldTo(facts, [lasting.warranty, lasting.late, lasting.downtime, lasting.silent], clause) !== null;

/** Shares that the text is about. */
export const sharesToldBy = <F extends Told>(facts: readonly F[], text: string): readonly F[] | null =>
  heldTo(facts, shares, text);

/** Amounts of money that the text is about. */
export const amountsToldBy = <F extends Told>(facts: readonly F[], text: string): readonly F[] | null =>
  heldTo(facts, amounts, text);

/** Dates of what is named nearest before the place in its clause, or else behind it. */
export const datesToldBy = <F extends Told>(
  facts: readonly F[],
  before: string,
  after: string,
): readonly F[] | null => {
  const lastOf = ({ words }: Topic): number =>
    Array.from(before.matchAll(new RegExp(words.source, "giu"))).at(-1)?.index ?? -1;
  // Of what the row has no date, nothing is told by it.
  const known = dates.filter(({ columns }) => facts.some(({ column }) => columns.test(column)));
  const [nearest] = known.map((each) => ({ each, at: lastOf(each) })).toSorted((a, b) => b.at - a.at);
  if (nearest !== undefined && nearest.at >= 0) return heldTo(facts, [nearest.each], before);
  return heldTo(facts, known, after);
};
