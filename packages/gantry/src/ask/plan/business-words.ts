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
    /\b(?:have |has |['’]ve |who are |that are |are )?(?:been )?(?:(?:customers|clients) of ours |with us )(?=(?:for|since)\b)/gi,
    "joined ",
  ],
  [/(?<!\p{L})((?:seit|schon|länger)(?: \S+){1,5}?) bei uns(?! \p{L}*(?:kauf|bestell))/giu, "$1 Kunde geworden"],
  [/(?<!\p{L})(?:sont |est )?(?:chez|avec) nous (?=depuis(?!\p{L}))/giu, "clients "],
  // What somebody is called, in the words of a column.
  [
    /(?<!\p{L})(?:le |les |leurs? )?noms? (?:du |de la |de l['’]|des |de chaque |de )(?:client|société|entreprise)s?(?!\p{L})/giu,
    "customer name",
  ],
  [
    /(?<!\p{L})(?:dem |den |der )?namen? (?:des|der|jedes|vom) (?:kunden?|firma|unternehmens)(?!\p{L})/giu,
    "Kundenname",
  ],
  // Who asked for it, and how sorry somebody is.
  [
    /(?<!\p{L})(?:on|il|elle|ils|(?:mon|ma|notre|le|la) \p{L}+) (?:m['’]a|nous a|m['’]ont|nous ont) demandé(?: de| les?| la| si)?(?!\p{L})|(?<!\p{L})(?:je|j['’]ai|nous) (?:te |vous )?demand(?:e|é|ons|er)(?!\p{L})/giu,
    " ",
  ],
  [/\b(?:my|our|the) \p{L}+(?: \p{L}+)? (?:has |have |had )?(?:requested|asked for)\b/giu, " "],
  [/^\s*(?:désolée?|pardon|excuse[zr]?[- ]moi)(?: de (?:vous|te) déranger)?,?(?: mais)? /giu, ""],
  [/^\s*(?:i['’]m )?not sure (?:if|whether)[^,.;]{3,40}[,.;]? but /giu, ""],
  [/^\s*(?:entschuldig\p{L}*|sorry|verzeihung)(?: (?:sie|bitte|für|die|störung))*,? (?:aber )?/giu, ""],
  // How much was bought, and not how many bought.
  [
    /(?<!\p{L})(?:pour )?combien (?:les|nos|mes) (.{3,60}?) (?:nous )?ont-(?:ils|elles) (?:acheté|commandé|dépensé)(?: chez nous)?(?!\p{L})/giu,
    "chiffre d'affaires des $1",
  ],
  [
    /(?<!\p{L})(garanties?(?!\p{L}).{0,60}?) arriv(?:e|ent|ant) à (?:échéance|terme|expiration)(?!\p{L})/giu,
    "$1 expirent",
  ],
  // What they are written in, and what is overdue.
  [/\b(?:written|phrased|submitted|filed) in (?=(?:english|french|german)\b)/gi, "in "],
  [/(?<!\p{L})(?:rédigés?|écrits?|rédigées?) en (?=(?:français|anglais|allemand)(?!\p{L}))/giu, "en "],
  [/(?<!\p{L})(?:verfasst|geschrieben)e?n? auf (?=(?:deutsch|englisch|französisch)(?!\p{L}))/giu, "auf "],
  [/\bhow much (?:money |cash )?is (?:currently |still |already )?overdue\b/gi, "overdue amount"],
  // One, and no more.
  [/\b(with|have|has|having|had|bought|placed|opened) (?:only|just) (?:one|1|a single)(?= \p{L})/giu, "$1 exactly 1"],
  [
    /(?<!\p{L})(mit|haben|hat|hatten) (?:nur|bloß|lediglich) (?:1|einem|einer|einen|eine|ein)(?= \p{L})/giu,
    "$1 genau 1",
  ],
  [/(?<!\p{L})(avec|ont|a|ayant|n['’]ont|n['’]a) (?:qu['’])?une? seule? (?=\p{L})/giu, "$1 exactement 1 "],
  // "Between 50 and 100k" begins at 50k.
  [/(?<![\d.,])(\d{1,3})( ?(?:-|–|and|to|et|à|und|bis) ?)(\d{1,3})([km])(?![\p{L}\d])/giu, "$1$4$2$3$4"],
  // What there is to sell.
  [/\b(products?|instruments?|items?|devices?)(?: that| which)? we (?:sell|make|offer)(?=\s*(?:[?.!,]|$))/gi, "$1"],
  [
    /(?<!\p{L})(produkte?|geräte?|artikel|instrumente?),? (?:das|die) wir (?:verkaufen|anbieten|herstellen)(?=\s*(?:[?.!,]|$))/giu,
    "$1",
  ],
  [
    /(?<!\p{L})(produits?|appareils?|articles?|instruments?) que nous (?:vendons|fabriquons|proposons)(?=\s*(?:[?.!,]|$))/giu,
    "$1",
  ],
  // What is no longer so.
  [
    /(?<!\p{L})(?:qui )?(?:ne |n['’])(?:sont|est) plus (?:vendus?|vendues?|fabriqué(?:e?s)?|produits?|commercialisé(?:e?s)?|au catalogue)(?!\p{L})/giu,
    "arrêtés",
  ],
  [
    /(?<!\p{L})(?:ne |n['’])(\p{L}+(?:[- ](?!plus)\p{L}+)?) plus(?= (?!de \d|d['’]\d|que |grand|gros|cher|important)|[?.!]|$)/giu,
    "ne $1 pas",
  ],
  [
    /\b(products?|items?|instruments?|devices?|articles?)( (?:that|which))?( (?:do|are|have|did))?( we| you)?( have| been)? (?:no longer|not any ?more) (?:sell|sold|make|made|offer|offered|produced?|manufactured?|available|in the catalog(?:ue)?)\b/gi,
    "discontinued $1",
  ],
  [
    /\b(products?|items?|instruments?|devices?|articles?)( (?:that|which))? (?:do we|we|are) ?(?:don['’]t|do not|not|n['’]t) (?:sell|sold|make|made|offer|offered|produced?) any ?(?:more|longer)\b/gi,
    "discontinued $1",
  ],
  [
    /(?<!\p{L})(produkte?|geräte?|artikel|instrumente?),?(?: die)? (?:verkaufen|bieten|produzieren|stellen|führen) wir nicht mehr(?: an| her)?(?!\p{L})/giu,
    "eingestellte $1",
  ],
  [
    /(?<!\p{L})(produkte?|geräte?|artikel|instrumente?)(.{0,40}?) (?:nicht mehr|kein(?:e|en)? mehr) (?:verkauf\p{L}*|angeboten|herstell\p{L}*|hergestellt|produzier\p{L}*|im (?:sortiment|programm|katalog))(?!\p{L})/giu,
    "eingestellte $1$2",
  ],
  [
    /(?<!\p{L})verläng(?:ert|ern) sich( nicht)? (?:automatisch|von selbst|von allein|von alleine|stillschweigend)(?!\p{L})/giu,
    "haben$1 automatische Verlängerung",
  ],
  [/(?<!\p{L})verlängern sich( nicht)?(?= (?:automatisch|von selbst))/giu, "haben$1 automatische Verlängerung"],
  [/\brenews? (?:by (?:themselves|itself)|on (?:their|its) own)\b/gi, "renew automatically"],
  // By how much, and not how many.
  [/(?<!\p{L})(?:et )?de combien(?=\s*(?:[?.!,]|$))|\band by how much(?=\s*(?:[?.!]|$))/giu, " decombien "],
  // Who looks after whom.
  [
    /(?<!\p{L})who(?:['’]s| is| are)? (?:looks? after|looking after|responsible for|in charge of|takes? care of|taking care of|handles?|handling|manages?|managing|owns?) /giu,
    "which account managers have ",
  ],
  [
    /(?<!\p{L})wer (?:von uns |im team |bei uns )?(?:ist|kümmert sich|sorgt) (?:eigentlich |denn |gerade |bei uns )?(?:für|um) (.+?) (?:zuständig|verantwortlich)(?!\p{L})/giu,
    "welche Kundenbetreuer haben $1",
  ],
  [
    /(?<!\p{L})wer (?:von uns |im team |bei uns )?(?:kümmert sich (?:eigentlich )?um|betreut(?: eigentlich)?) /giu,
    "welche Kundenbetreuer haben ",
  ],
  [
    /(?<!\p{L})qui (?:est[- ]ce qui )?(?:s['’]occupe|est (?:responsable|en charge|chargée?)|se charge) (des |de |du |d['’])/giu,
    "quels commerciaux ont $1",
  ],
  [/(?<!\p{L})qui (?:gère|suit|gèrent|suivent) /giu, "quels commerciaux ont "],
  // Who owes what.
  [/\bwho owes us (?:the )?most(?: money)?\b/gi, "which customer has the highest value of open or overdue invoices"],
  [/\bhow much(?: money)? (?:do|does|did) (.+?) owe us\b/gi, "value of open or overdue invoices of $1"],
  [/\b(?:who )?owes? us(?: (?:any |some )?money| anything)?\b/gi, "have open or overdue invoices"],
  [
    /(?<!\p{L})wer schuldet uns am meisten(?: geld)?(?!\p{L})/giu,
    "welcher Kunde hat den höchsten Wert offener oder überfälliger Rechnungen",
  ],
  [/(?<!\p{L})schulde[nt] uns(?: noch)?(?: geld| etwas)?(?!\p{L})/giu, "haben offene oder überfällige Rechnungen"],
  [
    /(?<!\p{L})nous (?:doit|doivent) (?:le plus)(?: d['’]argent)?(?!\p{L})/giu,
    "a la plus grande valeur de factures ouvertes ou en retard",
  ],
  [
    /(?<!\p{L})nous doi(?:t|vent)(?: encore)?(?: de l['’]argent)?(?!\p{L})/giu,
    "ont des factures ouvertes ou en retard",
  ],
  // What is asked of each.
  [/^((?:and |so |in |from |to |at )*)what (?=\p{L}+(?: \p{L}+)? (?:are|do|does|did|have|has|were)\b)/giu, "$1which "],
  [/(?<!\p{L})(customers?\b.*|clients?\b.*|accounts?\b.*)\bby (?:their )?size\b/giu, "$1by segment"],
  [/(?<!\p{L})(kunden\b.*)(?<!\p{L})nach (?:ihrer )?größe(?!\p{L})/giu, "$1nach Segment"],
  [/(?<!\p{L})(clients\b.*)(?<!\p{L})par taille(?!\p{L})/giu, "$1par segment"],
  [
    /(?<!\p{L})why (?:do|did|are|have|were) we (?:lose|losing|lost) (?:our |so many |the )?((?:\p{L}+ )?(?:deals|opportunities|renewals))(?!\p{L})/giu,
    "number of lost $1 by loss reason",
  ],
  [
    /(?<!\p{L})warum (?:verlieren|verloren|haben) wir ((?:\p{L}+ )?(?:deals|verkaufschancen|verlängerungen|abschlüsse))(?!\p{L})/giu,
    "Anzahl verlorener $1 nach Verlustgrund",
  ],
  [
    /(?<!\p{L})pour(?:quoi| quelles raisons) (?:perdons[- ]nous|avons[- ]nous perdu|perd[- ]on|on perd|nous perdons) (?:des |nos |les )?(affaires|opportunités|renouvellements)(?!\p{L})/giu,
    "nombre de $1 perdues par raison de perte",
  ],
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

const average = String.raw`(?: (?:on average|usually|typically|normally|in general|en moyenne|im schnitt|im durchschnitt|durchschnittlich|im mittel))?`;

/** How long something takes, as one word with the day that ends it. */
const durations: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      String.raw`\b(?:on average,? )?how (?:long|many days|much time) (?:does|did|do|has|will)(?: it|\s\p{L}+(?:\s\p{L}+)?)${average} (?:take|taken|need|pass)s?(?: us| them| our (?:team|people|customers))?${average}(?: to| until| before| from| between| for)?(?!\p{L})`,
      "giu",
    ),
    " howlong ",
  ],
  [
    /\bhow (?:long|many days)(?: on average)? (?:pass|passes|passed|lie|lies|are there|elapse|elapsed)?(?: on average)? ?(?=(?:between|from)\b)/gi,
    " howlong ",
  ],
  [
    /\b(?:average |mean )?(?:number of )?(?:time|days|duration) (?:it takes |taken |needed )?(?=(?:to|until|between|from) (?:\p{L}+ ){0,3}?(?:clos|resol|solv|pay|paid|payment|settle|being|raised|opened|created|issu|invoice))/giu,
    " howlong ",
  ],
  [
    /\b(?:average |mean )?(?:ticket )?(?:resolution|handling|turnaround|resolving|closing|processing) times?\b|\bturnaround\b|\btime to (?:resolution|close|resolve)\b/gi,
    " howlong closed ",
  ],
  [
    /\b(?:average |mean )?(?:payment|paying) (?:time|times|delay|duration)\b|\b(?:average )?(?:days|time) to (?:payment|pay)\b/gi,
    " howlong paid ",
  ],
  [
    new RegExp(
      String.raw`(?<!\p{L})(?:wie lange|wie ?viele tage|wieviel zeit) (?:dauert|dauerte|dauern|brauch\p{L}*|benötig\p{L}*|vergeh\p{L}*|verging\p{L}*|liegen|lagen)(?: es| wir| unsere kunden| kunden| die kunden)?${average},?(?: bis| um| zwischen| von| vom)?(?!\p{L})`,
      "giu",
    ),
    " howlong ",
  ],
  [
    /(?<!\p{L})(?:durchschnittlichen?r? |mittlere )?(?:bearbeitungs|lösungs|durchlauf|erledigungs)(?:zeit|dauer)(?:en)?(?!\p{L})/giu,
    " howlong geschlossen ",
  ],
  [/(?<!\p{L})(?:durchschnittlichen?r? |mittlere )?(?:zahlungs)(?:dauer|zeit)(?:en)?(?!\p{L})/giu, " howlong bezahlt "],
  [
    new RegExp(
      String.raw`(?<!\p{L})combien de (?:temps|jours)${average} (?:faut-il|met-on|mettent|mettons-nous|prend|prennent|s['’]écoulent?|s['’]écoule-t-il|s['’]écoulent-ils|nous faut-il)(?: nos clients| les clients)?${average}(?: pour| avant| entre| à)?(?!\p{L})`,
      "giu",
    ),
    " howlong ",
  ],
  [
    /(?<!\p{L})(?:délai|temps|durée) (?:moyenn?e? )?(?:de |d['’])(?:résolution|traitement|clôture|fermeture)(?!\p{L})/giu,
    " howlong fermés ",
  ],
  [/(?<!\p{L})(?:délai|temps|durée) (?:moyenn?e? )?(?:de )(?:paiement|règlement)(?!\p{L})/giu, " howlong payées "],
  [/(?<!\p{L})(?:délai|temps|durée)(?: moyenn?e?)? (?=entre(?!\p{L}))/giu, " howlong "],
];

const ends: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:close|resolve|solve|fix|closing|resolving|closure|resolution)(?!\p{L})/giu, "closed"],
  [/(?<!\p{L})(?:pay|paying|settle|payment|being paid)(?!\p{L})/giu, "paid"],
  [/(?<!\p{L})(?:schließen|lösen|bearbeiten|erledigen|abschluss|lösung|erledigung)(?!\p{L})/giu, "geschlossen"],
  [/(?<!\p{L})(?:zahlen|bezahlen|begleichen|zahlung|zahlungseingang|bezahlung)(?!\p{L})/giu, "bezahlt"],
  [/(?<!\p{L})(?:fermer|résoudre|traiter|clôturer|clore|fermeture|clôture|résolution)(?!\p{L})/giu, "fermés"],
  [/(?<!\p{L})(?:payer|régler|paiement|règlement|paient|règlent)(?!\p{L})/giu, "payées"],
];

const withDurations = (text: string): string => {
  const found = durations.reduce((said, [pattern, words]) => said.replaceAll(pattern, words), text);
  return found === text ? text : ends.reduce((said, [pattern, words]) => said.replaceAll(pattern, words), found);
};

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
  found = withDurations(withPipeline(found));
  if (held.test(found)) return found;
  return found.replaceAll(ago, (whole, ...groups: (string | undefined)[]) => {
    const [said, of] = groups.slice(0, 6).filter((it) => typeof it === "string");
    const count = said === undefined ? null : countOf(said);
    return count === null || of === undefined ? whole : (spanAgo(count, of, time) ?? whole);
  });
};
