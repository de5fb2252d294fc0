// What models would be asked in a run: how often, with how many tokens, at which price. By what the flow's runs took before;
// of a flow that never ran, by the letters of its prompts.
import type { Estimate, Proof } from "@gantry/contract";
import type { DrawStep, FlowDocument, PromptStep, ReasonStep, Step } from "../../flow/index.ts";
import { placesIn } from "../../flow/index.ts";
import type { Deployment, ModelRegistry } from "../../model/index.ts";
import type { ForeseenStep } from "../../query/index.ts";
import type { TakenByModel } from "../../store/index.ts";

export type ModelWork = Estimate["models"][number];

type Writes = PromptStep | ReasonStep | DrawStep;

export const writes = (step: Step): step is Writes =>
  step.kind === "prompt" || step.kind === "reason" || step.kind === "draw";

/** Letters of a value of which nothing is known: of a text that people wrote, and of any other. */
const usualLetters = { free: 400, other: 16 } as const;
/** What the guard says to every model about its data, and the form of the reply. */
const houseLetters = 1000;
/** Turns that a model takes to answer by itself. */
const usualTurns = 3;

const lettersOf = (name: string, work: ForeseenStep, labels: ReadonlyMap<string, readonly string[]>): number => {
  const known = work.columns[name]?.letters;
  if (known !== undefined) return known;
  const isFree = labels.get(name)?.some((label) => /^text\b/u.test(label)) === true;
  return isFree ? usualLetters.free : usualLetters.other;
};

/** Tokens that one row's call takes, both ways; four letters each. */
const tokensBefore = (
  step: Writes,
  work: ForeseenStep,
  labels: ReadonlyMap<string, readonly string[]>,
): { readonly input: number; readonly output: number } => {
  const data = placesIn(step.template).reduce((sum, name) => sum + lettersOf(name, work, labels), 0);
  const input = Math.ceil((houseLetters + step.instructions.length + step.template.length + data) / 4);
  if (step.kind === "draw") return { input, output: 0 };
  // Writers fill about half of the room that they are given.
  const output = Object.values(step.output).reduce((sum, { maxLength }) => sum + maxLength / 8, 0);
  const turns = step.kind === "reason" ? Math.min(usualTurns, step.limits?.turns ?? usualTurns) : 1;
  return { input: input * turns, output: Math.ceil(output) * turns };
};

export interface ModelsInput {
  readonly document: FlowDocument;
  readonly models: Pick<ModelRegistry, "text" | "draw">;
  /** Rows that each step works on, before it runs. */
  readonly rows: ReadonlyMap<string, ForeseenStep>;
  /** What the values of columns are, by name. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly taken: readonly TakenByModel[];
}

const deploymentFor = (step: Writes, models: ModelsInput["models"]): Deployment | undefined => {
  if (step.kind === "draw") return models.draw?.("", () => null)[0]?.model.deployment;
  const task = step.kind === "prompt" ? step.task : "reason";
  return models.text(task, { zones: ["inside", "partner", "outside"] }).model.deployment;
};

/** One entry for each step that a model would work for. Throws `model-unreachable` where none is configured that could. */
export const modelWork = ({ document, models, rows, labels, taken }: ModelsInput): readonly ModelWork[] =>
  Object.entries(document.steps).flatMap(([name, step]): ModelWork[] => {
    const work = rows.get(name);
    if (!writes(step) || work === undefined || work.rows === 0) return [];
    const deployment = deploymentFor(step, models);
    if (deployment === undefined) return [];
    const model = deployment.name;
    const before = taken.find((it) => it.step === name && it.model === model);
    if (before !== undefined && before.rows > 0) {
      const share = work.rows / before.rows;
      return [
        {
          step: name,
          model,
          rows: work.rows,
          calls: Math.max(1, Math.round(before.calls * share)),
          tokens: Math.round((before.input + before.output) * share),
          cost: before.cost * share,
        },
      ];
    }
    const most = step.kind === "prompt" ? Math.min(step.batch ?? 1, deployment.batch ?? Infinity) : 1;
    const isBuiltin = model.startsWith("builtin/");
    const { input, output } = isBuiltin ? { input: 0, output: 0 } : tokensBefore(step, work, labels);
    return [
      {
        step: name,
        model,
        rows: work.rows,
        calls: Math.ceil(work.rows / most),
        tokens: (input + output) * work.rows,
        cost: (work.rows * (input * deployment.price.input + output * deployment.price.output)) / 1e6,
      },
    ];
  });

/** Columns that would leave, with the rows that would go. */
export const leavesOf = (
  exposures: Proof["exposures"],
  document: FlowDocument,
  rows: ReadonlyMap<string, ForeseenStep>,
  work: readonly ModelWork[],
): Estimate["leaves"] => {
  const found = new Map<string, Estimate["leaves"][number]>();
  for (const { step, destination, zone, column, label, treatment, via } of exposures) {
    const of = document.steps[step];
    const count = rows.get(step)?.rows ?? 0;
    if (of === undefined || count === 0 || via !== "value" || treatment === "drop" || treatment === "refuse") continue;
    if (writes(of) && !work.some((it) => it.step === step && it.model === destination)) continue;
    found.set(JSON.stringify([column, treatment, destination]), {
      column,
      label,
      treatment,
      destination,
      zone,
      rows: count,
    });
  }
  return [...found.values()];
};
