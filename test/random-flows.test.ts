// Whatever labels, policy and flow: the checker refuses it, or it runs and nothing leaves that may not. `npm run fuzz -- flows`
// does the same for thousands, and replays a case by its seed.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draw } from "./support/random-flow/draw.ts";
import { openEndpoints } from "./support/random-flow/endpoints.ts";
import type { Endpoints } from "./support/random-flow/endpoints.ts";
import { wrongWith } from "./support/random-flow/leaks.ts";
import { openBench, runDrawn } from "./support/random-flow/run.ts";
import type { Bench } from "./support/random-flow/run.ts";

let endpoints: Endpoints;
let bench: Bench;

beforeAll(async () => {
  endpoints = await openEndpoints();
  bench = openBench(endpoints);
});

afterAll(async () => {
  await bench?.close();
  await endpoints?.close();
});

test("no labelled value leaves in clear where the policy does not pass it, and all that leaves is in the ledger", async () => {
  let [ran, requests, mails] = [0, 0, 0];
  const runs = 40;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const drawn = draw(seed);
      const outcome = await runDrawn(bench, drawn);
      const egresses = { requests: endpoints.takeRequests(), mails: await endpoints.takeMails() };
      expect(wrongWith(drawn, outcome, egresses)).toEqual([]);
      ran += outcome.outcome === "ran" ? 1 : 0;
      requests += egresses.requests.length;
      mails += egresses.mails.length;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  // Not because nothing ran.
  expect(ran).toBeGreaterThan(runs * 0.6);
  expect(requests).toBeGreaterThan(runs * 3);
  expect(mails).toBeGreaterThan(0);
});
