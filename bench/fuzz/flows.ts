// Random flows over random labels and policies, checked and run: nothing that may not stands in clear in what leaves, and all
// that leaves is in the ledger. `--seed=N` begins elsewhere, `--count=N` runs so many, `--only=N` shows one.
import { draw } from "../../test/support/random-flow/draw.ts";
import { openEndpoints } from "../../test/support/random-flow/endpoints.ts";
import { wrongWith } from "../../test/support/random-flow/leaks.ts";
import { openBench, runDrawn } from "../../test/support/random-flow/run.ts";
import type { Measurement } from "../measurement.ts";

const goal = 0.7;

export const measure: Measurement = async ({ quick, args }) => {
  const option = (name: string): number | undefined => {
    const given = args.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
    return given === undefined ? undefined : Number(given);
  };
  const only = option("only");
  const first = only ?? option("seed") ?? 1;
  const count = only === undefined ? (option("count") ?? (quick ? 250 : 3_000)) : 1;
  const begun = performance.now();
  const endpoints = await openEndpoints();
  const bench = openBench(endpoints);
  const outcomes = { ran: 0, refused: 0, stopped: 0 };
  const sizes = { steps: 0, requests: 0, mails: 0 };
  const reasons = new Map<string, number>();
  const wrong: string[] = [];
  try {
    for (let seed = first; seed < first + count; seed += 1) {
      const drawn = draw(seed);
      const ran = await runDrawn(bench, drawn);
      const egresses = { requests: endpoints.takeRequests(), mails: await endpoints.takeMails() };
      outcomes[ran.outcome] += 1;
      sizes.steps += Object.keys(drawn.flow.steps).length;
      sizes.requests += egresses.requests.length;
      sizes.mails += egresses.mails.length;
      for (const what of wrongWith(drawn, ran, egresses)) wrong.push(`seed ${seed}: ${what}`);
      const reason = `${ran.outcome}: ${ran.why.replaceAll(/"[^"]*"|[ab]\.\w+\.\w+/g, "…").slice(0, 110)}`;
      if (ran.outcome !== "ran") reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (only !== undefined) {
        console.log(JSON.stringify(drawn.flow.steps, null, 1), Object.fromEntries(drawn.labels), ran.outcome, ran.why);
        for (const { user } of egresses.requests) console.log(user);
        for (const { raw } of egresses.mails) console.log(raw);
      }
      const tried = seed - first + 1;
      if (tried % 100 === 0) {
        const each = (performance.now() - begun) / tried;
        console.error(
          `${tried} of ${count}: ${outcomes.ran} ran, ${wrong.length} faults, ${Math.round(each)} ms each, ${Math.round((each * (count - tried)) / 60_000)} minutes to go`,
        );
      }
    }
  } finally {
    await bench.close();
    await endpoints.close();
  }
  for (const text of [...new Set(wrong.map((it) => it.replace(/: "[^"]*"$/, "")))].slice(0, 20)) console.log(text);
  console.table(
    [...reasons]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12)
      .map(([reason, flows]) => ({ reason, flows })),
  );
  const share = outcomes.ran / count;
  console.log(
    `seeds ${first} to ${first + count - 1}: ${outcomes.ran} of ${count} flows (${(share * 100).toFixed(1)} %) accepted and run, ${sizes.steps} steps; ${sizes.requests} model calls and ${sizes.mails} mails recorded, ${wrong.length} faults`,
  );
  return {
    pass:
      wrong.length === 0 &&
      (only !== undefined || (share >= goal && sizes.requests > count && sizes.mails > count / 10)),
    figures: {
      goal,
      first,
      flows: count,
      share: Number(share.toFixed(4)),
      ...outcomes,
      ...sizes,
      faults: wrong.length,
    },
  };
};
