// Fits the churn model on the sample company's recorded renewals and writes models/churn.json.
//   node examples/meridian/scripts/fit-churn.ts
import { writeFileSync } from "node:fs";
import { areaUnderCurve, calibrationError, churnFeatures, logistic, trainLogistic } from "gantry";
import { generateCompany } from "../src/index.ts";
import { recordedOutcomes } from "./outcomes.ts";

const seeds = [1, 2, 3];
const today = "2026-11-16";
/** Days before the outcome at which a customer is judged: the question looks about this far ahead. */
const lead = 45;

const outcomes = seeds.map((seed) => recordedOutcomes(generateCompany({ seed, today }), lead));
const all = outcomes.flat();
const options = { name: "churn", predicts: "that a customer does not renew", date: today, data: "" };
const describe = (count: number): string =>
  `${count} recorded renewals of the sample company (seeds ${seeds.join(", ")}), judged ${lead} days before`;

// Out of time: fitted on the older two thirds of each company's renewals, judged on the newest third.
const older = outcomes.flatMap((it) => it.slice(0, Math.floor((it.length * 2) / 3)));
const newer = outcomes.flatMap((it) => it.slice(Math.floor((it.length * 2) / 3)));
const earlier = trainLogistic(
  churnFeatures,
  older.map((it) => it.features),
  older.map((it) => it.left),
  { ...options, data: describe(older.length) },
);
const judged = (await logistic(earlier).score(newer.map((it) => it.features))).outputs.map((it) =>
  Number(it["probability"]),
);
const labels = newer.map((it) => it.left);
const auc = areaUnderCurve(judged, labels);
const error = calibrationError(judged, labels);
const single = churnFeatures.map((feature) => {
  const values = newer.map((it) => it.features[feature.name] ?? 0);
  const area = areaUnderCurve(values, labels);
  return { feature: feature.name, auc: Math.max(area, 1 - area) };
});

const model = trainLogistic(
  churnFeatures,
  all.map((it) => it.features),
  all.map((it) => it.left),
  { ...options, data: describe(all.length) },
);
const document = {
  ...model,
  card: {
    ...model.card,
    notes: [
      ...model.card.notes,
      `out of time (fitted on the older two thirds, judged on the newest ${newer.length}): AUC ${auc.toFixed(3)}, calibration error ${error.toFixed(3)}`,
    ],
  },
};
writeFileSync(new URL("../models/churn.json", import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
console.table(single.sort((a, b) => b.auc - a.auc).slice(0, 5));
console.table(model.features.map(({ name, weight }) => ({ name, weight: Number(weight.toFixed(3)) })));
console.log(document.card);
