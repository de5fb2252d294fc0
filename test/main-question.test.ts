// Whatever the seed and the day, the main question has an answer of a size that a person can go through.
import { describe, expect, test } from "vitest";
import { generateCompany } from "../examples/meridian/src/index.ts";
import { expectedListing } from "./support/retention/expected.ts";
import { customersUpForRenewal } from "./support/retention/facts.ts";
import { recordsOf } from "./support/retention/generated.ts";
import { dayOf } from "./support/retention/records.ts";

/** A Monday in the middle of a quarter, a quarter's first day and its last. */
const days = ["2026-11-16", "2027-02-01", "2027-07-31"];

describe.each([1, 2, 3, 4, 5, 6])("at the company of seed %i", (seed) => {
  test.each(days)(
    "between 6 and 15 enterprise customers in EMEA are at risk on %s, most of them to write to",
    (today) => {
      const records = recordsOf(generateCompany({ seed, today }));
      const customers = customersUpForRenewal(records, { region: "EMEA", segment: "enterprise", today: dayOf(today) });
      const listed = expectedListing(customers);
      const ids = new Set(Object.keys(listed));
      const mailable = customers.filter(({ id, letter }) => ids.has(id) && "to" in letter);
      expect(ids.size).toBeGreaterThanOrEqual(6);
      expect(ids.size).toBeLessThanOrEqual(15);
      expect(mailable.length / ids.size).toBeGreaterThan(0.6);
      expect(mailable.length).toBeLessThan(ids.size);
      const languages = new Set(mailable.map(({ letter }) => ("to" in letter ? letter.language : "")));
      expect(languages.size).toBeGreaterThan(1);
    },
  );
});
