// The whole main question, from HTTP request to answer with letters, cold and warm, over growing companies.
import { openHouse } from "../../test/support/house.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";

const question =
  "Show me which enterprise customers in EMEA are at risk of leaving this quarter and draft a personalized retention email for each.";

/** The goal: with builtin models and the sample's ordinary size, an answer in under this many seconds, also the first. */
const goal = 3;

export const measure: Measurement = async ({ quick }) => {
  const sizes = quick ? [100, 1_000] : [100, 1_000, 10_000];
  const repeats = quick ? 3 : 7;
  const rows: Record<string, number>[] = [];
  for (const accounts of sizes) {
    console.error(`${accounts} accounts: laying out the company and starting …`);
    const begun = performance.now();
    const house = await openHouse({ GANTRY_ACCOUNTS: String(accounts) });
    const start = (performance.now() - begun) / 1000;
    try {
      const client = await house.client("sales-director");
      const seconds: number[] = [];
      let listed = 0;
      let read = 0;
      for (let turn = 0; turn <= repeats; turn++) {
        const asked = performance.now();
        const answer = await client.ask(question, { wait: 100 });
        seconds.push((performance.now() - asked) / 1000);
        if (answer.problem) throw new Error(answer.problem.detail);
        listed = answer.blocks.find((block) => block.kind === "table")?.rows.length ?? 0;
        read = answer.receipt.sources.reduce((sum, source) => sum + source.rows, 0);
      }
      const [cold = Number.NaN, ...warm] = seconds;
      rows.push({ accounts, start, cold, warm: median(warm), slowest: Math.max(...warm), listed, read });
    } finally {
      await house.close();
    }
  }
  const rounded = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Math.round(value * 100) / 100])),
  );
  console.table(rounded);
  console.log(
    "seconds; start: first start with the company laid out; read: rows that left the sources for one question",
  );
  const ordinary = rows.find((row) => row["accounts"] === 1_000);
  const pass = ordinary !== undefined && (ordinary["cold"] ?? Infinity) < goal && (ordinary["warm"] ?? Infinity) < goal;
  return { pass, figures: { goalSeconds: goal, sizes: rounded } };
};
