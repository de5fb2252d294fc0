// Questions that two people who see tokens in place of customers asked in their own words; see strangers-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { inOrder, inSpans, over, share } from "./strangers-layouts.ts";

const analyst = "analyst";

/** An analyst who never forgets to say please. */
export const politely: readonly Written[] = [
  [
    "trend",
    analyst,
    "Could you kindly tell me how many support tickets were raised in each month since June 2026?",
    over("month", "created_date", "count(*)", "from ticket where created_date >= date '2026-06-01'"),
  ],
  [
    "compare",
    analyst,
    "Would you mind showing me revenue by industry for the last fiscal year, highest first, please?",
    inOrder(
      rows(
        `select industry, sum(eur) from sale where ${q.lastYear("order_date")} group by industry order by 2 desc`,
        `select industry, sum(eur) from sale where ${q.lastYear("order_date")} and industry is not null
         group by industry order by 2 desc`,
      ),
    ),
  ],
  [
    "compare",
    analyst,
    "I should be most grateful for the number of active contracts in each product line.",
    rows("select product_line, count(*) from contract where status = 'active' group by product_line"),
  ],
  [
    "compare",
    analyst,
    "Please could you compare how many units we sold in EMEA and in AMER in October 2026?",
    rows(
      `select region, sum(quantity) from sale where region in ('EMEA', 'AMER') and ${q.lastMonth("order_date")}
       group by region`,
      `select sum(quantity) filter (region = 'EMEA'), sum(quantity) filter (region = 'AMER')
       from sale where ${q.lastMonth("order_date")}`,
    ),
  ],
  [
    "share",
    analyst,
    "What proportion of our active customers are universities or research institutes, if I may ask?",
    share("industry in ('University', 'Research Institute')", "from customer"),
  ],
  [
    "join",
    analyst,
    "Might I trouble you for a list of the products that nobody has viewed in the last 90 days?",
    rows(
      `select name from product where product_id not in (
         select product_id from product_view where ${q.last90Days("viewed_at")})`,
    ),
  ],
  [
    "period",
    analyst,
    "Would it be possible to see the total we invoiced in the last quarter next to that of the same quarter a year earlier?",
    inSpans(
      "sum(eur)",
      "from (select * from invoice where status <> 'void')",
      q.lastQuarter("issued_on"),
      q.lastQuarterAYearBefore("issued_on"),
    ),
  ],
  [
    "top",
    analyst,
    "Would you be so good as to tell me which five product categories had the most product views last month?",
    ordered(
      `select category, count(*) from product_view where ${q.lastMonth("viewed_at")}
       group by category order by 2 desc limit 5`,
    ),
  ],
  [
    "filter",
    analyst,
    "Kindly list our enterprise customers in the United Kingdom or Ireland, leaving out those in pharmaceuticals or biotechnology.",
    rows(
      `select name from customer where segment = 'enterprise' and country in ('GB', 'IE')
       and industry not in ('Pharmaceuticals', 'Biotechnology')`,
    ),
  ],
  [
    "verb",
    analyst,
    "Could you please explain how sales in APAC developed last quarter, with a chart if at all possible?",
    flow("sales-trends", { region: "APAC", period: "last quarter" }),
  ],
];

/** A data engineer who would rather write SQL. */
export const tersely: readonly Written[] = [
  [
    "count",
    analyst,
    "open tickets, count by priority",
    rows("select priority, count(*) from ticket where not is_closed group by priority"),
  ],
  [
    "count",
    analyst,
    "customers per industry, EMEA only, desc",
    ordered("select industry, count(*) from customer where region = 'EMEA' group by industry order by 2 desc"),
  ],
  [
    "sum",
    analyst,
    "invoices with status open and due before 2026-12-01: how many, total amount",
    rows(`select count(*), sum(eur) from invoice where status = 'open' and due_on < date '2026-12-01'`),
  ],
  [
    "trend",
    analyst,
    "errors per week, last 8 weeks",
    over("week", "week", "sum(errors)", "from usage_week where week >= date '2026-09-21' and week < date '2026-11-16'"),
  ],
  [
    "list",
    analyst,
    "products not discontinued, list price > 50000, name + price",
    rows("select name, list_price from product where not discontinued and list_price > 50000"),
  ],
  [
    "count",
    analyst,
    "sales orders per status since 2026-10-01 incl. cancelled",
    rows("select status, count(*) from erp.sales_orders where order_date >= date '2026-10-01' group by status"),
  ],
  [
    "filter",
    analyst,
    "contacts opted out of email or bounced, count by region",
    rows(
      `select region, count(*) from contact where has_opted_out_of_email or email_bounced_date is not null
       group by region`,
    ),
  ],
  [
    "top",
    analyst,
    "top 3 product lines by units sold, calendar year 2025",
    ordered(
      `select product_line, sum(quantity) from sale where ${q.calendar2025("order_date")}
       group by product_line order by 2 desc limit 3`,
    ),
  ],
  [
    "trend",
    analyst,
    "churned accounts per month, 2025-11 to 2026-10",
    over(
      "month",
      "churned_on",
      "count(*)",
      "from account where churned_on >= date '2025-11-01' and churned_on < date '2026-11-01'",
    ),
  ],
  [
    "sum",
    analyst,
    "won deals this fiscal year by type: count, value",
    rows(`select type, count(*), sum(eur) from deal where is_won and ${q.thisYear("close_date")} group by type`),
  ],
];
