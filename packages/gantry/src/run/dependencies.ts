// Which steps a step waits for, behind one function.
import { readableSteps, resolveReferences } from "../flow/index.ts";
import type { FlowDocument } from "../flow/index.ts";

export interface StepDependencies {
  of(step: string): readonly string[];
  /** Steps that a piece of SQL names: every word that is a step's name counts, so it may wait needlessly but never too little. */
  in(sql: string): readonly string[];
}

export function stepDependencies(document: FlowDocument): StepDependencies {
  const references = resolveReferences(document);
  const readable = readableSteps(document);
  return {
    of: (step) => references[step] ?? [],
    in: (sql) => {
      const words = new Set(sql.toLowerCase().match(/[a-z_][a-z0-9_]*/g));
      return readable.filter((name) => words.has(name));
    },
  };
}
