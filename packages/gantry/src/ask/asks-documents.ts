// "What does our warranty policy say about batteries?" is for the documents: any words may follow.
import type { Hit } from "./pattern.ts";
import type { Word } from "./words.ts";

const questioning = new Set(
  "what how when where why which who whether is are can does do may must quoi que quel quelle quels quelles comment quand ou pourquoi est peut faut was wie wann wo warum welche welcher welches wer ist sind kann darf muss".split(
    " ",
  ),
);

/** Whether a question names documents and asks something of them. */
export const asksDocuments = (words: readonly Word[], hits: readonly Hit[]): boolean => {
  const says = (meaning: string): boolean => hits.some((it) => it.meaning === meaning);
  return says("document") && (says("statement") || words.some((it) => questioning.has(it.plain)));
};
