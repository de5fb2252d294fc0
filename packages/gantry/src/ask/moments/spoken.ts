// Reading words from left to right: each reader takes some and says where it stopped.
import type { PeriodOptions } from "../../catalog/index.ts";
import { shiftOf, unitOf } from "./words.ts";
import type { Unit } from "./words.ts";

export interface Spoken {
  readonly words: readonly string[];
  readonly options: PeriodOptions;
}

export interface Took<T> {
  readonly it: T;
  /** The first word behind it. */
  readonly to: number;
}

const articles = new Set("the le la l les der die das dem den".split(" "));
const joints = new Set("of in de du des d im vom von s".split(" "));

/** Behind articles. */
export const behindArticle = ({ words }: Spoken, at: number): number => (articles.has(words[at] ?? "") ? at + 1 : at);

/** Behind what joins a part to its whole: "of the", "de l", "des". */
export const behindJoint = ({ words }: Spoken, at: number): number => {
  let to = at;
  while (joints.has(words[to] ?? "") || articles.has(words[to] ?? "")) to++;
  return to;
};

/** Whether a phrase stands there: where it ends. */
export const behind = ({ words }: Spoken, at: number, ...phrases: readonly string[]): number | undefined => {
  for (const phrase of phrases) {
    const parts = phrase.split(" ");
    if (parts.every((word, i) => words[at + i] === word)) return at + parts.length;
  }
  return undefined;
};

/** "Fiscal year" is the company's, as "year" alone; "calendar year" is not. */
const unitAt = (spoken: Spoken, at: number): Took<Unit> | undefined => {
  const year = behind(spoken, at, "fiscal year", "financial year", "business year", "exercice fiscal");
  if (year !== undefined) return { it: "year", to: year };
  const calendar = behind(spoken, at, "calendar year", "annee civile", "annee calendaire");
  if (calendar !== undefined) return { it: "calendar-year", to: calendar };
  const half = behind(spoken, at, "half year", "half of the year");
  if (half !== undefined) return { it: "half", to: half };
  const unit = unitOf(spoken.words[at]);
  return unit === undefined ? undefined : { it: unit, to: at + 1 };
};

/** "The last complete quarter" is the last one anyway. */
const wholly =
  /^(?:complete|completed|full|entire|whole|finished|vollen|volle|ganzen|ganze|vollstandigen|abgeschlossenen|abgeschlossene|complet|complete|revolu|revolue|ecoule|ecoulee)$/;

/** "This month", "le trimestre dernier", "the quarter before last", and which of them it is. */
export const shiftedUnit = (
  spoken: Spoken,
  at: number,
): Took<{ readonly unit: Unit; readonly shift: number }> | undefined => {
  const { words } = spoken;
  const first = shiftOf(words[at]);
  if (first !== undefined) {
    const unit = unitAt(spoken, wholly.test(words[at + 1] ?? "") ? at + 2 : at + 1);
    if (unit === undefined) return undefined;
    return { it: { unit: unit.it, shift: first }, to: behind(spoken, unit.to, "en cours") ?? unit.to };
  }
  const early = behind(spoken, at, "avant dernier", "avant derniere");
  const later = early === undefined ? undefined : unitAt(spoken, early);
  if (later !== undefined) return { it: { unit: later.it, shift: -2 }, to: later.to };
  const unit = unitAt(spoken, at);
  if (unit === undefined) return undefined;
  const told = (shift: number, to: number): Took<{ unit: Unit; shift: number }> => ({
    it: { unit: unit.it, shift },
    to,
  });
  const beforeLast = behind(spoken, unit.to, "before last", "before the last", "d avant le dernier", "avant dernier");
  if (beforeLast !== undefined) return told(-2, beforeLast);
  const current = behind(spoken, unit.to, "en cours", "courant", "courante", "actuel", "actuelle");
  if (current !== undefined) return told(0, current);
  const coming = behind(spoken, unit.to, "a venir");
  if (coming !== undefined) return told(1, coming);
  const shift = shiftOf(words[unit.to]);
  if (shift === undefined || shift === 0 || unit.it === "day") return undefined;
  return told(shift, wholly.test(words[unit.to + 1] ?? "") ? unit.to + 2 : unit.to + 1);
};

/** A unit by itself, as in "the end of the quarter": this one. */
export const bareUnit = (spoken: Spoken, at: number): Took<Unit> | undefined => unitAt(spoken, at);

/** The calendar year that is named behind something: "2026", "last year", "de l'année dernière". */
export const yearBehind = (spoken: Spoken, at: number): Took<number> | undefined => {
  const from = behindJoint(spoken, at);
  const word = spoken.words[from] ?? "";
  if (/^20\d\d$/.test(word)) return { it: Number(word), to: from + 1 };
  const now = Number(spoken.options.today.slice(0, 4));
  if (/^vorjahre?s?$/.test(word)) return { it: now - 1, to: from + 1 };
  const shifted = shiftedUnit(spoken, from);
  if (shifted === undefined || !/year/.test(shifted.it.unit)) return undefined;
  return { it: now + shifted.it.shift, to: shifted.to };
};
