// How good probabilities are, as charts of our own: does what is foretold come, and are those who leave found first.
import type { chartSvg } from "../../packages/gantry/src/model/index.ts";

interface Foretold {
  readonly probability: number;
  readonly left: boolean;
}

type Chart = Parameters<typeof chartSvg>[0];

const percent = (column: string, title: string) => ({ column, title, format: "percent" }) as const;

/** Ten groups of equal count by probability: the mean foretold and the share seen, beside the line where both are one. */
export const calibrationChart = (title: string, judged: readonly Foretold[]): Chart => {
  const sorted = judged.toSorted((a, b) => a.probability - b.probability);
  const groups = Array.from({ length: 10 }, (_, bin) =>
    sorted.slice(Math.floor((bin * sorted.length) / 10), Math.floor(((bin + 1) * sorted.length) / 10)),
  );
  return {
    kind: "chart",
    step: "calibration",
    spec: {
      type: "line",
      title,
      x: percent("foretold", "foretold"),
      y: [percent("seen", "share that left"), { ...percent("ideal", "as foretold"), muted: true }],
    },
    rows: [
      { foretold: 0, seen: null, ideal: 0 },
      ...groups.map((group) => ({
        foretold: group.reduce((sum, it) => sum + it.probability, 0) / group.length,
        seen: group.filter((it) => it.left).length / group.length,
        ideal: null,
      })),
      { foretold: 1, seen: null, ideal: 1 },
    ],
  };
};

/** The ROC curve: of those who left the share found, by the share of those who stayed that is alarmed with them. */
export const rocChart = (title: string, judged: readonly Foretold[]): Chart => {
  const left = judged.filter((it) => it.left).length;
  const stayed = judged.length - left;
  const levels = Map.groupBy(
    judged.toSorted((a, b) => b.probability - a.probability),
    (it) => it.probability,
  );
  let [found, alarmed] = [0, 0];
  const points = [...levels.values()].map((group) => {
    found += group.filter((it) => it.left).length;
    alarmed += group.filter((it) => !it.left).length;
    return { alarmed: alarmed / stayed, found: found / left, chance: null };
  });
  return {
    kind: "chart",
    step: "roc",
    spec: {
      type: "area",
      title,
      x: percent("alarmed", "stayed and alarmed"),
      y: [percent("found", "left and found"), { ...percent("chance", "by chance"), muted: true }],
    },
    rows: [{ alarmed: 0, found: 0, chance: 0 }, ...points, { alarmed: 1, found: 1, chance: 1 }],
  };
};
