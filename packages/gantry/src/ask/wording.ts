// What people write in haste, as the words that it stands for: signs and shortened words, in three languages.

/** Signs and how amounts are written, over the whole text. */
const month = String.raw`(?:jan|feb|fev|fév|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aou|aoû|sep|sept|oct|okt|nov|dec|déc|dez)[\p{L}]{0,6}\.?`;

const amountOrWord = String.raw`\d[\d.,]*\s?[kKmM]?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt`;

const amount = String.raw`\d[\d.,]*(?: \d{3})*\s?[kKmM]?`;

/** "Three or more", "200k und darüber", "jusqu'à cinq au plus": what stands behind its number. */
const counted = String.raw`(?<![\p{L}\d.,])(${amountOrWord})(?: (euros?|eur|€|percent|%))?`;
const atLeast: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      String.raw`${counted} (?:(?:or|and) (?:more|above|over|up(?:wards)?|higher|greater)|oder (?:mehr|höher|darüber|drüber)|und (?:mehr|darüber|drüber)|aufwärts|(?:ou|et) (?:plus|davantage)|minimum|at (?:the )?(?:very )?least|au moins|mindestens)(?![\p{L}])(?! (?:als|que|than|de)(?![\p{L}]))`,
      "giu",
    ),
    "at least $1 $2",
  ],
  [
    new RegExp(
      String.raw`${counted} (?:or (?:less|fewer|below|under|lower)|and (?:below|under)|oder (?:weniger|darunter|niedriger)|und (?:weniger|darunter)|(?:ou|et) moins|maximum|at (?:the )?(?:very )?most|au plus|höchstens)(?![\p{L}])(?! (?:als|que|than|de)(?![\p{L}]))`,
      "giu",
    ),
    "at most $1 $2",
  ],
];

const signs: readonly (readonly [RegExp, string])[] = [
  [/(?:>=|≥)/g, " at least "],
  [/(?:<=|≤)/g, " at most "],
  [/(?:!=|<>|≠)/g, " not "],
  [/>/g, " more than "],
  [/</g, " less than "],
  [/(\w+)\s*={1,2}\s*['"]?([\w-]+)['"]?/g, "$1 $2 and"],
  [/={1,2}/g, " "],
  [
    /\b(?:(?:that|those|the one|the figure|the value) (?:of|for|from|in) )?(?:the |that )?(?:same|equivalent|corresponding) (?:quarter|month|period|time|week|span|timeframe)(?: (?:of|in|from|for))? (?:the )?(?:(?:a|one) year (?:earlier|before|ago|prior)|last year|previous year|prior year|year before|preceding year)\b/gi,
    "a year earlier",
  ],
  [
    /(?:(?<![\p{L}])(?:à|au|du|avec|celui du|celle de|ceux du) )?(?:(?:la|le) )?même (?:trimestre|mois|période|époque|moment|semaine)(?: (?:de|d['’]))? ?(?:l['’](?:an(?:née)?) (?:dernière?|passée?|précédente?)|un an (?:plus tôt|avant|auparavant))/giu,
    "un an plus tôt",
  ],
  [
    /(?:\b(?:dem|zum|im|des|den|vom) )?\b(?:gleichen|selben|entsprechenden) (?:quartal|monat|zeitraum|woche)s?(?: (?:im|des|vom|aus dem|in dem))? (?:vorjahre?s?|vorigen jahre?s?|letzten jahre?s?|vergangenen jahre?s?|ein jahr (?:zuvor|davor|früher))(?![\p{L}])/giu,
    "vor einem jahr",
  ],
  [
    /\b(at least|more than|mindestens|mehr als|au moins|plus d['’]|plus de) ?(?:an?|ein(?:e[nrms]?)?|une?)(?= )/gi,
    "$1 1",
  ],
  [/\b(?:in|over|during|within|for) the same (?:time|period|timeframe|span)(?=\s*(?:[,.?!]|$))/gi, " "],
  [/\b(?:sur|pendant|dans) la même période(?=\s*(?:[,.?!]|$))/giu, " "],
  [/\bim (?:gleichen|selben) zeitraum(?=\s*(?:[,.?!]|$))/giu, " "],
  [
    /\b(?:vs\.?|versus|compared (?:to|with)|against) (?:the )?(?:last|previous|prior)(?: one)?(?=\s*(?:[,.?!]|$))/gi,
    "compared to the previous one",
  ],
  [
    /(?<![\d.-])(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})\s*(?:-|–|—|\.\.)\s*(\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?![\d-])/g,
    "from $1 to $2",
  ],
  // "Jan-Mar 2026", "1.–15. Oktober".
  [new RegExp(String.raw`(?<![\p{L}])(${month})\s?[-–—]\s?(${month})(?![\p{L}])`, "giu"), "from $1 to $2"],
  [
    new RegExp(String.raw`(?<![\d.])(\d{1,2})\.?\s?[-–—]\s?(\d{1,2})\.? (${month})(?![\p{L}])`, "giu"),
    "from $1 to $2 $3",
  ],
  // "From 50k to 100k" is of an amount where one is told.
  [
    new RegExp(
      String.raw`\b(?:from|von|de|entre) (${amount})(?: ?€| euros?)? (?:to|bis|à|et) (${amount})(?= ?€| euros?\b| eur\b)`,
      "giu",
    ),
    "between $1 and $2",
  ],
  [/\b(?:from|von|de) (\d[\d.,]*\s?[kKmM]) (?:to|bis|à) (\d[\d.,]*\s?[kKmM])(?![\p{L}\d])/gu, "between $1 and $2"],
  [/\b(\d[\d.,]*[kKmM])\s?[-–]\s?(\d[\d.,]*[kKmM])(?![\p{L}\d])/gu, "between $1 and $2"],
  [/#\s*(?:of\b)?/g, " number of "],
  [/\b(top|bottom)(\d+)\b/gi, "$1 $2"],
  [/\b(number|nombre)\s*(?:and|et|&|\+|,)(?=\s)/gi, "$1 of and"],
  [/\+\s*(number|nombre|anzahl)\b(?! (?:of|de|der|von))/gi, ", $1 of"],
  [/\bw\/o\b/gi, " without "],
  [/\bw\/(?=\s|\w)/gi, " with "],
  // Another currency is another number.
  [/\$/g, " dollars "],
  [/£/g, " pounds "],
  [/\b(\d[\d.,]*)\s*\+(?=\s)/g, "at least $1"],
  ...atLeast,
  [/\b(last|this|current|next|previous|prior) FY\b(?! ?\d)/g, "$1 fiscal year"],
  [/\bFY\b(?! ?\d)/g, "this fiscal year"],
  [/\b(?:half a million|eine halbe million|une? demi[- ]million)\b/gi, "500000"],
  [/\b(?:a )?quarter (?:of )?a million\b|\beine viertel ?million\b/gi, "250000"],
  [
    /\b(?:one and a half million|a million and a half|anderthalb millionen|eineinhalb millionen|un million et demi)\b/gi,
    "1.5m",
  ],
  [/\b(?:half a dozen|ein halbes dutzend|einem halben dutzend|une demi[- ]douzaine(?: de)?)\b/gi, "6"],
  [/\b(?:a|one|une?|eine) (?:million|mio)\b\.?/gi, "1m"],
  [/\b(\d[\d.,]*)\s*(?:millions?|millionen|mio|mn|m€)(?![\p{L}\d])\.?/giu, "$1m"],
  [/\b(?:a|one) thousand\b/gi, "1k"],
  [/\b(?:a|one) hundred\b/gi, "100"],
  [/\b(\d[\d.,]*)\s*(?:thousand|tausend|tsd|mille|k€)(?![\p{L}\d])\.?/giu, "$1k"],
  [/\b(\d[\d.,]*)\s([kK])(?=\s|$)/g, "$1$2"],
  // A comparison, and not "and then".
  [/\b(more|less|fewer|greater|larger|higher|lower|bigger|smaller|older|rather|other) then\b/gi, "$1 than"],
  [/\b(?:account(?:s|ed)?|stands?|stood) for\b/gi, " "],
  [/\bmakes? up\b/gi, " "],
  [/\b(?:break|broken|breaking|split|splitting) (\S+(?: \S+){0,4}?) (?:down )?(?:by|into)\b/gi, "$1 by"],
  [/\bbreak(?:s|ing)? ?down\b/gi, " "],
  [/\bwith (?:multiple|several|more than one)\b/gi, "with at least 2"],
  [/\bavec plusieurs\b/gi, "avec au moins 2"],
  [/\bmit mehreren\b/gi, "mit mindestens 2"],
];

/** Single words; what a time's unit is shortened to only stands beside a word of time. */
const shortened: ReadonlyMap<string, string> = new Map(
  Object.entries({
    revenue: "rev revs",
    customers: "cust custs cstmrs",
    accounts: "acct accts",
    opportunities: "opps opp",
    quarter: "qtr qrtr",
    quarters: "qtrs",
    months: "mos mths",
    month: "mth mnth",
    years: "yrs",
    year: "yr",
    weeks: "wks",
    week: "wk",
    previous: "prev",
    without: "excl exkl",
    "number of": "num nr nbr",
    "this month": "mtd",
    "this quarter": "qtd",
    "last 12 months": "ltm ttm",
    "year over year": "yoy",
    "quarter over quarter": "qoq",
    "month over month": "mom",
    maximum: "max",
    minimum: "min",
    gegenüber: "ggü",
    vergleiche: "vgl",
    laufendes: "lfd",
    between: "betw btwn",
    trimestre: "trim",
    please: "plz pls thx tks asap fyi rn lemme gimme wanna gonna",
    you: "u ur ya",
  }).flatMap(([long, list]) => list.split(" ").map((short) => [short, long] as const)),
);

const ofTime = String.raw`(last|this|next|prev|previous|current|per|by|each|past|dernier|letztes|dieses)`;

/** The question in whole words. What stands in quotation marks is a name, and stays. */
export const inWholeWords = (question: string): string =>
  question
    .split(/(["“”„«»][^"“”„«»]*["“”„«»])/u)
    .map((part, at) => (at % 2 === 1 ? part : wholeWords(part)))
    .join("");

/** One letter or two stand for a unit only beside a word of time. */
const units: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`\b${ofTime} q\b(?! ?\d)`, "gi"), "$1 quarter"],
  [new RegExp(String.raw`\b(${ofTime} \d+) (?:mo|m)\b`, "gi"), "$1 months"],
  [new RegExp(String.raw`\b${ofTime} mo\b`, "gi"), "$1 month"],
];

const wholeWords = (text: string): string => {
  let found = text;
  for (const [sign, words] of [...units, ...signs]) found = found.replaceAll(sign, words);
  return found.replaceAll(/\p{L}+/gu, (word) => {
    const long = shortened.get(word.toLowerCase());
    // In capitals it may be a name: "MIN Labs".
    return long === undefined || (/^(?:MAX|MIN|UR?|YA|TRIM|CUST)$/.test(word) && text !== text.toUpperCase())
      ? word
      : long;
  });
};
