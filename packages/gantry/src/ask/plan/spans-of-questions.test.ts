// Times, ages, comparisons in time and thresholds of whole questions, over the sample's catalog. No source is asked.
import { expect, test } from "vitest";
import { told } from "./testing/told.ts";

test.each([
  [
    "Denmark, Sweden - who is up for renewal between now and the end of January?",
    /renewal date 2026-11-16 to 2027-01-31/,
  ],
  ["How many guarantees are going to run out between today and New Year's Eve?", /end date 2026-11-16 to 2026-12-31/],
  [
    "customers in EMEA that have been customers only since the first of January 2026 or later",
    /customer since from 2026-01-01/,
  ],
  ["Kunden seit über fünf Jahren", /customer since before 2021-11-16/],
  [
    "Welche Rechnungen hätten vor mehr als 90 Tagen bezahlt werden müssen?",
    /status overdue · due on before 2026-08-18/,
  ],
  [
    "Quelles entreprises sont devenues clientes depuis le 1er juillet ?",
    /^Customers · status active · customer since 2026/,
  ],
  ["invoices due by Friday", /due on 2026-11-16 to 2026-11-20/],
  ["contrats qui se terminent avant la fin de l'année", /end date 2026-11-16 to 2027-01-31/],
  ["Wie viele Verträge laufen bis Weihnachten aus?", /end date 2026-11-16 to 2026-12-25/],
  ["tickets 1-15 October", /created date 2026-10-01 to 2026-10-15/],
  ["orders 2025-11-01 - 2025-11-30", /order date 2025-11-01 to 2025-11-30$/],
  ["revenue Jan-Mar 2026", /order date 2026-01-01 to 2026-03-31/],
  ["contracts ending in December and January", /end date 2026-12-01 to 2027-01-31/],
  ["contracts ending in January or February", /end date 2027-01-01 to 2027-02-28/],
  ["contracts expiring within 60 days", /end date 2026-11-16 to 2027-01-14/],
  ["revenue in the last complete quarter", /order date 2026-08-01 to 2026-10-31/],
])("%s", (question, expected) => expect(told(question)).toMatch(expected));

test.each([
  ["customers who haven't ordered for more than 90 days", /without orders .*order date 2026-08-18 to 2026-11-16/],
  ["Kunden, die seit über 90 Tagen nicht bestellt haben", /without orders .*order date 2026-08-18 to 2026-11-16/],
  ["customers that have not ordered for six months", /without orders .*\(last 6 months\)/],
  ["customers without invoices older than 60 days", /without invoices .*issued on before 2026-09-17/],
])("what is missing has been so since then: %s", (question, expected) => expect(told(question)).toMatch(expected));

test.each([
  "invoiced last quarter next to that of the same quarter a year earlier",
  "invoiced last quarter vs the same quarter a year earlier. Just the two numbers.",
  "invoiced in the last quarter, and in the same months of last year",
  "Umsatz letztes Quartal mit Vorjahresvergleich",
])("held against the year before: %s", (question) => {
  expect(told(question)).toMatch(/2026-08-01 to 2026-10-31.*compared with 2025-08-01 to 2025-10-31$/);
});

test.each([
  ["revenue last 3 months versus the 3 months before that", /compared with 2026-05-16 to 2026-08-15$/],
  ["revenue last 3 months versus the 2 months before that", /not as long/],
  ["tickets last month compared with the month befor", /compared with 2026-09-01 to 2026-09-30/],
])("%s", (question, expected) => expect(told(question)).toMatch(expected));

test.each([
  ["deals over three hundred thousand euros", /amount above 300,000/],
  ["Deals über 1,5 Mio. Euro", /amount above 1,500,000/],
  ["affaires de plus de deux millions d'euros", /amount above 2,000,000/],
  ["deals from 50k to 100k", /at least 50,000 · amount at most 100,000/],
  ["opportunités de 50 000 à 100 000 euros", /at least 50,000 EUR · amount at most 100,000 EUR/],
  ["customers with at least a dozen tickets", /tickets at least 12/],
  ["Kunden mit mehr als fünfundzwanzig Tickets", /tickets above 25/],
  ["produits à plus de mille euros", /list price above 1,000/],
  ["customers with over 2000 employees", /number of employees above 2,000/],
])("%s", (question, expected) => expect(told(question)).toMatch(expected));

test.each([
  "revenue until Christmas",
  "tickets closed within 3 days",
  "Rechnungen, die innerhalb von 30 Tagen bezahlt wurden",
  "revenue at the beginning of the year",
  "revenue in the coming weeks",
  "Umsatz der letzten Monate",
  "tickets opened just before Easter",
  "tickets in the run-up to Christmas",
  "contracts that started in early 2026",
])("is not read, and said so: %s", (question) => expect(told(question)).toMatch(/^beyond|lies ahead/));
