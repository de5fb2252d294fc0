// Who leaves: the churn model's recipe judged on outcomes of the sample company that came after all it was fitted on.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateCompany } from "../../examples/meridian/src/index.ts";
import { recordedOutcomes } from "../../examples/meridian/scripts/outcomes.ts";
import { judgeByOneCut, judgeOutOfTime, lead } from "../../examples/meridian/scripts/recipe.ts";
import type { Judged } from "../../examples/meridian/scripts/recipe.ts";
import { areaUnderCurve, calibrationError, chartSvg, churnFeatures } from "../../packages/gantry/src/model/index.ts";
import { calibrationChart, rocChart } from "../analytics/quality-charts.ts";
import { createDice } from "../material/dice.ts";
import type { Measurement } from "../measurement.ts";

const goal = { margin: 0.05, calibrationError: 0.05 };
const today = "2026-11-16";
const plots = path.join(import.meta.dirname, "../../docs/models");

const labelsOf = (judged: readonly Judged[]): readonly boolean[] => judged.map((it) => it.left);
const probabilitiesOf = (judged: readonly Judged[]): readonly number[] => judged.map((it) => it.probability);

/** The best feature alone, chosen on the very rows it is judged on, in whichever direction ranks better there: that favours it. */
const bestSingle = (judged: readonly Judged[]): { readonly name: string; readonly auc: number } =>
  churnFeatures
    .map(({ name }) => {
      const given = judged.flatMap((it) => it.features[name] ?? []);
      const mean = given.reduce((sum, it) => sum + it, 0) / given.length;
      const area = areaUnderCurve(
        judged.map((it) => it.features[name] ?? mean),
        labelsOf(judged),
      );
      return { name, auc: Math.max(area, 1 - area) };
    })
    .reduce((best, it) => (it.auc > best.auc ? it : best));

/** What a model that is never wrong about its probabilities would show on so many rows: chance alone, mean of 200 draws. */
const errorByChance = (probabilities: readonly number[]): number => {
  const dice = createDice(1);
  const rounds = Array.from({ length: 200 }, () =>
    calibrationError(
      probabilities,
      probabilities.map((it) => dice.next() < it),
    ),
  );
  return rounds.reduce((sum, it) => sum + it, 0) / rounds.length;
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

const figuresOf = (judged: readonly Judged[]) => {
  const single = bestSingle(judged);
  const auc = areaUnderCurve(probabilitiesOf(judged), labelsOf(judged));
  return {
    rows: judged.length,
    left: labelsOf(judged).filter(Boolean).length,
    auc: round(auc),
    "best single": single.name,
    "its auc": round(single.auc),
    margin: round(auc - single.auc),
    "calibration error": round(calibrationError(probabilitiesOf(judged), labelsOf(judged))),
    "by chance": round(errorByChance(probabilitiesOf(judged))),
  };
};

export const measure: Measurement = async ({ args }) => {
  const given = args.find((word) => /^--seeds=[\d,]+$/.test(word))?.slice("--seeds=".length);
  const seeds = (given ?? "1,2,3").split(",").map(Number);
  const companies = seeds.map((seed) =>
    recordedOutcomes(generateCompany({ seed, today }), lead).map((it) => ({ ...it, seed })),
  );
  console.log(`renewals of the sample company, seeds ${seeds.join(", ")}; each judged ${lead} days before its outcome`);
  const seedOf = new Map(companies.flat().map((it) => [it.features, it.seed]));
  const judged = await judgeOutOfTime(companies.flat());
  const bySeed = seeds.map((seed) => judged.filter((it) => seedOf.get(it.features) === seed));
  const own = (await Promise.all(companies.map(judgeOutOfTime))).flat();
  const cut = await judgeByOneCut(companies.flat());
  const all = figuresOf(judged);
  const each = bySeed.map(figuresOf);
  console.table(
    Object.fromEntries([
      ["newer half, month by month", all],
      ...seeds.map((seed, index) => [`  of these, seed ${seed}`, each[index]] as const),
      ["the same, each company by itself", figuresOf(own)],
      ["one cut: newest third", figuresOf(cut)],
    ]),
  );
  const charts = {
    "churn-calibration": calibrationChart(`Churn: foretold and seen, ${judged.length} renewals`, judged),
    "churn-roc": rocChart(`Churn: leavers found and stayers alarmed, AUC ${all.auc}`, judged),
  };
  if (args.includes("--write")) {
    mkdirSync(plots, { recursive: true });
    for (const [name, chart] of Object.entries(charts))
      writeFileSync(path.join(plots, `${name}.svg`), `${await chartSvg(chart, 640)}\n`);
    console.log(`plots written to docs/models`);
  }
  const margin = Math.min(all.margin, ...each.map((it) => it.margin));
  return {
    pass: margin >= goal.margin && all["calibration error"] <= goal.calibrationError,
    figures: {
      auc: all.auc,
      leastMargin: margin,
      calibrationError: all["calibration error"],
      calibrationErrorByChance: all["by chance"],
      rows: all.rows,
      ownFits: figuresOf(own),
      oneCut: figuresOf(cut),
    },
  };
};
