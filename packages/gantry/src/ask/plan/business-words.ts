// What business people say in few words, as the words that say it: "win rate", "the pipeline", "60 days overdue", "with us since".
import { addDays, resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { numberOf } from "../numbers.ts";
import { plain } from "../words.ts";

const number = String.raw`(\d+|an?|one|two|three|four|five|six|eight|ten|twelve|ein(?:e[nmr]?)?|zwei|drei|vier|fünf|sechs|zehn|zwölf|une?|deux|trois|quatre|cinq|six|dix|douze)`;
const days = String.raw`(days?|weeks?|months?|tage?n?|wochen?|monate?n?|jours?|semaines?|mois)`;
const more = String.raw`(more than|over|at least|mehr als|über|mindestens|seit mehr als|plus d['’]|plus de|au moins)`;
const unit = String.raw`((?:fiscal |calendar )?(?:year|quarter|month|week))`;

const phrases: readonly (readonly [RegExp, string])[] = [
  // Spans of time.
  [
    new RegExp(String.raw`\bsince (?:the |this |our )?${unit} (?:has )?(?:started|began|begun|begins|starts)\b`, "gi"),
    "since the start of the $1",
  ],
  [
    /(?<!\p{L})seit(?: das| dem| unser)? ((?:neue )?(?:geschäftsjahr|jahr|quartal)) (?:begonnen hat|angefangen hat|begann|anfing)(?!\p{L})/giu,
    "seit Beginn des $1s",
  ],
  [
    /(?<!\p{L})depuis que (?:l['’](année|exercice)|le (trimestre|mois)) a (?:commencé|débuté)(?!\p{L})/giu,
    "depuis le début de l'année",
  ],
  [/\b(?:from|for|of) (the (?:week|month|quarter|year) before last)\b/gi, "in $1"],
  [/\b(the (?:quarter|month|week|year) before) (?:it|that|that one|this one)\b/gi, "$1"],
  [/\b(first|last) (week|day) (?:of|in) /gi, "$1 1 $2s of "],
  [/(?<!\p{L})(?:der |die |dem )?erste[nr]? woche (?:im |des |von )/giu, "ersten 7 Tage im "],
  [/(?<!\p{L})(?:la )?première semaine (?:de |d['’]|du mois de )/giu, "7 premiers jours de "],
  // How long something has been owed, and somebody a customer.
  [
    new RegExp(
      String.raw`(?<!\p{L})${more} ${number} ${days} (overdue|past due|late|in arrears|überfällig|en retard)(?!\p{L})`,
      "giu",
    ),
    "$4 for $1 $2 $3",
  ],
  [
    new RegExp(String.raw`(?<!\p{L})(overdue|past due|late) by ${more} ${number} ${days}(?!\p{L})`, "giu"),
    "$1 for $2 $3 $4",
  ],
  [
    new RegExp(String.raw`(?<!\p{L})(en retard|échues?) (?:de|d['’]) ?${more} ${number} ${days}(?!\p{L})`, "giu"),
    "$1 depuis $2 $3 $4",
  ],
  [new RegExp(String.raw`(?<!\p{L})um ${more} ${number} ${days} (überfällig\p{L}*)`, "giu"), "seit $1 $2 $3 $4"],
  [
    /\b(?:have |has |['’]ve |who are |that are |are )?(?:been )?(?:customers |clients )?(?:of ours |with us )(?=(?:for|since)\b)/gi,
    "joined ",
  ],
  [/(?<!\p{L})((?:seit|schon|länger)(?: \S+){1,5}?) bei uns(?! \p{L}*(?:kauf|bestell))/giu, "$1 Kunde geworden"],
  [/(?<!\p{L})(?:sont |est )?(?:chez|avec) nous (?=depuis(?!\p{L}))/giu, "clients "],
  // Deals.
  [
    /(?<!\p{L})(?:win|hit|close|closing|success|conversion)[- ]?rates?(?:(?: of| for| on)? (?:our |the )?deals)?(?!\p{L})/giu,
    "share of closed deals won ",
  ],
  [
    /(?<!\p{L})(?:abschlussquote|gewinnquote|erfolgsquote|abschlussrate|gewinnrate|erfolgsrate|trefferquote)n?(?!\p{L})/giu,
    "Anteil abgeschlossener Deals gewonnen ",
  ],
  [
    /(?<!\p{L})taux de (?:réussite|succès|conversion|gain|transformation|closing)(?!\p{L})/giu,
    "part des affaires closed gagnées ",
  ],
  [
    /(?<!\p{L})(?:(?:our|the|your|unsere|die|der|notre|le|la|open|sales|offene|vertriebs|commercial) ?)*[- ]?(?:sales )?pipeline(?! (?:stage|value))(?!\p{L})/giu,
    " pipeline ",
  ],
];

const isNumbered =
  /(?<!\p{L})(?:how many|number|count|value|amount|worth|wie viele|anzahl|wert|volumen|combien|nombre|valeur|montant)(?!\p{L})/iu;

/** "The pipeline" is what open deals are worth; what is in it are the deals. */
const withPipeline = (text: string): string =>
  text.replaceAll(/(?<!\p{L})(in|dans|im|en)? pipeline (?!stage|value|deals)/giu, (_, place: string | undefined) =>
    place !== undefined || isNumbered.test(text) ? " open deals " : " value of open deals ",
  );

/** "Two weeks ago": that week, month or day, where nothing is held against it. */
const ago = new RegExp(
  String.raw`(?<!\p{L})(?:exactly |about |around )?${number} ${days} ago(?!\p{L})|(?<!\p{L})vor ${number} ${days}(?= (?!\p{L}*fällig)|[?.!]|$)|(?<!\p{L})il y a ${number} ${days}(?!\p{L})`,
  "giu",
);

const held =
  /(?<!\p{L})(?:than|vs|versus|compar\p{L}*|vergl\p{L}*|since|until|before|after|seit|bis|depuis|avant|als|gegenüber)(?!\p{L})/iu;

const spanAgo = (count: number, of: string, time: PeriodOptions): string | undefined => {
  const back = (span: { readonly start: string; readonly end: string } | null): string | undefined =>
    span === null ? undefined : ` from ${span.start} to ${addDays(span.end, -1)} `;
  if (/^(?:d|t|j)/i.test(of)) {
    const day = addDays(time.today, -count);
    return back({ start: day, end: addDays(day, 1) });
  }
  if (/^(?:w|s)/i.test(of)) {
    const week = resolvePeriod("this week", time);
    return week === null
      ? undefined
      : back({ start: addDays(week.start, -7 * count), end: addDays(week.start, 7 - 7 * count) });
  }
  const [year, month] = [Number(time.today.slice(0, 4)), Number(time.today.slice(5, 7))];
  const at = year * 12 + month - 1 - count;
  return back(resolvePeriod(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`, time));
};

const countOf = (word: string): number | null => (/^(?:an?|ein|une?)/i.test(word) ? 1 : numberOf(plain(word)));

/** The question in words that a catalog has. */
export const inPlainTerms = (question: string, time: PeriodOptions): string => {
  let found = question;
  for (const [pattern, words] of phrases) found = found.replaceAll(pattern, words);
  found = withPipeline(found);
  if (held.test(found)) return found;
  return found.replaceAll(ago, (whole, ...groups: (string | undefined)[]) => {
    const [said, of] = groups.slice(0, 6).filter((it) => typeof it === "string");
    const count = said === undefined ? null : countOf(said);
    return count === null || of === undefined ? whole : (spanAgo(count, of, time) ?? whole);
  });
};
