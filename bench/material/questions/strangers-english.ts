// Questions that people in different jobs asked in their own words in English. Whoever wrote them knew the company's catalog
// and systems, and nothing of what a planner understands.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { politely, tersely } from "./strangers-english-analysts.ts";
import { byGroupInSpans, inSpans, over, shareAmong, shares, withChart } from "./strangers-layouts.ts";

const director = "sales-director";

/** A head of sales, on the phone between two meetings. */
const onThePhone: readonly Written[] = [
  [
    "top",
    director,
    "who are our 5 biggest customers by revenue this year",
    ordered(
      `select account, sum(eur) from sale where account_id in (select id from customer) and ${q.thisYear("order_date")}
       group by account order by 2 desc limit 5`,
    ),
  ],
  [
    "period",
    director,
    "how much did we sell in october vs september",
    inSpans("sum(eur)", "from sale", q.lastMonth("order_date"), q.monthBefore("order_date")),
  ],
  [
    "compare",
    director,
    "value of open deals by region",
    rows("select region, sum(eur) from deal where not is_closed group by region"),
  ],
  [
    "count",
    director,
    "how many deals did we lose to a competitor since february",
    rows("select count(*) from deal where loss_reason = 'Competitor' and close_date >= date '2026-02-01'"),
  ],
  [
    "top",
    director,
    "whats the biggest deal still open in apac",
    rows(
      "select id from deal where region = 'APAC' and not is_closed order by eur desc limit 1",
      "select account, eur from deal where region = 'APAC' and not is_closed order by eur desc limit 1",
    ),
  ],
  [
    "risk",
    director,
    "emea enterprise accounts likely to leave us this quarter, write each of them something nice to keep them",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    director,
    "why did sales in amer move last quarter, need a chart for the board",
    flow("sales-trends", { region: "AMER", period: "last quarter" }),
  ],
  [
    "risk",
    director,
    "apac mid-market, who could we lose next quarter",
    flow("retention", { region: "APAC", segment: "mid-market", period: "next quarter" }),
  ],
  [
    "share",
    director,
    "how much of last quarters revenue was imaging, in percent",
    shareAmong("product_line", "Imaging", `from sale where ${q.lastQuarter("order_date")}`, "sum(eur)"),
  ],
  [
    "filter",
    director,
    "which customers in germany or france renew in december, skip the small ones",
    rows(
      `select name from customer where country in ('DE', 'FR') and segment <> 'small' and ${q.nextMonth("renewal_date")}`,
    ),
  ],
];

const bought = (line: string): string =>
  `select account_id from sale where product_line = '${line}' and account_id is not null and ${q.thisYear("order_date")}`;

/** An assistant in marketing, who explains what for. */
const atLength: readonly Written[] = [
  [
    "top",
    director,
    "For the newsletter that we want to send out before Christmas I would need to know which products of the Summer 2027 collection have been looked at most often over the last 90 days, so that I can put the five favourites right at the top.",
    ordered(
      `select v.product, count(*) from product_view v join product p using (product_id)
       where p.collection = 'Summer 2027' and ${q.last90Days("viewed_at")} group by v.product order by 2 desc limit 5`,
    ),
  ],
  [
    "join",
    director,
    "I am preparing a little campaign and would like to have the names of all customers in Switzerland or Austria that have bought something from the Imaging line this fiscal year but nothing from the Automation line in the same time.",
    rows(
      `select name from customer where country in ('CH', 'AT')
       and id in (${bought("Imaging")}) and id not in (${bought("Automation")})`,
    ),
  ],
  [
    "filter",
    director,
    "My boss has asked me how many contacts we could actually write to, meaning that they have not opted out of email and that their address has not bounced, and she wants to have it split by the language they speak.",
    rows(
      `select language, count(*) from contact where not has_opted_out_of_email and email_bounced_date is null
       group by language`,
    ),
  ],
  [
    "verb",
    director,
    "Could you please write personalised product descriptions and make matching lifestyle pictures for the products of our classic collection, because we are refreshing the website, and without the whole database going to some AI outside of the company?",
    flow("collection", { collection: "classic" }),
  ],
  [
    "verb",
    director,
    "Now that the trade fair is over I would love to send a personal follow-up email to our fifteen best clients, with pictures of the products that they have been looking at and something about their warranty, so could you prepare those for me?",
    flow("follow-up", { count: "15" }),
  ],
  [
    "trend",
    director,
    "Because we started a new campaign in the summer I would like to see on a chart how the number of product views per month went from August until October of this year, so that we know whether it has worked.",
    withChart(over("month", "viewed_at", "count(*)", `from product_view where ${q.lastQuarter("viewed_at")}`)),
  ],
  [
    "list",
    director,
    "We want to welcome our new customers with a small gift, so can you find me all the customers in the Food & Beverage or Agriculture industries in EMEA that have been customers only since the first of January 2026 or later?",
    rows(
      `select name from customer where industry in ('Food & Beverage', 'Agriculture') and region = 'EMEA'
       and customer_since >= date '2026-01-01'`,
    ),
  ],
  [
    "share",
    director,
    "I was wondering what percentage of our revenue in the last fiscal year came from each of the collections, ideally as a table with one line per collection.",
    shares("collection", `from sale where ${q.lastYear("order_date")}`, "sum(eur)"),
  ],
];

/** Who leads support, in a hurry. */
const inAHurry: readonly Written[] = [
  [
    "count",
    director,
    "how mnay critical tikets are still open",
    rows("select count(*) from ticket where priority = 'Critical' and not is_closed"),
  ],
  [
    "join",
    director,
    "wich customers had more then 8 tickets in the last 90 days",
    rows(
      `select account from ticket where account_id in (select id from customer) and ${q.last90Days("created_date")}
       group by account having count(*) > 8`,
    ),
  ],
  [
    "period",
    director,
    "tickest by origin last month compared with the month befor",
    byGroupInSpans("origin", "count(*)", "from ticket", q.lastMonth("created_date"), q.monthBefore("created_date")),
  ],
  [
    "top",
    director,
    "10 oldest open tickets pls with priority",
    ordered(`select case_number, priority from ticket where not is_closed order by created_date limit 10`),
  ],
  [
    "join",
    director,
    "enterprise customers with an escalated ticket that is not low priorty",
    rows(
      `select name from customer where segment = 'enterprise'
       and id in (select account_id from ticket where status = 'Escalated' and priority <> 'Low')`,
    ),
  ],
  [
    "share",
    director,
    "what percentge of the tickets this fiscal year were about billing",
    shareAmong("type", "Billing", `from ticket where ${q.thisYear("created_date")}`),
  ],
  [
    "trend",
    director,
    "show me a grpah of new tickets per week since 7 september",
    withChart(over("week", "created_date", "count(*)", "from ticket where created_date >= date '2026-09-07'")),
  ],
];

export const strangersEnglish: readonly Written[] = [...onThePhone, ...politely, ...tersely, ...atLength, ...inAHurry];
