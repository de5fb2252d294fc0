// Which steps a step waits for. Order comes from references; a step may only name steps written before it, so no cycle can be.
import { GantryError } from "@gantry/contract";
import { wordsIn } from "../query/index.ts";
import { fallbacksOf } from "./fallbacks.ts";
import type { FlowDocument, Step } from "./types.ts";

/** By step: the steps whose output it reads. */
export type StepReferences = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the references off a document. SQL is not parsed: every word in it that is an earlier step's name counts, so a
 * column that bears a step's name makes a step wait needlessly, but none is ever missed. A step that another goes to is
 * read by that one's name alone.
 *
 * @throws GantryError `bad-flow` for a step that is named and not there, or stands later, or is only gone to.
 */
export function resolveReferences(document: FlowDocument): StepReferences {
  const fallbacks = fallbacksOf(document);
  const names = readableSteps(document);
  const references: Record<string, readonly string[]> = {};
  for (const [name, step] of Object.entries(document.steps)) {
    const at = Object.keys(document.steps).indexOf(name);
    const earlier = names.filter((it) => Object.keys(document.steps).indexOf(it) < at);
    references[name] = [...new Set([...referencesOf(name, step, earlier), ...conditionOf(step, earlier)])];
  }
  for (const part of document.answer) {
    const named = part.kind === "drafts" || part.kind === "actions" ? [part.step, part.review, part.act] : [part.step];
    for (const step of named) {
      if (!document.steps[step])
        throw new GantryError("bad-flow", `the answer's ${part.kind} names step "${step}", which does not exist`);
      const instead = fallbacks.get(step);
      if (instead !== undefined)
        throw new GantryError("bad-flow", `the answer's ${part.kind} names step "${step}", which is only gone to`, {
          remedy: `name step "${instead}": it shows the rows of either`,
        });
    }
  }
  for (const [, field] of document.asks.join(" ").matchAll(/\{(\w+)\}/g)) {
    if (field && !document.input[field])
      throw new GantryError("bad-flow", `asks: "{${field}}" is not a field of the input`);
  }
  return references;
}

/** Steps that SQL and answers may name. */
export function readableSteps(document: Pick<FlowDocument, "steps">): readonly string[] {
  const fallbacks = fallbacksOf(document);
  return Object.keys(document.steps).filter((name) => !fallbacks.has(name));
}

const conditionOf = ({ when }: Step, earlier: readonly string[]): readonly string[] =>
  when === undefined ? [] : namedIn(when, earlier);

function referencesOf(name: string, step: Step, earlier: readonly string[]): readonly string[] {
  switch (step.kind) {
    case "query":
      return namedIn(step.sql, earlier);
    case "score":
      return [mustBeEarlier(name, step.rows, earlier)];
    case "find":
    case "draw":
      return namedIn(step.each, earlier);
    case "prompt": {
      const passages = step.passages === undefined ? [] : [mustBeEarlier(name, step.passages, earlier)];
      const resumes = step.resumes === undefined ? [] : [mustBeEarlier(name, step.resumes, earlier)];
      return [...namedIn(step.each, earlier), ...passages, ...resumes];
    }
    case "reason":
      return [...namedIn(step.each, earlier), ...step.tools.query.filter((it) => earlier.includes(it))];
    case "approve":
      return namedIn(step.rows, earlier);
    case "act":
      return [mustBeEarlier(name, step.each, earlier)];
    case "call":
      return namedIn(step.each ?? step.input ?? "", earlier);
  }
}

const namedIn = (sql: string, names: readonly string[]): readonly string[] => {
  const words = new Set(wordsIn(sql).map((word) => word.toLowerCase()));
  return names.filter((name) => words.has(name));
};

function mustBeEarlier(name: string, wanted: string, earlier: readonly string[]): string {
  if (earlier.includes(wanted)) return wanted;
  throw new GantryError("bad-flow", `step "${name}" reads step "${wanted}", which does not stand before it`, {
    remedy: earlier.length > 0 ? `steps before it: ${earlier.join(", ")}` : "it is the first step",
  });
}
