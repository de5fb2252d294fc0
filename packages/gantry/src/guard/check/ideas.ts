// What a number counts: nouns of business in three languages with the words that narrow them, and what columns are named with.

/** One idea a line: its English name, then the words that say it, in English, German and French. */
const nouns = `
ticket tickets case cases inquiry inquiries enquiry enquiries request requests anfrage anfragen fall fälle vorgang vorgänge demande demandes dossier dossiers incident incidents supportfälle supportfall
invoice invoices bill bills rechnung rechnungen facture factures
payment payments zahlung zahlungen abbuchung abbuchungen lastschrift lastschriften paiement paiements prélèvement prélèvements
user users seat seats licence licences license licenses zugang zugänge zugängen nutzer nutzern benutzer anwender plätze plätzen lizenz lizenzen utilisateur utilisateurs siège sièges accès poste postes employee employees colleague colleagues people person persons trainee trainees mitarbeiter mitarbeitern kollegen kolleginnen personen employés salariés collaborateurs personne personnes collègues places staff
session sessions sitzung sitzungen connexion connexions
error errors fehler fehlern erreur erreurs
order orders bestellung bestellungen commande commandes
deal deals abschluss abschlüsse abschlüssen auftrag aufträge affaire affaires opportunity opportunities chance chancen opportunité opportunités
customer customers client clients clientes kunde kunden neukunden logo logos
product unit units quantity instrument instruments device devices system systems centrifuge centrifuges gerät geräte geräten geräts appareil appareils centrifugeuses zentrifugen machine machines
day days d tag tage tagen jour jours
week weeks w woche wochen semaine semaines
month months m monat monate monaten mois
year years y jahr jahre jahren an ans année années
milestone milestones meilenstein meilensteine meilensteinen jalon jalons
risk risks risiko risiken risque risques
hour hours h hr hrs std stunde stunden heure heures
minute minutes minuten min
time times mal fois
`;

/** One narrowing a line. */
const narrowings = `
urgent urgently critical dringend dringende dringenden urgents urgente urgentes
open offen offene offenen ouvert ouverte ouverts ouvertes pending attente unresolved ungelöst waiting await awaiting attendent attend warten wartet unanswered unbeantwortet remain remains remaining restent reste bleiben verbleiben
overdue überfällig überfällige überfälligen échu échue échus échues outstanding unpaid unbezahlt impayée impayées
active aktiv aktive aktiven actif actifs actives utilisées utilisés utilisée einsatz gebrauch genutzt use used
licensed lizenziert lizenzierte autorisés
won gewonnen gewann gagné gagnée gagnées win wins abschlüsse abschlüssen
lost verloren verlor verlorene perdu perdue perdues loss losses
new neu neue neuen neukunden nouveau nouveaux nouvelle nouvelles
silent stillstand
failed fehlgeschlagen échoué échoués
late verzug retard delay delayed
closed geschlossen fermé fermés
done completed erreicht erreichten abgeschlossen abgeschlossene atteint atteints atteinte atteintes terminé terminés
total all gesamt insgesamt alle tous toutes
`;

const tableOf = (lines: string): ReadonlyMap<string, string> =>
  new Map(
    lines
      .trim()
      .split("\n")
      .flatMap((line) => {
        const words = line.split(" ");
        const [idea = ""] = words;
        return words.map((word) => [word, idea] as const);
      }),
  );
const ideas = tableOf(nouns);
const narrows = tableOf(narrowings);

/** Days in each unit of time. */
export const daysIn: Readonly<Record<string, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30.44,
  year: 365.25,
};

export interface Idea {
  /** What is counted, or null. */
  readonly noun: string | null;
  /** Which of it: urgent, open, overdue … */
  readonly narrow: ReadonlySet<string>;
  /** The noun stands right behind the number, at most one word between. */
  readonly adjoins: boolean;
}

const columnWords = (name: string): readonly string[] =>
  name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

const columns = new Map<string, Idea>();

/** What a column's number counts, by its name: `open_tickets` → open tickets. A span such as `90d` counts nothing itself. */
export const ideaOfColumn = (name: string): Idea => {
  const known = columns.get(name);
  if (known !== undefined) return known;
  const words = columnWords(name).filter((word) => word.length > 1);
  const idea: Idea = {
    noun: words.map((word) => ideas.get(word)).find((noun) => noun !== undefined) ?? null,
    narrow: new Set(words.map((word) => narrows.get(word)).filter((word) => word !== undefined)),
    adjoins: true,
  };
  if (columns.size < 5_000) columns.set(name, idea);
  return idea;
};

/** The span that a column's name tells, in days: `tickets_90d` → 90, `failed_payments_12m` → 365. */
export const spansOfColumn = (name: string): readonly number[] =>
  columnWords(name).flatMap((word) => {
    const [, count, unit = ""] = /^(\d{1,4})(d|w|m|y)$/.exec(word) ?? [];
    const days = daysIn[ideas.get(unit) ?? ""];
    return count === undefined || days === undefined ? [] : [Number(count) * days];
  });

/** Names of columns whose numbers are percents as they stand; others hold shares of one. */
export const isPercentColumn = (name: string): boolean =>
  columnWords(name).some((word) => /^(?:percent|percentage|pct|prozent|pourcent)$/.test(word));

/** Names of columns that hold amounts of money. */
export const isMoneyColumn = (name: string): boolean =>
  columnWords(name).some((word) =>
    /^(?:amount|value|revenue|turnover|price|cost|costs|spent|spend|balance|owed|ausgaben|kosten|dépenses?|solde|fee|quota|pipeline|budget|total|sales|arr|acv|mrr|deal|umsatz|betrag|wert|preis|montant|prix|valeur)$/.test(
      word,
    ),
  );

const segment = /^[^.;:!?\d\n()]{0,100}/u;
/** "54 of your 120 seats": what the whole counts, its part does. */
const partOf =
  /^[ \u00a0](?:out of|of|von|sur|de|ihrer|ihren|eurer|der|des)(?: \p{L}{2,6})?[ \u00a0]\d{1,6}(?=[ \u00a0])/iu;
const wordPattern = /[\p{L}\p{M}]+/gu;

const settled =
  /^(?:(?:re|ge)?solved|answered|closed|done|fixed|handled|gelöst|beantwortet|erledigt|bearbeitet|geschlossen|behoben|résolue?s?|traitée?s?|réglée?s?|close?s?)$/;

const heads = [...ideas.keys()].filter((each) => each.length > 4);

/** "Schulungsplätze" are places: a German compound is what its last part is. */
const nounOf = (word: string): string | undefined =>
  ideas.get(word) ??
  (word.length < 9
    ? undefined
    : ideas.get(heads.find((head) => word.length > head.length + 3 && word.endsWith(head)) ?? ""));

/** What a number counts, by the words behind it up to the next number: "of them urgent" narrows, "open tickets" does both. */
export const ideaAt = (text: string, end: number): Idea => {
  const part = partOf.exec(text.slice(end, end + 40))?.[0].length ?? 0;
  const until = segment.exec(text.slice(end + part, end + part + 100))?.[0] ?? "";
  // "37 deals and lost 21": what stands behind "and" is said of the next number.
  const isNext = /^\d/.test(text.slice(end + part + until.length));
  const after = isNext ? until.replace(/ (?:and|but|und|aber|et|mais) (?:\p{L}+ ){0,2}$/u, "") : until;
  const narrow = new Set<string>();
  let noun: string | null = null;
  let taken = 0;
  let adjoins = false;
  let isDenied = false;
  for (const { 0: word, index } of after.matchAll(wordPattern)) {
    if (/,/.test(after.slice(0, index)) && (taken === 0 || noun !== null || narrow.size > 0)) break;
    const lower = word.toLowerCase();
    // "60,000 a year": what it is told by, not what is counted.
    if (taken === 0 && /^(?:a|per|pro|par|je|im|p)$/.test(lower)) break;
    if (taken === 0 && lower === "an" && /^ [aeiouh]/i.test(after.slice(index + 2))) break;
    // "Thirteen tickets of which four urgent".
    if (noun !== null && /^(?:dont|davon|darunter|including)$/.test(lower)) break;
    const found = nounOf(lower);
    const which = narrows.get(lower);
    // "24 months and three tickets": the next count begins its own.
    if (noun !== null && (found !== undefined || taken > 9)) break;
    if (found !== undefined && (word.length > 1 || taken === 0)) {
      noun = found;
      adjoins = taken < 2;
    }
    if (/^(?:not|n|nicht|keine?|pas|never|nie|jamais)$/.test(lower)) isDenied = true;
    if (which !== undefined && !isDenied && part === 0) narrow.add(which);
    // "Still not solved" is open.
    if (isDenied && settled.test(lower)) narrow.add("open");
    taken += 1;
    if (taken > 3 && noun === null && narrow.size === 0) break;
  }
  // "60 seats are used at 43 %": the whole, and how much of it is.
  const next = text.slice(end + part + after.length, end + part + after.length + 16);
  if (/(?<!\p{L})(?:to|at|zu|à|qu['’]à)\s$/iu.test(after) && /^\d{1,3}(?:[.,]\d+)?\s?(?:%|per|pro|pour)/i.test(next))
    narrow.clear();
  return { noun, narrow, adjoins: adjoins && part === 0 };
};

/** Whether a word names a unit of time. */
export const isTimeUnit = (word: string): boolean => daysIn[ideas.get(word.toLowerCase()) ?? ""] !== undefined;

/** What the words right before a number say of it: "won eighteen", "lost {30}". */
export const narrowBefore = (text: string, start: number): string | null => {
  const word = /([\p{L}\p{M}]+)[ \u00a0]$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  const narrow = word === undefined ? undefined : narrows.get(word.toLowerCase());
  return narrow === "won" || narrow === "lost" ? narrow : null;
};

/** Which of a thing a word says: "open", "offene" → open. */
export const narrowOf = (word: string): string | undefined => narrows.get(word.toLowerCase());

/** A colon ends no clause to the left: "Warranty: one year". */
const clauseMark = /[.;!?\n()](?!\d)|, | (?:and|und|et) /gu;

/** What stands in a place's clause before it and behind it. */
export const aroundAt = (text: string, start: number, end: number): readonly [before: string, after: string] => {
  const from = Math.max(0, start - 80);
  let begin = from;
  for (const { index, 0: mark } of text.slice(from, start).matchAll(clauseMark)) begin = from + index + mark.length;
  const stop = text.slice(end, end + 80).search(/[.;:!?\n()](?!\d)|, | (?:and|und|et) /u);
  return [text.slice(begin, start), text.slice(end, stop < 0 ? end + 80 : end + stop)];
};

/** The clause around a place: between commas, full stops and "and". */
export const clauseAt = (text: string, start: number, end: number): string => {
  const [before, after] = aroundAt(text, start, end);
  return before + text.slice(start, end) + after;
};

/** The sentence around a place, at most 160 characters to each side. */
export const sentenceAt = (text: string, at: number): string => {
  const from = Math.max(0, at - 160);
  const before = text.slice(from, at);
  const after = text.slice(at, at + 160);
  const begin = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("\n"),
    before.lastIndexOf("! "),
    before.lastIndexOf("? "),
  );
  const stop = /[.!?](?=\s|$)|\n/.exec(after)?.index ?? after.length;
  return before.slice(begin + 1) + after.slice(0, stop);
};

/** "The next two years", "les deux prochaines années". */
export const ahead = /(?<!\p{L})(?:next|coming|nächsten|kommenden|prochain(?:e?s)?)(?!\p{L})/iu;
