// A question cut into clauses, at the ends of sentences, at commas and the like, and where a reason begins. Put together again
// they are the question.

export interface Clause {
  /** What parts it from the clause before; empty for the first. */
  readonly joint: string;
  readonly text: string;
  /** It is a sentence of its own. */
  readonly isWhole: boolean;
}

/** Ends of sentences; a full stop of a number or of a shortened word is none. */
const joints =
  /(?<![\d\s](?=\.)|\b(?:e\.g|i\.e|z\.b|bzw|ca|approx|mr|mrs|dr|no|nr|vs|inkl|incl|\p{L})(?=\.))[.!?…]+(?:\s+|$)|\.{2,}\s*|[,;:]\s+|\s+[-–—]+\s+|—|\s*[()]\s*/giu;

/** Reasons and ends that need no comma before them. */
const reasons =
  /\s+(?=(?:because|so that|in order (?:to|that)|weil|damit|parce qu['’]?(?:e|il|elle|on)?|afin (?:de|que|d['’])|pour (?:que|qu['’]))\b)/giu;

/** What opens a clause that says why, for what or when somebody does something. */
export const opensReason =
  /^(?:(?:and|but|so|et|mais|und|aber)\s+)?(?:because|as (?=i\b|we\b|you\b|my\b|our\b|the (?:board|boss|team)|it['’]s\b|there\b)|since (?=i\b|we\b|my (?:boss|team)|our (?:boss|board|team)|the (?:board|boss|team))|so that|so (?=i\b|we\b|my\b|our\b|the (?:board|boss|team))|that way|in order (?:to|that)|to be able to|given that|now that|seeing (?:that|as)|while (?=i|we)|before (?=i\b|we\b|my\b|our\b|the (?:board|boss|team|meeting|call))|for (?:(?:the|a|an|my|our|this|some)\s)|weil|da (?=ich|wir|mein|unser|es|der (?:chef|vorstand)|die (?:chefin|geschäftsleitung))|damit|denn|so ?dass|um (?=.{2,80} zu? ?\p{L}+en\b|.{2,80}zu\p{L}+en\b)|nachdem (?=ich|wir)|bevor (?=ich|wir)|für (?:die|den|das|eine?n?|mein\p{L}*|unser\p{L}*)\s|parce qu|car (?=je|nous|on|il|elle|mon|ma|notre|j['’])|afin (?:de|que|d['’]|qu)|pour (?:que|qu['’]|pouvoir|(?:ma|mon|notre|une?|la|le)\s)|comme (?=je|nous|on|j['’])|puisque|vu que|étant donné que|histoire de|avant (?:de|que|d['’]))/iu;

/** What begins to ask in the middle of a sentence. */
const begins =
  /\s+(?=(?:(?:i|we)(?:['’]d| would| will| should)? (?:really |just |also )?(?:like|love|need|want|appreciate)\b|(?:could|can|would|will) (?:you|i|we)\b|please\b|how (?:many|much)\b|(?:show|list|give|tell) (?:me|us)\b|je (?:voudrais|souhaite)|j['’](?:aimerais|aurais besoin|ai besoin)|il (?:me|nous) (?:faut|faudrait)|pou(?:vez|rriez)[- ]vous|(?:peux|pourrais)[- ]tu|combien\b|(?:brauch\p{L}*|bräucht\p{L}*|hätt\p{L}*|möcht\p{L}*|benötig\p{L}*|würd\p{L}*) (?:ich|wir|mich|uns)\b|(?:kannst|könntest) du\b|können sie\b|wie ?viele?\b))/iu;

const isOpen = (text: string): boolean => opensReason.test(text);

/** "For the newsletter that we send out I would need …": where what it is for ends and the asking begins. */
const halves = (clause: Clause): readonly Clause[] => {
  const at = isOpen(clause.text) ? begins.exec(clause.text) : null;
  if (at === null || at.index < 3) return [clause];
  const first = clause.text.slice(0, at.index);
  return [
    { ...clause, text: first, isWhole: false },
    { joint: at[0], text: clause.text.slice(at.index + at[0].length), isWhole: false },
  ];
};

const ends = (joint: string): boolean => /[.!?…]/.test(joint);

/** Its clauses in order. What stands in quotation marks is a name: such a question stays whole. */
export const clausesOf = (question: string): readonly Clause[] => {
  const whole = question.trim();
  if (/["“”„«»]/.test(whole)) return [{ joint: "", text: whole, isWhole: true }];
  const found: Clause[] = [];
  let [from, joint] = [0, ""];
  const cuts = [...whole.matchAll(joints), ...whole.matchAll(reasons)].toSorted((a, b) => a.index - b.index);
  for (const cut of [...cuts, { 0: "", index: whole.length }]) {
    if (cut.index < from) continue;
    const text = whole.slice(from, cut.index).trim();
    const isWhole = (joint === "" || ends(joint)) && (cut[0] === "" || ends(cut[0]));
    if (text !== "") found.push({ joint, text, isWhole });
    joint = text === "" ? joint + cut[0] : cut[0];
    from = cut.index + cut[0].length;
  }
  return found.flatMap(halves);
};

/** The clauses as one text. */
export const joined = (clauses: readonly Clause[]): string =>
  clauses.map(({ joint, text }, at) => (at === 0 ? text : `${joint}${text}`)).join("");
