// From words to a plan: a vocabulary read once, then a pure function of the question.
import type { Catalog, PeriodOptions } from "../../catalog/index.ts";
import { lexiconOf } from "./lexicon.ts";
import { pathsOf } from "./paths.ts";
import { Stopped } from "./question.ts";
import { read } from "./read.ts";
import type { Ground } from "./rows.ts";
import { tag } from "./tag.ts";
import type { Understood } from "./types.ts";

export interface Understand {
  (question: string, time: PeriodOptions): Understood;
  readonly ground: Ground;
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
  const understand = (question: string, time: PeriodOptions): Understood => {
    const { spans, notes } = tag(question, lexicon, filler, time);
    const unknown = spans.filter((it) => it.unknown).map((it) => it.written);
    try {
      const found = read({ spans, catalog, paths, time, used: new Set() });
      if (found.unknown.length > 0) return { kind: "beyond", why: "", unknown: found.unknown };
      return { kind: "plan", plan: found.plan, notes };
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      // A word that nobody knows comes before a question back: the choices would not hold it.
      if (unknown.length > 0 || error.unclear === undefined) return { kind: "beyond", why: error.message, unknown };
      return { kind: "unclear", unclear: error.unclear };
    }
  };
  return Object.assign(understand, { ground: { catalog, paths } });
};
