// A question that could not be read, said more plainly: first without empty words and slips, then without the talk around it.
import { withoutTalk } from "./aside.ts";
import type { Known } from "./aside.ts";
import { withoutEmptyWords } from "./empty-words.ts";
import { mended } from "./everyday.ts";
import { namingTwo } from "./two.ts";

export interface Plainer {
  readonly question: string;
  /** What was read as something else, and what was left out. */
  readonly notes: readonly string[];
  /** Whether clauses were left out. */
  readonly isShorter: boolean;
}

/** The ways to say it, plainest last; none where nothing can be left. */
export const plainer = (
  question: string,
  known: Known & { readonly word: (word: string) => boolean },
): readonly Plainer[] => {
  const said = (text: string, left: readonly string[]): Plainer => {
    const { question: spelled, notes } = mended(text, known.word);
    return {
      question: withoutEmptyWords(spelled, known.value),
      notes: [...notes, ...left.map((it) => `left out "${it}"`)],
      isShorter: left.length > 0,
    };
  };
  const whole = said(question, []);
  const first = whole.question === question.trim() ? [] : [whole];
  const aside = namingTwo(question, known) ?? withoutTalk(question, known);
  return aside === undefined ? first : [...first, said(aside.question, aside.left)];
};
