// A flow document as the interpreter walks it: its steps, those that only serve the answer, and who waits for whom.
import { fallbacksOf } from "../flow/index.ts";
import type { ActStep, FlowDocument, Step } from "../flow/index.ts";
import { stepDependencies } from "./dependencies.ts";

export interface PlannedStep {
  readonly name: string;
  readonly title: string;
  readonly step: Step;
  /** Steps whose output it reads. */
  readonly after: readonly string[];
  /** True for steps that are not the author's: coverage, rows without a draft. */
  readonly hidden: boolean;
  /** The step in whose stead it runs, and only then. */
  readonly standsFor?: string;
}

export interface Plan {
  readonly steps: ReadonlyMap<string, PlannedStep>;
  /** By step: the `act` steps that take its rows one by one, as each is ready. */
  followers(step: string): readonly { readonly name: string; readonly step: ActStep }[];
}

export const coverageStep = "$coverage";
export const withoutStep = (review: string): string => `$without-${review}`;

export function planOf(document: FlowDocument): Plan {
  const after = stepDependencies(document);
  const fallbacks = fallbacksOf(document);
  const steps = new Map<string, PlannedStep>();
  for (const [name, step] of Object.entries(document.steps)) {
    const standsFor = fallbacks.get(name);
    const planned = { name, title: step.title ?? name, step, after: after.of(name), hidden: false };
    steps.set(name, standsFor === undefined ? planned : { ...planned, standsFor });
  }
  const hide = (name: string, sql: string): void => {
    steps.set(name, {
      name,
      title: name,
      step: { kind: "query", sql, key: "" },
      after: after.in(sql),
      hidden: true,
    });
  };
  if (document.coverage !== undefined) hide(coverageStep, document.coverage);
  for (const part of document.answer) {
    if (part.kind === "drafts" && part.without !== undefined) hide(withoutStep(part.review), part.without);
  }
  return {
    steps,
    followers: (source) => {
      const found: { name: string; step: ActStep }[] = [];
      for (const [name, step] of Object.entries(document.steps)) {
        if (step.kind === "act" && step.each === source && streams(document, step)) found.push({ name, step });
      }
      return found;
    },
  };
}

/**
 * Whether an `act` takes rows one by one: those decided, or those acted on. Else it waits for the whole step, as one does
 * that a condition decides on.
 */
export const streams = (document: FlowDocument, step: ActStep): boolean => {
  if (step.when !== undefined) return false;
  const source = document.steps[step.each]?.kind;
  return source === "approve" || source === "act";
};

/** How many rows of a step at a time, and how many begun a minute. */
export interface Limits {
  readonly concurrency?: number;
  /** Rows begun a minute. */
  readonly rate?: number;
}

/** Undefined where all rows may go at once. */
export const limitsOf = (step: Step | undefined): Limits | undefined => {
  if (step === undefined || !("concurrency" in step || "rate" in step)) return undefined;
  const { concurrency, rate } = step;
  if (concurrency === undefined && rate === undefined) return undefined;
  return { ...(concurrency === undefined ? {} : { concurrency }), ...(rate === undefined ? {} : { rate }) };
};
