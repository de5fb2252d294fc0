// The mood of a text in which no word tells: from the manner in which it is put. Who asks, requests or names figures and dates
// is about a matter; who says "nobody", "again", "after that" or tells a story is about how it went. Two logistic regressions on
// whether such cues are there, fitted on marked texts (`bench/analytics/fit-manner.ts`).
import { sigmoid } from "../logistic/index.ts";
import { mannerWeights } from "./manner-weights.ts";

const words = (list: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${list.split(/,\s*/).join("|")})(?!\p{L})`, "iu");

/** Each is there or not; of all three languages at once. */
const cues: Readonly<Record<string, RegExp>> = {
  question: /\?/,
  exclamation: /!/,
  figure: /\d/,
  request: words(
    "please, kindly, could you, can you, can i, can we, would like, i'd like, we'd like, we need, i need, attached, attachment, enclosed, below, let me know, send me, tell me, confirm, bitte, könnten, können sie, kann ich, möchte, möchten, hätte gern, hätten gern, brauche, brauchen, bräuchte, anbei, anhang, anlage, senden, schicken, schicke, nennen, veuillez, merci de, pouvez, pourriez, peut-on, puis-je, souhaite, souhaitons, voudrais, voudrions, faudrait, faut, ci-joint, annexe, envoyer, indiquez, besoin",
  ),
  plan: words(
    "will, next, on monday, tuesday, wednesday, thursday, friday, wird, werden, ab, nächste, montag, dienstag, mittwoch, donnerstag, sera, seront, prochain, prochaine, lundi, mardi, mercredi, jeudi",
  ),
  me: words(
    "i, we, us, my, me, our, ich, wir, uns, mir, mich, mein, meine, meiner, unser, unsere, unserem, je, nous, moi, mon, ma, mes, notre, nos, j",
  ),
  you: words("you, your, yours, ihr, ihre, ihren, ihrem, ihrer, sie, vous, votre, vos"),
  again: words(
    "still, again, already, yet, twice, three times, noch, immer, wieder, schon, erneut, bis heute, toujours, encore, déjà, deux fois, à nouveau",
  ),
  every: words(
    "every, each, all, always, any, whole, entire, jede, jeder, jedes, jeden, alle, alles, immer, ganze, ganzen, chaque, tous, toutes, tout, toute, toujours",
  ),
  nobody: words(
    "never, nobody, no one, nothing, none, nie, niemand, keiner, nichts, jamais, personne, rien, aucun, aucune",
  ),
  not: words(
    "not, don't, doesn't, didn't, can't, cannot, couldn't, won't, isn't, wasn't, haven't, hasn't, nicht, kein, keine, keinen, pas, ne",
  ),
  after: words(
    "after, since, for months, for weeks, seit, nach, nachdem, wochenlang, monatelang, depuis, après, longtemps",
  ),
  concession: words(
    "although, though, even though, while, yet, then, instead, obwohl, trotzdem, statt, dann, dabei, doch, alors que, bien que, pourtant, puis, au lieu",
  ),
  condition: words("if, would, had, wenn, wäre, hätte, würde, si, aurait, serait"),
  even: words("even, also, too, finally, at last, sogar, auch, endlich, même, aussi, enfin"),
  must: words("had to, must, forced, mussten, musste, müssen, dû, devons, obligés, a fallu"),
  less: words("less, fewer, lower, only, half, barely, weniger, nur, hälfte, kaum, moins, seulement, moitié, à peine"),
  more: words("more, than, ever, mehr, als, besser, plus"),
  short: /^.{0,60}$/su,
  long: /^.{110,}$/su,
  sentences: /[.!]\s+\S/u,
  clauses: /,/,
};

/** The cues by name, in the order of {@link mannerOf}. */
export const cueNames: readonly string[] = Object.keys(cues);

/** 1 where a cue is there, else 0. */
export const mannerOf = (text: string): readonly number[] => {
  const plain = text.normalize("NFC").replace(/[’‘`]/g, "'");
  return Object.values(cues).map((cue) => (cue.test(plain) ? 1 : 0));
};

/** From here on a text is taken to have a mood; chosen by cross-validation, as the penalty was. */
const surely = 0.8;

const logit = (
  { intercept, weights }: { readonly intercept: number; readonly weights: readonly number[] },
  cues: readonly number[],
): number => cues.reduce((sum, cue, index) => sum + cue * (weights[index] ?? 0), intercept);

/** 0, or a faint mood: ±0.25 to ±0.5, by how surely there is one. */
export const moodByManner = (text: string): number => {
  const manner = mannerOf(text);
  const moody = sigmoid(logit(mannerWeights.moody, manner));
  if (moody < surely) return 0;
  return Math.sign(logit(mannerWeights.content, manner)) * (0.25 + (0.25 * (moody - surely)) / (1 - surely));
};
