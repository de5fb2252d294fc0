// From words to a plan: a vocabulary read once, then a pure function of the question.
import type { Catalog, PeriodOptions } from "../../catalog/index.ts";
import { edited } from "./edit.ts";
import { knowsOf } from "./knows.ts";
import type { Knows } from "./knows.ts";
import { lexiconOf } from "./lexicon.ts";
import { pathsOf } from "./paths.ts";
import { Stopped } from "./question.ts";
import type { Question } from "./question.ts";
import { read } from "./read.ts";
import type { Ground } from "./rows.ts";
import { rewordedChoices } from "./reword.ts";
import { tag } from "./tag.ts";
import type { AskPlan, Unclear, Understood } from "./types.ts";
import { withWho } from "./who.ts";

export interface Understand {
  (question: string, time: PeriodOptions): Understood;
  /** As a change of the plan before; undefined where it changes nothing. */
  followUp(question: string, before: AskPlan, time: PeriodOptions): Understood | undefined;
  readonly ground: Ground;
  readonly knows: Knows;
  /** Of its vocabulary, in lower case without accents. */
  readonly words: ReadonlySet<string>;
}

/**
 * @param hidden columns that do not exist for whoever asks, by full name
 * @param filler words that ask and point, in lower case without accents
 */
export const understandingOf = (
  catalog: Pick<Catalog, "tables" | "subjects" | "measures" | "calendar">,
  hidden: ReadonlySet<string>,
  filler: ReadonlySet<string>,
): Understand => {
  const lexicon = lexiconOf({ catalog, hidden });
  const paths = pathsOf(catalog);
  const asQuestion = (text: string, time: PeriodOptions): { question: Question; notes: readonly string[] } => {
    const { spans, notes } = tag(text, lexicon, filler, time);
    return {
      question: {
        spans: withWho(spans, catalog, paths),
        catalog,
        paths,
        time,
        hidden,
        used: new Set(),
        spent: new Set(),
        reckoned: new Set(),
        widened: new Set(),
      },
      notes,
    };
  };
  type Read = { readonly plan: AskPlan; readonly unknown: readonly string[] } | undefined;
  const reading = (text: string, time: PeriodOptions, by: (question: Question) => Read): Understood | undefined => {
    const { question, notes } = asQuestion(text, time);
    const unknown = question.spans.filter((it) => it.unknown).map((it) => it.written);
    try {
      const found = by(question);
      if (found === undefined) return undefined;
      if (found.unknown.length > 0) return { kind: "beyond", why: "", unknown: found.unknown };
      return { kind: "plan", plan: found.plan, notes };
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      // A word that nobody knows comes before a question back: the choices would not hold it.
      if (unknown.length > 0 || error.unclear === undefined) return { kind: "beyond", why: error.message, unknown };
      return { kind: "unclear", unclear: clearer(text, error.unclear, time) };
    }
  };
  const clearer = (text: string, { why, choices }: Unclear, time: PeriodOptions): Unclear => ({
    why,
    choices: rewordedChoices(text, choices, (question) => {
      try {
        return read(asQuestion(question, time).question).unknown.length === 0;
      } catch (error) {
        if (error instanceof Stopped) return false;
        throw error;
      }
    }),
  });
  const understand = (question: string, time: PeriodOptions): Understood =>
    reading(question, time, read) ?? { kind: "beyond", why: "nothing is asked", unknown: [] };
  return Object.assign(understand, {
    ground: { catalog, paths },
    knows: knowsOf(lexicon),
    words: lexicon.words,
    followUp: (question: string, before: AskPlan, time: PeriodOptions) =>
      reading(question, time, (it) => edited(it, question, before)),
  });
};
