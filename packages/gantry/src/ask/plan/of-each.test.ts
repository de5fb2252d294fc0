// Ranges of a count, what is missing, who looks after whom, the first of each group, two values side by side, and names.
import { expect, test } from "vitest";
import { told } from "./testing/told.ts";

test.each([
  ["Which customers have between three and five open tickets?", /with tickets at least 3 and at most 5 \(not closed\)/],
  ["Kunden mit drei bis fünf offenen Tickets", /with tickets at least 3 and at most 5 \(not closed\)/],
  ["customers with more than 3 but fewer than 8 tickets", /with tickets above 3 and below 8/],
  ["Kunden mit zwei oder mehr überfälligen Rechnungen", /with invoices at least 2 \(status overdue\)/],
  ["contacts whose email bounced", "Contacts · with email bounced date"],
  ["contacts sans numéro de téléphone", "Contacts · without phone"],
  ["contacts that opted out or are economic buyers", /\(has opted out of email or role economic-buyer\)/],
  ["open deals over 200k euros", "Deals · not closed · amount above 200,000 EUR"],
  ["Who are the account managers of our Swiss customers?", /^Colleagues · with customers \(billing country CH/],
  ["Anzahl offener Deals pro Vertriebler", "Number of deals by colleague · not closed"],
  ["which product sells best in each country", /highest revenue first · 1 row of each billing country$/],
  ["der teuerste Artikel je Produktlinie", /highest list price first · 1 row of each product line$/],
  ["le meilleur client de chaque région par chiffre d'affaires", /1 row of each region$/],
  ["latest order of each enterprise customer in Germany", /highest order date first · 1 row of each customer$/],
  ["how many customers do we have in Italy and how many in Spain?", /^Number of customers by billing country/],
  ["Combien de tickets ouverts pour l'Italie et pour l'Espagne ?", /^Number of tickets by billing country/],
  ["Haben wir mehr Kunden in Frankreich oder in Deutschland?", /^Number of customers by billing country/],
  ["what share of our revenue do the top 10 customers make?", /^Share together of revenue by customer · .* · 10 rows$/],
  [
    "when did Acme Widgets last order?",
    /^Orders · customer named "Acme Widgets" · .* · highest order date first · 1 row$/,
  ],
  ["wann läuft der Vertrag von Acme Widgets aus?", /^Contracts · customer named "Acme Widgets" · with end date$/],
  ["Hat Acme Widgets offene Tickets?", /^Tickets · not closed · customer named "Acme Widgets"$/],
  ["Acme Widgets's open invoices", /^Invoices · status open · customer named "Acme Widgets"$/],
  ["which products did Acme Widgets buy last year?", /^Products · with revenue \(customer named "Acme Widgets"\)/],
  ["who is the account manager of Acme Widgets?", /^Colleagues · with customers \(customer named "Acme Widgets"\)/],
])("%s", (question, expected) => expect(told(question)).toMatch(expected));
