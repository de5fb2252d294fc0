// Questions in English: lists, numbers, the largest, comparisons, shares and courses over time.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const english: readonly Written[] = [
  [
    "list",
    director,
    "List our enterprise customers in Germany",
    rows("select name from customer where segment = 'enterprise' and country = 'DE'"),
  ],
  ["list", manager, "Which customers are in Switzerland?", rows("select name from customer where country = 'CH'")],
  [
    "list",
    analyst,
    "Show me all mid-market customers in Japan",
    rows("select name from customer where segment = 'mid-market' and country = 'JP'"),
  ],
  [
    "list",
    analyst,
    "Show me all products in the Summer 2027 collection",
    rows("select name from product where collection = 'Summer 2027'"),
  ],
  ["list", director, "Which products are discontinued?", rows("select name from product where discontinued")],
  [
    "list",
    manager,
    "Which products cost more than 50,000 euros?",
    rows("select name from product where list_price > 50000"),
  ],
  [
    "list",
    director,
    "List all open critical tickets",
    rows("select case_number from ticket where not is_closed and priority = 'Critical'"),
  ],
  [
    "list",
    director,
    "Which contracts end next month?",
    rows(`select number from contract where ${q.nextMonth("end_date")}`),
  ],
  ["list", director, "List our colleagues in APAC", rows("select name from colleague where region = 'APAC'")],
  [
    "list",
    manager,
    "Whose renewal is next quarter? Show me those customers",
    rows(`select name from customer where ${q.nextQuarter("renewal_date")}`),
  ],
  [
    "list",
    director,
    "Which customers joined us last quarter?",
    rows(`select name from customer where ${q.lastQuarter("customer_since")}`),
  ],
  [
    "list",
    director,
    "Which enterprise customers did we lose last quarter?",
    rows(
      `select name from account where status = 'churned' and segment = 'enterprise' and ${q.lastQuarter("churned_on")}`,
    ),
  ],
  [
    "list",
    analyst,
    "List the prospects in the United States",
    rows("select name from account where status = 'prospect' and country = 'US'"),
  ],
  ["count", director, "How many customers do we have?", rows("select count(*) from customer")],
  ["count", manager, "How many customers do we have?", rows("select count(*) from customer")],
  [
    "count",
    director,
    "How many customers are there in France and Italy?",
    rows(
      "select count(*) from customer where country in ('FR', 'IT')",
      "select country, count(*) from customer where country in ('FR', 'IT') group by all",
    ),
  ],
  [
    "count",
    director,
    "Number of tickets created last month",
    rows(`select count(*) from ticket where ${q.lastMonth("created_date")}`),
  ],
  ["count", manager, "how many open tickets do we have", rows("select count(*) from ticket where not is_closed")],
  [
    "count",
    analyst,
    "How many orders did we get last quarter?",
    rows(`select count(*) from purchase where ${q.lastQuarter("order_date")}`),
  ],
  ["count", director, "Count the contacts in EMEA", rows("select count(*) from contact where region = 'EMEA'")],
  ["count", director, "How many invoices are overdue?", rows("select count(*) from invoice where status = 'overdue'")],
  [
    "count",
    analyst,
    "How many products are in the Imaging line?",
    rows("select count(*) from product where product_line = 'Imaging'"),
  ],
  [
    "count",
    director,
    "How many customers do we have by segment?",
    rows("select segment, count(*) from customer group by all"),
  ],
  ["count", manager, "Number of customers per country", rows("select country, count(*) from customer group by all")],
  [
    "count",
    director,
    "Tickets by priority this quarter",
    rows(`select priority, count(*) from ticket where ${q.thisQuarter("created_date")} group by all`),
  ],
  [
    "count",
    director,
    "How many deals did we win last quarter?",
    rows(`select count(*) from deal where is_won and ${q.lastQuarter("close_date")}`),
  ],
  [
    "count",
    analyst,
    "How many customers have churned in 2025?",
    rows(`select count(*) from account where status = 'churned' and ${q.calendar2025("churned_on")}`),
  ],
  [
    "sum",
    director,
    "What was our revenue last quarter?",
    rows(`select sum(eur) from sale where ${q.lastQuarter("order_date")}`),
  ],
  [
    "sum",
    director,
    "total sales in the Americas last month",
    rows(`select sum(eur) from sale where region = 'AMER' and ${q.lastMonth("order_date")}`),
  ],
  [
    "sum",
    manager,
    "How much have we invoiced this year?",
    rows(`select sum(eur) from invoice where status <> 'void' and ${q.thisYear("issued_on")}`),
  ],
  ["sum", director, "What's our ARR?", rows("select sum(eur) from contract where status = 'active'")],
  [
    "sum",
    analyst,
    "Contract value of enterprise customers in APAC",
    rows("select sum(eur) from contract where status = 'active' and segment = 'enterprise' and region = 'APAC'"),
  ],
  [
    "sum",
    director,
    "What's the average list price of microscopes?",
    rows("select avg(list_price) from product where category = 'Microscopes'"),
  ],
  [
    "sum",
    director,
    "How many units of the Arvo One Pipetting Robot did we sell last year?",
    rows(`select sum(quantity) from sale where product = 'Arvo One Pipetting Robot' and ${q.lastYear("order_date")}`),
  ],
  ["sum", manager, "What is the total overdue amount?", rows("select sum(eur) from invoice where status = 'overdue'")],
  [
    "sum",
    director,
    "What is the adoption in APAC this month?",
    rows(
      `select sum(active_users)::double / sum(licensed_users) from usage_week where region = 'APAC' and ${q.thisMonth("week")}`,
    ),
  ],
  [
    "sum",
    director,
    "What is the value of our open opportunities?",
    rows("select sum(eur) from deal where not is_closed"),
  ],
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
