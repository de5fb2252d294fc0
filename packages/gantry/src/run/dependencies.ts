// Which steps a step waits for, behind one function.
import type { FlowDocument, Step } from "../flow/index.ts";

export interface StepDependencies {
  of(step: string): readonly string[];
  /** Steps that a piece of SQL names. */
  in(sql: string): readonly string[];
}

/** SQL is not parsed: every word that is a step's name counts, so a step may wait needlessly but never too little. */
export function stepDependencies(document: FlowDocument): StepDependencies {
  const names = Object.keys(document.steps);
  const wordsIn = (sql: string, known: readonly string[]): readonly string[] => {
    const words = new Set(sql.toLowerCase().match(/[a-z_][a-z0-9_]*/g));
    return known.filter((name) => words.has(name.toLowerCase()));
  };
  const references = (step: Step, earlier: readonly string[]): readonly string[] => {
    switch (step.kind) {
      case "query":
        return wordsIn(step.sql, earlier);
      case "prompt":
        return wordsIn(step.each, earlier);
      case "approve":
        return wordsIn(step.rows, earlier);
      case "score":
        return [step.rows];
      case "act":
        return [step.each];
    }
  };
  return {
    of: (name) => {
      const step = document.steps[name];
      return step ? references(step, names.slice(0, names.indexOf(name))) : [];
    },
    in: (sql) => wordsIn(sql, names),
  };
}
