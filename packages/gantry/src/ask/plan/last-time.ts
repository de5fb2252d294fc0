// "When did X last order", "die letzte Bestellung von X": the newest of what somebody did.

/** What is done, as what comes of it. */
const things: readonly (readonly [RegExp, string])[] = [
  [/^(?:order|place an order|buy|purchase|ordered|bought|purchased)/i, "order"],
  [/^(?:pay|paid)/i, "payment"],
  [/^(?:open|raise|file|log|report|submit|write|complain)/i, "ticket"],
  [/^(?:get|receive|have) an? invoice|^(?:is|was|been) (?:invoiced|billed)/i, "invoice"],
  [/^(?:bestell|kauf|gekauft|einge?kauft|order)/i, "Bestellung"],
  [/^(?:be|ge)?zahl/i, "Zahlung"],
  [/^(?:command|achet|pass)/i, "commande"],
  [/^(?:pay|régl)/i, "paiement"],
];

const thingOf = (deed: string): string | undefined => things.find(([verb]) => verb.test(deed))?.[1];

const nouns = String.raw`(?:orders?|invoice|payment|ticket|deal|contract|bestellung|rechnung|zahlung|ticket|auftrag|vertrag|commande|facture|paiement|contrat)`;

const asked: readonly (readonly [RegExp, (of: string, deed: string) => string | undefined])[] = [
  [
    /^(?:and )?when (?:did|has|have|was|were) (.+?) (?:last|most recently) (\p{L}+(?: an? \p{L}+)?)[^\p{L}]*$/iu,
    (of, deed) => (thingOf(deed) === undefined ? undefined : `latest ${thingOf(deed) ?? ""} of ${of}`),
  ],
  [
    /^(?:und )?wann (?:hat|haben) (.+?) (?:zuletzt|das letzte mal|zum letzten mal) (?:etwas |was |bei uns )?(?:eine? \p{L}+ )?(\p{L}+)[^\p{L}]*$/iu,
    (of, deed) => (thingOf(deed) === undefined ? undefined : `neueste ${thingOf(deed) ?? ""} von ${of}`),
  ],
  [
    /^(?:et )?quand (?:est-ce que )?(.+?) (?:a|ont)(?:-t-(?:il|elle|ils|elles))? (\p{L}+) (?:pour la dernière fois|en dernier)[^\p{L}]*$/iu,
    (of, deed) => (thingOf(deed) === undefined ? undefined : `${thingOf(deed) ?? ""} la plus récente de ${of}`),
  ],
];

/** One of them: "the last order", and not "last orders". */
const lastOne: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      String.raw`(?:(?:when|what|which) (?:was|is) )?(?<!\p{L})(?:the |their |our |his |its |['’]s )?(?:very )?last (?=(?:order|invoice|payment|ticket|deal|contract)(?!\p{L}))`,
      "giu",
    ),
    " latest ",
  ],
  [
    new RegExp(
      String.raw`(?:wann (?:war|kam|ist) )?(?<!\p{L})(?:(?:die|das|der|ihre?|seine?) )?(?:aller)?letzte[rs]? (?=${nouns}(?!\p{L}))`,
      "giu",
    ),
    "neueste ",
  ],
  [
    new RegExp(
      String.raw`(?:quand (?:était|est|date) )?(?<!\p{L})(?:la |le |sa |son )?(?:toute )?derni(?:ère|er) (${nouns})(?!\p{L})`,
      "giu",
    ),
    "$1 la plus récente",
  ],
];

const several = String.raw`(\d+|two|three|five|ten|twenty|zwei|drei|fünf|zehn|zwanzig|deux|trois|cinq|dix|vingt)`;
const many = String.raw`(orders|invoices|payments|tickets|deals|contracts|bestellungen|rechnungen|zahlungen|aufträge|verträge|commandes|factures|paiements|contrats|affaires)`;

/** "The last ten orders": so many of the newest. */
const lastFew: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(?<!\p{L})(?:the |our )?last ${several} ${many}(?!\p{L})`, "giu"), "latest $1 $2"],
  [new RegExp(String.raw`(?<!\p{L})(?:die |unsere )?letzten ${several} ${many}(?!\p{L})`, "giu"), "neuesten $1 $2"],
  [
    new RegExp(String.raw`(?<!\p{L})(?:les |nos )?${several} dernières? ${many}(?!\p{L})`, "giu"),
    "$1 $2 les plus récentes",
  ],
  [
    new RegExp(String.raw`(?<!\p{L})(?:les |nos )?${several} derniers? ${many}(?!\p{L})`, "giu"),
    "$1 $2 les plus récents",
  ],
];

/** The question with the newest of what was done asked for by its name. */
export const withLatest = (question: string): string => {
  for (const [pattern, made] of asked) {
    const [, of = "", deed = ""] = pattern.exec(question.trim()) ?? [];
    const found = of === "" ? undefined : made(of, deed);
    if (found !== undefined) return found;
  }
  return [...lastFew, ...lastOne].reduce((text, [pattern, words]) => text.replaceAll(pattern, words), question);
};
