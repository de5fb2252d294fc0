// Whatever the seed and the day, the main question has an answer of a size that a person can go through.
import { describe, expect, test } from "vitest";
import { generateCompany } from "../examples/meridian/src/index.ts";
import { expectedListing } from "./support/retention/expected.ts";
import { customersUpForRenewal } from "./support/retention/facts.ts";
import { recordsOf } from "./support/retention/generated.ts";
import { dayOf } from "./support/retention/records.ts";

const seeds = [1, 2, 3, 4, 5, 6];
/** A Monday in the middle of a quarter, a quarter's first day and its last. */
const days = ["2026-11-16", "2027-02-01", "2027-07-31"];

interface Expected {
  readonly listed: number;
  readonly mailable: number;
  readonly languages: number;
}

const answers = new Map<string, Expected>();

function expectedAt(seed: number, today: string): Expected {
  const known = answers.get(`${seed} ${today}`);
  if (known) return known;
  const records = recordsOf(generateCompany({ seed, today }));
  const customers = customersUpForRenewal(records, { region: "EMEA", segment: "enterprise", today: dayOf(today) });
  const ids = new Set(Object.keys(expectedListing(customers)));
  const letters = customers.flatMap(({ id, letter }) => (ids.has(id) && "to" in letter ? [letter.language] : []));
  const answer = { listed: ids.size, mailable: letters.length, languages: new Set(letters).size };
  answers.set(`${seed} ${today}`, answer);
  return answer;
}

describe.each(seeds)("at the company of seed %i", (seed) => {
  test.each(days)(
    "between 6 and 15 enterprise customers in EMEA are at risk on %s, most of them to write to",
    (today) => {
      const { listed, mailable, languages } = expectedAt(seed, today);
      expect(listed).toBeGreaterThanOrEqual(6);
      expect(listed).toBeLessThanOrEqual(15);
      expect(mailable / listed).toBeGreaterThan(0.6);
      expect(languages).toBeGreaterThan(1);
    },
  );
});

test("nearly every such answer has somebody who may not be written to", () => {
  const all = seeds.flatMap((seed) => days.map((today) => expectedAt(seed, today)));
  expect(all.filter(({ listed, mailable }) => mailable < listed).length / all.length).toBeGreaterThan(0.9);
}, 60_000);
