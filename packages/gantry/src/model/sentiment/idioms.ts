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
