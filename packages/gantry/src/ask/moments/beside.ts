// What a time is held against, said of that time: "the same quarter a year earlier", "the three months before that".
import { behindArticle, behindJoint } from "./spoken.ts";
import type { Spoken } from "./spoken.ts";
import { countOf, unitOf } from "./words.ts";

export type Beside = "before" | "a-year-before";

export interface SaidBeside {
  readonly which: Beside;
  /** How many words say it. */
  readonly length: number;
}

const same =
  /^(?:same|identical|corresponding|equivalent|comparable|matching|respective|gleichen?|gleichem|selben?|selbem|demselben|derselben|denselben|entsprechende[nrms]?|vergleichbaren?|meme|memes|equivalente?|correspondante?s?)$/;
const stretch =
  /^(?:period|periods|span|timespan|time|timeframe|stretch|point|dates?|interval|zeitraums?|zeit|periode|zeitspanne|abschnitts?|zeitpunkt|intervalle|epoque|moment|laps|vorjahreszeitraums?|vorjahresquartals?|vorjahresmonats?|vorjahresperiode)$/;
/** "Vorjahresquartal", "Vorjahresvergleich": the whole of it in one word. */
const inOneWord =
  /^vorjahres(?:vergleichs?|zeitraums?|periode|monats?|quartals?|woche|zahl(?:en)?|werte?n?s?|niveaus?|stand|ergebnis|umsatz|umsatze)$/;

const yearBack = [
  "last year",
  "the year before",
  "year before",
  "year prior",
  "preceding year",
  "an dernier",
  "an passe",
  "annee derniere",
  "annee passee",
  "annee d avant",
  "the previous year",
  "previous year",
  "the prior year",
  "prior year",
  "the preceding year",
  "the year prior",
  "a year earlier",
  "a year before",
  "a year ago",
  "a year prior",
  "a year previously",
  "one year earlier",
  "one year before",
  "one year ago",
  "one year prior",
  "12 months earlier",
  "12 months ago",
  "l an dernier",
  "l an passe",
  "l annee derniere",
  "l annee passee",
  "l annee precedente",
  "l annee d avant",
  "annee precedente",
  "un an plus tot",
  "un an auparavant",
  "un an avant",
  "il y a un an",
  "des vorjahres",
  "vorjahres",
  "im vorjahr",
  "vorjahr",
  "des letzten jahres",
  "letzten jahres",
  "des vergangenen jahres",
  "vergangenen jahres",
  "des vorigen jahres",
  "im letzten jahr",
  "im vergangenen jahr",
  "im jahr davor",
  "im jahr zuvor",
  "ein jahr zuvor",
  "ein jahr fruher",
  "ein jahr davor",
  "ein jahr vorher",
  "vor einem jahr",
  "letztes jahr",
  "voriges jahr",
].map((it) => it.split(" "));

const phraseAt = (words: readonly string[], at: number, phrases: readonly (readonly string[])[]): number =>
  Math.max(0, ...phrases.filter((it) => it.every((word, i) => words[at + i] === word)).map((it) => it.length));

/** "Quarter", "three months", "period": where it ends, and how long it is, where that is told. */
const stretchAt = ({ words }: Spoken, at: number): number => {
  const from = countOf(words[at]) === undefined ? at : at + 1;
  return unitOf(words[from]) !== undefined || stretch.test(words[from] ?? "") ? from + 1 : at;
};

const aYearBefore = (spoken: Spoken, at: number): number => {
  const { words } = spoken;
  const from = behindArticle(spoken, words[at] === "that" || words[at] === "those" ? at + 1 : at);
  if (inOneWord.test(words[from] ?? "")) return from + 1;
  if (!same.test(words[from] ?? "")) return 0;
  const to = stretchAt(spoken, from + 1);
  if (to === from + 1) return 0;
  // "Dem entsprechenden Vorjahreszeitraum".
  if (words[to - 1]?.startsWith("vorjahres") === true) return to;
  const joint = words[to] === "the" ? to : behindJoint(spoken, to);
  const length = phraseAt(words, to, yearBack) || phraseAt(words, joint, yearBack);
  return length === 0 ? 0 : (phraseAt(words, to, yearBack) > 0 ? to : joint) + length;
};

const earlier = [
  "before",
  "before that",
  "before those",
  "before it",
  "prior",
  "prior to that",
  "preceding",
  "preceding it",
  "preceding that",
  "earlier",
  "d avant",
  "precedent",
  "precedents",
  "precedente",
  "precedentes",
  "davor",
  "zuvor",
  "vorher",
].map((it) => it.split(" "));

const preceding =
  /^(?:preceding|vorangegangene[nrms]?|vorangehende[nrms]?|vorhergehende[nrms]?|vorherige[nrms]?|vorausgegangene[nrms]?)$/;

/** "The three months before that", "dem vorangegangenen Quartal": as long as what it stands beside. */
const before = (spoken: Spoken, at: number): number => {
  const { words } = spoken;
  const from = behindArticle(spoken, at);
  if (preceding.test(words[from] ?? "")) {
    const to = stretchAt(spoken, from + 1);
    return to === from + 1 ? 0 : to;
  }
  const to = stretchAt(spoken, from);
  if (to === from) return 0;
  const length = phraseAt(words, to, earlier);
  // "A month earlier", "a day before": how far back, not what; "weeks before Christmas" are of Christmas.
  const isOne = /^(?:an?|one|une?|ein\w*)$/.test(words[at - 1] ?? "");
  const goesOn =
    words[to + length] !== undefined &&
    /^(?:before|earlier|prior|davor|zuvor)$/.test(words[to] ?? "") &&
    unitOf(words[to + length]) !== undefined;
  return length === 0 || isOne || goesOn || from === at ? 0 : to + length;
};

/** How many of its units a phrase says: "the three months before" are three. */
export const countBeside = (words: readonly string[]): number | undefined =>
  words.map(countOf).find((it) => it !== undefined);

/** What a time is held against, where the words there say so of that time. */
export const besideAt = (spoken: Spoken, at: number): SaidBeside | undefined => {
  const year = aYearBefore(spoken, at);
  if (year > at) return { which: "a-year-before", length: year - at };
  const last = before(spoken, at);
  return last > at ? { which: "before", length: last - at } : undefined;
};
