// How many of a step's rows another lets through: what no statistics of tables tell, such as a probability above one half.
import type { TakenByStep } from "../../store/index.ts";

/** Rows that `step` gave for each row of `of`, over runs that did both; nothing where none did. */
export type Yields = (step: string, of: string) => number | undefined;

/** @param same runs that had the same input: where there are any, they alone tell */
export const yieldsOf = (taken: readonly TakenByStep[], same: ReadonlySet<string>): Yields => {
  const runs = [...Map.groupBy(taken, ({ run }) => run)];
  const ratio = (among: typeof runs, step: string, of: string): number | undefined => {
    let [gave, had] = [0, 0];
    for (const [, run] of among) {
      const [own, other] = [step, of].map((name) => run.find((it) => it.step === name)?.rows);
      if (own === undefined || other === undefined) continue;
      gave += own;
      had += other;
    }
    return had === 0 ? undefined : gave / had;
  };
  const alike = runs.filter(([run]) => same.has(run));
  return (step, of) => ratio(alike, step, of) ?? ratio(runs, step, of);
};

/** The share of rows that pass a condition over what steps have made, before any run has told it. */
export const usualShare = 0.3;
