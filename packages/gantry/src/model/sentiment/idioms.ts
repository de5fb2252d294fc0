// Turns of phrase that say the opposite of their words, or say it with a gap between them: of all three languages at once.
// A sentence that holds one is read by it; words in it that say the contrary no longer count.

const never = "(?:never|not once|not so much as|hasn't so much as|nie|niemals|nicht einmal|kein einziges mal|jamais)";

const idioms: readonly (readonly [RegExp, number])[] = [
  // "Great, another outage": praise as a mere exclamation, and then once more something.
  [
    /^(?:oh |ah |na )?(?:great|wonderful|fantastic|brilliant|super|toll|klasse|prima|bravo|herzlichen glückwunsch|congratulations|well done|félicitations|génial|formidable|chapeau)\s?[,!:.…–-]+\s*(?:and |und |et )?(?:yet )?(?:another|again|once more|schon wieder|wieder einmal|wieder mal|noch ein|encore|à nouveau|une fois de plus)/iu,
    -3,
  ],
  [/^(?:and )?(?:again|yet again|schon wieder|wieder|encore|encore une fois)\s?[.!]*$/iu, -3],
  [/(?:thanks|thank you|danke|merci) (?:for|für|pour) (?:nothing|nichts|rien)/iu, -3],
  // What somebody would like to know, after all.
  [
    /(?:i'd (?:really )?like to know|w(?:ü|ue)sste ich (?:wirklich |doch )?gern|w(?:ü|ue)rde mich interessieren|on aimerait (?:bien )?(?:le )?savoir|j'aimerais bien (?:le )?savoir)\s?[.!]*$/iu,
    -2,
  ],
  [
    /(?:just what we|just what i) needed|hat (?:uns|mir) (?:gerade )?noch gefehlt|ne manquait plus que|n'avait que ça à faire/iu,
    -2,
  ],
  [
    /geht (?:leider |völlig |ganz )?an (?:\S+ ){1,4}vorbei|à côté de (?:la|ma|notre) (?:question|demande)|miss(?:es|ed)? the point/iu,
    -2,
  ],
  // Nobody wants the old one back.
  [/(?:nobody|no one|none of (?:us|them))\b.{0,40}\b(?:go(?:ing)? back|without it|the old)/iu, 3],
  [/(?:niemand|keiner)(?!\p{L}).{0,40}(?:zurück|missen)(?!\p{L})/iu, 3],
  [/personne(?!\p{L}).{0,50}(?:revenir|retourner|s'en passer)(?!\p{L})/iu, 3],
  // It has never failed us.
  [
    new RegExp(
      String.raw`(?<!\p{L})${never}(?!\p{L}).{0,25}(?:let (?:us|me) down|fail|broke|crash|stopp?ed|coughed|late|wrong|ausgefallen|gestreikt|gehustet|geklemmt|versagt|enttäusch|verspätet|kaputt|déçu|lâché|tomb|panne|en retard|trahi)`,
      "iu",
    ),
    3,
  ],
  [
    /(?:mistakes|faults|errors|problems|fehler|ausfälle|erreurs|pannes)(?!\p{L}).{0,40}(?:one hand|einer hand|d'une main)/iu,
    3,
  ],
  // Nobody had to ask twice.
  [
    new RegExp(
      String.raw`(?<!\p{L})(?:${never}|haven't|hasn't|noch nicht|noch kein(?:mal| mal)|kein mal|pas encore|pas une (?:seule )?fois)(?!\p{L}).{0,25}(?:call|ring|chase|complain|remind|anrufen|anzurufen|beschweren|reklamieren|nachfragen|nachhaken|mahnen|appeler|rappeler|réclamer|relancer|plaindre|(?:call|ring|chase|ask)ed twice)(?!\p{L})`,
      "iu",
    ),
    2,
  ],
  // What somebody would have done, had he known.
  [
    /had (?:i|we) known|(?:if|wish) (?:i|we) had known|hätten? (?:ich|wir) (?:das |es )?(?:nur |bloß )?(?:vorher )?gewusst|wenn (?:ich|wir) das (?:vorher )?gewusst|si (?:j'avais|on avait|nous avions) su/iu,
    -3,
  ],
  [
    /(?:would rather|would have preferred|(?:hätte|hätten|wäre|wären) .{0,40}(?<!\p{L})lieber .{0,50}(?:erfahren|gehört|gelesen|gewusst|gehabt|gesehen|gewesen|behalten|bekommen)|(?:aurais|aurions|aurait) (?:\p{L}+ )?préféré|would have (?:pleased|helped|suited) (?:me|us) (?:more|better)|aurait (?:fait )?(?:plus|davantage) (?:plu|plaisir)|hätte (?:mir|uns|mich) (?:mehr|besser) (?:gefallen|geholfen|gefreut))/iu,
    -2,
  ],
  [
    /(?:isn't|is not|aren't|not) what (?:it|they|she|he) used to be|nicht mehr (?:das|die|der)?,? ?was (?:sie|es|er) (?:ein)?mal war|plus ce qu'(?:elle|il)s? étai(?:t|ent)/iu,
    -3,
  ],
  // Not for anything in the world.
  [/(?:for|für|pour) (?:anything|nichts|rien) (?:in the|auf der|au) (?:world|welt|monde)/iu, 3],
  // What others did not manage; what is rare these days.
  [
    /(?:found|solved|fixed|trouvé|retrouvé|résolu|réglé|gefunden|gelöst|geschafft|behoben).{0,40}(?<!\p{L})(?:what|was|ce que|là où).{0,40}(?:others|missed|failed|could|übersehen|nicht|andere|d'autres|n'avai|n'a |n'ont)/iu,
    2,
  ],
  [
    /comme (?:on n'en|il n'en|on ne) (?:\p{L}+ )?(?:plus|pas ailleurs)|(?:ihn|sie|es|das) (?:sonst |heute )(?:kaum|nicht|nirgends) (?:mehr )?(?:gibt|findet|bekommt)|they don't make (?:them|it) like/iu,
    3,
  ],
  [
    /si c'était à refaire|(?:würden? (?:ich |wir )?(?:sofort|jederzeit) wieder)|would (?:do it|sign|hire them|choose you) again/iu,
    3,
  ],
  // In use every day, back next year.
  [
    /(?<!\p{L})(?:uses? (?:it|your|them)|s'en sert|m'en sers|en servons|benutzen? (?:sie|ihn|es)|nutzen? (?:sie|ihn|es)).{0,30}(?:every day|daily|tous les jours|chaque jour|jeden tag|täglich)/iu,
    1,
  ],
  [/back next (?:year|summer|winter|spring|autumn|season)|came back for (?:more|seconds)/iu, 2],
  [
    /(?:that's|that is|this is) how (?:you|one|to)|voilà comment|c'est (?:ainsi|comme ça) qu'on|so (?:behält|hält|macht|stellt|wünscht|geht|gewinnt) (?:man|sich|service|das)/iu,
    2,
  ],
  // What no longer does what it did; no trouble any more is another matter.
  [
    /(?<!\p{L})(?:ne |n')(?:(?:se |me |nous |vous |le |la |les |lui |leur |y |en )|(?:s'|m'|l'))?(?!inqui|perd|crai|stress|cherch|énerv|râl|plant|tomb|bug|attend|souffr|redout|plaign|peu[tx]|pouvons|veu[tx]|veulent|voudr|changer)\p{L}+ plus(?! (?:dans le vide|que|besoin|souci|peur|à|tard|tôt|de (?:souci|panne|problème|retard|temps|mal)|aucun|jamais|en panne))(?!\p{L})/iu,
    -2,
  ],
  [/here's to the next|auf die nächsten|vivement l/iu, 2],
  [/(?<!all the )\bbest (?!regards|wishes|before|practices?)\p{L}+ (?:\p{L}+ )?(?:i|we|that|in|ever|of|around)\b/iu, 3],
  [/(?:unter wasser|under water|sous l'eau)(?!\p{L})/iu, -2],
];

/** The weight of the strongest idiom in a sentence; 0 where there is none. */
export const idiomOf = (sentence: string): number => {
  const plain = sentence.normalize("NFC").replace(/[’‘`]/g, "'");
  return idioms.reduce(
    (most, [pattern, weight]) => (Math.abs(weight) > Math.abs(most) && pattern.test(plain) ? weight : most),
    0,
  );
};
