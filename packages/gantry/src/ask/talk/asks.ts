// Which clauses ask: those that begin as questions and orders do, and those in which somebody wants to see or to know.

const lead = String.raw`^(?:(?:and|but|so|then|also|well|ok(?:ay)?|now|please|hmm+|um|right|et|mais|donc|alors|puis|und|aber|also|dann|nun|bitte)[\s,]+)*`;

const questions = String.raw`(?:how|what|which|who|whom|whose|where|when|why|what['’]s|who['’]s|is|are|was|were|do|does|did|have|has|had|can|could|would|will|may|any|qui|que|quels?|quelles?|lequel|laquelle|lesquel\p{L}*|combien|comment|où|quand|pourquoi|est-ce|qu['’]est|y a-t-il|wer|wen|wem|was|welche\p{L}*|wo|woher|wann|warum|wie|wie ?viele?|gibt|sind|ist|hat|haben|kannst|können|könntest|kann|könnte)`;

const orders = String.raw`(?:show|list|give|tell|find|count|name|write|draft|create|make|prepare|generate|produce|summari[sz]e|compare|chart|plot|graph|draw|break|split|sort|rank|order|group|add|include|exclude|leave|skip|limit|put|display|get|fetch|pull|describe|explain|send|email|restrict|drop|keep|use|only|just|montre\p{L}*|donne\p{L}*|liste\p{L}*|affiche\p{L}*|trouve\p{L}*|dis|dites|rédige\p{L}*|écri\p{L}*|prépare\p{L}*|crée\p{L}*|résume\p{L}*|compare\p{L}*|trace\p{L}*|classe\p{L}*|envoie\p{L}*|zeig\p{L}*|nenn\p{L}*|gib|geben|liste\p{L}*|finde\p{L}*|sag\p{L}*|schreib\p{L}*|erstell\p{L}*|entwirf|verfass\p{L}*|vergleich\p{L}*|fass\p{L}*|mach\p{L}*|zähl\p{L}*|sortier\p{L}*|such\p{L}*|schick\p{L}*)`;

const begins = new RegExp(String.raw`${lead}(?:${questions}|${orders})(?![\p{L}])`, "iu");

/** Seeing and knowing are asked for; what else somebody wants is what he asks for. */
const seeing = String.raw`(?:see|know|have|get|understand|find|compare|look|learn|check|list|count|hear|be (?:told|shown|given))`;

const wants: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:like|love|need|needs|want|wants|wanted|appreciate|wonder\w*)\b(?!\s+to\b(?!\s+(?:\w+ly\s+)?${seeing}\b)|\s+(?:my|our|the)\s+(?:team|boss|people|colleagues?|reps?|sales)\b)`,
    "iu",
  ),
  /\b(?:show|tell|give|find|send|get) (?:me|us|him|her|them)\b|\b(?:let|asked|asks|asking) (?:me|us)\b/iu,
  /\b(?:voudr\p{L}+|aimer\p{L}+|souhait\p{L}+|faudrait|faut|besoin|cherch\p{L}+|demand\p{L}+)/iu,
  /(?<!\p{L})(?:brauch\p{L}*|bräucht\p{L}*|möcht\p{L}*|benötig\p{L}*|interessier\p{L}*|hätt\p{L}* (?:ich|wir)|(?:zeig|nenn|gib|sag)\p{L}* (?:mir|uns))/iu,
];

/** Whether a clause asks for something. */
export const asks = (text: string): boolean => begins.test(text) || wants.some((it) => it.test(text));
