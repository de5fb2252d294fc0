// Questions of a polite analyst, in British English. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, refused } from "./types.ts";

const analyst = "analyst";

export const furtherAnalyst: readonly Written[] = [
  [
    "count",
    analyst,
    "I wonder whether you could show me the number of orders per country for last quarter?",
    rows(`select country, count(*) from purchase where ${q.lastQuarter("order_date")} group by 1`),
  ],
  [
    "compare",
    analyst,
    "Might I have the average list price per product category, please?",
    rows("select category, avg(list_price) from product group by 1"),
  ],
  [
    "list",
    analyst,
    "Would you kindly list those universities in the United Kingdom that became customers this year?",
    rows(
      `select name from customer where industry = 'University' and country = 'GB' and ${q.thisYear("customer_since")}`,
    ),
  ],
  [
    "share",
    analyst,
    "What proportion of the tickets opened last quarter has been closed?",
    rows(
      `select count(*) filter (is_closed) / count(*) from ticket where ${q.lastQuarter("created_date")}`,
      `select is_closed, count(*) / sum(count(*)) over () from ticket where ${q.lastQuarter("created_date")} group by 1`,
    ),
  ],
  [
    "compare",
    analyst,
    "Please could you break revenue down by industry for the last fiscal year",
    rows(`select industry, sum(eur) from sale where ${q.lastYear("order_date")} group by 1`),
  ],
  [
    "count",
    analyst,
    "How many customers ordered something in October?",
    rows(
      `select count(distinct account_id) from purchase where ${q.lastMonth("order_date")}`,
      `select count(distinct account_id) from purchase where account_id in (select id from customer) and ${q.lastMonth("order_date")}`,
    ),
  ],
  [
    "compare",
    analyst,
    "How does seat utilisation differ between enterprise and small customers?",
    rows(
      "select segment, sum(active_users) / sum(licensed_users) from usage_week where segment in ('enterprise', 'small') group by 1",
    ),
  ],
  [
    "top",
    analyst,
    "What was the busiest month for tickets last year?",
    ordered(
      `select date_trunc('month', created_date)::date, count(*) from ticket where ${q.lastYear("created_date")} group by 1 order by 2 desc limit 1`,
    ),
  ],
  [
    "trend",
    analyst,
    "I should like a line chart of weekly sessions over the last 12 weeks",
    charted(
      `select week, sum(sessions) from usage_week where ${q.span("2026-08-24", "2026-11-16")("week")} group by 1`,
    ),
  ],
  [
    "period",
    analyst,
    "By how much did revenue grow in each product line last quarter, relative to the quarter before?",
    rows(
      `select product_line, sum(eur) filter (${q.lastQuarter("order_date")}), sum(eur) filter (${q.quarterBefore("order_date")}) from sale where ${q.lastQuarter("order_date")} or ${q.quarterBefore("order_date")} group by 1`,
    ),
  ],
  [
    "top",
    analyst,
    "Which five products were viewed the most in the past 90 days?",
    ordered(
      `select product, count(*) from product_view where ${q.last90Days("viewed_at")} group by 1 order by 2 desc limit 5`,
    ),
  ],
  [
    "count",
    analyst,
    "Could you tell me how many contacts we have in each language?",
    rows(
      "select language, count(*) from contact group by 1",
      "select language, count(*) from contact where account_status = 'active' group by 1",
    ),
  ],
  [
    "sum",
    analyst,
    "How many pipettes, in units, did we sell altogether in 2025?",
    rows(`select sum(quantity) from sale where category = 'Pipettes' and ${q.calendar2025("order_date")}`),
  ],
  [
    "join",
    analyst,
    "Are there any microscopes that have not been sold this year?",
    rows(
      `select name from product where category = 'Microscopes' and product_id not in (select i.product_id from erp.sales_order_items i join erp.sales_orders o using (sales_order_id) where o.status <> 'Cancelled' and ${q.thisYear("o.order_date")})`,
    ),
  ],
  ["unanswerable", analyst, "What, if I may ask, was the profit per region last year?", refused],
];
