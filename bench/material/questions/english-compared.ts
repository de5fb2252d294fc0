// Questions in English: the largest, comparisons, shares and courses over time.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const englishCompared: readonly Written[] = [
  [
    "top",
    director,
    "Top 10 customers by revenue last year",
    ordered(
      `select account, sum(eur) from sale where account is not null and ${q.lastYear("order_date")} group by account_id, account order by 2 desc limit 10`,
    ),
  ],
  [
    "top",
    manager,
    "Our five biggest customers by contract value",
    ordered(
      "select account, sum(eur) from contract where status = 'active' and account is not null group by account_id, account order by 2 desc limit 5",
    ),
  ],
  [
    "top",
    analyst,
    "Who are the top 5 customers by revenue in APAC this year?",
    ordered(
      `select account, sum(eur) from sale where region = 'APAC' and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    director,
    "Which product line sold best last quarter?",
    ordered(
      `select product_line, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1 order by 2 desc limit 1`,
    ),
  ],
  [
    "top",
    director,
    "Top 5 products by units sold this year",
    ordered(
      `select product, sum(quantity) from sale where ${q.thisYear("order_date")} group by 1 order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    director,
    "Which country has the most customers?",
    ordered("select country, count(*) from customer group by 1 order by 2 desc limit 1"),
  ],
  [
    "top",
    analyst,
    "Which 3 industries brought the most revenue in 2025?",
    ordered(
      `select industry, sum(eur) from sale where industry is not null and ${q.calendar2025("order_date")} group by 1 order by 2 desc limit 3`,
    ),
  ],
  [
    "top",
    director,
    "The 10 customers with the most employees",
    ordered("select name, number_of_employees from customer order by 2 desc limit 10"),
  ],
  [
    "top",
    director,
    "Which three product lines had the lowest revenue last quarter?",
    ordered(
      `select product_line, sum(eur) from sale where ${q.lastQuarter("order_date")} group by 1 order by 2 limit 3`,
    ),
  ],
  [
    "top",
    director,
    "What are the 5 most viewed products of the last 30 days?",
    ordered(
      `select product, count(*) from product_view where ${q.last30Days("viewed_at")} group by 1 order by 2 desc limit 5`,
    ),
  ],
  [
    "compare",
    director,
    "Compare revenue in EMEA and APAC last quarter",
    rows(
      `select region, sum(eur) from sale where region in ('EMEA', 'APAC') and ${q.lastQuarter("order_date")} group by all`,
    ),
  ],
  [
    "compare",
    director,
    "Number of enterprise versus small customers",
    rows("select segment, count(*) from customer where segment in ('enterprise', 'small') group by all"),
  ],
  [
    "compare",
    analyst,
    "Imaging vs Analysis: sales this year",
    rows(
      `select product_line, sum(eur) from sale where product_line in ('Imaging', 'Analysis') and ${q.thisYear("order_date")} group by all`,
    ),
  ],
  [
    "compare",
    director,
    "Compare the number of open tickets across regions",
    rows("select region, count(*) from ticket where not is_closed group by all"),
  ],
  [
    "share",
    director,
    "What share of last year's revenue comes from enterprise customers?",
    rows(
      `select sum(eur) filter (segment = 'enterprise') / sum(eur) from sale where ${q.lastYear("order_date")}`,
      `select segment, sum(eur) / sum(sum(eur)) over () from sale where ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "share",
    director,
    "What percentage of this year's tickets are critical?",
    rows(
      `select avg((priority = 'Critical')::int) from ticket where ${q.thisYear("created_date")}`,
      `select priority, count(*) / sum(count(*)) over () from ticket where ${q.thisYear("created_date")} group by 1`,
    ),
  ],
  [
    "share",
    analyst,
    "Share of customers by region",
    rows("select region, count(*) / sum(count(*)) over () from customer group by 1"),
  ],
  [
    "share",
    manager,
    "Revenue share by product line last quarter",
    rows(
      `select product_line, sum(eur) / sum(sum(eur)) over () from sale where ${q.lastQuarter("order_date")} group by 1`,
    ),
  ],
  [
    "share",
    director,
    "What is the overdue rate of this year's invoices?",
    rows(`select avg((status = 'overdue')::int) from invoice where ${q.thisYear("issued_on")}`),
  ],
  [
    "trend",
    director,
    "Monthly revenue over the last 12 months",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.last12Months("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    manager,
    "Revenue by month this year",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    director,
    "Tickets per week in the last 8 weeks",
    rows(
      `select date_trunc('week', created_date)::date, count(*) from ticket where ${q.span("2026-09-21", "2026-11-16")("created_date")} group by 1`,
    ),
  ],
  [
    "trend",
    director,
    "How many new customers did we win per month this year?",
    rows(
      `select date_trunc('month', customer_since)::date, count(*) from customer where ${q.thisYear("customer_since")} group by 1`,
    ),
  ],
  [
    "trend",
    analyst,
    "How did the number of orders in EMEA develop by month last year?",
    rows(
      `select date_trunc('month', order_date)::date, count(*) from purchase where region = 'EMEA' and ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    director,
    "Revenue last quarter compared with the quarter before",
    rows(
      `select sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.quarterBefore("order_date")}) from sale`,
    ),
  ],
  [
    "period",
    director,
    "How many tickets did we get last month versus the month before?",
    rows(
      `select count(*) filter (${q.lastMonth("created_date")}), count(*) filter (${q.monthBefore("created_date")}) from ticket`,
    ),
  ],
  [
    "period",
    manager,
    "Revenue by product line last quarter compared to the same quarter last year",
    rows(
      `select product_line, sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.lastQuarterAYearBefore("order_date")})
       from sale where ${q.lastQuarter("order_date")} or ${q.lastQuarterAYearBefore("order_date")} group by 1`,
    ),
  ],
  [
    "period",
    analyst,
    "Number of orders last month against a year ago",
    rows(
      `select count(*) filter (${q.lastMonth("order_date")}), count(*) filter (${q.span("2025-10-01", "2025-11-01")("order_date")}) from purchase`,
    ),
  ],
];
