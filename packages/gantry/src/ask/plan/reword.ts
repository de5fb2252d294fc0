// A choice as a question: the asker's own, made clear, where that can be read; else one of the choice's own.
import type { PlanChoice } from "./types.ts";

const german = /\b(?:wer|welche\w*|unser\w*|die|der|das|wie|und|mit|im|sind)\b/i;
const french = /\b(?:qui|quel\w*|nos|notre|les|des|du|combien|sont|en|et)\b/i;

const by = (question: string): string => (german.test(question) ? "nach" : french.test(question) ? "par" : "by");

const literal = (text: string): string =>
  text
    .split(" ")
    .map((it) => RegExp.escape(it))
    .join("[^\\p{L}\\d]+");

const reworded = (question: string, { reword }: PlanChoice): string | undefined => {
  if (reword === undefined) return undefined;
  const whole = question.trim().replace(/\s*[?.!]+$/, "");
  if ("besides" in reword) return `${whole} ${by(whole)} ${reword.besides}`;
  return reword.written === "" ? undefined : whole.replace(new RegExp(literal(reword.written), "u"), () => reword.as);
};

/** The choices that can be asked, each with its question. */
export const rewordedChoices = (
  question: string,
  choices: readonly PlanChoice[],
  isUnderstood: (question: string) => boolean,
): readonly PlanChoice[] =>
  choices.flatMap((choice) => {
    const example = [reworded(question, choice), choice.example].find((it) => it !== undefined && isUnderstood(it));
    return example === undefined ? [] : [{ title: choice.title, example }];
  });
