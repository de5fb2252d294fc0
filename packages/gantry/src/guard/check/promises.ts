// What commits the company: discounts, gifts, guarantees, refunds, releases, threats. A text may say them only where an author or a cell does.

export interface Commitment {
  readonly kind: "discount" | "free" | "guarantee" | "refund" | "release" | "threat";
  readonly text: string;
  readonly start: number;
}

const percent = String.raw`(?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent|per cent|prozent|pour cent|pct)|half|hälfte|moitié)`;

const families: readonly (readonly [Commitment["kind"], string])[] = [
  [
    "discount",
    String.raw`${percent}\s(?:off|less on|cheaper|günstiger|weniger zahlen|moins cher|de moins sur)|discounts?|discounted|rebates?|price (?:cut|reduction|freeze)|reduced (?:price|rate|fee)|(?:special|lower|better|best) (?:price|rate|offer)|half[ -]price|half the price|voucher\p{L}*|coupons?|promo(?:tional)? codes?|two for (?:one|the price)|rabatt\p{L}*|preisnachl\p{L}+|nachl(?:ass|ässe)|skonto|sonderpreis\p{L}*|sonderangebot\p{L}*|sonderkondition\p{L}*|gutschein\p{L}*|ermäßig\p{L}*|zum halben preis|preissenkung\p{L}*|vergünstig\p{L}*|remises?(?! (?:en|à|aux?)(?![\p{L}]))|réductions? (?:de prix|tarifaires?|commerciales?|sur|de \d)|rabais|ristournes?|tarif (?:réduit|préférentiel|spécial)|prix (?:réduit|spécial|préférentiel)|moitié prix|bons? d['’]achat|codes? promo|baisse de prix`,
  ],
  [
    "free",
    String.raw`free of (?:charge|cost)|for free|free (?:months?|years?|weeks?|upgrades?|units?|training|service|license\p{L}?|licence\p{L}?|replacement|of any)|at no (?:(?:extra|additional|further) )?(?:cost|charge)|without (?:any )?(?:charge|cost|payment)|no (?:extra |additional )?(?:charge|cost|fee)s?|complimentary|on the house|on us|at our (?:expense|cost)|(?:we(?:['’]ll| will)?|i(?:['’]ll| will)?) (?:cover|pay|bear|absorb)|nothing to pay|gifts?|giveaways?|waive[ds]?|waiver|kostenlos\p{L}*|kostenfrei\p{L}*|gratis\p{L}*|unentgeltlich\p{L}*|umsonst|ohne (?:aufpreis|mehrkosten|zusätzliche kosten|kosten|berechnung)|auf unsere kosten|geschenk\p{L}*|schenken|wir übernehmen die kosten|gratuit\p{L}*|sans (?:frais|supplément|coût|surcoût)|offert(?:e|s|es)?|à nos frais|cadeaux?|nous prenons en charge`,
  ],
  [
    "guarantee",
    String.raw`guarantee[ds]?|guaranteed|(?:we|i) promise|promise you|(?:we|i) (?:hereby )?(?:commit|pledge|undertake|warrant)|you have (?:our|my) word|binding (?:offer|commitment)|legally binding|garantier(?:en|t|te|ten)|wir versprechen|verspreche ich|ich verspreche|versprochen|zugesichert|sichern (?:wir )?(?:ihnen )?(?:verbindlich )?zu|verbindlich\p{L}*|(?:nous|je vous) garantiss\p{L}*|je (?:vous )?garantis|(?:est|sont|vous est) garantie?s?(?= (?:que|à|contre|sans))|promett\p{L}*|je vous promets|nous nous engageons|je m['’]engage|engagement ferme`,
  ],
  [
    "refund",
    String.raw`refund\p{L}*|reimburs\p{L}*|money back|credit notes?|compensat\p{L}*|rückerstatt\p{L}*|erstatt\p{L}*|gutschrift\p{L}*|entschädig\p{L}*|geld zurück|rembours\p{L}*|dédommag\p{L}*|indemnis\p{L}*|note de crédit`,
  ],
  [
    "release",
    String.raw`cancel (?:at any time|any time|for free|without)|terminate (?:at any time|without)|extend(?:ed)? (?:your |the )?(?:warranty|contract) (?:for|by)|debts? (?:is|are) (?:forgiven|cleared)|(?:invoice|invoices|debt) (?:is|are|has been|have been) (?:forgiven|cancelled|canceled|void)|jederzeit (?:kündbar|kündigen)|rechnung(?:en)? (?:ist|sind|wird|werden) (?:erlassen|storniert)|résili\p{L}+ (?:à tout moment|sans)|factures? (?:est|sont) annulées?`,
  ],
  [
    "threat",
    String.raw`(?:our|the) (?:lawyers?|solicitors?|attorneys?)|take you to court|legal (?:action|steps|proceedings)|sue you|(?:debt collect\p{L}*|bailiffs?)|(?:switch|turn|shut) off your|(?:anwalt|anwälte|rechtsanw\p{L}+)|gerichtlich\p{L}*|rechtliche schritte|mahnverfahren|inkasso\p{L}*|klage (?:erheben|einreichen)|verklagen|avocats?|poursuites? judiciaires?|tribunal|en justice|mise en demeure|huissiers?`,
  ],
];

const patterns = families.map(
  ([kind, source]) => [kind, new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${source})(?![\p{L}\p{N}])`, "giu")] as const,
);
const anyPromise = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${families.map(([, source]) => source).join("|")})(?![\p{L}\p{N}])`,
  "iu",
);

/** Every promise in a text. */
export const commitmentsIn = (text: string): readonly Commitment[] => {
  if (!anyPromise.test(text)) return [];
  return patterns.flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), (match): Commitment => ({ kind, text: match[0], start: match.index })),
  );
};

const negation =
  /(?<![\p{L}])(?:no|not|never|nor|don['’]t|do not|without|neither|kein\p{L}*|nicht|nie|ohne|weder|ne|pas|aucun\p{L}*|jamais|ni|sans|leav(?:e|ing) (?:out|away|aside)|omit\p{L}*|avoid\p{L}*|exclud\p{L}*|refrain\p{L}*|forbidden|vermeid\p{L}*|verzicht\p{L}*|unterlass\p{L}*|omett\p{L}*|omet(?:s|tre)?|évit\p{L}*|exclu\p{L}*|interdi\p{L}*)(?![\p{L}])/iu;
/** Behind what it forbids, as German and French say it. */
const negationBehind =
  /^[^.!?]{0,60}?(?<![\p{L}])(?:weglass\p{L}*|weg|vermeid\p{L}*|nicht|verboten|à éviter|interdi\p{L}*)(?![\p{L}])/iu;

/** The kinds of promise that texts of authors and trusted cells make; one that they forbid ("no discount or promise") is none. */
export const commitmentsOf = (texts: readonly string[]): ReadonlySet<Commitment["kind"]> =>
  new Set(
    texts.flatMap((text) =>
      commitmentsIn(text)
        .filter(({ start }) => {
          const before = text.slice(Math.max(0, text.lastIndexOf(".", start) + 1), start);
          return !negation.test(before) && !negationBehind.test(text.slice(start));
        })
        .map(({ kind }) => kind),
    ),
  );
