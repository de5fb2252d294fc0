import { describe, expect, test } from "vitest";
import { datesIn } from "./dates.ts";
import { factsOf, gatherFacts } from "./facts.ts";
import { findUngrounded, groundText } from "./ground.ts";
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
    ["€1.2 million, 1,2 M€, 96,5 Tsd. CHF", [1200000, 1200000, 96500]],
    ["thirty-seven, neunundzwanzig, quatre-vingt-douze, vingt et un", [37, 29, 92, 21]],
    ["two thirds, drei Viertel, la moitié, neun von zehn", [2 / 3, 0.75, 0.5, 0.9]],
    ["from 3.65 to 4.3 million euros", [3650000, 4300000]],
    ["half an hour in the third quarter", []],
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

  test.each([
    ["at the end of December", { month: 12, days: [19, 31] }],
    ["im vierten Quartal 2026", { quarter: 4, year: 2026 }],
    ["au T4 2026", { quarter: 4, year: 2026 }],
    ["mi-décembre", { month: 12, days: [9, 21] }],
    ["since September", { month: 9 }],
  ])("%s is a stretch of time", (text, parts) => {
    expect(datesIn(text).flatMap((date) => date.readings)).toEqual([parts]);
  });

  test("words that are months too state no date", () => {
    expect(datesIn("You may march on, mais je serai là. May I?")).toEqual([]);
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
    ["About 60,000 a year.", ["60,000"]],
    ["Your 6 tickets on P-1002.", ["6", "P-1002"]],
    ["Läuft am 1. Januar 2027 aus.", ["1. Januar 2027"]],
  ])("do not: %s", (text, found) => {
    expect(ungrounded(text)).toEqual(found);
  });
});

describe("a customer's row", () => {
  const cells = {
    order: "BX-7719",
    product: "Rotor 300",
    ordered_on: "2026-09-14",
    delivery_date: "2027-01-22",
    customer_since: "2018-02-05",
    amount: "1203441.00",
    rebate_percent: 7.5,
    usage_trend: -0.3214,
    seat_use: 0.5938,
    active_users: 19,
    licensed_users: 32,
    open_tickets: 4,
    urgent_tickets_90d: 1,
    tickets_90d: 13,
    overdue_invoices: 2,
    delay_days: 21,
    contract_term_months: 36,
    downtime_hours: 48,
  };
  const authors = ["Errors per 100 sessions. Tickets of the last 90 days."];
  const known = gatherFacts(
    Object.entries(cells).map(([column, cell]) => ({ column, cell })),
    authors,
    "2026-11-16",
  );
  const missing = (text: string) => findUngrounded(text, known).map((each) => each.text);

  test.each([
    "Your order BX-7719 for the Rotor 300 will arrive on Friday, January 22, three weeks late.",
    "You hold 32 licenses, of which 19 are used regularly; 13 have not been touched.",
    "Only about 60% of your seats (59.4%) see use, well over half.",
    "Sessions fell 32% compared with the previous period, almost a third.",
    "You have been with us for almost nine years, since early 2018, to be exact since 5 Feb 2018.",
    "In the last three months, your team opened thirteen tickets; four of them are still open, one urgently.",
    "The €1.2 million agreement ($ aside) runs three years, i.e. 36 months.",
    "It is worth EUR 1,203,441 - or roughly 1.2 million euros.",
    "Two invoices are overdue. Could we have a 20-minute call, or half an hour next week?",
    "I have two options and three questions for you, and the two of us could talk.",
    "You were down for two days (48 hours). We answer 24/7.",
    "Your rebate of 7.5 % stays as it is.",
    "Delivery is planned for late January 2027, in the first quarter, in about ten weeks.",
    "As of 16 November 2026, four tickets remain open.",
    "Ihre Bestellung vom 14.09. über einen Rotor 300 verzögert sich um drei Wochen.",
    "Von 32 Zugängen werden 19 genutzt, also knapp 60 Prozent; 13 sind ungenutzt.",
    "Seit Februar 2018, also seit fast neun Jahren, sind Sie unser Kunde.",
    "Zwei Rechnungen sind überfällig, vier Anfragen noch offen, eine davon dringend.",
    "Die Nutzung sank um rund ein Drittel (32,1 %).",
    "Der Vertrag über 1,2 Mio. € läuft 36 Monate, also drei Jahre.",
    "Die Lieferung ist für Ende Januar geplant, genauer für Freitag, den 22. Januar 2027.",
    "Votre commande du 14 septembre a trois semaines de retard; la livraison est prévue le 22/01/2027.",
    "Sur 32 licences, 19 sont utilisées, soit près de 60 %; treize ne le sont pas.",
    "Vous êtes client depuis février 2018, soit près de neuf ans.",
    "Deux factures sont échues et quatre demandes restent ouvertes, dont une urgente.",
    "L'utilisation a reculé de 32,1 %, près d'un tiers.",
    "Shall I send you two or three examples? I am free from 9 a.m. and in the next two weeks.",
    "May I come by for a coffee in early December?",
    "Sur les 32 licences, 13 ne servent pas.",
    "Le contrat de 1,2 M€ court sur trois ans. Auriez-vous 30 minutes pour un appel ?",
  ])("bears: %s", (text) => {
    expect(missing(text)).toEqual([]);
  });

  test.each([
    ["Order BX-7718 is ready.", ["BX-7718"]],
    ["The Rotor 400 arrives on 22 January.", ["400"]],
    ["It arrives on Thursday, January 22.", ["January 22"]],
    ["Four weeks late.", ["Four weeks"]],
    ["19 tickets were opened.", ["19"]],
    ["Four urgent tickets.", ["Four"]],
    ["You wrote to support twice.", ["twice"]],
    ["Only one ticket is open.", ["one"]],
    ["59 % less use.", ["59 %"]],
    ["An agreement of €1.3 million.", ["€1.3 million"]],
    ["An agreement of €1.2k.", ["€1.2k"]],
    ["Your usage fell by a half.", ["a half"]],
    ["Seit März 2018 unser Kunde, seit über neun Jahren.", ["März 2018", "neun Jahren"]],
    ["Mitte Januar, im zweiten Quartal 2027.", ["Mitte Januar", "zweiten Quartal 2027"]],
    ["Depuis fin février, cinq demandes restent ouvertes.", ["fin février", "cinq"]],
    ["Le contrat court sur deux ans.", ["deux ans"]],
    ["Usage grew by 32 %.", ["32 %"]],
    ["Delivery is planned for 14 September.", ["14 September"]],
    ["19 of 48 seats are in use.", ["19", "48"]],
    ["The delay is two days.", ["two days"]],
    ["We give you 40 % off for 5 years.", ["40 %", "5 years"]],
  ])("does not bear: %s", (text, found) => {
    expect(missing(text)).toEqual(found);
  });

  test("says which column bears each claim", () => {
    const text = "Only 19 of your 32 seats (59 %) are in use since 14 September.";
    expect(groundText(text, known).map(({ text: written, columns }) => [written, columns])).toEqual([
      ["19", ["active_users"]],
      ["32", ["licensed_users"]],
      ["59 %", ["seat_use"]],
      ["14 September", ["ordered_on"]],
    ]);
  });
});
