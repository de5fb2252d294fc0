// Spans of time as people say them, in three languages, into the words that `resolvePeriod` knows.
import { addDays, isDay, resolvePeriod } from "../catalog/index.ts";
import type { PeriodOptions } from "../catalog/index.ts";
import { ofHoliday, spanSpoken } from "./moments/index.ts";
import { numberOf } from "./numbers.ts";
import { spanOf } from "./spans.ts";
import type { Word } from "./words.ts";

/** French and German (without accents) to English, applied in order to a phrase of a few words. */
const translations: readonly (readonly [RegExp, string])[] = [
  // A fiscal year is another one.
  [/\b(?:calendar year|kalenderjahr|annee civile|annee calendaire) (20\d\d)\b/g, "$1"],
  [/^(?:in |for |of |im |en |pour )?(?:the |l |das )?(?:year|jahr|annee) (20\d\d)$/g, "$1"],
  [/\b(?:fiscal|financial|business) year\b/g, "year"],
  [/\b(?:geschafts|wirtschafts|fiskal)jahr(?:es|e|s)?\b/g, "jahr"],
  [/\bexercice(?: fiscal| comptable)?\b/g, "annee"],
  [/^(?:of|for) the (year|quarter|month|week)$/g, "this $1"],
  [/^des (jahres|quartals|monats)$/g, "dieses $1"],
  [/^(?:de l |du )(annee|trimestre|mois)$/g, "ce $1"],
  [
    /\b(?:depuis|seit)(?: le| dem)? (?:debut|beginn|anfang) (?:de l annee|de cette annee|des jahres)\b/g,
    "year to date",
  ],
  [/\bseit (?:jahresbeginn|jahresanfang)\b/g, "year to date"],
  [/\b(?:letzten|letztes|vergangenen|vergangenes) halben?s? jahr\b/g, "last 6 months"],
  [/\blast half year\b/g, "last 6 months"],
  [/\b(trimestre|mois|annee|semaine|an) (?:en cours|courante?|actuelle?)\b/g, "this $1"],
  [/\ban (?:dernier|passe)\b/g, "last year"],
  [/\ban prochain\b/g, "next year"],
  [/\bheuer\b/g, "this year"],
  [/\bt([1-4])\b/g, "q$1"],
  [
    /\b(?:ce|cette|dieses|diesem|diesen|diese|dieser|aktuelles|aktuellen|aktuelle|aktueller|aktuellem|laufendes|laufenden|laufende|laufender|laufendem)\b/g,
    "this",
  ],
  [/\b(trimestre|mois|annee|semaine) (?:prochaine?|a venir|suivante?)\b/g, "next $1"],
  [/\b(trimestre|mois|annee|semaine) (?:derniere?|passee?|precedente?)\b/g, "last $1"],
  [/\b(?:prochains?|prochaines?|nachstes|nachsten|nachste|nachster|kommendes|kommenden|kommende)\b/g, "next"],
  [/\b(?:derniers?|dernieres?|letztes|letzten|letzte|letzter|vergangenes|vergangenen|voriges|vorigen)\b/g, "last"],
  [/\b(\d+) (last|next)\b/g, "$2 $1"],
  [/\b(?:trimestres?|quartals?|quartale)\b/g, "quarter"],
  [/\b(?:mois|monats?|monate|monaten)\b/g, "month"],
  [/\b(?:annees?|an|ans|jahr(?:es|en|e|s)?)\b/g, "year"],
  [/\b(?:semaines?|wochen?)\b/g, "week"],
  [/\b(?:jours?|tage|tagen|tag)\b/g, "day"],
  [/\b(?:d ici|avant|jusqu a|jusqu en|bis|vor|before|until|by)(?: en| a| zum| the)?\b/g, "by"],
  [/\b(?:depuis|seit)\b(?: en| le| la| l| debut| dem| beginn| anfang)*/g, "since"],
  [/\b(?:aujourd hui|heute)\b/g, "today"],
  [/\b(?:hier|gestern)\b/g, "yesterday"],
  [/\b(?:les|the|den|dem|le|la|l|cours de|courant)\b/g, ""],
  [/\b(?:dans|au|en|im|in|innerhalb|wahrend|pendant|during|over|within|pour|for|of)\b/g, ""],
];

const months: readonly (readonly [string, RegExp])[] = [
  ["january", /\b(?:jan|janvier|januar|janner)\b/],
  ["february", /\b(?:feb|fevrier|februar)\b/],
  ["march", /\b(?:mar|mars|marz)\b/],
  ["april", /\b(?:apr|avril)\b/],
  ["may", /\b(?:mai)\b/],
  ["june", /\b(?:jun|juin|juni)\b/],
  ["july", /\b(?:jul|juillet|juli)\b/],
  ["august", /\b(?:aug|aout)\b/],
  ["september", /\b(?:sep|sept|septembre)\b/],
  ["october", /\b(?:oct|octobre|oktober)\b/],
  ["november", /\b(?:nov|novembre)\b/],
  ["december", /\b(?:dec|decembre|dezember)\b/],
];

/** "Twelve months" as "12 months". */
const inDigits = (phrase: string): string =>
  phrase.replaceAll(/\b(?!(?:une?|one|ein\w*)\b)[a-z]+\b/g, (word) => String(numberOf(word) ?? word));

const english = (phrase: string): string => {
  let text = inDigits(phrase);
  for (const [pattern, by] of translations) text = text.replaceAll(pattern, by);
  for (const [month, pattern] of months) text = text.replace(pattern, month);
  return text
    .replace(/\b(day|week|month|quarter|year)s\b/, "$1")
    .replace(/(\d+) (day|week|month|year)$/, "$1 $2s")
    .replaceAll(/\s+/g, " ")
    .trim();
};

/** "This quarter so far": nothing later is recorded anyway. */
const untilNow = /\s*\b(?:so far|to date|until now|till now|up to now|bisher|bislang|jusqu ici|a ce jour)\b\s*/g;

/** "Since the beginning of the quarter". */
const sinceStart =
  /^(?:since|from|depuis|seit) (?:the |le |la |dem )?(?:start|beginning|very beginning|debut|beginn|anfang) (?:of|de|du|des|vom)(?: the| this| our| l| la| cette| ce| diesem| dieses)? (year|quarter|month|annee|trimestre|mois|jahres|quartals|monats)$/;

/** What phrases were read as on a day: the words of one question are read several times. */
const readOn = new Map<string, string | null>();
const mostRead = 5000;

const spanSaid = (said: string, options: PeriodOptions): string | null => {
  const key = `${options.today} ${options.calendar.fiscalYearStart} ${said}`;
  const found = readOn.get(key);
  if (found !== undefined) return found;
  if (readOn.size >= mostRead) readOn.clear();
  const span = spanRead(said, options);
  readOn.set(key, span);
  return span;
};

const isCounted = (said: string): boolean =>
  said.split(" ").some((it) => numberOf(it) !== null || /^halben?s?$/.test(it));

/** A phrase in words or days that `resolvePeriod` knows; null where it tells no span of time. */
const spanRead = (said: string, options: PeriodOptions): string | null => {
  if (uncounted.test(said) && !isCounted(said)) return null;
  const text = english(said);
  // As answers print it: with its last day.
  const [, from, to] = /^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined && isDay(to)) return `${from}..${addDays(to, 1)}`;
  if (resolvePeriod(text, options) !== null) return text;
  const begun = said.replace(sinceStart, "since this $1");
  if (begun !== said) return spanSaid(begun, options);
  const shorter = said.replaceAll(untilNow, " ").trim();
  if (shorter !== said) return spanSpoken(said, options) ?? spanSaid(shorter, options);
  return spanOf(inDigits(said), (part) => resolvePeriod(english(part), options), options) ?? spanSpoken(said, options);
};

export interface FoundPeriod {
  /** In words that `resolvePeriod` knows: what goes into the flow's input. */
  readonly text: string;
  /** Where it stands in the question. */
  readonly at: number;
  readonly length: number;
}

const longest = 13;

/** Every span of time holds one of these: looked for first, since most words of a question are of no time. */
const ofTime =
  /\d|quart|trimes|exerc|semest|half|halb|month|mois|mona|year|ann|jahr|\bans?\b|week|semain|woche|da[yt]|jour|tag|ytd|heute|hier|gestern|heuer|far|q\d|\b(?:jan|feb|fev|m[aä]r|apr|avr|ma[iy]|ju[inl]|aug|aou|sep|o[ck]t|nov|de[cz])|spring|summer|autumn|automn|winter|printemps|hiver|fruh|sommer|herbst|rest|kalender|woch|di\b|\bete\b|\bnow\b|sofort|halfte|morgen|demain|tomorrow|fortnight/;

const isOfTime = (said: string): boolean => ofTime.test(said) || ofHoliday.test(said);

/** Words that lead on to something else. */
const trailing = new Set(
  "in im en au dans pour for of the le la les l den dem over within during wahrend pendant".split(" "),
);

/** What a long phrase begins with; others have fewer words. */
const opens =
  /^(?:from|between|von|vom|zwischen|de|du|entre|since|depuis|seit|by|until|till|before|after|prior|up|avant|apres|jusqu|bis|vor|nach|d|il|a|ab|at|as|starting|beginning|first|second|third|fourth|the|le|la|les|l|die|der|das|den|dem|im|in|am|au|en|dans|over|during|for|older|alter|more|less|longer|earlier|later|premiere?|deuxieme|troisieme|quatrieme|erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?|jan\w*|feb\w*|fev\w*|mar\w*|apr\w*|avr\w*|ma[iy]|jui?n\w*|jui?l\w*|aug\w*|aou\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*|\d+|[qht]\d|ever|vieux|vieilles|plus|moins|mehr|weniger|ete|cet|cette|summer|any|sometime|no|not|on|through|following|under|newer|younger|junger|spatestens|binnen|innerhalb|within|last|past|letzten|vergangenen|rest|remainder|restlichen|schon|bereits|dans|sous|aux|au|effective|fruhestens|nicht|pas|datant|spater|middle|mid|mitte|anfang|ende|debut|fin|end|start|deux|trois|calendar|week|semaine|woche|kw|cw|kalenderwoche|bis|an?|zu)$/;
const shorter = 4;

/** All spans of time in a question, from left to right, each as long as it can be read. */
export const findPeriods = (words: readonly Word[], options: PeriodOptions): readonly FoundPeriod[] => {
  const found: FoundPeriod[] = [];
  for (let at = 0; at < words.length;) {
    const hit = periodAt(words, at, options);
    if (hit !== null) found.push(hit);
    at += hit?.length ?? 1;
  }
  return found;
};

/** "Of the year" is this one's, unless it goes on or is only an end of it: "de l'année dernière", "fin du trimestre". */
const ofUnit =
  /^(?:of the|for the|des|du|de l) (?:year|quarter|month|week|jahres|quartals|monats|annee|trimestre|mois)$/;
const goesOn =
  /^(?:derniere?|passee?|precedente?|prochaine?|suivante?|a|en|before|ago|earlier|prior|d|20\d\d|zuvor|davor)$/;
const ends =
  /^(?:end|ends|mid|mi|mitte|early|late|start|beginning|begin|half|rest|fin|debut|ende|anfang|beginn|same|meme|halfte|reste)$/;

const of = /^(?:of|de|d|du|des|von|the)$/;

/** The word before a place, past "of". */
const wordBefore = (words: readonly Word[], at: number): string => {
  let before = at - 1;
  while (of.test(words[before]?.plain ?? "")) before--;
  return words[before]?.plain ?? "";
};

const vaguely = /^(?:run|just|shortly|soon|right|kurz|knapp|gleich|juste|peu)$/;
const toward = /^(?:up|before|after|ahead|vor|nach|avant|apres)$/;

/** "The next weeks", "ces derniers mois": how many, nobody says. */
const uncounted =
  /\b(?:the (?:next|last|past|previous)|coming|recent) (?:weeks|months|quarters|years|days)\b|\b(?:prochaines|prochains|dernieres|derniers|nachsten|letzten|kommenden|vergangenen) (?:semaines|mois|trimestres|annees|jours|wochen|monate|monaten|quartale|quartalen|jahre|jahren|tage|tagen)\b/;

/** Words that a number is held against. */
const bounds =
  /^(?:over|above|under|below|exceeding|uber|unter|least|most|mindestens|hochstens|moins|(?:than|more|less|fewer|larger|mehr|weniger|grosser|hoher|kleiner) (?:than|als)|(?:plus|moins) (?:de|que))$/;
const isBound = (words: readonly Word[], at: number): boolean => {
  const [second = "", first = ""] = [words[at - 2]?.plain, words[at - 1]?.plain];
  return bounds.test(first) || bounds.test(`${second} ${first}`);
};

const done =
  /(?:ed|paid|sold|sent|won|lost|gelost|geschlossen|bezahlt|beantwortet|erledigt|geliefert|versandt|verschickt|resolus?|resolues?|payees?|payes?|fermes?|fermees?|clos|closes?|traites?|traitees?|regles?|reglees?|livrees?|livres?)$/;

/** "Paid within 30 days", "innerhalb von 30 Tagen bezahlt": how fast, from another day on, and not the next 30 days. */
const isHowFast = (said: string, words: readonly Word[], at: number, length: number): boolean => {
  if (
    !/^(?:with)?in |^innerhalb |^binnen |^sous |^dans /.test(said) ||
    /\b(?:next|last|nachsten|letzten|proch\w*|dern\w*)\b/.test(said)
  )
    return false;
  if (
    !/\d|\ban?\b|\beine[nrms]?\b|\bune?\b/.test(inDigits(said)) ||
    !/(?:days?|weeks?|months?|hours?|years?|tage?n?|wochen?|monate?n?s?|jours?|semaines?|mois)$/.test(said)
  )
    return false;
  const [before, behind] = [words[at - 1]?.plain ?? "", words[at + length]?.plain ?? ""];
  const wasDone = done.test(before) || (done.test(behind) && !/^(?:need|closed|expired)$/.test(behind));
  return wasDone || /^(?:of|after|from|nach|apres|suivant)$/.test(behind);
};

const denies =
  /^(?:not|t|never|no|without|nothing|nobody|none|nicht|nichts|nie|kein\w*|ohne|pas|rien|aucune?|sans|jamais|haven|hasn|havent|hasnt)$/;

/** "Has not ordered for six months", "in 90 days": of what did not happen, the days that have been. */
const silence = (said: string, words: readonly Word[], at: number, options: PeriodOptions): string | null => {
  const [, count, unit] = /^(?:for|in) (\d+|an?|one) (day|week|month|quarter|year)s?$/.exec(inDigits(said)) ?? [];
  if (count === undefined || !words.slice(Math.max(0, at - 6), at).some((it) => denies.test(it.plain))) return null;
  const text = `last ${/^\d/.test(count) ? count : "1"} ${unit ?? "day"}s`;
  return resolvePeriod(text, options) === null ? null : text;
};

/** The longest span of time that stands there. */
export const periodAt = (words: readonly Word[], at: number, options: PeriodOptions): FoundPeriod | null => {
  // What begins with a plain word of another kind is no long one.
  const most = opens.test(words[at]?.plain ?? "") ? longest : shorter;
  for (let length = Math.min(most, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length).map((it) => it.plain);
    if (trailing.has(phrase.at(-1) ?? "")) continue;
    const said = phrase.join(" ");
    if (!isOfTime(said)) return null;
    if (ofUnit.test(said) && (goesOn.test(words[at + length]?.plain ?? "") || ends.test(words[at - 1]?.plain ?? "")))
      continue;
    const text = english(said);
    // "More than 2000 customers" are many, and no year.
    if (/^(?:\w+ )?(?:19|20)\d\d$/.test(said) && isBound(words, at + length - 1)) continue;
    if (isHowFast(said, words, at, length)) continue;
    // "The 1990s" are ten years.
    if (/^(?:\w+ )?(?:19|20)\d0$/.test(said) && words[at + length]?.plain === "s") continue;
    // Of the run-up to a day nobody knows when it began, nor how long before it "just before" is.
    if (vaguely.test(words[at - 1]?.plain ?? "") && toward.test(phrase[0] ?? "")) continue;
    // "By end of March" is not in March.
    if (/^[a-z]+$/.test(text) && ends.test(wordBefore(words, at))) continue;
    // Alone these are other words: "may leave", "march".
    if (length === 1 && /^(?:may|march|mai|mar|sep|dec|jan|jun|jul|hier)$/.test(phrase[0] ?? "")) continue;
    const span = spanSaid(said, options) ?? silence(said, words, at, options);
    if (span !== null) return { text: span, at, length };
  }
  return null;
};

/** Words that speak of time: one of them left over means that a span was named and not understood. */
export const speaksOfTime = (word: string): boolean =>
  /^(?:quarters?|months?|years?|weeks?|days?|decades?|century|today|tomorrow|yesterday|soon|semester|trimestres?|mois|annees?|semaines?|jours?|quartale?|monate?n?|jahre?n?|wochen?|tage?n?|q\d|\d{4}|fy\d*|h[12]|spring|summer|autumn|automn|winter|january|february|march|april|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|januar|februar|marz|juni|juli|oktober|dezember)$/.test(
    word,
  );
