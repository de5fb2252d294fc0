// Fits the churn model on the sample company's recorded renewals and writes models/churn.json, with what it is worth on
// renewals that came after those it was fitted on.
//   node examples/meridian/scripts/fit-churn.ts
import { writeFileSync } from "node:fs";
import { areaUnderCurve, calibrationError } from "gantry";
import { generateCompany } from "../src/index.ts";
import { recordedOutcomes } from "./outcomes.ts";
import { fitChurn, judgeOutOfTime, lead } from "./recipe.ts";

const seeds = [1, 2, 3];
const today = "2026-11-16";

const outcomes = seeds.flatMap((seed) => recordedOutcomes(generateCompany({ seed, today }), lead));
const judged = await judgeOutOfTime(outcomes);
const probabilities = judged.map((it) => it.probability);
const labels = judged.map((it) => it.left);
const on = `the newest ${judged.length} renewals, each by a fit on earlier ones`;
const figure = (measure: string, value: number) => ({ measure, value: Math.round(value * 1000) / 1000, on });

const model = fitChurn(
  outcomes,
  today,
  `${outcomes.length} recorded renewals of the sample company (seeds ${seeds.join(", ")}), judged ${lead} days before`,
);
const document = {
  ...model,
  card: {
    ...model.card,
    quality: [
      figure("AUC out of time", areaUnderCurve(probabilities, labels)),
      figure("calibration error out of time", calibrationError(probabilities, labels)),
    ],
  },
};
writeFileSync(new URL("../models/churn.json", import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
console.table(model.features.map(({ name, weight }) => ({ name, weight: Number(weight.toFixed(3)) })));
console.log(document.card);
