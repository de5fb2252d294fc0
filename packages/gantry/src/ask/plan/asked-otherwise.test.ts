// The same things asked as people ask who know nothing of the planner; and what could be read wrongly, turned down.
import { expect, test } from "vitest";
import { relevantPart } from "../planner/index.ts";
import { documentOf } from "./index.ts";
import { catalog, filler, time, understand } from "./testing/sample.ts";
import { told } from "./testing/told.ts";

test.each([
  [
    "What share of our active customers are hospitals?",
    "Share of industry Hospital in number of customers · status active",
  ],
  [
    "percentage of active contracts with a discount of more than 10%",
    "Share of discount percent above 10 in number of contracts · status active",
  ],
  ["open deals by type: count, value", "Value of deals and Number of deals by type · not closed"],
  ["revenue and number of orders by region", "Revenue and Number of orders by region"],
  ["orders per region incl. cancelled", "Number of orders by region"],
  ["new tickets per week since 7 September", /^Number of tickets by week · created date 2026-09-07/],
  ["contacts at our Belgian customers", "Contacts · billing country BE · status active"],
  ["deals in APAC", "Deals · region APAC"],
  ["which invoices were due before October", "Invoices · due on before 2026-10-01"],
  ["Verträge, die vor Juli auslaufen", /^Contracts · end date 2026-11-16 to 2027-06-30/],
  [
    "what share of all sessions came from enterprise customers by month",
    "Share of segment enterprise in sessions by month",
  ],
  ["Tickets ouverts avec le nom du client", "Tickets · not closed · with name"],
  ["offene Tickets mit dem Namen des Kunden", "Tickets · not closed · with name"],
  ["open deals above 100k that should be closed this month", /^Deals · not closed · amount above 100,000 · close date/],
  ["Offene Deals, die noch diesen Monat abgeschlossen werden sollen", /^Deals · not closed · close date 2026-11-01/],
  ["how much did we invoice in September", /^Invoiced · issued on 2026-09-01/],
  ["how much overdue do we have in Italy", "Invoiced · status overdue · billing country IT"],
  ["customers sorted by number of open tickets", "Number of tickets by customer · not closed"],
  ["which industries do our customers come from", "Number of customers by industry · status active"],
  ["revenue in October vs last year", /^Revenue · .* compared with 2025-10-01 to 2025-10-31$/],
  ["severe support requests from drug makers", "Tickets · priority Critical · industry Pharmaceuticals"],
  ["Welche zehn Rechnungen sind am längsten überfällig?", "Invoices · status overdue · lowest due on first · 10 rows"],
  ["Kunden, deren Verträge im Dezember auslaufen", /^Customers · with contracts · .*end date 2026-12-01 to 2026-12-31/],
  [
    "Clients dont le contrat se termine en décembre",
    /^Customers · with contracts · .*end date 2026-12-01 to 2026-12-31/,
  ],
  ["Stelle den Umsatz im Oktober dem vom September gegenüber", /^Revenue · .*compared with 2026-09-01/],
  [
    "Anzahl der Neukunden pro Monat seit Jahresbeginn",
    /^Number of customers by month · status active · customer since/,
  ],
  ["Would you be so kind as to show me tickets in each month since June 2026?", /^Number of tickets by month/],
  ["Je serais très intéressée de voir le chiffre d'affaires par pays", "Revenue by billing country"],
  ["products nobody has viewed in the last 90 days", /^Products · without views/],
  ["deals lost to a competitor this year", /^Deals · stage name Closed Lost · loss reason Competitor/],
  ["customers with contracts worth more than 100k", /with contracts \(annual value above 100,000\)/],
  [
    "Wie viel Prozent der Kunden haben mindestens ein offenes Ticket?",
    /^Share of with tickets at least 1 \(not closed\)/,
  ],
  ["which region has the lowest adoption", "Seat use by region · lowest seat use first · 1 row"],
  ["Umsatz und verkaufte Stückzahl je Kategorie", "Revenue and Units sold by category"],
  ["products that cost less than 2000 euros", "Products · list price below 2,000"],
  ["tickets of October", /^Tickets · created date 2026-10-01/],
  ["Which clients are up for renewal between 1 December and 31 January?", /2026-12-01 to 2027-01-31/],
  ["revenue by collection for fiscal year 2025", /order date 2025-02-01 to 2026-01-31/],
  ["revenue by collection for calendar year 2025", /order date 2025-01-01 to 2025-12-31/],
  ["tickets dises quartal", /^Tickets · created date 2026-11-01/],
])("%s", (question, expected) => {
  expect(told(question)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${RegExp.escape(expected)}$`));
});

test.each([
  ["what share of our invoices was paid late", /two values of one column/],
  ["how many deals did we win and how many did we lose", /two counts|beyond/],
  ["how many customers did we gain vs lose this year", /^beyond: /],
  ["orders still to be shipped", /^beyond: still to be/],
  ["contracts terminated this year", /which day of contracts/],
  ["which customers viewed balances last month but bought none this year", /two spans of time/],
  ["customers with a renewal this quarter but no orders in the last six months", /two spans of time/],
  ["largest customer in each region", /^which: /],
  ["list our sales reps in EMEA", /^which: colleagues, colleagues with customers/],
  ["how many deals were won and how many lost this year?", /two counts/],
  ["customers with more than 3", /can't tell what is to be compared/],
  ["new contacts this month", /which day of contacts/],
  ["who hasn't paid their invoices yet", /don't have, or what these are like/],
  ["total invoices last month", /^which: number of invoices, invoiced/],
  ["revenue units by category", /one figure at a time/],
  ["open deals above 50k, closed in October", /are opposites/],
  ["errors per session by region", /ratio/],
  ["erreurs par session et par région", /ratio|one figure at a time/],
  ["Customers with overdue invoices, and how much that is in total", /can't tell "how much"/],
  ["invoices due before October", /of which year/],
])("%s is turned down: what it says could be read wrongly", (question, expected) => {
  expect(told(question)).toMatch(expected);
});

test("a figure beside another counts its own rows", () => {
  const found = understand("invoices by region: how many, total amount", time);
  if (found.kind !== "plan") throw new Error("not understood");
  const query = documentOf(found.plan, understand.ground).steps["result"];
  if (query?.kind !== "query") throw new Error("no query");
  expect(query.sql).toContain("filter (where billing.invoices.status <> 'void')");
  expect(query.sql).not.toMatch(/where \(billing\.invoices\.status/);
});

test("no model is told of values that the builtin planner alone knows", () => {
  const told = relevantPart(catalog, new Set(), filler)("deals lost to a competitor by loss reason");
  expect(told).toContain("loss_reason");
  expect(told).not.toMatch(/competitor/i);
});
