// What is foreseen of a query is what it takes, whatever it asks, where the tables are known whole.
import { expect, it } from "vitest";
import { createQueryEngine, createStatistics } from "../index.ts";
import { choicesFrom, randomAggregate, randomWorld } from "../testing/pushdown/index.ts";
import { randomQuery } from "../testing/pushdown/query.ts";

const runs = Number(process.env["GANTRY_FUZZ_RUNS"] ?? 40);

it.each([
  [1, randomQuery],
  [2, randomQuery],
  [3, randomAggregate],
] as const)(
  "of random queries over random sources %i, nearly all are foreseen exactly",
  { timeout: 60_000 },
  async (number, make) => {
    const world = randomWorld(number);
    const { catalog, connectors, context } = world;
    const engine = createQueryEngine({ catalog, connectors, workers: 1 });
    const statistics = createStatistics({ connectors, context });
    const off: string[] = [];
    let compared = 0;
    try {
      for (let seed = number * 1000; seed < number * 1000 + runs; seed += 1) {
        const { sql, parameters } = make(choicesFrom(seed), world);
        const options = { parameters, steps: {}, context, signal: new AbortController().signal };
        const ran = await engine.run(sql, options).catch(() => undefined);
        if (ran === undefined) continue;
        compared += 1;
        const { scans } = await engine.foresee(sql, { ...options, statistics, before: [] });
        const took = new Map(ran.scans.map(({ table, rows }) => [table, rows]));
        for (const { table, rows } of scans)
          if (rows !== took.get(table)) off.push(`${seed}: ${table} ${rows} not ${took.get(table)} in ${sql}`);
        expect(scans.length).toBe(ran.scans.length);
      }
    } finally {
      await engine.close();
      await world.close();
    }
    expect(compared).toBeGreaterThan(runs / 2);
    expect(off.length / compared, off.join("\n")).toBeLessThan(0.05);
  },
);
