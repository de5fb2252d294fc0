import { describe, expect, test } from "vitest";
import { gatherFacts } from "./facts.ts";
import { findUngrounded } from "./ground.ts";
import { endsOfBand } from "./ground-range.ts";

/** A row's cells, and what a model was given in place of two of them. */
const facts = gatherFacts([
  { column: "sales", cell: "3214567.10", isMoney: true },
  { column: "sales", cell: "2M–5M", isMoney: true },
  { column: "change", cell: -0.312 },
  { column: "change", cell: "−0.5–−0.2" },
  { column: "loss", cell: "734100.00", isMoney: true },
  { column: "loss", cell: "500k–1M", isMoney: true },
  { column: "orders", cell: 129 },
]);
const ungrounded = (text: string) => findUngrounded(text, facts).map((each) => each.text.trim());

describe("a band in words", () => {
  test.each([
    "Sales came to between EUR 2 and 5 million, 20 to 50 percent less than a year before.",
    "Der Umsatz lag zwischen 2 und 5 Mio. EUR, 20 bis 50 % unter dem Vorjahr.",
    "Les ventes se situent entre 2 et 5 millions d’euros, de 20 à 50 % sous l’an dernier.",
    "Analysis lost between EUR 500,000 and 1 million.",
    "Sales: 2,000,000–5,000,000 EUR from 129 orders.",
  ])("is grounded by both of its ends: %s", (text) => {
    expect(ungrounded(text)).toEqual([]);
  });

  test.each([
    ["Sales came to EUR 2 million.", ["EUR 2 million"]],
    ["Sales came to between EUR 2 and 10 million.", ["EUR 2", "10 million"]],
    ["Sales fell by 50 percent.", ["50 percent"]],
    ["Sales fell by 20 to 90 percent.", ["20", "90 percent"]],
  ])("and by nothing less: %s", (text, flagged) => {
    expect(ungrounded(text)).toEqual(flagged);
  });

  test("is read as it is written for a model", () => {
    expect(["2M–5M", "−0.5–−0.2", "50k–100k, highest quarter", "1bn–2bn", "2026 Q3", "0"].map(endsOfBand)).toEqual([
      [2e6, 5e6],
      [0.2, 0.5],
      [5e4, 1e5],
      [1e9, 2e9],
      null,
      null,
    ]);
  });
});
