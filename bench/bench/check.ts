// What proving takes: many flows through `gantry check`'s own path, from nothing (engine, stubs, policy), as in CI.
import path from "node:path";
import { loadProject } from "../../packages/gantry/src/cli/project.ts";
import { proveFlows } from "../../packages/gantry/src/cli/prove.ts";
import { generatedFlow } from "../check/flows.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";

/** The goal: a hundred flows are proved in under this many seconds, from nothing. */
const goal = 1;
const seed = 20_261_122;

export const measure: Measurement = async ({ quick }) => {
  const project = await loadProject(path.resolve(import.meta.dirname, "../../examples/meridian"));
  const counts = quick ? [1, 100] : [1, 100, 200, 400];
  const repeats = quick ? 3 : 7;
  console.error(`seed ${seed}`);
  const rows: Record<string, number>[] = [];
  for (const flows of counts) {
    const seconds: number[] = [];
    let exposures = 0;
    for (let turn = 0; turn < repeats; turn += 1) {
      // Each turn proves flows that were never seen before.
      const documents = Array.from({ length: flows }, (_, index) => generatedFlow(seed + turn, index));
      const begun = performance.now();
      const { proved } = await proveFlows({ ...project, flows: documents });
      seconds.push((performance.now() - begun) / 1000);
      const wrong = proved.find((it) => !it.proof.ok);
      if (wrong) throw new Error(`${wrong.document.name}: ${wrong.proof.findings[0]?.message}`);
      exposures = proved.reduce((sum, it) => sum + it.proof.exposures.length, 0);
    }
    const middle = median(seconds);
    console.error(`${flows} flows: ${middle.toFixed(2)} s`);
    rows.push({ flows, seconds: middle, slowest: Math.max(...seconds), perHundred: (middle / flows) * 100, exposures });
  }
  const begun = performance.now();
  await proveFlows(project);
  const sample = (performance.now() - begun) / 1000;
  const rounded = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Math.round(value * 1000) / 1000])),
  );
  console.table(rounded);
  console.log(`seconds, engine and stubs from nothing; the sample's own flow of 18 steps: ${sample.toFixed(2)} s`);
  const hundred = rows.find((row) => row["flows"] === 100);
  const pass = (hundred?.["seconds"] ?? Infinity) < goal;
  return { pass, figures: { goalSeconds: goal, sizes: rounded, sampleSeconds: Math.round(sample * 1000) / 1000 } };
};
