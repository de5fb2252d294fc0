// What a question is asked for, and the manners around it, are no part of what is asked: "I'm preparing a slide for the board,
// so could you show …". Taken off only where it is plainly that: a person doing something, a reason, an occasion; and told.
import { greeting, manners } from "./manners.ts";
import { narrows, pointsBackIn, tellsOfThem } from "./talk/index.ts";

const people = String.raw`(?:i|we|you|my (?:boss|manager|team|director|colleagues?|vp|ceo|cfo)|our (?:boss|ceo|cfo|board|director|team)|the (?:boss|board|ceo|cfo|management|team|directors?)|someone|somebody|je|nous|on|mon (?:chef|patron|équipe|directeur)|ma (?:cheffe|directrice)|ich|wir|mein(?:e)? (?:chefin|chef|team|vorgesetzter?)|unser (?:vorstand|chef))`;

/** What people do that needs an answer, and that is no condition of it. */
const doing = String.raw`(?:prepar\w*|plan\w*|put(?:ting)? together|work(?:ing)? on|writ(?:e|ing)|think(?:ing)? (?:about|of)|consider\w*|build\w*|creat\w*|draft\w*|present\w*|organi[sz]\w*|updat\w*|finish\w*|get(?:ting)? ready|compil\w*|set(?:ting)? up|review\w*|discuss\w*|talk\w*|going into|about to|have (?:a|an|my|our)|got (?:a|an|my|our)|need to (?:report|present|explain|decide|prepare)|asked|want\w* to (?:thank|reward)|try\w*|prépar\w*|préparons|planifi\w*|rédig\w*|organis\w*|travaill\w*|réfléchi\w*|bereite\w*|vorbereit\w*|plane\w*|schreib\w*|arbeite\w*|erstell\w*|überleg\w*|habe\w*)`;

/** Papers and meetings that figures are wanted for. */
const paper = String.raw`(?:meetings?|presentation|report|newsletter|slides?|deck|board|boss|manager|memo|qbr|offsite|review|statement|press release|réunion|présentation|rapport|comité|dossier|chef|besprechung|sitzung|präsentation|bericht|vorstand|termin|folie|budgetplanung|jahresabschluss)`;

/** What may be a thing of the company's own too, and then a condition: only one that is new to the talk. */
const occasion = String.raw`(?:mailing|campaign|call|workshop|event|fair|conference|visit|audit|budget|planning|training|project|article|blog|website|brochure|webinar|trip|analysis|campagne|salon|bilan|projet|kampagne|messe|planung|rundschreiben|projekt)`;

const anew = String.raw`(?:an?|une?|eine?[nr]?)`;

const article = String.raw`(?:a|an|the|my|our|your|this|next|tomorrow's|today's|monday's|an upcoming|the upcoming|une?|la|le|les|ma|mon|notre|nos|eine?n?|die|den|das|dem|der|mein\w*|unser\w*)`;

/** What says that now it is asked. */
const asking = String.raw`(?:(?:could|can|would|will) (?:you|i|we)|would it|is it possible|might i|may i|let me know|please|kindly|i(?:['’]d| would| should)? (?:like|love|need|want|be|appreciate)|i(?:['’]m| am) (?:looking|searching|interested|after)|we(?:['’]d| would| should)? (?:like|love|need|want)|would (?:like|love|need)|need|show|list|give|tell|how|which|what|who|where|do we|are there|is there|pourriez|pouvez|peux|pourrais|dis-moi|dites|je voudrais|j'aimerais|il nous faut|j'aurais|j'ai besoin|il me faut|quels?|quelles?|combien|montre|donne|brauch\w*|bräucht\w*|benötig\w*|hätt\w*|möcht\w*|würd\w*|kannst|können|könn\w*|bitte|stell\w*|nenn\w*|gib\w*|zeig\w*|welche\w*|wie viele?|wer)`;

const letter = String.raw`[^.,;:!?–—]`;

const since = String.raw`(?:since|because|damit|as|given that|now that|seeing that|considering that|seeing as|after|while|comme|puisque|vu que|étant donné que|maintenant que|parce que|da|weil|nachdem|jetzt,? (?:da|wo)|nun,? da)`;

/** To look at something is to ask for it; any other thing that one wants is what it is asked for. */
const looking = String.raw`(?:see|know|have|get|find|understand|compare|list|look|check|learn|view|count|identify|focus|concentrate|restrict|limit|only|consider|exclude|include|filter|savoir|voir|connaître|avoir|trouver|comparer|limiter|wissen|sehen|haben|finden|vergleichen)`;

const wanting = String.raw`(?:want|wants|need|plan|intend|hope|wish|aim|have|are going|am going|['’]m going|['’]re going|would like|['’]d like|would love|['’]d love) to (?!${looking}\b)[\p{L}]+`;

const onward = String.raw`(?:[.,;:!–—]+\s*(?:so|and so|and|therefore|hence|thus|then|donc|alors|et|also|daher|deshalb|und|darum)?\s*|\s+(?:so|and|und|et|donc)\s+)`;

const leads: readonly RegExp[] = [
  // "Since we're thinking about a special offer, how many …"
  new RegExp(
    String.raw`^(?:${since}\s+)?${people}(?:['’](?:m|re|ve|d|s|ll)|\b)${letter}{0,40}?\b${doing}\b${letter}{0,140}?${onward}(?=${asking}\b)`,
    "iu",
  ),
  // "We want to welcome them with a gift, so can you find …"
  new RegExp(String.raw`^(?:${since}\s+)?${people}\s*${wanting}\b${letter}{0,140}?${onward}(?=${asking}\b)`, "iu"),
  // "Now that the fair is over I would love …", "Because a campaign began, show …"
  new RegExp(String.raw`^${since}\s${letter}{3,140}?(?:${onward}|\s+)(?=${asking}\b)`, "iu"),
  // "For a mailing that I am planning I would need …", "Für die Sitzung brauche ich …"
  new RegExp(
    String.raw`^(?:for|ahead of|before|in preparation (?:for|of)|to prepare(?: for)?|as part of|as input (?:for|to)|pour|avant|en vue de|dans le cadre de|für|vor|zur|zum|im rahmen|zwecks)\s+(?:${article}\s+(?:[\p{L}'’-]+\s+){0,3}?${paper}|${anew}\s+(?:[\p{L}'’-]+\s+){0,3}?${occasion})(?:['’]s)?(?![\p{L}-])${letter}{0,90}?(?:[,;:–—]+\s*|\s+)(?=${asking}\b)`,
    "iu",
  ),
  // "To prepare the budget, could you …", "Um den Termin vorzubereiten, …"
  new RegExp(
    String.raw`^(?:(?:in order )?to (?!${looking}\b)[\p{L}]+|pour (?!${looking}\b)[\p{L}]+er|um)\b${letter}{0,100}?(?:[,;:–—]+\s*|\s+)(?=${asking}\b)`,
    "iu",
  ),
];

/** "We are going to visit our customers in Italy, so …": who does it is no part of what is asked, what it is done with may be. */
const doer = new RegExp(
  String.raw`^(?:${since}\s+)?${people}(?:['’](?:m|re|ve|d|s|ll))?\s+(?:(?:am|are|is|will|bin|sind|werden?|vais|va|allons)\s+)?(?:${wanting}|${doing}(?:\s+(?:to|de|à|zu)\s+[\p{L}]+)?)(?:\s+[\p{L}]+)??\s+(?=(?:our|the|all|some|every|these|nos|les|tous|unsere|die|alle)\s)(?=.{8,}?[.,;:–—]\s*(?:so\s+|donc\s+|also\s+)?${asking}\b)`,
  "iu",
);

const because = String.raw`(?:because|so that|in order (?:to|that)|weil|damit|parce qu['’]?(?:e|il|elle|on)?|pour qu['’]?(?:e|il|elle|on)?|afin (?:de|que|d['’]))`;

const trailing: readonly RegExp[] = [
  new RegExp(
    String.raw`[,;–—-]?\s+(?:because|since|as|so that|so|car|parce que|weil|da)\s+${people}\b${letter}{0,30}?\b(?:${doing}|need|know|can|see|want\w*|wollen|will|können|brauch\w*|puiss\w*|sach\w*|veut|voulons)\b${letter}{0,120}[.!?\s]*$`,
    "iu",
  ),
  // A reason, up to its end: "because we are refreshing the website, and without …"
  new RegExp(String.raw`[,;–—-]?\s+${because}\s${letter}{3,120}(?=[,;.!?]|$)`, "iu"),
  new RegExp(
    String.raw`[,;–—-]?\s+(?:for|in|on|pour|für|in|im)\s+${article}\s+(?:[\p{L}'’]+\s+){0,2}${paper}(?:\s+(?:tomorrow|today|next week|on \p{L}+day|this (?:morning|afternoon)|demain|morgen))?\s*[.!?]*$`,
    "iu",
  ),
  new RegExp(String.raw`[,;–—-]?\s+(?:i|we)\s+need\s+(?:it|this|that|them|these)\b${letter}{0,60}[.!?\s]*$`, "iu"),
];

export interface Bared {
  readonly question: string;
  /** What was taken off and was more than manners. */
  readonly dropped: readonly string[];
}

const least = 3;

/** When a meeting is, is no time that figures are of. */
const ahead =
  /\b(?:(?:next|this) (?:week|month|quarter|year)|tomorrow|today|demain|morgen|nächste\w* (?:woche|monat))(?:['’]s)?/giu;

const wordsIn = (text: string): number => (text.match(/[\p{L}\d]+/gu) ?? []).length;

/**
 * A question without its manners and what it is asked for.
 *
 * @param holds whether a text names a value or a time that has been: then it is a condition, and stays
 */
export const bare = (text: string, holds: (text: string) => boolean): Bared => {
  const dropped: string[] = [];
  let question = text.replace(greeting, "").replace(greeting, "");
  const take = (patterns: readonly RegExp[]): void => {
    for (const pattern of patterns) question = without(question, pattern, dropped, holds);
  };
  take(leads);
  question = question.replace(doer, "");
  for (const pattern of manners) {
    const shorter = question.replaceAll(pattern, " ").trim();
    if (wordsIn(shorter) >= 1) question = shorter;
  }
  take(trailing);
  return { question, dropped };
};

const without = (question: string, pattern: RegExp, dropped: string[], holds: (text: string) => boolean): string => {
  const found = pattern.exec(question)?.[0];
  if (found === undefined) return question;
  const rest = question.replace(found, " ").trim();
  const isBefore = question.indexOf(found) === 0;
  const isCondition =
    narrows(found) ||
    tellsOfThem(found) ||
    holds(found.replaceAll(ahead, " ")) ||
    (isBefore && pointsBackIn(rest, found));
  if (wordsIn(rest) < least || isCondition) return question;
  dropped.push(found.replaceAll(/^[\s,;:–—-]+|[\s,;:.!?–—]+(?:(?:and )?so|donc|also|daher)?[\s,]*$/giu, ""));
  return rest;
};
