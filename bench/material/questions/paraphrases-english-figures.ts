// Paraphrases in English that ask for figures; see paraphrases-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const paraphrasesEnglishFigures: readonly Written[] = [
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
];
