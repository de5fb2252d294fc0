// How the churn model is fitted, and how that is judged out of time: the same for its card and for `npm run eval -- churn`.
import { churnFeatures, logistic, trainLogistic } from "gantry";
import type { LogisticModelDocument } from "gantry";
import type { Outcome } from "./outcomes.ts";

/** Days before the outcome at which a customer is judged: the question looks about this far ahead. */
export const lead = 45;

/** Fits the model, with the usual penalty (1) and Platt's calibration. */
export const fitChurn = (outcomes: readonly Outcome[], date: string, data: string): LogisticModelDocument =>
  trainLogistic(
    churnFeatures,
    outcomes.map((it) => it.features),
    outcomes.map((it) => it.left),
    { name: "churn", predicts: "that a customer does not renew", date, data },
  );

export interface Judged extends Outcome {
  readonly probability: number;
}

const judge = async (model: LogisticModelDocument, outcomes: readonly Outcome[]): Promise<readonly Judged[]> => {
  const { outputs } = await logistic(model).score(outcomes.map((it) => it.features));
  return outcomes.map((it, index) => ({ ...it, probability: Number(outputs[index]?.["probability"]) }));
};

/** The day `days` before another, both "YYYY-MM-DD". */
const before = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * The newer half of the outcomes, month by month, each month by a model fitted on what had come out before the first of its
 * customers was judged (`lead` days ahead of the month): nothing of a month, nor of the weeks in which it was judged, is in
 * the fit that judges it.
 */
export async function judgeOutOfTime(outcomes: readonly Outcome[]): Promise<readonly Judged[]> {
  const sorted = outcomes.toSorted((a, b) => a.closedOn.localeCompare(b.closedOn));
  const middle = sorted[Math.floor(sorted.length / 2)]?.closedOn.slice(0, 7) ?? "";
  const months = Map.groupBy(sorted, (it) => it.closedOn.slice(0, 7));
  const judged = [...months]
    .filter(([month]) => month >= middle)
    .map(([month, rows]) => {
      const known = sorted.filter((it) => it.closedOn < before(`${month}-01`, lead));
      return judge(fitChurn(known, `${month}-01`, ""), rows);
    });
  return (await Promise.all(judged)).flat();
}

/** One cut: fitted on the older two thirds, judged on those of the rest whose judging came after the cut. */
export function judgeByOneCut(outcomes: readonly Outcome[]): Promise<readonly Judged[]> {
  const sorted = outcomes.toSorted((a, b) => a.closedOn.localeCompare(b.closedOn));
  const cut = sorted[Math.floor((sorted.length * 2) / 3)]?.closedOn ?? "";
  const newer = sorted.filter((it) => before(it.closedOn, lead) >= cut);
  return judge(
    fitChurn(
      sorted.filter((it) => it.closedOn < cut),
      cut,
      "",
    ),
    newer,
  );
}
