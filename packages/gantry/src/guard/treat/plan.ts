// What is to be done with each column of a shape on its way to one destination.
import { GantryError } from "@gantry/contract";
import type { Level, ReceiptColumn, Treatment } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import { generated } from "../../flow/index.ts";
import type { Shape, ShapeColumn } from "../../flow/index.ts";
import { decide, overMasks, ruleLine, strictest } from "../../policy/index.ts";
import type { Destination, Policy, TreatmentDecision } from "../../policy/index.ts";
import type { LabelBook } from "../labels.ts";

/** One label of one source in a column, as decided. */
interface Part {
  readonly source: string;
  readonly label: Label;
  readonly level: Level;
  readonly decision: TreatmentDecision;
}

export interface ColumnPlan {
  readonly column: ShapeColumn;
  /** Of all sources, in whatever measure. */
  readonly labels: readonly Label[];
  /** What its values are, for people. */
  readonly meaning: readonly Label[];
  readonly treatment: Treatment;
  readonly rule: string;
  /** Each whole value becomes a token of this label; null where not. */
  readonly whole: Label | null;
  /** Texts are searched and masked. */
  readonly masks: boolean;
  /** So is whatever in them is only written like a name. */
  readonly overMasks: boolean;
  /** Numbers, and amounts in texts, become bands. */
  readonly bands: boolean;
  /** The label that decided, for tokens of single values found. */
  readonly label: Label;
  /** For the ledger and the receipt. */
  readonly receipt: readonly ReceiptColumn[];
  readonly decisive: Part | null;
}

export interface PlanContext {
  readonly policies: readonly Policy[];
  readonly labels: LabelBook;
  readonly destination: Destination;
  /** What else is on the way there: the strictest of all decisions holds. */
  readonly through?: readonly Destination[];
  readonly step: string;
}

/** Labels of free text: `token` means that what names somebody inside is masked, not that the whole text goes. */
export const isTextLabel = (label: Label): boolean => /^(?:text|input)(?:\.|$)/.test(label);

/** A text that a model wrote, or that holds one: what it took from labelled values stands in it as tokens. */
export const isModelText = (column: ShapeColumn): boolean =>
  column.labels.includes(generated) && (column.type === "varchar" || column.type === "json");

const partsOf = (column: ShapeColumn, context: PlanContext): readonly Part[] => {
  const { policies, labels, destination, through = [], step } = context;
  const ways = [destination, ...through];
  const part = (source: string, label: Label | null, level: Level): Part => ({
    source,
    label: label ?? "unlabelled",
    level,
    decision: strictest(
      ways.map((way) => decide(policies, { labels: label === null ? [] : [label], level, destination: way })),
    ),
  });
  const parts = Object.entries(column.sources).flatMap(([source, level]) => {
    const own = labels.labelsOf(source);
    return own.length === 0 ? [part(source, null, level)] : own.map((label) => part(source, label, level));
  });
  return [...parts, ...column.labels.map((label) => part(`${step}.${column.name}`, label, "derived"))];
};

const levels: readonly Level[] = ["copied", "derived", "aggregated"];

/**
 * What a column's values are to a person: what they became (a score, a generated text), else the labels of the sources
 * they are closest to. That the other sources had a part in it is in the proof and the receipt.
 */
const meaningOf = (column: ShapeColumn, parts: readonly Part[]): readonly Label[] => {
  if (column.labels.length > 0) return column.labels;
  const telling = parts.filter(({ label }) => label !== "public" && label !== "row");
  if (telling.length === 0) return parts.some(({ label }) => label === "public") ? ["public"] : [];
  const closest = levels.find((level) => telling.some((part) => part.level === level));
  return [...new Set(telling.filter((part) => part.level === closest).map((part) => part.label))];
};

/** Plans one column: all its sources and labels are decided, and the strictest of them holds. */
export const planColumn = (column: ShapeColumn, context: PlanContext): ColumnPlan => {
  const parts = partsOf(column, context);
  // A constant: nothing of a source is in it.
  const decision =
    parts.length === 0
      ? { treatment: "pass" as const, rule: "constant" }
      : strictest(parts.map((each) => each.decision));
  const decisive = parts.find((each) => each.decision.treatment === decision.treatment) ?? null;
  const tokens = parts.filter((each) => each.decision.treatment === "token");
  const banded = parts.filter((each) => each.decision.treatment === "band");
  const named = tokens.filter((each) => !isTextLabel(each.label));
  // A text can't be banded by size, so one that is copied, or made of what is no number, takes the next stricter treatment.
  const isText = isModelText(column);
  const cantBand = ({ level, source }: Part): boolean =>
    (level === "copied" && column.type === "varchar") || !context.labels.isNumber(source);
  const isProse = column.type === "varchar" || column.type === "json";
  const unbandable = isProse && !isText ? banded.find((each) => !isTextLabel(each.label) && cantBand(each)) : undefined;
  const whole = isText ? undefined : (named[0] ?? unbandable);
  return {
    column,
    labels: [...new Set(parts.map((each) => each.label))],
    meaning: meaningOf(column, parts),
    treatment: unbandable !== undefined && decision.treatment === "band" ? "token" : decision.treatment,
    rule: decision.rule,
    whole: whole?.label ?? null,
    masks: tokens.length > 0 || banded.some((each) => isTextLabel(each.label)),
    overMasks: [...tokens, ...banded].some(
      ({ label }) => isTextLabel(label) && overMasks(context.policies, label, context.destination),
    ),
    bands: banded.length > 0,
    label: whole?.label ?? decisive?.label ?? "public",
    receipt: parts.map(({ source, label, level, decision: { treatment } }) => ({
      column: source,
      label,
      level,
      treatment,
    })),
    decisive,
  };
};

const breach = (part: Part, context: PlanContext, how: string): GantryError =>
  new GantryError(
    "policy-breach",
    `column ${part.source} (${part.label}) ${how} ${context.destination.kind} "${context.destination.name}" in zone ${context.destination.zone} at step "${context.step}": ${part.decision.rule}`,
    {
      remedy:
        part.label === "unlabelled"
          ? `say what it is: \`gantry catalog label ${part.source} <label>\` (\`gantry catalog suggest ${part.source}\` proposes one)`
          : `leave the column out, or add to the policy's treatments: ${ruleLine(part.label, context.destination)}`,
      where: { step: context.step, column: part.source, label: part.label, destination: context.destination.name },
    },
  );

/** The error of the first plan that refuses, or null. */
export const refusalOf = (plans: readonly ColumnPlan[], context: PlanContext): GantryError | null => {
  const refused = plans.find((plan) => plan.treatment === "refuse");
  return refused?.decisive == null ? null : breach(refused.decisive, context, "would reach");
};

/** The error of the first column that may not even decide which rows leave, or null. */
export const controlRefusalOf = (shape: Shape, context: PlanContext): GantryError | null => {
  for (const source of shape.control) {
    const own = context.labels.labelsOf(source);
    const decision = decide(context.policies, { labels: own, level: "control", destination: context.destination });
    if (decision.treatment !== "refuse" && decision.treatment !== "drop") continue;
    const part: Part = { source, label: own[0] ?? "unlabelled", level: "control", decision };
    return breach(part, context, "would decide which rows reach");
  }
  return null;
};
