// Questions of a marketing assistant, who explains what they are for. Written before the grammar that reads them was looked at.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, ordered, charted, flow, refused } from "./types.ts";

const director = "sales-director";

const mostViewed = (span: string) =>
  `select product, count(*) from product_view where ${span} group by 1 order by 2 desc limit 10`;

export const furtherMarketing: readonly Written[] = [
  [
    "verb",
    director,
    "We are preparing the launch campaign, so could you please put together descriptions and lifestyle pictures for all of the products in our summer collection, without giving our whole database away?",
    flow("collection", { collection: "summer" }),
  ],
  [
    "list",
    director,
    "For a mailing that I am planning I would need a list of all German-speaking contacts at our university customers in Switzerland.",
    rows(
      "select name from contact where language = 'de' and industry = 'University' and country = 'CH' and account_status = 'active'",
      "select name from contact where language = 'de' and industry = 'University' and country = 'CH'",
    ),
  ],
  [
    "verb",
    director,
    "I'm putting together a slide on our customer base, so I'd love a bar chart showing how many customers we have in each industry.",
    charted("select industry, count(*) from customer group by 1"),
  ],
  [
    "top",
    director,
    "For the newsletter, can you let me know which products have been looked at most often over the last 30 days, let's say the top ten?",
    ordered(mostViewed(q.last30Days("viewed_at"))),
  ],
  [
    "top",
    director,
    "It would be really helpful to know which three products in the Core collection sold the most units this year",
    ordered(
      `select product, sum(quantity) from sale where collection = 'Core' and ${q.thisYear("order_date")} group by 1 order by 2 desc limit 3`,
    ),
  ],
  [
    "join",
    director,
    "Since we're thinking about a special offer, how many customers in Sweden, Norway, Denmark and Finland have bought pipettes so far this year?",
    rows(
      `select count(distinct account_id) from sale where country in ('SE', 'NO', 'DK', 'FI') and category = 'Pipettes' and ${q.thisYear("order_date")}`,
      `select count(distinct account_id) from sale where account_id in (select id from customer) and country in ('SE', 'NO', 'DK', 'FI') and category = 'Pipettes' and ${q.thisYear("order_date")}`,
      `select country, count(distinct account_id) from sale where account_id in (select id from customer) and country in ('SE', 'NO', 'DK', 'FI') and category = 'Pipettes' and ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "trend",
    director,
    "My boss would like to see how sales of the Imaging line developed month by month over the last fiscal year, ideally as a chart.",
    charted(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where product_line = 'Imaging' and ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "join",
    director,
    "Could you find out for me which of our small customers in Germany have never ordered any microscopes",
    rows(
      "select name from customer where segment = 'small' and country = 'DE' and id not in (select account_id from sale where category = 'Microscopes' and account_id is not null)",
    ),
  ],
  [
    "count",
    director,
    "I was wondering how many prospects we have at the moment, split by industry and region",
    rows("select industry, region, count(*) from account where status = 'prospect' group by all"),
  ],
  [
    "list",
    director,
    "Which email addresses do we have for the champions at enterprise customers in France?",
    rows(
      "select email from contact where role = 'champion' and segment = 'enterprise' and country = 'FR' and account_status = 'active'",
      "select email from contact where role = 'champion' and segment = 'enterprise' and country = 'FR'",
    ),
  ],
  ["unanswerable", director, "How did our last advertising campaign do in terms of new leads?", refused],
  [
    "filter",
    director,
    "What are the products that cost less than 500 euros and belong to either the Core or the Classic collection?",
    rows("select name from product where list_price < 500 and collection in ('Core', 'Classic')"),
  ],
  [
    "share",
    director,
    "When it comes to sales, what percentage does each product line contribute this year?",
    rows(
      `select product_line, sum(eur) / sum(sum(eur)) over () from sale where ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  [
    "verb",
    director,
    "Could you draft follow-up emails to our ten biggest clients that show pictures of what they viewed and say something about their warranties, please",
    flow("follow-up", { count: "10" }),
  ],
];
