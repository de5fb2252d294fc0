import { describe, expect, test } from "vitest";
import { datesIn } from "./dates.ts";
import { factsOf, findUngrounded } from "./ground.ts";
import { numbersIn } from "./numbers.ts";

const row = {
  probability: 0.4312,
  trend: -0.27,
  value: "84320.00",
  renewal: "2026-12-31",
  opened: "2026-11-03T09:00:00Z",
  reasons: [
    { feature: "usage", text: "usage fell 27 % in 12 weeks" },
    { feature: "tickets", text: "5 tickets about P-1001" },
  ],
};
const facts = factsOf(Object.values(row));
const ungrounded = (text: string) => findUngrounded(text, facts).map((each) => each.text);

describe("numbers and dates in prose", () => {
  test.each([
    ["43 % of it", [43]],
    ["12,400 or 12.400", [12400, 12.4, 12400, 12.4]],
    ["1 234 567,89 €", [1234567.89]],
    ["1.234.567,89 €", [1234567.89]],
    ["84k, 1,2 Mio", [84000, 1200000]],
    ["12’400.50", [12400.5]],
  ])("%s", (text, values) => {
    expect(numbersIn(text).flatMap((number) => number.values.map((each) => each.value))).toEqual(values);
  });

  test.each([
    "on 31 December 2026",
    "December 31st, 2026",
    "am 31. Dezember 2026",
    "le 31 décembre 2026",
    "31/12/2026",
    "31.12.2026",
    "2026-12-31",
  ])("%s is one day", (text) => {
    expect(datesIn(text).flatMap((date) => date.readings)).toContainEqual({ year: 2026, month: 12, day: 31 });
  });
});

describe("a draft's claims", () => {
  test.each([
    "Your usage fell by 27 % in 12 weeks.",
    "Ihre Nutzung ist um 27 Prozent gesunken; Ihr Vertrag läuft am 31. Dezember 2026 aus.",
    "Le contrat de 84 320 € se termine le 31 décembre.",
    "A contract of about 84,000, or 84k, ends in December 2026; 43% and 0.43 and 43.1 % are the same.",
    "Five of them, 5 tickets on P-1001, open since 3 November. We are here 24/7.",
  ])("trace to the row: %s", (text) => {
    expect(ungrounded(text)).toEqual([]);
  });

  test.each([
    ["Your usage fell by 29 %.", ["29 %"]],
    ["We offer a discount of 15 %.", ["15 %"]],
    ["The contract of 85,320 ends on 30 December 2026.", ["85,320", "30 December 2026"]],
    ["About 80,000 a year.", ["80,000"]],
    ["Your 6 tickets on P-1002.", ["6", "1002"]],
    ["Läuft am 1. Januar 2027 aus.", ["1. Januar 2027"]],
  ])("do not: %s", (text, found) => {
    expect(ungrounded(text)).toEqual(found);
  });
});
