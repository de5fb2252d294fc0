// What narrows, and what points back: where a clause holds the one, or the rest of a question the other, the clause is no talk.
import { numberOf } from "../numbers.ts";
import { plainWords } from "../words.ts";

/** Denials and whatever narrows: conditions wherever they stand. */
const narrowing =
  /\d|n['’]t\b|\b(?:not?|none|nor|never|neither|nothing|nobody|cannot|without|except\p{L}*|only|just|mean|meaning|meant|exclu\p{L}+|includ\p{L}+|leav\p{L}+ (?:out|aside)|left (?:out|aside)|skip\p{L}*|ignor\p{L}+|omit\p{L}*|drop\p{L}*|hid\p{L}+|ones?|those|these|focus\p{L}*|concentrat\p{L}+|interest\p{L}*|care|cares|limit\p{L}*|restrict\p{L}*|filter\p{L}*|count\p{L}*|consider\p{L}*|especially|particular\p{L}*|namely|specifically|come first|on top|sorted|ordered|grouped|split|nur|bloß|bloss|ausschließlich|ausschliesslich|lediglich|außer|ausser|ohne|nicht|nichts|nie|kein\p{L}*|weder|statt|ausgenommen|ausschl\p{L}+|weglass\p{L}*|ausblend\p{L}*|mein(?:e|en|te) (?:ich|damit|nur)|gemeint|nämlich|insbesondere|vor allem|interessier\p{L}*|konzentrier\p{L}*|beschränk\p{L}*|diejenigen|solche\p{L}*|zähl\p{L}*|mindestens|höchstens|ne|pas|sans|sauf|hors|hormis|except\p{L}+|excl\p{L}+|jamais|aucune?s?|rien|seul\p{L}*|uniquement|exclusivement|ceux|celles|notamment|surtout|concern\p{L}+|intéress\p{L}+|limit\p{L}+|moins|mis à part|compt\p{L}+)(?!\p{L})|(?<!\p{L})n['’]/iu;

/** Not knowing something is what people say of themselves. */
const ignorance =
  /(?<!\p{L})(?:i|we|you) (?:really |still |just )?(?:don['’]t|do not|can['’]t|cannot|couldn['’]t|could not|didn['’]t|did not|never|haven['’]t) (?:really |quite |even |yet )?(?:know|find|found|remember|recall|understand|believe|trust|tell|seem|want to (?:bother|disturb|look|sound|seem|ask)|have (?:the|time|a clue|any idea|access)|got (?:the|time|a clue|any idea))(?!\p{L})|(?<!\p{L})no (?:idea|clue|answer|time)(?!\p{L})|(?<!\p{L})(?:(?:ich|wir) (?:weiß|weiss|wissen|finde|finden|kenne|kennen|verstehe|verstehen)|(?:weiß|finde|kenne|verstehe)(?: ich| mich| es| das))(?:(?! wir| ich)[^,.;:]){0,30}? (?:nicht|nirgends)(?: (?:mehr|aus|genau))?(?!\p{L})|(?<!\p{L})keine (?:ahnung|zeit|antwort)(?!\p{L})|(?<!\p{L})(?:je|on|nous) (?:ne |n['’])(?:m['’]y |me |la |le |les |l['’])?(?:sais|trouve|comprends|vois|connais|souviens|retrouve|sait|savons|arrive|ai)(?: pas| plus| rien)?(?! que)(?: (?:du tout|le temps|accès|l['’]accès))?(?!\p{L})|(?<!\p{L})(?:aucune|pas d['’]) ?idée(?!\p{L})/giu;

/** "I'm new here" is of whoever asks; so is when a meeting begins. */
const ofMyself =
  /(?<!\p{L})(?:i['’]?m|i am|we['’]re|ich bin|je suis) (?:rather |pretty |quite |still |tout |noch |ganz )?(?:new|neu|nouve(?:au|lle))(?!\p{L})|(?<!\p{L})(?:in|dans) (?:\d+|five|ten|fifteen|twenty|thirty|zehn|fünf|dix|cinq) (?:minutes|minuten)(?!\p{L})|(?<!\p{L})in (?:an|one|half an) hour(?!\p{L})/giu;

/** A clause without what people say of themselves: it is no condition. */
export const withoutMyself = (text: string): string => text.replaceAll(ignorance, " ").replaceAll(ofMyself, " ");

const isNumber = (word: string): boolean => !/^(?:one|une?|eine?[nmrs]?|eins)$/.test(word) && numberOf(word) !== null;

/** Whether a clause denies, counts or narrows. */
export const narrows = (text: string): boolean => {
  const rest = withoutMyself(text);
  return narrowing.test(rest) || plainWords(rest).some(isNumber);
};

/** "They are wholesalers": what is said of what is asked about. */
const ofThem =
  /(?<!\p{L})(?:they(?:['’](?:re|ve|d|ll))?|(?:weil|da|denn) (?:sie|diese|die) (?:\p{L}+ )*\p{L}+|sie (?:sind|haben|waren)|ils|elles|qu['’](?:ils|elles))(?!\p{L})/iu;

export const tellsOfThem = (text: string): boolean => ofThem.test(text);

/** What points back to what was said before it: then that was no talk. */
const pointsBack =
  /\b(?:in|of|from|with|on|for|to|by|through|at|under|about|against) (?:it|them|that|those|these|this)(?!\s+(?:\p{L}+ )?(?:years?|months?|quarters?|weeks?|days?|time|date|period))\b|\b(?:such|those|these) (?!(?:two|three|days|for|by|to|in|of|with|as|and|please|who|whose|whom|which|that|from|at|on)\b)(?!\p{L}+ (?:years|months|quarters|weeks|days)\b)|\bsince then\b|\bsince\s*[?.!]*$|\bafter(?:wards| that)\b|\b(?:there|then)\s*[?.!]*$|(?<!\p{L})(?:darin|darunter|dabei|davon|daran|dafür|seitdem|seither|danach|dort|solche\p{L}*|celui|celle|ceux|celles|dedans)(?!\p{L})|(?<!\p{L})(?:diese[rmn]? (?!woche|monat|quartal|jahr|tage|zeit|geschäftsjahr|(?:beiden|zwei|drei) )|(?:ces|cette|cet|ce) (?!mois|trimestre|année|semaine|jour|exercice|qu|deux|trois)|depuis\s*[?.!]*$)/iu;

/** They, of nobody who was named. */
const persons = /(?<!\p{L})(?:they|them|their|theirs|ihnen|ils|elles|leurs?)(?!\p{L})/iu;

/** Asking words, and they before anything is named. */
const first =
  /^(?:[^\p{L}]*(?:please|can|could|you|show|list|give|tell|me|us|how|many|much|what|which|are|is|were|was|do|did|have|get|find|of|zeig\p{L}*|gib|nenn\p{L}*|mir|uns|bitte|wie|viele?|was|sind|montre\p{L}*|donne\p{L}*|moi|combien|de|quels?|quelles?|sont)(?!\p{L}))*[^\p{L}]*(?:their|theirs|them|they|deren|ihre|leurs?)(?!\p{L})/iu;

/** Whether the rest of a question speaks of what stood before it. */
export const pointsBackIn = (rest: string, before: string): boolean =>
  pointsBack.test(rest) ||
  first.test(rest) ||
  (persons.test(rest) && /(?<!\p{L})\p{L}{4,}(?:[^s\P{L}]s|ler|innen)(?!\p{L})/iu.test(withoutMyself(before)));
