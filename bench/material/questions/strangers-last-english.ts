// Questions that people in three jobs typed in their own words: who heads customer success and prepares a Monday meeting, who
// watches how instruments are used, and who chases unpaid invoices. Written by somebody who knows the company's data and
// nothing of the planner. Where colleagues might show other columns, several layouts are right.
import * as q from "./types.ts";
import type { Expected, Written } from "./types.ts";
import { flow, ordered, orderedIn, rows } from "./types.ts";
import { byGroupInSpans, either, formerToo, inSpans, over, share, unknownToo, withChart } from "./strangers-layouts.ts";

const manager = "sales-manager";
const director = "sales-director";
const analyst = "analyst";

const lastFourWeeks = "week >= date '2026-10-19'";
const lastEightWeeks = q.span("2026-09-21", "2026-11-16");

const renewing = (until: string): string =>
  `select name, renewal_date from customer where renewal_date between date '2026-11-16' and date '${until}' order by 2`;

const champions = `from contact where role = 'champion' and account_id in (
  select id from customer where segment = 'enterprise' and renewal_date between date '2027-01-01' and date '2027-01-31')`;

/** Heads customer success in EMEA. */
const success: readonly Written[] = [
  [
    "risk",
    manager,
    "Which mid-market customers in EMEA look likely to leave us this quarter? Write each of them a mail I can send.",
    flow("retention", { region: "EMEA", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "list",
    manager,
    "customers whose renewal comes up in the next 30 days, soonest first",
    orderedIn(renewing("2026-12-15"), renewing("2026-12-16")),
  ],
  [
    "join",
    manager,
    "Which of our enterprise customers have a high or critical ticket open right now?",
    rows(
      `select distinct name from customer where segment = 'enterprise' and id in (
         select account_id from ticket where not is_closed and priority in ('High', 'Critical'))`,
      `select c.name from customer c join ticket t on t.account_id = c.id
       where c.segment = 'enterprise' and not t.is_closed and t.priority in ('High', 'Critical')`,
    ),
  ],
  [
    "period",
    manager,
    "How many customers did we lose last quarter and how many in the one before?",
    inSpans("count(*)", "from account", q.lastQuarter("churned_on"), q.quarterBefore("churned_on")),
  ],
  [
    "top",
    manager,
    "five enterprise customers with the lowest seat use over the last four weeks",
    ordered(
      `select account from usage_week
       where segment = 'enterprise' and ${lastFourWeeks} and account in (select name from customer)
       group by account order by sum(active_users)::double / sum(licensed_users) limit 5`,
    ),
  ],
  [
    "trend",
    manager,
    "Are things calming down? Show me new tickets per week since the beginning of October.",
    over("week", "created_date", "count(*)", "from ticket where created_date >= date '2026-10-01'"),
  ],
  [
    "join",
    manager,
    "I need the email addresses of the champions at enterprise customers that renew in January",
    rows(`select email ${champions}`, `select email ${champions} and email is not null`),
  ],
  [
    "verb",
    manager,
    "Write follow-up mails to our 5 best clients with pictures of the products they looked at and what warranty they have",
    flow("follow-up", { count: "5" }),
  ],
];

const enterpriseSessions = (where: string): string =>
  `from usage_week where week >= date '2026-07-01' and week < date '2026-11-01' and ${where}`;
const enterpriseShare = "sum(sessions) filter (segment = 'enterprise')::double / sum(sessions)";
/** Below each other, or beside each other. */
const seatUse = (times: string): Expected => {
  const of = (which: string): string =>
    `${times}sum(active_users) filter (${which})::double / sum(licensed_users) filter (${which})`;
  const from = `from usage_week where region in ('APAC', 'EMEA') and ${q.thisQuarter("week")}`;
  return rows(
    `select region, ${of("true")} ${from} group by region`,
    `select ${of("region = 'APAC'")}, ${of("region = 'EMEA'")} ${from}`,
  );
};

const unseen = (since: string): string =>
  `select name from product where product_id not in (select product_id from product_view where viewed_at >= date '${since}')`;

/** Looks after instruments in the field, and at how they are used. */
const engineer: readonly Written[] = [
  [
    "trend",
    analyst,
    "instrument errors per week since 1 August",
    over("week", "week", "sum(errors)", "from usage_week where week >= date '2026-08-01'"),
  ],
  [
    "top",
    analyst,
    "Which five customers had the most errors in the last four weeks?",
    ordered(
      `select account, sum(errors) from usage_week where ${lastFourWeeks} and account is not null
       group by account order by 2 desc limit 5`,
    ),
  ],
  [
    "compare",
    analyst,
    "errors per session in each region over the last eight weeks",
    unknownToo((where) =>
      rows(
        `select region, sum(errors)::double / sum(sessions) from usage_week
         where ${lastEightWeeks("week")} and ${where} group by region`,
      ),
    ),
  ],
  [
    "filter",
    analyst,
    "Who had more than 20 instrument errors in the week of 9 November?",
    unknownToo((where) =>
      rows(`select account from usage_week where week = date '2026-11-09' and errors > 20 and ${where}`),
    ),
  ],
  [
    "top",
    analyst,
    "top 10 most viewed products in October",
    ordered(
      `select product, count(*) from product_view where ${q.lastMonth("viewed_at")} group by product order by 2 desc limit 10`,
    ),
  ],
  [
    "verb",
    analyst,
    "Chart product views per week for the last eight weeks, please",
    withChart(over("week", "viewed_at", "count(*)", `from product_view where ${lastEightWeeks("viewed_at")}`)),
  ],
  [
    "period",
    analyst,
    "How many instrument hours did each segment run last quarter compared to the quarter before?",
    unknownToo((where) =>
      byGroupInSpans(
        "segment",
        "sum(instrument_hours)",
        `from (from usage_week where ${where})`,
        q.lastQuarter("week"),
        q.quarterBefore("week"),
      ),
    ),
  ],
  [
    "filter",
    analyst,
    "Which products has nobody looked at in the last 30 days?",
    either(
      rows(unseen("2026-10-17"), unseen("2026-10-16")),
      rows(`${unseen("2026-10-17")} and not discontinued`, `${unseen("2026-10-16")} and not discontinued`),
    ),
  ],
  [
    "share",
    analyst,
    "Month by month from July to October, what share of all sessions came from enterprise customers?",
    unknownToo((where) =>
      either(
        over("month", "week", enterpriseShare, enterpriseSessions(where)),
        over("month", "week", `100 * ${enterpriseShare}`, enterpriseSessions(where)),
      ),
    ),
  ],
  [
    "compare",
    analyst,
    "Are APAC customers using less of their seats than EMEA ones this quarter?",
    either(seatUse(""), seatUse("100 * ")),
  ],
];

const overdue = "from invoice where status = 'overdue'";
const daysToPay = "avg(paid_on - issued_on)";

/** Chases what is not paid. */
const office: readonly Written[] = [
  [
    "sum",
    director,
    "how much is overdue in each region, biggest first",
    ordered(`select region, sum(eur) ${overdue} group by region order by 2 desc`),
  ],
  [
    "top",
    director,
    "Who owes us the most? Top 10 customers by overdue amount",
    formerToo((where) =>
      ordered(`select account, sum(eur) ${overdue} and ${where} group by account order by 2 desc limit 10`),
    ),
  ],
  [
    "list",
    director,
    "Open invoices that fall due this week",
    rows("select number from invoice where status = 'open' and due_on between date '2026-11-16' and date '2026-11-22'"),
  ],
  [
    "share",
    director,
    "What percentage of the invoices we issued last quarter is overdue?",
    either(
      share("status = 'overdue'", `from invoice where ${q.lastQuarter("issued_on")}`),
      share("status = 'overdue'", `from invoice where status <> 'void' and ${q.lastQuarter("issued_on")}`),
    ),
  ],
  [
    "count",
    director,
    "failed payments since the first of August, by payment method",
    rows("select method, count(*) from payment where failed and paid_on >= date '2026-08-01' group by method"),
  ],
  [
    "join",
    director,
    "Customers with two or more overdue invoices, and how much that is in total for each",
    formerToo((where) =>
      rows(`select account, sum(eur) ${overdue} and ${where} group by account having count(*) >= 2`),
    ),
  ],
  [
    "compare",
    director,
    "For invoices paid this fiscal year: how many days after issue do customers pay on average, by segment?",
    unknownToo((where) =>
      rows(
        `select segment, ${daysToPay} from invoice where status = 'paid' and ${q.thisYear("paid_on")} and ${where}
         group by segment`,
      ),
    ),
  ],
  [
    "verb",
    director,
    "Marketing keeps asking me: make product descriptions and lifestyle images for the new summer collection",
    flow("collection", { collection: "summer" }),
  ],
];

export const strangersLastEnglish: readonly Written[] = [...success, ...engineer, ...office];
