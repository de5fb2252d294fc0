// Slips in the words of every day, of one letter: those that no catalog holds, and that change nothing of what is asked.
import { correctionOf, editsBetween } from "../spelling.ts";
import { plain } from "../words.ts";

/** By language. What denies or narrows is none of them. */
const everyday = {
  english:
    "about after again among around because been before being between could customers during each every have many month months much order orders other please quarter quarters should than that their them there these they this those were what when where which while whose with would year years received bought compared split show list number highest lowest biggest",
  french:
    "avant après avec avons beaucoup bien cette chaque client clients combien comme comment dans depuis dernier dernière derniers dernières elles entre être encore faire jusque leurs lequel mais mois nombre notre nous parce pendant plus plusieurs pour pourquoi prochain prochaine quand quelle quelles quels semaine semestre toute toutes trimestre trimestres votre année années",
  german:
    "aber alle aktuell aktuelle aktuellen bekommen bisher dieser diese dieses diesem diesen eingegangen einen einer gegenüber haben hatten ihre ihren jeder jedem jedes jeweils kunden letzte letzten letzter letztes monat monate monaten monats nach nächste nächsten nächster nächstes quartal quartale quartals seit sind unsere unseren unserer viele vielen waren welche welchen welcher welches werden wieviel wieviele woche wochen wurde wurden zwischen jahr jahre jahren jahres",
} as const;

const byLanguage = Object.values(everyday).map((list) => new Set(list.split(" ").map(plain)));

/** The language that most of its words are of. */
const languageOf = (words: readonly string[]): ReadonlySet<string> | undefined => {
  const said = byLanguage.map((known) => words.filter((it) => known.has(it)).length);
  const most = Math.max(...said);
  return most === 0 || said.filter((it) => it === most).length > 1 ? undefined : byLanguage[said.indexOf(most)];
};

/**
 * The question with such slips mended, and what was read as what.
 *
 * @param isKnown whether a word is one of the vocabulary, as written
 */
export const mended = (
  question: string,
  isKnown: (word: string) => boolean,
): { readonly question: string; readonly notes: readonly string[] } => {
  const language = languageOf((question.match(/\p{L}+/gu) ?? []).map(plain));
  const notes: string[] = [];
  if (language === undefined) return { question, notes };
  const found = question.replaceAll(/\p{L}+/gu, (written) => {
    const word = plain(written);
    // What is written large may be a name.
    if (word.length < 5 || /^\p{Lu}/u.test(written) || language.has(word) || isKnown(word)) return written;
    const better = correctionOf(word, language);
    if (better === null || editsBetween(word, better, 1) > 1) return written;
    notes.push(`read "${written}" as "${better}"`);
    return better;
  });
  return { question: found, notes };
};
