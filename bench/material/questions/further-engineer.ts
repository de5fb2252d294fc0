// Questions of a data engineer who thinks in SQL. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered } from "./types.ts";

const analyst = "analyst";
const director = "sales-director";

export const furtherEngineer: readonly Written[] = [
  [
    "count",
    analyst,
    "count tickets group by priority, type",
    rows("select priority, type, count(*) from ticket group by all"),
  ],
  [
    "sum",
    analyst,
    "sum revenue by product_line where region = EMEA, last fiscal year",
    rows(`select product_line, sum(eur) from sale where region = 'EMEA' and ${q.lastYear("order_date")} group by 1`),
  ],
  [
    "filter",
    director,
    "customers where segment=enterprise and country in (DE, FR, IT)",
    rows("select name from customer where segment = 'enterprise' and country in ('DE', 'FR', 'IT')"),
  ],
  [
    "compare",
    director,
    "avg employees per industry",
    rows("select industry, avg(number_of_employees) from customer group by 1"),
  ],
  [
    "trend",
    analyst,
    "orders per day last 7 days",
    rows(
      `select order_date, count(*) from purchase where ${q.span("2026-11-09", "2026-11-16")("order_date")} group by 1`,
    ),
  ],
  [
    "filter",
    director,
    "invoices status=overdue amount > 10000",
    rows(
      "select number from invoice where status = 'overdue' and amount > 10000",
      "select number from invoice where status = 'overdue' and eur > 10000",
    ),
  ],
  ["compare", analyst, "max list_price per category", rows("select category, max(list_price) from product group by 1")],
  [
    "trend",
    director,
    "revenue by quarter, last 4 quarters",
    rows(
      `select sum(eur) from sale where ${q.span("2025-11-01", "2026-11-01")("order_date")} group by date_trunc('quarter', order_date - interval 1 month)`,
      `select sum(eur) from sale where ${q.thisYear("order_date")} group by date_trunc('quarter', order_date - interval 1 month)`,
    ),
  ],
  [
    "top",
    director,
    "top 10 accounts by ARR",
    ordered(
      "select account, sum(eur) from contract where status = 'active' and account is not null group by account_id, account order by 2 desc limit 10",
    ),
  ],
  [
    "count",
    analyst,
    "tickets created between 2026-09-01 and 2026-09-30, by origin",
    rows(`select origin, count(*) from ticket where ${q.monthBefore("created_date")} group by 1`),
  ],
  [
    "count",
    analyst,
    "accounts with status = prospect, count by region",
    rows("select region, count(*) from account where status = 'prospect' group by 1"),
  ],
  [
    "filter",
    analyst,
    "products where launch_date >= 2026-01-01 and not discontinued",
    rows("select name from product where launch_date >= date '2026-01-01' and not discontinued"),
  ],
  [
    "join",
    director,
    "customers without contracts",
    rows("select name from customer where id not in (select account_id from contract where account_id is not null)"),
  ],
  [
    "trend",
    analyst,
    "errors per week, last 10 weeks",
    rows(`select week, sum(errors) from usage_week where ${q.span("2026-09-07", "2026-11-16")("week")} group by 1`),
  ],
  ["count", director, "# of invoices by status", rows("select status, count(*) from invoice group by 1")],
];
