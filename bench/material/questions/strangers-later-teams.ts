// Questions of another round of strangers in English: who runs a support team, and who reckons for sales; see
// strangers-later-english.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { flow, ordered, rows } from "./types.ts";
import {
  byGroupInSpans,
  formerToo,
  ofTwo,
  over,
  shareAmong,
  sharesIn,
  unknownToo,
  withChart,
} from "./strangers-layouts.ts";

const director = "sales-director";
const analyst = "analyst";

const closedInOctober = `from ticket where ${q.lastMonth("closed_date")}`;
// Clocks were put back in October: a night more or less an hour.
const inZurich = (column: string): string => `(${column} at time zone 'Europe/Zurich')`;

/** The lead of a British support team. */
const supportTeam: readonly Written[] = [
  [
    "count",
    director,
    "How many tickets have we got sitting open at the moment, split by priority?",
    rows("select priority, count(*) from ticket where not is_closed group by priority"),
  ],
  [
    "join",
    director,
    "Which customers have three or more tickets open right now?",
    formerToo((where) =>
      rows(`select account from ticket where not is_closed and ${where} group by account having count(*) >= 3`),
    ),
  ],
  [
    "list",
    director,
    "Could I have the critical tickets that are still unresolved, oldest at the top?",
    ordered("select case_number from ticket where not is_closed and priority = 'Critical' order by created_date"),
  ],
  [
    "sum",
    director,
    "For the tickets we closed in October, how many days did it take on average from being raised to being closed?",
    rows(
      `select avg(date_diff('day', created_date, closed_date)) ${closedInOctober}`,
      `select avg(epoch(closed_date - created_date) / 86400) ${closedInOctober}`,
      `select avg(epoch(${inZurich("closed_date")} - ${inZurich("created_date")}) / 86400) ${closedInOctober}`,
    ),
  ],
  [
    "share",
    director,
    "What proportion of the tickets raised last quarter came in by phone?",
    shareAmong("origin", "Phone", `from ticket where ${q.lastQuarter("created_date")}`),
  ],
  [
    "trend",
    director,
    "Plot the number of new tickets per week over the past 12 weeks, would you?",
    withChart(over("week", "created_date", "count(*)", "from ticket where created_date >= date '2026-08-24'")),
  ],
  [
    "compare",
    director,
    "Looking at tickets written in German since the first of September: how many were problems and how many feature requests?",
    ofTwo(
      "type",
      "Problem",
      "Feature Request",
      "count(*)",
      "from ticket where language = 'de' and created_date >= date '2026-09-01'",
    ),
  ],
  [
    "filter",
    director,
    "Show me every escalated ticket raised by a hospital or a university.",
    rows("select case_number from ticket where status = 'Escalated' and industry in ('Hospital', 'University')"),
  ],
  [
    "top",
    director,
    "Who've been our two noisiest customers over the last 90 days, going by number of tickets, and how many did they raise?",
    formerToo((where) =>
      ordered(
        `select account, count(*) from ticket where ${q.last90Days("created_date")} and ${where}
         group by account order by 2 desc limit 2`,
      ),
    ),
  ],
  [
    "risk",
    director,
    "Which of the small customers in APAC are likely to leave us next quarter? I'd like my team to ring them first.",
    flow("retention", { region: "APAC", segment: "small", period: "next quarter" }),
  ],
];

const ofTenLargest = (where: string, all: string): string =>
  `with bought as (select account, sum(eur) as eur from sale where ${q.thisYear("order_date")} and ${where} group by account),
     largest as (select eur from bought where account is not null order by eur desc limit 10)
   select ${all} * (select sum(eur) from largest)::double / sum(eur) from bought`;

const unitsLastQuarter = `from sale where ${q.lastQuarter("order_date")}`;

/** An analyst of revenue operations. */
const operations: readonly Written[] = [
  [
    "sum",
    analyst,
    "Annual contract value of active contracts by product line, in EUR, descending",
    ordered(
      "select product_line, sum(eur) from contract where status = 'active' group by product_line order by 2 desc",
    ),
  ],
  [
    "share",
    analyst,
    "Win rate of expansion deals by region for deals closed this fiscal year",
    sharesIn(
      "region",
      "count(*) filter (is_won)",
      `from deal where is_closed and type = 'Expansion' and ${q.thisYear("close_date")}`,
    ),
  ],
  [
    "sum",
    analyst,
    "Open pipeline by stage: number of deals and total value in EUR",
    rows("select stage_name, count(*), sum(eur) from deal where not is_closed group by stage_name"),
  ],
  [
    "period",
    analyst,
    "QoQ revenue by segment: last quarter against the quarter before it",
    unknownToo((where) =>
      byGroupInSpans(
        "segment",
        "sum(eur)",
        `from (select * from sale where ${where})`,
        q.lastQuarter("order_date"),
        q.quarterBefore("order_date"),
      ),
    ),
  ],
  [
    "sum",
    analyst,
    "Mean discount percent on active contracts per product line",
    rows("select product_line, avg(discount_percent) from contract where status = 'active' group by product_line"),
  ],
  [
    "compare",
    analyst,
    "Average size in EUR of new business deals won since 1 February, enterprise vs small",
    ofTwo(
      "segment",
      "enterprise",
      "small",
      "avg(eur)",
      "from deal where is_won and type = 'New Business' and close_date >= date '2026-02-01'",
    ),
  ],
  [
    "filter",
    analyst,
    "Count customers in Pharmaceuticals or Biotechnology with fewer than 50 employees outside AMER, per region",
    rows(
      `select region, count(*) from customer where industry in ('Pharmaceuticals', 'Biotechnology')
       and number_of_employees < 50 and region <> 'AMER' group by region`,
    ),
  ],
  [
    "share",
    analyst,
    "Seat utilisation by region for October 2026",
    unknownToo((where) =>
      sharesIn(
        "region",
        "sum(active_users)",
        `from usage_week where ${q.lastMonth("week")} and ${where}`,
        "sum(licensed_users)",
      ),
    ),
  ],
  [
    "trend",
    analyst,
    "Units sold per product line in each month of last quarter",
    rows(
      `select product_line, sum(quantity) ${unitsLastQuarter} group by product_line, date_trunc('month', order_date)`,
      `select product_line, ${[8, 9, 10].map((it) => `sum(quantity) filter (month(order_date) = ${it})`).join(", ")}
       ${unitsLastQuarter} group by product_line`,
    ),
  ],
  [
    "share",
    analyst,
    "What percentage of this fiscal year's revenue comes from the ten customers who bought the most?",
    unknownToo((where) => rows(ofTenLargest(where, "100"), ofTenLargest(where, "1"))),
  ],
];

export const strangersLaterTeams: readonly Written[] = [...supportTeam, ...operations];
