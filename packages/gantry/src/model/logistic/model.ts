// A logistic model document at work: probability, and the reasons that really moved it.
import type { Cell } from "../../catalog/index.ts";
import { fillPhrase, numeric } from "../phrase/index.ts";
import type { Deployment, ScoreModel, ScoreResult } from "../types.ts";
import { probabilityOf } from "./calibrate.ts";
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
  // Platt's slope stretches the log-odds, and so each share of it; a probability by isotonic steps has shares of the log-odds before them.
  const stretch = model.calibration?.kind === "platt" ? model.calibration.a : 1;
  let logit = model.intercept;
  const reasons: ScoreReason[] = [];
  for (const feature of model.features) {
    const given = numeric(row[feature.name]);
    const value = given ?? (feature.whenMissing === "mean" ? feature.mean : feature.whenMissing);
    const share = (feature.weight * (value - feature.mean)) / feature.scale;
    logit += share;
    const reason = given === null ? null : reasonOf(feature, value, share * stretch);
    if (reason !== null) reasons.push(reason);
  }
  reasons.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
  return { probability: Math.round(probabilityOf(logit, model.calibration) * 10_000) / 10_000, reasons };
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

/**
 * A score model from a document. Inputs: one nullable double a feature. Outputs: `probability` (0 to 1, four digits) and
 * `reasons` (a list of {feature, text, contribution}, strongest first; contributions are shares of the log-odds).
 * Absent inputs add nothing, give no reason, and are counted in the coverage.
 */
export const logistic = (model: LogisticModelDocument): ScoreModel => {
  const deployment: Deployment = {
    name: `builtin/${model.name}`,
    modality: "analytic",
    zone: "inside",
    region: "local",
    tasks: [model.name],
    price: { input: 0, output: 0 },
    maxInputTokens: 0,
  };
  const names = model.features.map((it) => it.name);
  return {
    deployment,
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
