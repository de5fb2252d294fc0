// What the words of one sentence say: each by its weight, turned or scaled by the small words near it.
import { entryAt, standsAt } from "./lexicon.ts";
import type { Entry, Lexicon } from "./lexicon.ts";

/** How far before a word a negation or an intensifier reaches, in words. */
const reach = 3;

export const contains = (set: ReadonlySet<string>, words: readonly string[]): boolean =>
  words.some((it) => set.has(it));

const anyAt = (entries: readonly Entry[], words: readonly string[], at: number): boolean =>
  entries.some((it) => standsAt(it, words, at));

/** Whether one of some phrases stands in a sentence. */
export const holds = (entries: readonly Entry[], words: readonly string[]): boolean =>
  words.some((_, at) => anyAt(entries, words, at));

/** Whether a sentence begins with "but": "Even so, …", "Trotzdem …", "Il n'empêche …". */
export const opensContrast = (lexicon: Lexicon, words: readonly string[]): boolean =>
  anyAt(lexicon.contrasts, words, 0);

/** A negated praise is a complaint; a negated complaint is only faint praise. */
const turn = (weight: number): number => (weight > 0 ? -0.8 : -0.5) * weight;

/** Praise of what is not so: "a working one would have pleased me", "hätte mich gefreut", "aurait fait plaisir". */
const unreal = (weight: number): number => (weight > 0 ? -0.6 * weight : weight);

const parts = new Set([",", ";", ":"]);

/** Small words work within their clause. */
const clauseBefore = (words: readonly string[]): readonly string[] =>
  words.slice(words.findLastIndex((it) => parts.has(it)) + 1);
const clauseBehind = (words: readonly string[]): readonly string[] => {
  const end = words.findIndex((it) => parts.has(it));
  return end < 0 ? words : words.slice(0, end);
};

const scaleOf = (lexicon: Lexicon, before: readonly string[]): number =>
  (contains(lexicon.intensifiers, before) ? 1.3 : 1) * (contains(lexicon.diminishers, before) ? 0.6 : 1);

/** How far before it a resolution may be denied: "closed without the leak being fixed". */
const denialReach = 6;

/** What a resolution says: that trouble is over, or, denied, that it is not. */
const resolutionOf = (lexicon: Lexicon, words: readonly string[]): "over" | "denied" | null => {
  const at = words.findIndex((_, index) => anyAt(lexicon.resolutions, words, index));
  if (at < 0) return null;
  return contains(lexicon.negations, words.slice(Math.max(0, at - denialReach), at)) ? "denied" : "over";
};

/** How far behind its verb a particle may stand. */
const particleReach = 12;

/** `stürzt … ab`: the verb here, its particle at the end of the clause or before the next "und". */
const separableAt = (lexicon: Lexicon, words: readonly string[], at: number): number | null => {
  const forms = lexicon.separable.get(words[at] ?? "");
  if (forms === undefined) return null;
  const clause = clauseBehind(words.slice(at + 1, at + 1 + particleReach));
  const form = forms.find(({ particle }) =>
    clause.some((it, i) => it === particle && (i === clause.length - 1 || /^(?:und|oder)$/.test(clause[i + 1] ?? ""))),
  );
  return form?.weight ?? null;
};

/**
 * What somebody asks for names things and blames nobody: "must the pump be stopped?", "please cancel order 12". Praise in a
 * request stays ("please pass on our thanks").
 */
const asked = (weight: number, asks: boolean): number => {
  if (!asks) return weight;
  return Math.abs(weight) <= 1 ? 0 : weight < 0 && weight >= -2 ? 0.3 * weight : weight;
};

const never = new Set(["never", "jamais", "nie", "niemals"]);

/** Whether the words before one deny it; "never so well received" does not, it stresses. */
const isDenied = (lexicon: Lexicon, before: readonly string[]): boolean =>
  contains(lexicon.negations, before) && !(contains(never, before) && contains(lexicon.degrees, before));

/** The weights of the words of one sentence that tell, turned and scaled by the small words near them. */
export const hitsOf = (lexicon: Lexicon, words: readonly string[], isQuestion: boolean): number[] => {
  const weights: number[] = [];
  const asks = isQuestion || holds(lexicon.requests, words);
  // What follows "but" is what is meant (half and one and a half, as VADER has it).
  let stress = 1;
  // What follows "although" is granted, until its clause ends.
  let granted = 1;
  const isUnreal = holds(lexicon.unreal, words);
  const resolution = resolutionOf(lexicon, words);
  for (let at = 0; at < words.length;) {
    if (parts.has(words[at] ?? "")) granted = 1;
    if (anyAt(lexicon.concessions, words, at)) granted = 0.4;
    const parted = separableAt(lexicon, words, at);
    const entry = parted === null ? entryAt(lexicon, words, at) : undefined;
    const end = at + (entry?.words.length ?? 1);
    const found = parted ?? entry?.weight ?? null;
    if (found !== null) {
      const before = clauseBefore(words.slice(Math.max(0, at - reach), at));
      const behind = clauseBehind(words.slice(end, end + lexicon.negationBehind));
      const own = entry?.isFixed === true || entry?.words.some((word) => lexicon.negations.has(word)) === true;
      const negated = !own && (isDenied(lexicon, before) || contains(lexicon.negationsBehind, behind));
      const real = isUnreal && !own ? unreal(found) : found;
      const weight = asked(real, asks) * stress * granted * scaleOf(lexicon, before.slice(-2));
      // Trouble that is over is no complaint, but neither is its negation praise.
      if (weight > 0 || resolution !== "over") weights.push(negated ? turn(weight) : weight);
    }
    if (anyAt(lexicon.contrasts, words, at)) {
      for (const i of weights.keys()) weights[i] = (weights[i] ?? 0) * 0.5;
      stress = 1.5;
    }
    at = end;
  }
  return resolution === "denied" ? [...weights.filter((it) => it < 0), -1] : weights;
};
