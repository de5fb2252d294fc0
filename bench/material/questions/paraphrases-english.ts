// Paraphrases in English, as different people would ask: in haste, at length, with typos. Written before the grammar was read.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused, choices } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const paraphrasesEnglish: readonly Written[] = [
  [
    "risk",
    manager,
    "at risk emea enterprise this quarter",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "risk",
    director,
    "Who among our mid-market accounts in APAC are we about to lose this quarter?",
    flow("retention", { region: "APAC", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "risk",
    director,
    "Could you please tell me which of our small customers in the Americas look like they might cancel next quarter?",
    flow("retention", { region: "AMER", segment: "small", period: "next quarter" }),
  ],
  [
    "verb",
    director,
    "churn risk list, enterprise, EMEA, this quarter, plus a win-back email per customer",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    manager,
    "Write an email to every enterprise client in EMEA who's likely to churn this quarter so that they stay with us",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    manager,
    "Give me a summary of EMEA sales trends for last quarter with a graph",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "How did sales go in APAC last quarter? Write it up and add a chart please",
    flow("sales-trends", { region: "APAC", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "sales trend summary americas last quarter",
    flow("sales-trends", { region: "AMER", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Prepare individual follow-up mails for our ten best customers, with pictures of the products they looked at and their warranty status",
    flow("follow-up", { count: "10" }),
  ],
  [
    "verb",
    director,
    "follow up emails top 5 clients incl. product images and warranty",
    flow("follow-up", { count: "5" }),
  ],
  [
    "verb",
    director,
    "Write personalised descriptions of the products in the new summer collection and make lifestyle pictures of them",
    flow("collection", { collection: "summer" }),
  ],
  [
    "verb",
    director,
    "product texts and lifestyle images for the classic collection",
    flow("collection", { collection: "classic" }),
  ],
  [
    "list",
    director,
    "german enterprise customers",
    rows("select name from customer where segment = 'enterprise' and country = 'DE'"),
  ],
  ["list", manager, "customers based in the UK", rows("select name from customer where country = 'GB'")],
  [
    "list",
    director,
    "I'd like to see all the hospitals among our customers in Canada, please",
    rows("select name from customer where industry = 'Hospital' and country = 'CA'"),
  ],
  [
    "list",
    analyst,
    "pharma custmers in switzerland",
    rows("select name from customer where industry = 'Pharmaceuticals' and country = 'CH'"),
  ],
  [
    "list",
    director,
    "What prospects do we have in Spain?",
    rows("select name from account where status = 'prospect' and country = 'ES'"),
  ],
  [
    "list",
    director,
    "unpaid invoices due this month",
    rows(`select number from invoice where status = 'open' and ${q.thisMonth("due_on")}`),
  ],
  [
    "list",
    director,
    "Show tickets with high priority that haven't been closed yet",
    rows("select case_number from ticket where not is_closed and priority = 'High'"),
  ],
  [
    "list",
    analyst,
    "microscopes under 20000 euros",
    rows("select name from product where category = 'Microscopes' and list_price < 20000"),
  ],
  [
    "list",
    director,
    "contracts running out next quarter",
    rows(`select number from contract where ${q.nextQuarter("end_date")}`),
  ],
  [
    "list",
    director,
    "Which warranties are about to expire in the next 30 days?",
    rows(`select warranty_id from warranty where ${q.next30Days("end_date")}`),
  ],
  ["list", director, "deals currently in negotiation", rows("select id from deal where stage_name = 'Negotiation'")],
  ["count", director, "number of clients in japan", rows("select count(*) from customer where country = 'JP'")],
  [
    "count",
    manager,
    "how many biotech companies are customers of ours",
    rows("select count(*) from customer where industry = 'Biotechnology'"),
  ],
  [
    "count",
    director,
    "What's the total count of orders this year so far?",
    rows(`select count(*) from purchase where ${q.thisYear("order_date")}`),
  ],
  [
    "count",
    analyst,
    "tickets opened yesterday - how many?",
    rows(`select count(*) from ticket where ${q.span("2026-11-15", "2026-11-16")("created_date")}`),
  ],
  [
    "count",
    director,
    "How many tickets were opened by phone last month",
    rows(`select count(*) from ticket where origin = 'Phone' and ${q.lastMonth("created_date")}`),
  ],
  ["count", director, "customer count by industry", rows("select industry, count(*) from customer group by all")],
  [
    "count",
    analyst,
    "breakdown of open tickets by type",
    rows("select type, count(*) from ticket where not is_closed group by all"),
  ],
  [
    "count",
    director,
    "How many deals did we lose last quarter?",
    rows(`select count(*) from deal where stage_name = 'Closed Lost' and ${q.lastQuarter("close_date")}`),
  ],
  ["sum", director, "revenue last month", rows(`select sum(eur) from sale where ${q.lastMonth("order_date")}`)],
  [
    "sum",
    manager,
    "How much did we sell to German hospitals last year?",
    rows(`select sum(eur) from sale where country = 'DE' and industry = 'Hospital' and ${q.lastYear("order_date")}`),
  ],
  [
    "sum",
    director,
    "Tell me the turnover from imaging products in 2025",
    rows(`select sum(eur) from sale where product_line = 'Imaging' and ${q.calendar2025("order_date")}`),
  ],
  [
    "sum",
    director,
    "whats the total value of all overdue invoices",
    rows("select sum(eur) from invoice where status = 'overdue'"),
  ],
  [
    "sum",
    director,
    "average list price of centrifuges",
    rows("select avg(list_price) from product where category = 'Centrifuges'"),
  ],
  [
    "sum",
    analyst,
    "ARR of enterprise customers",
    rows("select sum(eur) from contract where status = 'active' and segment = 'enterprise'"),
  ],
  [
    "top",
    director,
    "best 3 countries by revenue this year",
    ordered(
      `select country, sum(eur) from sale where country is not null and ${q.thisYear("order_date")} group by 1 order by 2 desc limit 3`,
    ),
  ],
  [
    "top",
    director,
    "Which customer bought the most last quarter?",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.lastQuarter("order_date")} group by account_id, account order by 2 desc limit 1`,
    ),
  ],
  [
    "top",
    analyst,
    "Rank the product lines by turnover this year",
    ordered(`select product_line, sum(eur) from sale where ${q.thisYear("order_date")} group by 1 order by 2 desc`),
  ],
  [
    "top",
    director,
    "ten customers with most tickets this year",
    ordered(
      `select account, count(*) from ticket where account is not null and ${q.thisYear("created_date")} group by account_id, account order by 2 desc limit 10`,
    ),
  ],
  [
    "top",
    director,
    "what are the 5 most expensive products we sell",
    ordered("select name, list_price from product order by 2 desc limit 5"),
  ],
  [
    "top",
    manager,
    "worst 3 product lines by revenue last quarter",
    ordered(
      `select product_line, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1 order by 2 limit 3`,
    ),
  ],
  [
    "compare",
    director,
    "germany vs france revenue last year",
    rows(
      `select country, sum(eur) from sale where country in ('DE', 'FR') and ${q.lastYear("order_date")} group by all`,
    ),
  ],
  [
    "compare",
    director,
    "How do enterprise and mid-market compare in terms of revenue this year?",
    rows(
      `select segment, sum(eur) from sale where segment in ('enterprise', 'mid-market') and ${q.thisYear("order_date")} group by all`,
    ),
  ],
  [
    "compare",
    analyst,
    "won deals by region this year",
    rows(`select region, count(*) from deal where is_won and ${q.thisYear("close_date")} group by all`),
  ],
  [
    "share",
    director,
    "what part of our customers are universities",
    rows(
      "select count(*) filter (industry = 'University') / count(*) from customer",
      "select industry, count(*) / sum(count(*)) over () from customer group by 1",
    ),
  ],
  [
    "share",
    director,
    "How much of this year's revenue, in percent, came from EMEA?",
    rows(
      `select sum(eur) filter (region = 'EMEA') / sum(eur) from sale where ${q.thisYear("order_date")}`,
      `select region, sum(eur) / sum(sum(eur)) over () from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "share",
    manager,
    "percentage of customers per segment",
    rows("select segment, count(*) / sum(count(*)) over () from customer group by 1"),
  ],
  [
    "trend",
    director,
    "revenue month by month this year as a line chart",
    charted(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    analyst,
    "How has the weekly number of tickets evolved over the past 8 weeks?",
    rows(
      `select date_trunc('week', created_date)::date, count(*) from ticket where ${q.span("2026-09-21", "2026-11-16")("created_date")} group by 1`,
    ),
  ],
  [
    "trend",
    director,
    "quarterly revenue last year",
    rows(
      `select date_trunc('quarter', order_date - interval 1 month)::date + interval 1 month, sum(eur) from sale where ${q.lastYear("order_date")} group by 1`,
      `select (date_trunc('quarter', order_date - interval 1 month) + interval 1 month)::date, sum(eur) from sale where ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Is revenue up or down this quarter compared to last quarter?",
    rows(
      `select sum(eur) filter (${q.thisQuarter("order_date")}), sum(eur) filter (${q.lastQuarter("order_date")}) from sale`,
    ),
  ],
  [
    "period",
    analyst,
    "orders last month vs same month last year",
    rows(
      `select count(*) filter (${q.lastMonth("order_date")}), count(*) filter (${q.span("2025-10-01", "2025-11-01")("order_date")}) from purchase`,
    ),
  ],
  [
    "period",
    director,
    "revenue growth by region, last quarter against the one before",
    rows(
      `select region, sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.quarterBefore("order_date")}) from sale
       where ${q.lastQuarter("order_date")} or ${q.quarterBefore("order_date")} group by 1`,
    ),
  ],
  [
    "filter",
    director,
    "Customers in France or Belgium, but no universities",
    rows("select name from customer where country in ('FR', 'BE') and industry <> 'University'"),
  ],
  [
    "filter",
    director,
    "all enterprise customers outside EMEA that are pharma or biotech",
    rows(
      "select name from customer where segment = 'enterprise' and region <> 'EMEA' and industry in ('Pharmaceuticals', 'Biotechnology')",
    ),
  ],
  [
    "filter",
    director,
    "customers with more than 5000 employees except in the US",
    rows("select name from customer where number_of_employees > 5000 and country <> 'US'"),
  ],
  [
    "filter",
    analyst,
    "products between 1,000 and 5,000 euros in the Analysis line",
    rows("select name from product where product_line = 'Analysis' and list_price between 1000 and 5000"),
  ],
  [
    "join",
    director,
    "enterprise customers that haven't ordered anything this year",
    rows(
      `select name from customer where segment = 'enterprise' and id not in (select account_id from purchase where account_id is not null and ${q.thisYear("order_date")})`,
    ),
  ],
  [
    "join",
    director,
    "customers with at least 3 open tickets",
    rows(
      "select account from ticket join customer c on c.id = account_id where not is_closed group by account_id, account having count(*) >= 3",
    ),
  ],
  [
    "join",
    manager,
    "which customers bought microscopes last quarter",
    rows(
      `select distinct account from sale where category = 'Microscopes' and account is not null and account_id in (select id from customer) and ${q.lastQuarter("order_date")}`,
    ),
  ],
  [
    "join",
    director,
    "who has overdue invoices",
    rows(
      "select distinct account from invoice where status = 'overdue' and account_id in (select id from customer)",
      "select distinct account from invoice where status = 'overdue' and account is not null",
    ),
  ],
  ["unanswerable", director, "How happy are our employees?", refused],
  ["unanswerable", director, "revenue of loyal customers last quarter", refused],
  ["unanswerable", analyst, "customers who complained twice about shipping costs", refused],
  ["unanswerable", director, "profit margin by region last quarter", refused],
  ["ambiguous", director, "show me our best clients", choices("revenue", "contract value")],
  ["forbidden", manager, "what discount ceiling do our EMEA accounts have", refused],
  [
    "verb",
    manager,
    "bar chart of customers by country",
    charted("select country, count(*) from customer group by all"),
  ],
];
