// Row-wise prompting: a text for each of 500 rows by a model on loopback that takes 200 ms for a call, through the real run
// engine, guard, ledger and PostgreSQL. Against the ideal of so many calls at a time; then several rows in a call.
import { linesFlow, linesOf, manyCustomers, openRowsHouse } from "../../test/support/rows.ts";
import type { RowsHouse } from "../../test/support/rows.ts";
import type { Measurement } from "../measurement.ts";
import { median } from "../statistics.ts";

const latency = 200;
const inFlight = 16;
/** Times the ideal wall time; times fewer calls. */
const goals = { overIdeal: 1.3, fewerCalls: 5 };
const batch = 10;

interface Turn {
  readonly seconds: number;
  readonly calls: number;
  /** Most of them at a time. */
  readonly most: number;
  readonly lines: ReadonlyMap<string, string>;
}

async function turn(house: RowsHouse, document: ReturnType<typeof linesFlow>): Promise<Turn> {
  house.model.forget();
  const begun = performance.now();
  const answer = await house.answer(document);
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, calls: house.model.calls.length, most: house.model.most, lines: linesOf(answer) };
}

export const measure: Measurement = async ({ quick }) => {
  const [rows, rounds] = quick ? [320, 2] : [500, 5];
  const idealSeconds = (Math.ceil(rows / inFlight) * latency) / 1000;
  console.log(
    `${rows} rows, a model that takes ${latency} ms, ${inFlight} calls at a time: at best ${idealSeconds.toFixed(1)} s`,
  );
  const house = await openRowsHouse({ customers: manyCustomers(rows), latency, inFlight });
  try {
    const [single, together] = [linesFlow(), linesFlow({ batch })];
    // Warm: code compiled, statements prepared, the flow proved.
    await turn(house, linesFlow({ batch: 50 }));
    const [alone, several]: [Turn[], Turn[]] = [[], []];
    for (let round = 1; round <= rounds; round += 1) {
      alone.push(await turn(house, single));
      several.push(await turn(house, together));
      console.error(
        `round ${round}/${rounds}: ${alone.at(-1)?.seconds.toFixed(2)} s alone, ${several.at(-1)?.seconds.toFixed(2)} s with ${batch} in a call`,
      );
    }
    const [first] = alone;
    if (!first) throw new Error("nothing was measured");
    const secondsOf = (turns: readonly Turn[]): number => Number(median(turns.map((it) => it.seconds)).toFixed(3));
    const callsOf = (turns: readonly Turn[]): number => Math.max(...turns.map((it) => it.calls));
    const differing = several.flatMap(({ lines }) =>
      [...first.lines].filter(([id, line]) => line === "" || lines.get(id) !== line),
    );
    const overIdeal = secondsOf(alone) / idealSeconds;
    const fewerCalls = callsOf(alone) / callsOf(several);
    console.table({
      "one row a call": { seconds: secondsOf(alone), calls: callsOf(alone), "times the ideal": overIdeal.toFixed(2) },
      [`${batch} rows a call`]: { seconds: secondsOf(several), calls: callsOf(several) },
    });
    return {
      pass: overIdeal <= goals.overIdeal && fewerCalls >= goals.fewerCalls && differing.length === 0,
      figures: {
        rows,
        latencyMilliseconds: latency,
        concurrency: inFlight,
        mostAtATime: Math.max(...alone.map((it) => it.most)),
        rounds,
        idealSeconds,
        seconds: secondsOf(alone),
        overIdeal: Number(overIdeal.toFixed(3)),
        calls: callsOf(alone),
        batch,
        batchedSeconds: secondsOf(several),
        batchedCalls: callsOf(several),
        fewerCalls: Number(fewerCalls.toFixed(1)),
        differing: differing.length,
      },
    };
  } finally {
    await house.close();
  }
};
