// Fits the weights of the sentiment model's manner on the marked texts that may be looked at, and writes them.
//   node bench/analytics/fit-manner.ts
import { writeFileSync } from "node:fs";
import { fitLogistic } from "../../packages/gantry/src/model/index.ts";
import { judged } from "../../packages/gantry/src/model/sentiment/evaluation/index.ts";
import { cueNames, mannerOf } from "../../packages/gantry/src/model/sentiment/cues.ts";
import { moodTexts } from "../material/moods/index.ts";

const languages = ["en", "fr", "de"] as const;
const texts = languages.flatMap((language) => [
  ...moodTexts("seen", language),
  ...moodTexts("seen-later", language),
  ...moodTexts("further", language),
  ...moodTexts("practice", language),
  ...moodTexts("practice-later", language),
  ...moodTexts("practice-last", language),
  ...(judged[language] ?? []).map(([mood, text]) => ({ mood, text })),
]);

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** On cues as they are, 0 or 1: the fit's scales are taken out again. */
function fit(rows: readonly { readonly text: string; readonly isSo: boolean }[]) {
  const { weights, means, scales, intercept } = fitLogistic(
    rows.map((it) => mannerOf(it.text)),
    rows.map((it) => it.isSo),
    { l2: 10 },
  );
  const plain = weights.map((weight, index) => weight / (scales[index] ?? 1));
  const shift = plain.reduce((sum, weight, index) => sum + weight * (means[index] ?? 0), 0);
  return { intercept: round(intercept - shift), weights: plain.map(round) };
}

const moody = fit(texts.map(({ text, mood }) => ({ text, isSo: mood !== 0 })));
const content = fit(texts.filter((it) => it.mood !== 0).map(({ text, mood }) => ({ text, isSo: mood > 0 })));
const file = new URL("../../packages/gantry/src/model/sentiment/manner-weights.ts", import.meta.url);
writeFileSync(
  file,
  `// Written by bench/analytics/fit-manner.ts from ${texts.length} marked texts; one weight a cue of cues.ts, in its order.
export const mannerWeights: Readonly<
  Record<"moody" | "content", { readonly intercept: number; readonly weights: readonly number[] }>
> = ${JSON.stringify({ moody, content }, null, 2)};
`,
);
console.table(
  Object.fromEntries(
    cueNames.map((name, index) => [name, { moody: moody.weights[index], content: content.weights[index] }]),
  ),
);
