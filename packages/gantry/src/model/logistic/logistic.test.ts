import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areaUnderCurve,
  calibrationError,
  churnFeatures,
  fitLogistic,
  logistic,
  parseLogisticModel,
  trainLogistic,
} from "../index.ts";
import type { LogisticModelDocument, ScoreReason } from "../index.ts";
import { decompose, fitIsotonic, fitPlatt, probabilityOf } from "./index.ts";

describe("fitLogistic", () => {
  test("finds the published weights of the textbook case (hours of study against passing an exam)", () => {
    // https://en.wikipedia.org/wiki/Logistic_regression#Example: intercept −4.0777, slope 1.5046.
    const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
    const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
    const fit = fitLogistic(
      hours.map((it) => [it]),
      passed,
      { l2: 0, standardise: false },
    );
    expect(fit.converged).toBe(true);
    expect(fit.intercept).toBeCloseTo(-4.0777, 3);
    expect(fit.weights[0]).toBeCloseTo(1.5046, 3);
  });

  test("stays finite where the outcomes can be told apart without error", () => {
    const fit = fitLogistic([[0], [1], [2], [3]], [false, false, true, true], { l2: 1 });
    expect(fit.converged).toBe(true);
    expect(fit.weights[0]).toBeGreaterThan(0);
    expect(fit.weights[0]).toBeLessThan(5);
  });

  test("takes rows with absent values, and refuses rows without labels", () => {
    const fit = fitLogistic(
      [
        [1, null],
        [2, 5],
        [3, 7],
        [null, 6],
      ],
      [false, false, true, true],
    );
    expect(fit.means).toEqual([2, 6]);
    expect(() => fitLogistic([[1]], [])).toThrow(/1 rows with 0 labels/);
  });
});

describe("measures", () => {
  test("the area under the curve is the share of pairs ranked right, ties counting half", () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
    expect(areaUnderCurve([1, 1, 1, 1], [true, false, true, false])).toBe(0.5);
    expect(areaUnderCurve([0.1, 0.2], [true, true])).toBeNaN();
  });

  test("the calibration error is the distance between what was foretold and what came", () => {
    const half = Array.from({ length: 100 }, (_, i) => i % 2 === 0);
    expect(
      calibrationError(
        half.map(() => 0.5),
        half,
      ),
    ).toBeCloseTo(0, 10);
    expect(
      calibrationError(
        half.map(() => 0.9),
        half,
      ),
    ).toBeCloseTo(0.4, 10);
  });
});

describe("calibration", () => {
  // Log-odds twice too bold: the truth is the sigmoid of half of them.
  const logits = Array.from({ length: 2000 }, (_, i) => -4 + (8 * i) / 1999);
  const labels = logits.map((logit, i) => ((i * 7919) % 1000) / 1000 < 1 / (1 + Math.exp(-logit / 2)));

  test.each(["platt", "isotonic"] as const)("by %s makes bold probabilities honest, and keeps their order", (kind) => {
    const calibration = kind === "platt" ? fitPlatt(logits, labels) : fitIsotonic(logits, labels);
    const told = logits.map((logit) => probabilityOf(logit, calibration));
    const bold = logits.map((logit) => probabilityOf(logit, undefined));
    expect(calibrationError(told, labels)).toBeLessThan(0.03);
    expect(calibrationError(bold, labels)).toBeGreaterThan(0.08);
    for (let i = 1; i < told.length; i++) expect(told[i]).toBeGreaterThanOrEqual((told[i - 1] ?? 0) - 1e-12);
  });

  test("stays between 0 and 1 and never falls, for any outcomes", () => {
    const cases = fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.boolean()), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (it, at, step) => {
          const calibration = fitIsotonic(
            it.map(([logit]) => logit),
            it.map(([, label]) => label),
          );
          const [low, high] = [probabilityOf(at, calibration), probabilityOf(at + step, calibration)];
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(high).toBeGreaterThanOrEqual(low - 1e-12);
        },
      ),
    );
  });
});

const model: LogisticModelDocument = {
  name: "churn",
  predicts: "a customer leaves within a year",
  intercept: -1,
  features: [
    {
      name: "usage_trend",
      title: "usage trend",
      source: "usage data",
      mean: 0,
      scale: 0.2,
      weight: -0.8,
      whenMissing: "mean",
      reason: { raises: ["usage fell {value|drop}", "usage flat"], lowers: ["usage grew {value|rise}"] },
    },
    {
      name: "seat_use",
      title: "seats in use",
      source: "usage data",
      mean: 0.6,
      scale: 0.2,
      weight: -0.5,
      whenMissing: "mean",
      reason: { raises: ["only {value|percent} of seats in use"], lowers: ["{value|percent} of seats in use"] },
    },
    {
      name: "overdue_invoices",
      title: "overdue invoices",
      source: "billing data",
      mean: 0.5,
      scale: 1,
      weight: 0.4,
      whenMissing: "mean",
      reason: { raises: ["{value|plural:one=1 invoice,other=# invoices} overdue"], lowers: ["no invoice overdue"] },
    },
    {
      name: "sentiment_180d",
      title: "mood",
      source: null,
      mean: 0,
      scale: 0.4,
      weight: -0.3,
      whenMissing: "mean",
      reason: { raises: ["mood {value|number:2}"], lowers: ["mood {value|number:2}"] },
    },
  ],
  card: { data: "made up", date: "2026-11-16", auc: null, calibrationError: null, quality: [], notes: [] },
};

const full = { usage_trend: -0.4, seat_use: 0.3, overdue_invoices: 2, sentiment_180d: 0.1 };

describe("a score", () => {
  test("is the logistic of the shares, and its reasons are these shares, strongest first", async () => {
    const { outputs, coverage } = await logistic(model).score([full]);
    // −1 + 0.8·2 + 0.5·1.5 + 0.4·1.5 − 0.3·0.25 = 1.875
    expect(outputs[0]?.["probability"]).toBeCloseTo(1 / (1 + Math.exp(-1.875)), 4);
    expect(outputs[0]?.["reasons"]).toEqual([
      { feature: "usage_trend", text: "usage fell 40%", contribution: 1.6 },
      { feature: "seat_use", text: "only 30% of seats in use", contribution: 0.75 },
      { feature: "overdue_invoices", text: "2 invoices overdue", contribution: 0.6 },
      { feature: "sentiment_180d", text: "mood 0.1", contribution: -0.075 },
    ]);
    expect(coverage).toEqual([]);
  });

  test("under Platt's calibration has reasons in the log-odds of the calibrated probability", async () => {
    const calibrated = logistic({ ...model, calibration: { kind: "platt", a: 0.5, b: 0.1 } });
    const { outputs } = await calibrated.score([{ ...full, sentiment_180d: 0.9 }]);
    const reasons = outputs[0]?.["reasons"] as ScoreReason[];
    const sum = reasons.reduce((total, it) => total + it.contribution, 0);
    expect(outputs[0]?.["probability"]).toBeCloseTo(1 / (1 + Math.exp(-(sum - 0.5 + 0.1))), 2);
  });

  test("is taken apart without rest: base and contributions are the log-odds, and each reason is one of them", async () => {
    const cell = fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: null });
    const calibrations = [undefined, { kind: "platt", a: 0.7, b: -0.2 }] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(model.features.map((it) => [it.name, cell]))),
        fc.constantFrom(...calibrations),
        async (row, calibration) => {
          const used = { ...model, ...(calibration === undefined ? {} : { calibration }) };
          const { base, contributions } = decompose(used, row);
          const { outputs } = await logistic(used).score([row]);
          const logOdds = contributions.reduce((sum, it) => sum + it.share, base);
          expect(outputs[0]?.["probability"]).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 3);
          const told = outputs[0]?.["reasons"] as ScoreReason[];
          const real = new Map(contributions.map((it) => [it.feature.name, it.share]));
          for (const it of told) expect(it.contribution).toBeCloseTo(real.get(it.feature) ?? Number.NaN, 2);
          // What is not said is too little to be read, or was absent and adds nothing.
          const unsaid = contributions.filter((it) => !told.some((reason) => reason.feature === it.feature.name));
          for (const it of unsaid) expect(Math.abs(it.share)).toBeLessThan(0.05);
        },
      ),
    );
  });

  test("goes on without what is missing, and says how many lacked what", async () => {
    const rows = [
      full,
      { ...full, overdue_invoices: null },
      { ...full, usage_trend: null, seat_use: null, sentiment_180d: null },
      { ...full, seat_use: null },
    ];
    const { outputs, coverage } = await logistic(model).score(rows);
    expect(outputs).toHaveLength(4);
    expect(coverage).toEqual([
      "1 of 4 lacks usage data; scored without",
      "1 of 4 lacks billing data; scored without",
      "1 of 4 lacks part of the usage data (seats in use); scored without that part",
    ]);
    expect(JSON.stringify(outputs[1]?.["reasons"])).not.toContain("overdue");
  });

  test("names sources together that the very same rows lack", async () => {
    const none = { ...full, usage_trend: null, seat_use: null, overdue_invoices: null };
    const { coverage } = await logistic(model).score([full, none, none]);
    expect(coverage).toEqual(["2 of 3 lack usage data and billing data; scored without"]);
  });

  test("takes decimals and 64-bit integers, which come as strings", async () => {
    const { outputs } = await logistic(model).score([full, { ...full, overdue_invoices: "2", usage_trend: "-0.40" }]);
    expect(outputs[1]).toEqual(outputs[0]);
  });
});

describe("trainLogistic", () => {
  // A noisy function of three hidden causes; the rest of the features is noise. Deterministic (mulberry32).
  let state = 42;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const rows = Array.from({ length: 2400 }, () =>
    Object.fromEntries(churnFeatures.map((it) => [it.name, random() < 0.04 ? null : random() * 2 - 1])),
  );
  const labels = rows.map((row) => {
    const pull =
      -2 * (row["usage_trend"] ?? 0) + 1.5 * (row["overdue_invoices"] ?? 0) - (row["sentiment_180d"] ?? 0) - 0.8;
    return random() < 1 / (1 + Math.exp(-pull));
  });
  const options = { name: "churn", predicts: "a customer leaves", data: "made up", date: "2026-11-16" };
  const trained = trainLogistic(churnFeatures, rows.slice(0, 1200), labels.slice(0, 1200), options);

  test("finds the causes, better than any one of them, and honest on rows it has not seen", async () => {
    const { outputs } = await logistic(trained).score(rows.slice(1200));
    const told = outputs.map((it) => Number(it["probability"]));
    const auc = areaUnderCurve(told, labels.slice(1200));
    const single = churnFeatures.map((it) => {
      const own = areaUnderCurve(
        rows.slice(1200).map((row) => row[it.name] ?? 0),
        labels.slice(1200),
      );
      return Math.max(own, 1 - own);
    });
    expect(auc).toBeGreaterThan(Math.max(...single) + 0.05);
    expect(calibrationError(told, labels.slice(1200))).toBeLessThan(0.06);
    const strongest = trained.features.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((it) => it.name);
    expect(strongest.slice(0, 3).sort()).toEqual(["overdue_invoices", "sentiment_180d", "usage_trend"]);
  });

  test("gives a document that survives being written and read, with its card", () => {
    const read = parseLogisticModel(JSON.parse(JSON.stringify(trained)));
    expect(read).toEqual(trained);
    expect(read.card.auc).toBeGreaterThan(0.7);
  });

  test("refuses rows that all ended alike", () => {
    expect(() =>
      trainLogistic(
        churnFeatures,
        rows,
        rows.map(() => true),
        options,
      ),
    ).toThrow(/both outcomes/);
  });

  test("a document with a slot of no known format is refused by name", () => {
    const [first, ...rest] = trained.features;
    const wrong = {
      ...trained,
      features: [{ ...first, reason: { raises: ["{value|loud}"], lowers: ["x"] } }, ...rest],
    };
    expect(() => parseLogisticModel(wrong)).toThrow(/usage_trend.*loud/);
  });
});
