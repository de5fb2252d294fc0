// Questions of another round of strangers in English, written without a look at what is understood.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import { either, inSpans, ofTwo, over, shareAmong, withChart } from "./strangers-layouts.ts";
import { strangersLaterTeams } from "./strangers-later-teams.ts";

const manager = "sales-manager";
const director = "sales-director";

/** The sales director of EMEA, between two meetings. */
const betweenMeetings: readonly Written[] = [
  [
    "risk",
    manager,
    "EMEA enterprise accounts we could lose this quarter: names, why, and a draft mail to each please.",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "sum",
    manager,
    "Sales last quarter by country, biggest first.",
    ordered(`select country, sum(eur) from sale where ${q.lastQuarter("order_date")} group by country order by 2 desc`),
  ],
  [
    "period",
    manager,
    "Total sales last quarter vs the same quarter a year earlier. Just the two numbers.",
    inSpans("sum(eur)", "from sale", q.lastQuarter("order_date"), q.lastQuarterAYearBefore("order_date")),
  ],
  [
    "filter",
    manager,
    "Open deals over 200k euros that should close by the end of December?",
    rows("select id from deal where not is_closed and eur > 200000 and close_date < date '2027-01-01'"),
  ],
  [
    "top",
    manager,
    "Which three of my reps won the most deal value last quarter, and how much?",
    ordered(
      `select u.name, sum(d.eur) from deal d join colleague u on u.id = d.owner_id
       where d.is_won and ${q.lastQuarter("d.close_date")} group by u.name order by 2 desc limit 3`,
    ),
  ],
  [
    "count",
    manager,
    "Why are we losing deals? Number lost per reason since the fiscal year started.",
    rows(
      `select loss_reason, count(*) from deal where is_closed and not is_won and ${q.thisYear("close_date")}
       group by loss_reason`,
    ),
  ],
  [
    "list",
    manager,
    "Denmark, Sweden, Norway, Finland - who is up for renewal between now and the end of January?",
    rows(
      `select name from customer where country in ('DK', 'SE', 'NO', 'FI')
       and renewal_date between date '2026-11-16' and date '2027-01-31'`,
    ),
  ],
  [
    "share",
    manager,
    "How much of last quarter's revenue was enterprise, in percent?",
    shareAmong("segment", "enterprise", `from sale where ${q.lastQuarter("order_date")}`, "sum(eur)"),
  ],
  [
    "trend",
    manager,
    "Monthly sales of the Separation line since February, as a line chart.",
    withChart(
      over(
        "month",
        "order_date",
        "sum(eur)",
        "from sale where product_line = 'Separation' and order_date >= date '2026-02-01'",
      ),
    ),
  ],
  [
    "filter",
    manager,
    "Enterprise customers who haven't ordered anything since the start of June?",
    // Of some the number in the ERP is unknown: they have no order that anybody knows of.
    rows(
      `select name from customer where segment = 'enterprise'
       and id not in (select account_id from purchase where order_date >= date '2026-06-01')`,
      `select name from customer where segment = 'enterprise' and erp_customer is not null
       and id not in (select account_id from purchase where order_date >= date '2026-06-01')`,
    ),
  ],
];

const sinceJanuary = "churned_on >= date '2026-01-01'";

/** A founder, thinking aloud. */
const founder: readonly Written[] = [
  [
    "period",
    director,
    "I keep telling the board that we're growing, so let's be honest for once: what did we sell from February through October this year, and what was it in the same months of last year?",
    inSpans(
      "sum(eur)",
      "from sale",
      q.span("2026-02-01", "2026-11-01")("order_date"),
      q.span("2025-02-01", "2025-11-01")("order_date"),
    ),
  ],
  [
    "count",
    director,
    "Somebody said at lunch that customers are running away from us. How many have actually left since January, region by region?",
    rows(`select region, count(*) from account where ${sinceJanuary} group by region`),
  ],
  [
    "compare",
    director,
    "Hmm, and those who left since January, were they the big ones? I mean, how many enterprise and how many small customers did we lose?",
    ofTwo("segment", "enterprise", "small", "count(*)", `from account where ${sinceJanuary}`),
  ],
  [
    "compare",
    director,
    "I've got this hunch that Japan is quietly overtaking Germany... what was the revenue of each of the two last quarter?",
    ofTwo("country", "JP", "DE", "sum(eur)", `from sale where ${q.lastQuarter("order_date")}`),
  ],
  [
    "top",
    director,
    "Which instrument has earned us the most since January - money, not pieces - oh, and give me the runner-up as well.",
    ordered(
      `select product, sum(eur) from sale where order_date >= date '2026-01-01' group by product order by 2 desc limit 2`,
    ),
  ],
  [
    "verb",
    director,
    "We should be nicer to the people who pay our bills. Write our ten best clients a personal follow-up each, with pictures of the products they've been looking at and how their warranties stand.",
    flow("follow-up", { count: "10", period: "last 12 months" }),
  ],
  [
    "list",
    director,
    "I want to thank the ones who believed in us early: which enterprise customers have been with us for more than ten years?",
    rows("select name from customer where segment = 'enterprise' and customer_since < date '2016-11-16'"),
  ],
  [
    "sum",
    director,
    "Cash is on my mind. All in all, how much money is overdue right now, in euros?",
    rows("select sum(eur) from invoice where status = 'overdue'"),
  ],
  [
    "verb",
    director,
    "The summer collection needs some love - product texts for each kind of customer and nice lifestyle pictures - but whatever AI we use for that mustn't get to see the rest of our database.",
    flow("collection", { collection: "summer" }),
  ],
  [
    "compare",
    director,
    "Do small customers buy different things than enterprise ones? Show me last quarter's revenue per product line for these two segments.",
    rows(
      `select product_line, segment, sum(eur) from sale
       where segment in ('small', 'enterprise') and ${q.lastQuarter("order_date")} group by product_line, segment`,
      `select product_line, sum(eur) filter (segment = 'small'), sum(eur) filter (segment = 'enterprise') from sale
       where segment in ('small', 'enterprise') and ${q.lastQuarter("order_date")} group by product_line`,
    ),
  ],
];

const salesPeople = "select name from colleague where region = 'EMEA'";

/** Somebody new, who doesn't know yet what things are called. */
const newcomer: readonly Written[] = [
  [
    "count",
    director,
    "How many companies do we sell to today, and how many used to be with us and have left?",
    ofTwo("status", "active", "churned", "count(*)", "from account"),
  ],
  [
    "count",
    director,
    "What sorts of products do we make? Just the categories and how many there are in each.",
    either(
      rows("select category, count(*) from product group by category"),
      rows("select category, count(*) from product where not discontinued group by category"),
    ),
  ],
  [
    "list",
    director,
    "Who are our sales people in EMEA?",
    rows(`${salesPeople} and title = 'Account Executive'`, `${salesPeople} and title <> 'Customer Support Engineer'`),
  ],
  [
    "list",
    director,
    "Is there anything in the catalogue that we don't make any more?",
    rows("select name from product where discontinued"),
  ],
  [
    "count",
    director,
    "How many guarantees are going to run out between today and New Year's Eve?",
    rows("select count(*) from warranty where end_date between date '2026-11-16' and date '2026-12-31'"),
  ],
];

export const strangersLaterEnglish: readonly Written[] = [
  ...betweenMeetings,
  ...strangersLaterTeams,
  ...founder,
  ...newcomer,
];
