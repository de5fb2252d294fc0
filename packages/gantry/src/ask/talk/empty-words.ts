// Words that say nothing of what is asked: how sure somebody is, how things look to him, how nice a thing shall be. Only where
// a question could not be read with them: what is a condition somewhere is read first.

/** Adverbs and asides, in three languages. */
const softeners: readonly RegExp[] = [
  /[,;]?\s*(?<!\p{L})(?:actually|really|quietly|honestly|frankly|basically|essentially|apparently|obviously|clearly|literally|simply|roughly speaking|generally speaking|of course|in fact|as a matter of fact|to be (?:honest|fair|frank|exact|precise)|by any chance|right now|at the moment|at present|as of (?:now|today)|as we speak|as things stand|all in all|all told|for once|for a change|by the way|if memory serves|if i(?:['’]m| am) not mistaken|if i remember (?:right|correctly)|as far as (?:i|we) (?:know|can (?:tell|see))|i (?:believe|think|guess|suppose|assume|reckon|fear|hope)|it seems|so to speak|mind you|you know|at all|on the books|on our books|in our books|sort of|out there)(?!\p{L})[,;]?/giu,
  /\s(?:sitting|lying|hanging|floating)(?: (?:around|about|there))?(?=\s|[?.!,]|$)/giu,
  /[,;]?\s*(?<!\p{L})(?:en fait|à vrai dire|en réalité|au juste|au fond|tout compte fait|à l['’]heure actuelle|à l['’]heure qu['’]il est|en ce moment|pour le moment|à ce jour|par hasard|je crois|je pense|je suppose|si je ne me trompe(?: pas)?|si je me souviens bien|soit dit en passant|franchement|honnêtement|concrètement|finalement|globalement|grosso modo|en gros|du coup|quoi|hein|dis-moi|bien sûr|évidemment|apparemment|d['’]après (?:la liste|le catalogue|notre système)|selon (?:la liste|le catalogue|notre système))(?!\p{L})[,;]?/giu,
  /[,;]?\s*(?<!\p{L})(?:eigentlich|überhaupt|tatsächlich|wirklich|ehrlich gesagt|offen gesagt|im moment|im augenblick|zur zeit|zurzeit|momentan|gegenwärtig|stand (?:heute|jetzt)|alles in allem|unterm strich|im grunde|grundsätzlich|sozusagen|quasi|übrigens|halt|ja|wohl|bekanntlich|offenbar|anscheinend|natürlich|selbstverständlich|meines wissens|soweit ich weiß|wenn ich mich recht erinnere|glaube ich|denke ich|vermutlich|laut (?:liste|system|katalog|unseren (?:daten|zahlen|büchern))|in unseren büchern)(?!\p{L})[,;]?/giu,
];

/** Things that are made: how they shall look is for whoever makes them. */
const made = String.raw`(?:lifestyle |product |produkt|personali[sz]ed |personalisierte\p{L}* |short |kurze\p{L}* )*(?:images?|pictures?|photos?|pics|visuals?|charts?|graphs?|diagrams?|plots?|graphics?|texts?|descriptions?|e-?mails?|mails?|letters?|messages?|notes?|summar(?:y|ies)|reports?|diagramme?n?|grafik(?:en)?|schaubild\p{L}*|bild(?:er|ern)?|fotos?|visuel(?:s)?|texte?n?|produkttexte?n?|beschreibung(?:en)?|briefe?n?|nachricht(?:en)?|zusammenfassung|graphiques?|courbes?|lettres?|messages?|courriels?|résumés?)`;

const nice = new RegExp(
  String.raw`(?<!\p{L})(?:matching|fitting|suitable|appropriate|nice|nice-looking|good-looking|pretty|beautiful|lovely|appealing|attractive|friendly|warm|kind|clear|simple|decent|proper|passende?[nrms]?|schöne?[nrms]?|hübsche?[nrms]?|nette?[nrms]?|ansprechende?[nrms]?|freundliche?[nrms]?|geeignete?[nrms]?|übersichtliche?[nrms]?|stimmungsvolle?[nrms]?|jolie?s?|beaux?|belles?|adaptée?s?|appropriée?s?|soignée?s?|petite?s?|clair)\s+(?=(?:(?:and|und|et)\s+)?${made}(?!\p{L}))`,
  "giu",
);

const niceAfter =
  /(?<=(?:graphique|diagramme|visuels?|images?|photos?|textes?|courbe)) (?:clairs?|adaptée?s?|appropriée?s?|correspondante?s?|parlante?s?|soignée?s?|qui (?:va|vont) (?:bien|avec))(?!\p{L})/giu;

/** What somebody is to be given that no word names: a message. */
const something: readonly (readonly [RegExp, string])[] = [
  [
    /(?<!\p{L})(write|send|draft|prepare|compose)(\s(?:[\p{L}]+\s){0,5}?)something (?:nice|kind|friendly|personal|warm|sweet)(?: and \p{L}+)?/giu,
    "$1$2a message",
  ],
  [
    /(?<!\p{L})(écri\p{L}+|prépar\p{L}+|rédig\p{L}+|envo\p{L}+)((?:[\s-]\p{L}+){0,5}?) quelque chose (?:de |d['’])(?:gentil|sympa\p{L}*|personnel|aimable|chaleureux)/giu,
    "$1$2 un message",
  ],
  [
    /(?<!\p{L})(schreib\p{L}*|schick\p{L}*|send\p{L}*|verfass\p{L}*|entwirf)((?:\s\p{L}+){0,5}?) etwas (?:nettes|freundliches|persönliches|schönes|liebes)/giu,
    "$1$2 eine Nachricht",
  ],
  [/(?<!\p{L})(?:to|um sie zu|pour les) (?:keep|hold|halten|garder|retenir) (?:them|on to them)(?!\p{L})/giu, " "],
  [/(?<!\p{L})(?:to keep them|um sie zu (?:halten|behalten)|pour les (?:garder|retenir))(?!\p{L})/giu, " "],
];

/** That not everything may leave, as the flows say it. */
const unexposed = " without exposing the entire database to an external AI model ";
const store = String.raw`(?:database|data base|customer data|our data|all data|the data|datenbank|kundendaten|unsere\p{L}* daten|alle daten|base de données|nos données|toutes les données)`;
const outsiders = String.raw`(?:ai|artificial intelligence|ki|ia|llm|chatbot|chat ?gpt|ai model|sprachmodell|modèle|model)`;
const denies = String.raw`(?:without|not|n['’]t|never|ohne|nicht|kein\p{L}*|sans|ne|pas|jamais)`;
const exposure: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:[,;]|\s[-–—]|\s(?:but|and|mais|et|aber|und))*\s*(?<!\p{L})(?:(?:whatever|which ?ever|welche\p{L}*|quelle que soit)\s[^.;?!]{0,60}?${outsiders}(?!\p{L})[^.;?!]{0,60}?${denies}(?!\p{L})[^.;?!]{0,60}?${store}(?:\s(?:outside|extern\p{L}*))?)`,
    "giu",
  ),
  new RegExp(
    String.raw`(?:[,;]|\s[-–—]|\s(?:but|and|mais|et|aber|und))*\s*(?<!\p{L})${denies}(?!\p{L})[^,.;?!]{0,40}?${store}(?!\p{L})[^,.;?!]{0,50}?(?<!\p{L})${outsiders}(?!\p{L})(?:\s(?:extern\p{L}*|outside(?: of)?(?: (?:the|our) (?:company|house))?|(?:gibt|geben|gehen|geht|bekommt|landet|gelangt|schick\p{L}*|weiterzugeben|zu \p{L}+)))*`,
    "giu",
  ),
];

/** What several things are called together, where what is said of them says it: "the zone EMEA". */
const kinds = String.raw`(?:zone|area|territory|market|theatre|region|land|marché|région|pays|gebiet|raum|markt|ligne|gamme|line)`;

/** What comes before "meaning" is said again behind it. */
const meaning =
  /(?:\s(?:that|which|whom|who))?\s(?:we|i) (?:can|could|may|might|are allowed to) (?:write to|e-?mail|mail|contact|call|phone|reach)[,;]?\s(?:meaning|i\.e\.|that is(?: to say)?|in other words)[,:]?(?: that)?(?!\p{L})/giu;

const others: readonly (readonly [RegExp, string])[] = [
  [meaning, " that"],
  [
    /[,;]?\s(?:and |und |et )?(?:he|she|they|we|i) (?:wants?|would like|needs?)(?: to have| to see)? (?:it|this|that|them|the (?:result|numbers?|figures?)) (?=split|broken|grouped|sorted|by\b)/giu,
    " ",
  ],
  [/(?<!\p{L})vorjahresvergleich\p{L}*/giu, "Vergleich zum Vorjahr"],
  [/(?<!\p{L})vorquartalsvergleich\p{L}*/giu, "Vergleich zum Vorquartal"],
  [/(?<!\p{L})(?:comparaison annuelle|comparatif annuel)(?!\p{L})/giu, "comparaison avec l'année dernière"],
  [
    /(?<!\p{L})(product texts?|product descriptions?|texts?|descriptions?|produkttexte|beschreibungen|textes|descriptions de produits?)((?:\s\p{L}+){0,2}?) (?:for|für|pour|per|par|je) (?:each|every|jede[nrs]?|chaque)? ?(?:kind|type|sort|art|gruppe|type) (?:of|von|de) (?:customers?|clients?|kunden?)/giu,
    "$1$2 for each segment",
  ],
  [/(?<!\p{L})needs? (?:some|a bit of|a little) (?:love|attention|care|work)(?!\p{L})/giu, "needs"],
  [/(?<!\p{L})(?:just|only)? ?(?:the|those|these) two (?:numbers|figures)(?!\p{L})/giu, " "],
  [/(?<!\p{L})(?:nur |bloß )?(?:die|diese) (?:beiden|zwei) (?:zahlen|werte)(?!\p{L})/giu, " "],
  [/(?<!\p{L})(?:juste |seulement )?(?:les|ces) deux (?:chiffres|nombres|valeurs)(?!\p{L})/giu, " "],
  [
    /(?<!\p{L})((?:sales|revenue|turnover|numbers|figures|umsätze?|ventes)(?:\s\p{L}+){0,5}?) (?:move|shift|swing|budge)(?!\p{L})/giu,
    "$1 change",
  ],
  [
    /(?<!\p{L})what (?:made|makes|has made) ((?:our |the )?(?:sales|revenue|turnover)(?:\s\p{L}+){0,4}?) (?:move|shift|swing|change|jump|rise|fall|drop|go (?:up|down))(?!\p{L})/giu,
    "why did $1 change",
  ],
  [
    /(?<!\p{L})what (?:moved|shifted|drove|was behind|is behind|lies behind) ((?:our |the )?(?:sales|revenue|turnover))(?!\p{L})/giu,
    "why did $1 change",
  ],
];

const ofKinds: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\p{L})${kinds}\s+(\p{L}+)`, "giu"),
  new RegExp(String.raw`(?<!\p{L})(\p{L}+)\s+${kinds}(?!\p{L})`, "giu"),
];

/**
 * The question without them.
 *
 * @param isValue whether a word names a value: "zone EMEA"
 */
export const withoutEmptyWords = (question: string, isValue: (word: string) => boolean): string => {
  let found = question;
  for (const pattern of exposure) found = found.replaceAll(pattern, unexposed);
  for (const [pattern, words] of [...others, ...something]) found = found.replaceAll(pattern, words);
  for (const pattern of softeners) found = found.replaceAll(pattern, " ");
  found = found.replaceAll(nice, "").replaceAll(niceAfter, "");
  for (const pattern of ofKinds)
    found = found.replaceAll(pattern, (whole, value: string) => (isValue(value) ? value : whole));
  return found
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s+([,.?!])/g, "$1")
    .trim();
};
