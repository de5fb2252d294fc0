// Questions that no flow answers, over the sample's catalog: how they are read, and what they come to. No source is asked.
import { expect, test } from "vitest";
import { parseFlow } from "../../flow/index.ts";
import { documentOf, understandingOf } from "./index.ts";
import { catalog, filler, time, understand } from "./testing/sample.ts";
import { told } from "./testing/told.ts";

test.each([
  ["How many customers do we have in Spain?", "Number of customers · billing country ES · status active"],
  [
    "Revenue in EMEA last quarter by product line",
    "Revenue by product line · region EMEA · order date 2026-08-01 to 2026-10-31 (last fiscal quarter)",
  ],
  [
    "Combien de commandes le mois dernier ?",
    /^Number of orders .* order date 2026-10-01 to 2026-10-31 \(last month\)$/,
  ],
  ["Umsatz pro Monat in diesem Jahr", /^Revenue by month · order date 2026-02-01 to 2027-01-31/],
  ["top 3 countries by revenue last year", /^Revenue by billing country · highest revenue first · 3 rows/],
  ["Großkunden ohne Bestellungen in diesem Jahr", /^Customers · segment enterprise · without orders/],
  ["customers with more than 8 tickets in the last 90 days", /with tickets above 8/],
  ["customers in Germany or Austria, not enterprise", /billing country DE or AT · segment not enterprise/],
  ["What share of revenue came from enterprise customers last year?", /^Share of segment enterprise in revenue/],
  ["Tickets last month versus the month before", /compared with 2026-09-01 to 2026-09-30/],
  ["how many custmers are there in Germny", /read "custmers" as "customers"/],
  ["monatlicher Umsatzverlauf im letzten Jahr", /^Revenue by month/],
  ["die umsatzstärksten 5 Kunden in diesem Jahr", /^Revenue by customer · highest revenue first · 5 rows/],
  ["Welche Verträge laufen im nächsten Monat aus?", /^Contracts · end date 2026-12-01 to 2026-12-31/],
  ["customers with more than 5000 employees except in the US", /^Customers · billing country not US/],
  ["Who has overdue invoices?", "Customers · with invoices (status overdue) · status active"],
  ["who are our contacts in EMEA?", "Contacts · region EMEA"],
  ["customers with at least 2 escalated tickets", /^Customers · with tickets at least 2 \(status Escalated\)/],
  ["open opportunities worth more than 50000 euros", "Deals · not closed · amount above 50,000 EUR"],
  ["customers having open deals above 100k", /^Customers · with deals \(not closed, amount above 100,000\)/],
  ["clients who purchased incubators this year", /^Customers · with revenue \(category Incubators\)/],
  ["which hospitals have unpaid invoices", /^Customers · industry Hospital · with invoices \(status open\)/],
  ["which universities bought microscopes this year", /^Customers · industry University · with revenue/],
  ["commandes passées ce mois-ci, combien ?", /^Number of orders/],
  ["cheapest 5 microscopes", "Products · category Microscopes · lowest list price first · 5 rows"],
  ["les 5 pays où l'on vend le plus cette année", /^Revenue by billing country · highest revenue first · 5 rows/],
  ["Is revenue up or down this quarter?", /^Revenue · .*compared with 2026-08-01 to 2026-10-31$/],
  ["revenue over the last twelve months", /\(last 12 months\)$/],
  ["rev emea last q", /^Revenue · region EMEA · .*\(last fiscal quarter\)$/],
  ["opne tickets by priorty", /^Number of tickets by priority · not closed/],
  ["which custmers have more then 5 open tickets", /^Customers · with tickets above 5 \(not closed\)/],
  ["customers without overdue invoices", "Customers · without invoices (status overdue) · status active"],
  [
    "customers with critical open tickets and overdue invoices",
    /^Customers · with tickets \(priority Critical, not closed\) · with invoices \(status overdue\)/,
  ],
  ["customers with open tickets but no orders this year", /^Customers · with tickets \(not closed\) · without orders/],
  [
    "who bought centrifuges but no balances this year",
    /^Customers · with revenue \(category Centrifuges\) · without revenue \(category Balances\)/,
  ],
  ["which customers have never ordered any microscopes", /^Customers · without orders \(category Microscopes\)/],
  [
    "How many orders contained pipettes last month?",
    /^Number of orders · .*with sales order items \(category Pipettes\)/,
  ],
  ["customers not in Germany with open tickets", /^Customers · billing country not DE · with tickets \(not closed\)/],
  ["customers with exactly 2 contracts", /^Customers · with contracts of 2/],
  [
    "Are there any microscopes that have not been sold this year?",
    /^Products · category Microscopes · without revenue/,
  ],
  ["How many pipettes did we sell in 2025?", /^Units sold · category Pipettes/],
  ["which three products sold the most units this year", /^Units sold by product · highest units sold first · 3 rows/],
  ["the champions at our German customers", "Contacts · role champion · billing country DE · status active"],
  ["champions in French hospitals", "Contacts · role champion · billing country FR · industry Hospital"],
  ["How does seat utilisation differ between enterprise and small customers?", /^Seat use by segment/],
  ["are there more tickets this month than last month?", /^Number of tickets · .*compared with 2026-10-01/],
  ["What was the busiest month for tickets last year?", /^Number of tickets by month · .*first · 1 row/],
  ["max list_price per category", "Highest list price by category"],
  ["avg deal size won deals this year", /^Value of deals per deal · won/],
  ["share of escalated tickets by region", "Share of status Escalated in number of tickets by region"],
  [
    "Vertragswert nach Produktlinie, absteigend sortiert",
    /^Contract value by product line · highest contract value first$/,
  ],
  ["unresolved tickets, oldest first", "Tickets · not closed · lowest created date first"],
  ["latest 10 orders", /^Orders · .*highest order date first · 10 rows$/],
  ["Umsatz ohne die Schweiz", "Revenue · billing country not CH"],
  ["die zehn umsatzstärksten Kunden des Vorjahres", /^Revenue by customer · .* 10 rows · .*\(last fiscal year\)$/],
  ["Quels clients n'ont pas ouvert de ticket cette année ?", /^Customers · without tickets · status active/],
  ["contracts that auto-renew", "Contracts · auto renew"],
  ["customers owned by Bob", 'Customers · colleague named "Bob" · status active'],
  ["which accounts have renewals in January", /\(january 2027\)$/],
  [
    "email addresses of contacts at hospitals in Spain",
    "Contacts · industry Hospital · billing country ES · with email",
  ],
  ["invoices status=overdue amount > 10000", "Invoices · status overdue · amount above 10,000"],
  [
    "I'm preparing a slide, so could you show revenue by region",
    'Revenue by region · left out "I\'m preparing a slide"',
  ],
])("%s", (question, expected) => {
  expect(told(question)).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${RegExp.escape(expected)}$`));
});

test.each([
  ["Who are our biggest customers?", /^which: Revenue, .*Contract value.*employees/],
  ["How many urgent tickets are open?", /^which: priority High, priority Critical/],
  ["revenue per square metre", /^beyond: .*square, metre/],
  ["customers who like cheese", /^beyond: cheese/],
  ["I'm meeting our German customers tomorrow, so show their open tickets", /^beyond: /],
  ["customers with contracts worth more than $5000", /^beyond: .*dollars/],
  ["which product lines grew in q3 vs q2", /^beyond: /],
  ["number of deals won vs lost this year", /^beyond: .*two columns/],
  ["what did Germany buy most last quarter", /^beyond: .*ranked/],
  ["share of enterprise customers by country", /^beyond: of each group, or of all/],
  // An "or" between other things than values would be taken for "and".
  ["customers in France or with overdue invoices", /^beyond: or/],
  ["invoices over 10000 or overdue", /^beyond: or/],
  ["revenue in Germany and customers in France", /^beyond: customers/],
  ["enterprise customers in France and small customers in Germany", /^beyond: each part names conditions of its own/],
  ["Show me the internal notes of our customers", /^beyond: .*internal, notes/],
])("%s is asked back, or turned down with the words that stand in the way", (question, expected) => {
  expect(told(question)).toMatch(expected);
});

test.each([
  ["Who are our biggest customers in Germany?", "Who are our biggest customers in Germany by revenue"],
  ["Wer sind unsere wichtigsten Kunden?", "Wer sind unsere wichtigsten Kunden nach revenue"],
  ["How are we doing in Germany?", "revenue in Germany"],
  ["How many urgent tickets are open in APAC?", "How many High tickets are open in APAC"],
])("%s is asked back with questions that keep what was said, and each of them is understood", (question, first) => {
  const found = understand(question, time);
  if (found.kind !== "unclear") throw new Error("expected choices");
  const choices = found.unclear.choices.map((it) => it.example);
  expect(choices[0]).toBe(first);
  expect(choices.map((it) => understand(it, time).kind)).toEqual(choices.map(() => "plan"));
});

test.each([
  ["revenue of Varorin Biotech last year", 'customer named "Varorin Biotech"'],
  ["tickets of ACME this quarter", 'customer named "ACME"'],
  ['orders from "the Global Instruments & Co."', 'customer named "the Global Instruments & Co."'],
  ["Umsatz von Varorin-Biotech AG pro Monat", 'customer named "Varorin-Biotech AG"'],
  ["customers named Varorin", 'customer named "Varorin"'],
])("%s: a name that no vocabulary holds is a parameter, in no SQL and no title", (question, expected) => {
  expect(told(question)).toContain(expected);
  const found = understand(question, time);
  if (found.kind !== "plan") throw new Error("expected a plan");
  const document = documentOf(found.plan, understand.ground);
  expect(document.input["customer"]).toMatchObject({ kind: "text" });
  expect(JSON.stringify(document)).not.toMatch(/varorin|acme|global/i);
});

test.each([
  "customers in Atlantis",
  "revenue of Varorin and of Tessivia",
  "products of Varorin",
  "revenue with Varorin",
])("%s is turned down", (question) => {
  expect(told(question)).toMatch(/^beyond/);
});

test("a column that does not exist for whoever asks has no name for him", () => {
  const forAnother = understandingOf(catalog, new Set(["crm.accounts.industry"]), filler);
  expect(forAnother("customers by industry", time).kind).toBe("beyond");
  expect(understand("number of customers by industry", time).kind).toBe("plan");
});

test("what comes of a question is a flow document like any other, and its times are inputs that can be changed", () => {
  const found = understand("Revenue last quarter compared with the quarter before by region", time);
  if (found.kind !== "plan") throw new Error("expected a plan");
  const flow = documentOf(found.plan, understand.ground);
  expect(parseFlow(structuredClone(flow))).toEqual(flow);
  expect(flow.input).toMatchObject({
    period: { kind: "period", default: "last quarter" },
    against: { kind: "period", default: "2026-05-01..2026-08-01" },
  });
});

test("a follow-up's bound, times and why are in what runs, not only in what is told", () => {
  const first = understand("Revenue by country last quarter", time);
  if (first.kind !== "plan") throw new Error("expected a plan");
  const bound = understand.followUp("only those above 500k", first.plan, time);
  if (bound?.kind !== "plan") throw new Error("expected a plan");
  const why = understand.followUp("why?", bound.plan, time);
  if (why?.kind !== "plan") throw new Error("expected a plan");
  const { steps, answer } = documentOf(why.plan, understand.ground);
  expect(JSON.stringify(steps["result"])).toContain("500000");
  expect(answer.map((it) => it.step)).toContain("reckoned");
});

test("nothing that a question says gets into the SQL but what the catalog itself holds", () => {
  for (const question of [
    "customers in Germany'; drop table accounts; --",
    'revenue of "x\' or 1=1" last year',
    "top 5 customers by revenue) union select * from crm.contacts",
  ]) {
    const found = understand(question, time);
    if (found.kind !== "plan") continue;
    const [step] = Object.values(documentOf(found.plan, understand.ground).steps);
    expect(JSON.stringify(step)).not.toMatch(/drop|1=1|union select \*/);
  }
});
