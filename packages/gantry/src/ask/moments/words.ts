// Words that make a time, in English, French and German: in lower case and without accents.
import { numberOf } from "../numbers.ts";

export type Unit = "day" | "week" | "month" | "quarter" | "half" | "year" | "calendar-year";
export type Edge = "start" | "middle" | "end";

const lookup = <T>(lists: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(lists.flatMap(([meaning, words]) => words.split(" ").map((word) => [word, meaning] as const)));

const units = lookup<Unit>([
  ["day", "day days jour jours tag tage tagen tages"],
  ["week", "week weeks semaine semaines woche wochen"],
  ["month", "month months mois monat monate monaten monats"],
  ["quarter", "quarter quarters trimestre trimestres quartal quartale quartalen quartals"],
  ["half", "semestre semestres halbjahr halbjahre halbjahren halbjahres"],
  [
    "year",
    "year years an ans annee annees jahr jahre jahren jahres exercice exercices geschaftsjahr geschaftsjahres wirtschaftsjahr wirtschaftsjahres",
  ],
  ["calendar-year", "kalenderjahr kalenderjahres kalenderjahre"],
]);

const months = lookup<number>([
  [1, "january jan janvier januar janner januars"],
  [2, "february feb fevrier februar feber februars"],
  [3, "march mar mars marz marzes"],
  [4, "april aprils apr avril"],
  [5, "may mai"],
  [6, "june jun juin juni junis"],
  [7, "july jul juillet juli julis"],
  [8, "august augusts aug aout"],
  [9, "september septembers sep sept septembre"],
  [10, "october oct octobre oktober oktobers okt"],
  [11, "november novembers nov novembre"],
  [12, "december dec decembre dezember dezembers dez"],
]);

const shifts = lookup<number>([
  [
    0,
    "this current present ongoing ce cet cette courant courante dieser diesem diesen dieses diese laufenden laufendes laufende laufender laufendem aktuellen aktuelles aktuelle aktueller aktuellem",
  ],
  [
    -1,
    "last past previous preceding prior dernier derniere derniers dernieres passe passee precedent precedente letzten letztes letzte letzter letztem vergangenen vergangenes vergangene vergangener vergangenem vorigen voriges vorige voriger vorigem",
  ],
  [
    1,
    "next coming upcoming prochain prochaine prochains prochaines nachsten nachstes nachste nachster nachstem kommenden kommendes kommende kommender kommendem",
  ],
  [-2, "vorletzten vorletztes vorletzte vorletzter vorletztem"],
]);

const edges = lookup<Edge>([
  ["start", "start beginning begin outset debut anfang beginn"],
  ["middle", "middle mid milieu mi mitte"],
  ["end", "end close fin ende schluss"],
]);

const ordinals = lookup<number>(
  [
    "first erste ersten erstes erster premier premiere premiers premieres",
    "second zweite zweiten zweites zweiter deuxieme seconde",
    "third dritte dritten drittes dritter troisieme",
    "fourth vierte vierten viertes vierter quatrieme",
    "fifth funfte funften cinquieme",
    "sixth sechste sechsten sixieme",
    "seventh siebte siebten septieme",
    "eighth achte achten huitieme",
    "ninth neunte neunten neuvieme",
    "tenth zehnte zehnten dixieme",
    "eleventh elfte elften onzieme",
    "twelfth zwolfte zwolften douzieme",
    "thirteenth",
    "fourteenth",
    "fifteenth funfzehnte funfzehnten",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth zwanzigste zwanzigsten",
  ].map((words, at) => [at + 1, words] as const),
);

const weekdays = lookup<number>([
  [1, "monday lundi montag"],
  [2, "tuesday mardi dienstag"],
  [3, "wednesday mercredi mittwoch"],
  [4, "thursday jeudi donnerstag"],
  [5, "friday vendredi freitag"],
  [6, "saturday samedi samstag sonnabend"],
  [0, "sunday dimanche sonntag"],
]);

/** Month in which each begins, as weather is counted: three whole months. */
const seasons = lookup<number>([
  [3, "spring printemps fruhling fruhjahr"],
  [6, "summer ete sommer"],
  [9, "autumn automne herbst"],
  [12, "winter hiver winter"],
]);

const days = lookup<number>([
  [0, "today heute now jetzt sofort maintenant"],
  [1, "tomorrow morgen demain"],
  [-1, "yesterday gestern"],
  [2, "ubermorgen"],
  [-2, "vorgestern"],
]);

const asOf =
  <T>(of: ReadonlyMap<string, T>) =>
  (word: string | undefined): T | undefined =>
    word === undefined ? undefined : of.get(word);

export const unitOf = asOf(units);
export const monthOf = asOf(months);
/** This is 0, the last -1, the next 1. */
export const shiftOf = asOf(shifts);
export const edgeOf = asOf(edges);
export const ordinalOf = asOf(ordinals);
/** Sunday is 0. */
export const weekdayOf = asOf(weekdays);
export const seasonOf = asOf(seasons);
/** Days from today. */
export const dayShiftOf = asOf(days);

/** A number in digits or as a word; no article. */
export const countOf = (word: string | undefined): number | undefined => {
  if (word === undefined || /^(?:une?|one|ein\w*)$/.test(word)) return undefined;
  const value = numberOf(word);
  return value !== null && Number.isInteger(value) ? value : undefined;
};

/** Words that a slip may be mended to, where a time then stands there. */
export const timeWords: ReadonlySet<string> = new Set(
  [units, months, shifts, edges, ordinals, weekdays]
    .flatMap((it) => [...it.keys()])
    .concat("before since until between depuis avant zwischen innerhalb within earlier heute today".split(" "))
    .filter((it) => it.length >= 5),
);

/** What is written large in German. */
export const mainUnits: ReadonlySet<string> = new Set([...units.keys()].filter((it) => it.length >= 5));
