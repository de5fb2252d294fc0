// Questions as a head of sales types them into a phone. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, orderedIn, flow } from "./types.ts";

const director = "sales-director";

export const furtherSales: readonly Written[] = [
  [
    "sum",
    director,
    "rev emea last q",
    rows(`select sum(eur) from sale where region = 'EMEA' and ${q.lastQuarter("order_date")}`),
  ],
  [
    "top",
    director,
    "top 5 deals closing this quarter",
    orderedIn(
      `select id, eur from deal where ${q.thisQuarter("close_date")} order by 2 desc limit 5`,
      `select id, eur from deal where not is_closed and ${q.thisQuarter("close_date")} order by 2 desc limit 5`,
    ),
  ],
  [
    "top",
    director,
    "3 biggest customers in germany ytd by sales",
    ordered(
      `select account, sum(eur) from sale where country = 'DE' and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 3`,
    ),
  ],
  [
    "count",
    director,
    "how many new logos last month",
    rows(`select count(*) from customer where ${q.lastMonth("customer_since")}`),
  ],
  [
    "compare",
    director,
    "pipeline by stage",
    rows(
      "select stage_name, sum(eur) from deal where not is_closed group by 1",
      "select stage_name, count(*) from deal where not is_closed group by 1",
    ),
  ],
  [
    "period",
    director,
    "sales this quarter vs same quarter last year",
    rows(
      `select sum(eur) filter (${q.thisQuarter("order_date")}), sum(eur) filter (${q.span("2025-11-01", "2026-02-01")("order_date")}) from sale`,
    ),
  ],
  [
    "list",
    director,
    "deals lost this year and why",
    rows(
      `select id, loss_reason from deal where stage_name = 'Closed Lost' and ${q.thisYear("close_date")}`,
      `select loss_reason, count(*) from deal where stage_name = 'Closed Lost' and ${q.thisYear("close_date")} group by 1`,
    ),
  ],
  [
    "list",
    director,
    "renewals next month enterprise emea",
    rows(
      `select name from customer where segment = 'enterprise' and region = 'EMEA' and ${q.nextMonth("renewal_date")}`,
      `select id from deal where type = 'Renewal' and segment = 'enterprise' and region = 'EMEA' and ${q.nextMonth("close_date")}`,
    ),
  ],
  [
    "compare",
    director,
    "apac vs amer sales this year",
    rows(
      `select region, sum(eur) from sale where region in ('APAC', 'AMER') and ${q.thisYear("order_date")} group by all`,
    ),
  ],
  [
    "sum",
    director,
    "avg deal size won deals this year",
    rows(
      `select avg(eur) from deal where is_won and ${q.thisYear("close_date")}`,
      `select round(avg(eur), 2) from deal where is_won and ${q.thisYear("close_date")}`,
    ),
  ],
  [
    "top",
    director,
    "who bought most in france this year",
    orderedIn(
      `select account, sum(eur) from sale where country = 'FR' and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 1`,
      `select account, sum(eur) from sale where country = 'FR' and ${q.thisYear("order_date")} group by account_id, account order by 2 desc limit 10`,
    ),
  ],
  [
    "trend",
    director,
    "sales by month since june",
    rows(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where ${q.span("2026-06-01", "2027-02-01")("order_date")} group by 1`,
    ),
  ],
  [
    "risk",
    director,
    "any enterprise accounts in apac about to leave this quarter?",
    flow("retention", { region: "APAC", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "share",
    director,
    "what % of sales is enterprise this year",
    rows(
      `select sum(eur) filter (segment = 'enterprise') / sum(eur) from sale where ${q.thisYear("order_date")}`,
      `select segment, sum(eur) / sum(sum(eur)) over () from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  ["list", director, "customers we lost this year", rows(`select name from account where ${q.thisYear("churned_on")}`)],
  [
    "verb",
    director,
    "emea sales trends last q + chart",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
];
