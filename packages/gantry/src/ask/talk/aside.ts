// What people say around their question: why they ask, what they feel, whom it is for. A clause is left aside only where it
// has the shape of talk and holds nothing that may be a condition; and it is told.
import { plainWords } from "../words.ts";
import { asks } from "./asks.ts";
import { clausesOf, joined, opensReason } from "./clauses.ts";
import type { Clause } from "./clauses.ts";
import { narrows, pointsBackIn, tellsOfThem, withoutMyself } from "./narrows.ts";
import { isSound } from "./sounds.ts";

/** What a catalog and the flows know of a text. */
export interface Known {
  /** Whether it names a value. */
  readonly value: (text: string) => boolean;
  /** Whether it names a span of time. */
  readonly time: (text: string) => boolean;
  /** Whether it names what can be asked about. */
  readonly thing: (text: string) => boolean;
}

export interface Aside {
  readonly question: string;
  /** The clauses that were left aside, as written; sounds and greetings are not told. */
  readonly left: readonly string[];
}

/** What may name a topic that the question is of, where no reason is given. */
const topical =
  /\b(?:must|should|shall|about (?!it|this|that|to\b)|regarding|than|least|most|between|until|still|already|want them|they|them (?:to be|being)|über (?!das|dies)|sollen|sollte\p{L}*|müss\p{L}+|seit|bis|noch|doivent|devr\p{L}+|depuis|encore|ils|elles|dont)\b/iu;

const bosses = String.raw`(?:boss|board|manager|management|team|ceo|cfo|coo|director|colleagues?|investors?|auditors?|chef|cheffe|patron(?:ne)?|direction|équipe|direct(?:eur|rice)|collègues?|comité|chefin|vorstand|geschäftsführung|geschäftsleitung|aufsichtsrat|kollegen?|kollegin(?:nen)?)`;

/** Somebody who talks, of himself or whom he works for. */
const person = new RegExp(
  String.raw`(?<!\p{L})(?:i|i['’](?:m|ve|d|ll)|we|we['’](?:re|ve|d|ll)|you|my|our|me|us|let['’]s|it['’]s|that['’]s|there['’]s|it is|there is|je|j['’]\p{L}*|m['’]\p{L}*|nous|on|moi|mon|ma|mes|notre|nos|c['’]est|ich|wir|mir|mich|uns|mein\p{L}*|unser\p{L}*|es ist|das ist|${bosses})(?!\p{L})`,
  "iu",
);

/** Somebody who does something. */
const whoDoes = new RegExp(
  String.raw`^(?:and |so |but |und |et |mais |aber )?(?:i|we|je|nous|on|ich|wir|(?:my|our|the|mon|ma|notre|le|la|mein\p{L}*|unser\p{L}*|der|die) ${bosses})\s+\p{L}+`,
  "iu",
);

/** "My boss wants to know": who asks, and no more. */
const wantsToKnow = new RegExp(
  String.raw`^(?:and |as |because |since |weil |denn |car |parce que )?(?:(?:my|our|the) (?:new )?\p{L}+|mon \p{L}+|ma \p{L}+|notre \p{L}+|mein\p{L}* \p{L}+|unser\p{L}* \p{L}+) (?:(?:wants?|needs?|would like)(?: to know| to see)?(?: it| this| that)?(?: (?:from|of) me)?|(?:is|are|was|were|has been|have been|keeps?) (?:asking|waiting|curious|nervous)(?: me)?(?: for it| about it| for this)?|asked(?: me)?(?: about it| for it| for this)?|veut (?:le )?savoir|le demande|me l['’]a demandé|attend|will (?:es|das) wissen|fragt(?: danach)?|wartet(?: darauf)?|hat (?:mich )?(?:danach )?gefragt|(?:das |es )?wissen will)$`,
  "iu",
);

/** A clause with a verb of its own, and no headline: "Online shop: revenue by month" is of the online shop. */
const verbs = String.raw`(?:is|are|was|were|am|be|been|have|has|had|do|did|will|would|can|could|might|may|keep|keeps|kept|think|thinks|believe|feel|feels|felt|got|get|need|needs|want|wants|hear|heard|read|saw|hope|guess|suppose|suspect|wonder|know|knows|remember|plan|prepare|meet|meets|talk|talked|start|started|launch|launched|say|says|said|tell|tells|told|ask|asks|asked|seem|seems|sit|sitting|work|works|bin|ist|sind|war|waren|hab|habe|haben|hat|hatte|hatten|werd\p{L}*|wird|will|wollen|muss|kann|können|glaub\p{L}*|denk\p{L}*|fürcht\p{L}*|hoff\p{L}*|vermut\p{L}*|frag\p{L}*|mach\p{L}*|sag\p{L}*|sitz\p{L}*|bereit\p{L}*|plan\p{L}*|geh\p{L}*|steh\p{L}*|komm\p{L}*|suis|es|est|sommes|êtes|sont|étai\p{L}*|ai|as|avons|avez|ont|va|vais|vont|allons|viens|vient|venons|prépar\p{L}*|pens\p{L}*|croi\p{L}*|crain\p{L}*|doi\p{L}*|veu\p{L}*|voul\p{L}*|dit|dis|entend\p{L}*|vu|pass\p{L}*)`;
const finite = new RegExp(
  String.raw`['’](?:m|ve|d|ll|re|s)\s|(?<!\p{L})(?:${verbs}|j['’]\p{L}+|c['’]est|m['’]\p{L}+|let['’]s)(?!\p{L})`,
  "iu",
);

/** What is done with an answer once it is there. */
const deeds = String.raw`(?:call|ring|phone|contact|visit|invite|thank|send|write|email|mail|discuss|present|report|decide|plan|prepare|reach|talk|speak|meet|follow|handle|chase|surprise|congratulate|reward|help|forward|pass|bring|take|sleep|go)`;
const afterwards = new RegExp(
  String.raw`^(?:and |then |so |and then )?(?:(?:i|we)(?:['’]d like| would like| want)\s+(?:my|our|the)\s+(?:team|people|colleagues?|reps?|sales (?:team|people)|boss)\s+to\s+${deeds}|(?:i|we|my (?:team|boss)|our (?:team|reps?)|they|the (?:team|board))(?:['’]ll|['’]m going to|['’]re going to| will| want to| need to| plan to| have to| intend to| are going to| am going to|['’]d like to| would like to)\s+${deeds}|(?:i|we|they|my (?:team|boss)) (?:should|could|can|must|might|had better|ought to) (?:then |probably )?${deeds}|(?:it|this|that)(?:['’]s| is) (?:for|urgent)\b|(?:wir|ich) (?:will|wollen|werden?|möchten?|müssen|muss) (?:sie|ihnen|ihn|das|die|dann|es)\b.*\p{L}+en$|(?:das |es )?ist (?:für|eilig|dringend)|(?:je|nous|on) (?:veux|voulons|veut|vais|allons|va|dois|devons|doit) (?:les|leur)\s|c['’]est (?:pour|urgent))`,
  "iu",
);

/** Seasons and feasts: when something was or will be, and collections too. */
const season =
  /(?<!\p{L})(?:in|over|during|since|last|this|next|before|after|until|for|around|im|vor|nach|seit|über|zu|letzten|nächsten|diesen|cet|cette|avant|après|pour|depuis|l['’]|à|en)\s*(?:the |l['’]|den |dem |la |le )?(?:summer|spring|autumn|fall|winter|christmas|easter|weekend|holidays|vacation|sommer|frühling|frühjahr|herbst|winter|weihnachten|ostern|urlaub|ferien|été|printemps|automne|hiver|noël|pâques|vacances|dernier)(?!\p{L})/giu;

/** When a meeting is, is no time that figures are of. */
const ahead =
  /(?<!\p{L})(?:(?:next|this|coming) (?:week|month|quarter|year|monday|tuesday|wednesday|thursday|friday)|today|tomorrow|tonight|on (?:mon|tues|wednes|thurs|fri)day|demain|ce soir|(?:la semaine|le mois) prochaine?|lundi|mardi|mercredi|jeudi|vendredi|morgen|heute|nächste\p{L}* (?:woche|monat)|(?:am )?(?:montag|dienstag|mittwoch|donnerstag|freitag))(?:['’]s)?(?!\p{L})/giu;

/** "A small gift", "une nouvelle campagne": what a new thing of the talk is like. */
const newThing = /(?<!\p{L})(?:an?|another|une?|eine?[nmrs]?)\s+\p{L}+(?=\s+\p{L}+)/giu;

/**
 * The question without the clauses that are talk; undefined where there is none, or where that would not be sure.
 */
export const withoutTalk = (question: string, known: Known): Aside | undefined => {
  const clauses = clausesOf(question);
  const asking = clauses.map((it) => asks(it.text) && !opensReason.test(it.text));
  const first = asking.indexOf(true);
  const isTimed = clauses.some((it, at) => asking[at] === true && known.time(it.text));
  const isCondition = (text: string): boolean => {
    const plainly = withoutMyself(text).replaceAll(ahead, " ").replaceAll(newThing, " ");
    // What is new, the question's own time says.
    const bare = isTimed
      ? plainly.replaceAll(/(?<!\p{L})(?:new|neue[nrms]?|nouve(?:au|aux|lle|lles))(?!\p{L})/giu, " ")
      : plainly;
    const seasonal = bare.replaceAll(season, " ");
    const isOfTime = seasonal !== bare || known.time(seasonal);
    return (
      narrows(text) ||
      known.value(seasonal) ||
      (isOfTime && !isTimed && !/^(?:before|for|avant|pour|vor|für)\b/i.test(text))
    );
  };
  const isTalk = ({ text }: Clause, at: number): boolean => {
    if (isSound(text)) return clauses.length > 1;
    if (isCondition(text)) return false;
    if (wantsToKnow.test(text)) return true;
    if (asking[at] === true) return false;
    if (opensOccasion.test(text)) return isOccasion(text);
    if (opensReason.test(text)) return !tellsOfThem(text) && (finite.test(text) || person.test(text));
    if (afterwards.test(text)) return first >= 0 && at > first;
    return (
      at < first &&
      (whoDoes.test(text) || (finite.test(text) && person.test(text))) &&
      !topical.test(withoutMyself(text))
    );
  };
  const kept = clauses.filter((it, at) => !isTalk(it, at));
  const dropped = clauses.filter((it) => !kept.includes(it));
  const left = dropped.map((it) => it.text).filter((it) => !isSound(it));
  if (dropped.length === 0 || kept.length === 0) return undefined;
  const rest = joined(kept);
  if (plainWords(rest).length < 2) return undefined;
  // What stands before the asking may be what it is asked of.
  const before = left.filter((it) => question.indexOf(it) < question.indexOf(kept[0]?.text ?? ""));
  if (before.length > 0 && pointsBackIn(rest, before.join(" "))) return undefined;
  return { question: rest, left };
};

const opensOccasion = /^(?:for|pour|für|before the|avant (?:la|le)|vor (?:der|dem)) ?/iu;

/** "For the newsletter", "pour ma réunion": papers and meetings, and no things that figures are of. */
const isOccasion = (text: string): boolean =>
  /^\p{L}+ (?:the|a|an|my|our|your|this|some|une?|la|le|les|l['’]|ma|mon|notre|cette|die|das|den|der|dem|eine?[nr]?|mein\p{L}*|unser\p{L}*|diese\p{L}*)? ?(?:[\p{L}'’-]+ ){0,3}?\p{L}*(?:meetings?|presentation|report|newsletter|slides?|deck|memo|review|offsite|statement|release|workshop|party|mailing|conference|call|trip|lunch|dinner|réunion|présentation|rapport|comité|dossier|fête|discours|besprechung|sitzung|präsentation|bericht|termin|folien?|feier|rede|rundschreiben|vortrag|reise)(?!\p{L})/iu.test(
    text,
  );
