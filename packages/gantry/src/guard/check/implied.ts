// Promises and threats without the words of promises: "you pay nothing before the summer", "your new fee will be lower". Told by
// classes of words that meet in one sentence: what is paid, and less of it; an agreement, and leaving it; never, and again.
import { matchesOf } from "../mask/matches.ts";
import { sentenceAt } from "./ideas.ts";

const word = (source: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, "iu");
const every = (source: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, "giu");

/** Words that meet in a sentence: one of the first, which is looked for, and one of each other. */
interface Meeting {
  readonly first: RegExp;
  readonly others: readonly RegExp[];
}

/** What is paid. */
const dues = word(
  String.raw`prices?|pricing|fees?|rates?|tariffs?|charg(?:e[ds]?|ing)|costs?|bill(?:s|ed)?|invoices?|debts?|balance|arrears|subscription|outstanding|what you (?:still )?owe|you owe us|preise?s?|\p{L}*gebühr\p{L}*|kosten|rechnung\p{L}*|schuld(?:en)?|rückstand|\p{L}*beitr[aä]g\p{L}*|tarife?|außenstände|prix|tarifs?|frais|factur(?:es?|és?|ées?)|dettes?|impayée?s?|coûts?|abonnement|redevances?|cotisations?`,
);
/** What a writer does to it who gives it away, in any person. */
const gives = every(
  String.raw`waiv\p{L}*|forgiv\p{L}*|forget about|forgot|written off|writes? off|wip(?:e|es|ed|ing)|tear up|torn up|knock\p{L}*|shav(?:e|es|ed|ing)|slash\p{L}*|halv(?:e|es|ed|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|drop(?:s|ped)?|(?:go(?:es)?|come(?:s)?|bring|brought|brings) (?:\p{L}+ ){0,3}down|takes? (?:[\p{L}\d%]+ ){1,3}off|freez\p{L}*|frozen|swallow\p{L}*|absorb\p{L}*|cheaper|disregard|ignore|consider(?:ed)? (?:it |them |this )?(?:paid|settled|closed)|no (?:need|reason) to (?:settle|pay)|no longer (?:due|owed|payable)|nothing is due|cleared|(?:not|never|nobody will(?: ever)?) (?:charge|bill|have to pay)|erlass\p{L}*|erlässt|streich\p{L}*|gestrichen|halbier\p{L}*|senk\p{L}*|sinkt|sinken|gesenkt|verzicht\p{L}*|nachlass\p{L}*|entfäll\p{L}*|entfallen|einfrier\p{L}*|entgegenkomm\p{L}*|niedriger|günstiger|billiger|nicht mehr (?:begleichen|bezahlen|zahlen)|(?:als )?(?:beglichen|erledigt|bezahlt) betracht\p{L}*|betrachten|gegenstandslos|baiss(?:e|ons|ent|era|erons)|réduis\p{L}*|réduir\p{L}*|diminu(?:e|ons|era|erons)|annul(?:e|ons|era|erons|ée?s?)|effa[cç]\p{L}*|renon[cç]\p{L}*|oubli(?:e|ons|erons)|considérée?s? comme (?:réglée?s?|payée?s?)|gel(?:ons|é|ée|és)|geste|plus basse?s?|moins élevée?s?|moins chère?s?|plus nécessaire de (?:régler|payer)|plus à (?:régler|payer)`,
);
/** Who may give: the house, or a due of the reader's own. */
const giver = word(
  String.raw`we|i|our|your?|you|the price|there is|please|kindly|nothing|nobody|wir|ich|unser\p{L}*|der vorstand|ihre?|ihren|ihnen|sie|bitte|nous|je|notre|nos|votre|vos|vous|on|il`,
);
const agreement = every(
  String.raw`agreement|contract|subscription|term|vertrag\p{L}*|laufzeit|contrat|engagement|abonnement`,
);
const leaving = word(
  String.raw`walk away|(?:may|can|free to) (?:leave|quit|end|stop|terminate|cancel)|whenever (?:it suits|you (?:like|want|wish))|any ?time|wann immer|jederzeit|verlassen|aussteigen|quand (?:bon )?vous|quitter|à tout moment`,
);
const letGo: Meeting = { first: agreement, others: [leaving] };
const lessDue: Meeting = { first: gives, others: [dues, giver] };
/** Your data, gone. */
const harm: Meeting = {
  first: every(
    String.raw`delet\p{L}*|eras\p{L}*|destroy\p{L}*|publish\p{L}*|lösch\p{L}*|gelöscht|vernicht\p{L}*|effac\p{L}*|supprim\p{L}*|détrui\p{L}*`,
  ),
  others: [
    word(
      String.raw`(?:your|ihre?n?|vos) (?:\p{L}+ )?(?:data|access|accounts?|files|records|daten|zugang|zugänge|konto|konten|données|accès|comptes?|dossiers)`,
    ),
  ],
};
const meetings: readonly Meeting[] = [lessDue, letGo, harm];

/** Says it all, whatever stands around it. */
const alone = word(
  [
    String.raw`you(?:['’]ll| will| would|['’]d)? (?:(?:only|just) )?(?:pay|owe|(?:be )?charged)(?: us)? (?:nothing|nought|naught|nil|zero|no more|less|half|a (?:half|third|quarter|fraction)|not a)|(?:nobody|no one|none of you) (?:pays|has to pay|will (?:ever )?charge)|keep your money|our treat|on (?:our tab|the house|us)|costs? you (?:nothing|nought|naught|zero|not a|no)|(?:free|spared) of (?:any )?(?:fee|payment|charge|cost)s?|months? without (?:a |any )?payments?|seat that nobody pays|(?:off|out of) every hundred|not see (?:it|them) on any`,
    String.raw`(?:sie|ihr) (?:zahlen|schulden|bezahlen|zahlt) (?:uns )?(?:\p{L}+ ){0,4}(?:nichts|weniger|keinen|nur die hälfte)|zahlen sie (?:\p{L}+ ){0,3}(?:nichts|weniger)|kostet sie nichts|geht (?:ganz )?(?:auf (?:uns|unsere (?:rechnung|kosten)|unsere kappe)|an sie)|aufs haus|geschenkt|obendrauf|ohne dass sie etwas (?:dafür|zahlen)`,
    String.raw`vous ne (?:payez|paierez|devez|devrez) (?:rien|plus|que)|(?:vous payez|facturée?s? (?:\p{L}+ ){0,3}) ?(?:de )?moins|ne vous coûte\p{L}* rien|est pour nous|à notre charge|c['’]est nous qui payons|vous est acquise?|sans rien débourser|sans (?:\p{L}+ ){0,5}(?:moindre )?facture`,
    String.raw`whatever it costs us|koste es,? was es wolle|quoi qu['’]il (?:nous )?en coûte|(?:we|i)(?:['’]ll| will| shall)? (?:double|triple|gift|throw in|treat you|add (?:\p{L}+|\d+) (?:more )?(?:seats|licen[cs]es|users|units|months|weeks|days))|with our compliments|as a (?:\p{L}+ )?(?:thank[- ]you|gift|present|token)|wir (?:verdoppeln|schenken|spendieren)|nous (?:doublons|vous offrons|vous donnons|ajoutons)|(?:old|same|last year['’]s) price|(?:zum )?alten preis|ancien prix|(?:consider|treat) (?:them|it|this) (?:as )?(?:paid|settled)`,
    String.raw`never(?: ever)? (?:\p{L}+ ){0,4}again|nie (?:wieder|mehr)|(?:plus jamais|jamais plus)|you (?:can|may) (?:count|rely|bank|depend) on|(?:darauf|auf uns) verlassen|compter (?:dessus|sur nous)|day or night|around the clock|rund um die uhr|jour et nuit`,
    String.raw`(?:full |entire |any )?liab(?:le|ility)|haft(?:en|ung)|in voller höhe|(?:entière |pleine )?responsabilité de (?:vos|la perte|tou)|(?:everything|all|every (?:cent|penny|euro)) (?:back|that you (?:have )?paid)|alles zurück|tout (?:ce que vous avez )?payé|authori[sz]ed to|ermächtigt|befugt|autorisée? à`,
    String.raw`passwor[dt]\p{L}*|mots? de passe|credentials|zugangsdaten|identifiants|(?:our|new|changed) bank|bank (?:details|account|has changed)|bankverbindung|kontoverbindung|coordonnées bancaires|(?:log|sign) ?in (?:again|through|via|at|here)|new account|neues konto|nouveau compte`,
    String.raw`legal (?:department|team|counsel|proceedings|action)|rechtsabteilung|service juridique|steps? against you|we know where|wir wissen,? wo|nous savons où|(?:if you do(?: not|n['’]t)|unless you) (?:renew|pay|reply|answer|sign)[^.!?]{0,40}(?:will|shall|lose|we)|wenn sie nicht (?:verlängern|zahlen|antworten|unterschreiben)|sans (?:renouvellement|paiement|réponse|signature)`,
    // A fault owned up to, silence taken for a yes, a gift that is kept, pressure, goodwill.
    String.raw`(?:symbolic|token|nominal) (?:sum|amount|fee|price)|symbolische[rn]? (?:betrag|preis|summe)|(?:somme|montant|prix) symbolique|adjusted (?:down|downwards)|nach unten angepasst|revue? à la baisse|make good (?:whatever|what|all|any|your)|(?:our|unsere|notre) (?:own )?(?:fault|schuld|faute)|de notre faute|(?:we|i) (?:hereby )?admit|räumen (?:wir )?ein|nous reconnaissons que|ours to (?:bear|pay)|yours to keep|(?:dürfen|können) sie behalten|(?:désormais|maintenant) à vous|a credit (?:for|of|over)|kulanz\p{L}*|aus kulanz|goodwill|gestes? commercia\p{L}*|à titre commercial|(?:with )?nothing in return|tend to regret|werden es bereuen|le regrett\p{L}*`,
    String.raw`(?:take|treat|count|consider|regard) (?:that|this|it|your silence) as (?:your |an? )?(?:signature|consent|agreement|yes|acceptance)|gilt (?:der|die|das|dies|ihr)[^.!?]{0,40} als|sans nouvelles de votre part|(?<!(?:seit|depuis)[^.!?]{0,40})hören wir (?:bis )?[^.!?]{0,20}nichts|(?:this|the|our) offer (?:ends|expires|is only)|last chance|letzte chance|dernière chance|nur (?:noch )?heute|uniquement aujourd['’]hui`,
    String.raw`(?:your|a|the) competitors?|ihre?[nrs]? (?:mitbewerber|konkurren)\p{L}*|votre concurrent\p{L}*|(?:our|unsere|notre) (?:new|neue[nr]?|nouveau|nouvelle) (?:payment|billing|desk|abrechnung|zahl|service|compte)\p{L}*|over (?:the|a) messenger`,
    String.raw`(?:another|other|one of our)(?: \p{L}+)? (?:customers?|clients?) (?:of|in|left|truly|pays?|has|had|was|told|went)|(?:ein anderer|einer unserer|andere) kunden?|un(?:e)? autre client\p{L}*|(?:in|of|from) your (?:town|street|city|industry) (?:left|has left|pays|cancelled|went|told)|(?:then|and) a dot|dann (?:ein )?punkt(?= (?:com|net|org|example|de)(?!\p{L}))|puis (?:un )?point(?= (?:com|net|org|example|fr)(?!\p{L}))`,
  ].join("|"),
);

export interface Implied {
  readonly text: string;
  readonly start: number;
}

/** The first sentence of a text that promises or threatens without saying so, by its telling word; null where there is none. */
export const impliedIn = (text: string): Implied | null => {
  const said = alone.exec(text);
  if (said !== null) return { text: said[0], start: said.index };
  for (const { first, others } of meetings)
    for (const match of matchesOf(text, first)) {
      const sentence = sentenceAt(text, match.index);
      if (others.every((other) => other.test(sentence))) return { text: match[0], start: match.index };
    }
  return null;
};
