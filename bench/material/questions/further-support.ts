// Questions of a support lead in a hurry, slips and all. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, refused } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";

export const furtherSupport: readonly Written[] = [
  [
    "count",
    director,
    "opne tickets by priorty",
    rows("select priority, count(*) from ticket where not is_closed group by 1"),
  ],
  [
    "count",
    director,
    "how many critcal tickets this week",
    rows(
      `select count(*) from ticket where priority = 'Critical' and ${q.span("2026-11-16", "2026-11-23")("created_date")}`,
    ),
  ],
  [
    "list",
    director,
    "tickets fron hospitals last month",
    rows(`select case_number from ticket where industry = 'Hospital' and ${q.lastMonth("created_date")}`),
  ],
  [
    "join",
    director,
    "which custmers have more then 5 open tickets",
    rows(
      "select account from ticket where not is_closed and account_id in (select id from customer) group by account_id, account having count(*) > 5",
      "select account from ticket where not is_closed and account is not null group by account_id, account having count(*) > 5",
    ),
  ],
  [
    "count",
    director,
    "tikets per chanel last quater",
    rows(`select origin, count(*) from ticket where ${q.lastQuarter("created_date")} group by 1`),
  ],
  [
    "filter",
    manager,
    "escalated tickets in germany and austria",
    rows("select case_number from ticket where status = 'Escalated' and country in ('DE', 'AT')"),
  ],
  [
    "count",
    director,
    "nr of tickets per country last week",
    rows(`select country, count(*) from ticket where ${q.span("2026-11-09", "2026-11-16")("created_date")} group by 1`),
  ],
  [
    "count",
    director,
    "how many tickets did we close last month?",
    rows(`select count(*) from ticket where is_closed and ${q.lastMonth("closed_date")}`),
  ],
  [
    "count",
    director,
    "feature reqests this year by segment",
    rows(
      `select segment, count(*) from ticket where type = 'Feature Request' and ${q.thisYear("created_date")} group by 1`,
    ),
  ],
  [
    "join",
    director,
    "customers with critical open tickets and overdue invoices",
    rows(
      "select name from customer where id in (select account_id from ticket where priority = 'Critical' and not is_closed) and id in (select account_id from invoice where status = 'overdue')",
    ),
  ],
  [
    "list",
    manager,
    "unresolved tickets of enterprize customers, oldest first",
    ordered("select case_number from ticket where not is_closed and segment = 'enterprise' order by created_date, id"),
  ],
  [
    "period",
    director,
    "are there more tickets this month than last month?",
    rows(
      `select count(*) filter (${q.thisMonth("created_date")}), count(*) filter (${q.lastMonth("created_date")}) from ticket`,
    ),
  ],
  [
    "filter",
    director,
    "tickets not from web or chat this month",
    rows(`select case_number from ticket where origin not in ('Web', 'Chat') and ${q.thisMonth("created_date")}`),
  ],
  [
    "filter",
    director,
    "problem tickets from pharma or biotech in amer, still open",
    rows(
      "select case_number from ticket where type = 'Problem' and industry in ('Pharmaceuticals', 'Biotechnology') and region = 'AMER' and not is_closed",
    ),
  ],
  ["unanswerable", director, "how happy are customers with support", refused],
];
