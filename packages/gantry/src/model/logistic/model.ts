// A logistic model document at work: probability, and the reasons that really moved it.
import { createHash } from "node:crypto";
import type { ModelCard } from "@gantry/contract";
import type { Cell } from "../../catalog/index.ts";
import { fillPhrase, numeric } from "../phrase/index.ts";
import { analyticDeployment } from "../card/index.ts";
import type { ScoreModel, ScoreResult } from "../types.ts";
import { probabilityOf } from "./calibrate.ts";
import { decompose } from "./contributions.ts";
import type { LogisticFeature, LogisticModelDocument } from "./document.ts";

/** A reason as it stands in the `reasons` column. */
export interface ScoreReason {
  readonly feature: string;
  readonly text: string;
  /** Signed share of the log-odds. */
  readonly contribution: number;
}

type Row = Readonly<Record<string, Cell>>;

const english = { locale: "en-GB" };

/** Below this share of the log-odds (about a percentage point of probability) a feature is no reason worth reading. */
const worthSaying = 0.05;

const reasonOf = (feature: LogisticFeature, value: number, contribution: number): ScoreReason | null => {
  if (Math.abs(contribution) < worthSaying) return null;
  const templates = contribution > 0 ? feature.reason.raises : feature.reason.lowers;
  const text = templates.map((it) => fillPhrase(it, { value }, english)).find((it) => it !== null);
  return { feature: feature.name, text: text ?? feature.title, contribution: Math.round(contribution * 1000) / 1000 };
};

const scoreRow = (model: LogisticModelDocument, row: Row): Row => {
  const { base, contributions } = decompose(model, row);
  const logit = contributions.reduce((sum, it) => sum + it.share, base);
  const reasons = contributions.flatMap(
    ({ feature, given, share }) => (given === null ? null : reasonOf(feature, given, share)) ?? [],
  );
  reasons.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
  // Platt's calibration is in the log-odds already.
  const calibration = model.calibration?.kind === "platt" ? undefined : model.calibration;
  return { probability: Math.round(probabilityOf(logit, calibration) * 10_000) / 10_000, reasons };
};

/**
 * "3 of 91 lack billing data; scored without": by source, first rows that lack all of it, then those that lack a part.
 * Sources that the very same rows lack are named together.
 */
const coverageOf = (model: LogisticModelDocument, rows: readonly Row[]): readonly string[] => {
  const lack = (count: number): string => `${count} of ${rows.length} ${count === 1 ? "lacks" : "lack"}`;
  const sources = [...Map.groupBy(model.features, (feature) => feature.source)].flatMap(([source, features]) => {
    if (source === null) return [];
    const absent = rows.map((row) => features.filter((feature) => numeric(row[feature.name]) === null));
    const whole = absent.flatMap((it, index) => (it.length === features.length ? [index] : []));
    const partly = absent.filter((it) => it.length > 0 && it.length < features.length);
    return [{ source, whole, partly }];
  });
  const wholes = [...Map.groupBy(sources, (it) => it.whole.join())].flatMap(([, together]) => {
    const count = together[0]?.whole.length ?? 0;
    return count === 0 ? [] : [`${lack(count)} ${together.map((it) => it.source).join(" and ")}; scored without`];
  });
  const parts = sources.flatMap(({ source, partly }) => {
    const titles = [...new Set(partly.flat().map((it) => it.title))].join(", ");
    return partly.length === 0
      ? []
      : [`${lack(partly.length)} part of the ${source} (${titles}); scored without that part`];
  });
  return [...wholes, ...parts];
};

const cardOf = ({ card, predicts, features, intercept, calibration }: LogisticModelDocument): ModelCard => {
  const fitted = features.map(({ name, mean, scale, weight, whenMissing }) => [name, mean, scale, weight, whenMissing]);
  const figure = (measure: string, value: number | null) =>
    value === null ? [] : [{ measure, value: Math.round(value * 1000) / 1000, on: "its own data, cross-validated" }];
  return {
    does: `probability ${predicts}, with the reasons that moved it`,
    version: createHash("sha256")
      .update(JSON.stringify([fitted, intercept, calibration]))
      .digest("hex")
      .slice(0, 12),
    date: card.date,
    data: card.data,
    features: features.map((it) => it.title),
    quality: [...card.quality, ...figure("AUC", card.auc), ...figure("calibration error", card.calibrationError)],
    notes: card.notes,
  };
};

/**
 * A score model from a document. Inputs: one nullable double a feature. Outputs: `probability` (0 to 1, four digits) and
 * `reasons` (a list of {feature, text, contribution}, strongest first; contributions are shares of the log-odds).
 * Absent inputs add nothing, give no reason, and are counted in the coverage.
 */
export const logistic = (model: LogisticModelDocument): ScoreModel => {
  const names = model.features.map((it) => it.name);
  return {
    deployment: analyticDeployment(model.name),
    card: cardOf(model),
    inputs: names.map((name) => ({ name, type: "double" })),
    outputs: [
      {
        name: "probability",
        type: "double",
        from: names,
        bounded: true,
        description: `probability that ${model.predicts}`,
      },
      {
        name: "reasons",
        type: "json",
        from: names,
        bounded: false,
        description: "what moved the probability, strongest first; contributions in log-odds",
      },
    ],
    score: (rows): Promise<ScoreResult> =>
      Promise.resolve({ outputs: rows.map((row) => scoreRow(model, row)), coverage: coverageOf(model, rows) }),
  };
};
