// Sales of a region in a span of months against the span before and the same months a year before: by month and product
// line, what made the difference, a summary whose numbers are cells of the answer, and charts.
//
// A sale is an order's item by the day of the order, cancelled orders left out, in euros at the rate of its month, each item
// rounded to the cent: sums of such cents are exact, so parts add up to the whole to the cent.
import { column, flow, oneOf, period, prompt, query, table } from "gantry";

/** Whole months where the period is of such, else days: how far back what came before it began. */
const before = `case when day($period_start) = 1 and day($period_end) = 1
  then ($period_start - to_months(date_diff('month', $period_start, $period_end)::int))::date
  else $period_start - ($period_end - $period_start)::int end`;
const aYearBefore = (day: string): string => `((${day}) - interval 12 month)::date`;

const accounts = query(
  "account_id",
  `select id as account_id, region, segment, erp_customer, customer_since, churned_on from crm.accounts
   where region = $region and erp_customer is not null`,
  "Customers of the region",
);

// Beside each of the two spans that are compared with.
const newcomers = query(
  "newcomer",
  `select account_id || '/year' as newcomer, account_id, 'year' as base
   from accounts where customer_since >= ${aYearBefore("$period_end")}
   union all
   select account_id || '/before', account_id, 'before' from accounts where customer_since >= $period_start`,
  "Who became a customer since",
);

const leavers = query("account_id", "select account_id from accounts where churned_on < $period_end", "Who has left");

const sold = query(
  "sale",
  `with spans as (
     select * from (values
       ('now', $period_start, $period_end),
       ('before', ${before}, $period_start),
       ('year', ${aYearBefore("$period_start")}, ${aYearBefore("$period_end")}),
       ('year_before', ${aYearBefore(before)}, ${aYearBefore("$period_start")})) as t(span, starts, ends))
   select s.span || '/' || i.sales_order_id || '/' || i.item_number as sale, s.span,
          date_trunc('month', o.order_date)::date as month, a.account_id, a.region, a.segment, o.sales_order_id,
          p.product_line, i.product_id, o.currency, i.quantity, i.net_amount,
          round(i.net_amount * f.to_eur, 2)::decimal(18, 2) as sales
   from erp.sales_orders o
   join spans s on o.order_date >= s.starts and o.order_date < s.ends
   join accounts a on a.erp_customer = o.customer
   join erp.sales_order_items i on i.sales_order_id = o.sales_order_id
   join erp.products p on p.product_id = i.product_id
   join billing.fx_rates f on f.currency = o.currency and f.valid_from = date_trunc('month', o.order_date)::date
   where o.status <> 'Cancelled' and o.order_date >= ${aYearBefore(before)} and o.order_date < $period_end`,
  "Items sold, in euros",
);

const during = (span: string): string => `coalesce(sum(sales) filter (span = '${span}'), 0)`;

/** Sales of each value of a column in the three spans, and how far they moved. */
const compared = (by: string, title: string) =>
  query(
    by,
    `select ${by}, ${during("now")} as sales, ${during("before")} as sales_before, ${during("year")} as sales_year,
            ${during("now")} - ${during("before")} as change_before, ${during("now")} - ${during("year")} as change_year,
            ${during("now")} / nullif(${during("before")}, 0) - 1 as growth_before,
            ${during("now")} / nullif(${during("year")}, 0) - 1 as growth_year
     from sold where span <> 'year_before' group by ${by} order by sales desc, ${by}`,
    title,
  );

const months = query(
  "month",
  `with aligned as (
     select case when span in ('year', 'year_before') then (month + interval 12 month)::date else month end as month,
            span in ('now', 'before') as is_own, sales
     from sold)
   select month, strftime(month, '%b %Y') as month_name,
          sum(sales) filter (is_own) as sales, sum(sales) filter (not is_own) as sales_year
   from aligned group by month order by month`,
  "By month",
);

const lineMonths = query(
  "line_month",
  `with aligned as (
     select case when span = 'year' then (month + interval 12 month)::date else month end as month, span, product_line, sales
     from sold where span in ('now', 'year'))
   select product_line || '/' || month as line_month, product_line, month, strftime(month, '%b %Y') as month_name,
          ${during("now")} as sales, ${during("year")} as sales_year, ${during("now")} - ${during("year")} as change_year
   from aligned group by product_line, month order by product_line, month`,
  "By product line and month",
);

// What a customer bought then and now. Who bought in one of the two only came or went; of who bought in both, what was bought
// in one only is another choice of products; of the rest, more or fewer pieces at the price of then are volume, the rate of
// exchange is its own part, and what remains is price.
const driverLines = query(
  "driver_line",
  `with bases as (select * from (values ('year'), ('before')) as t(base)),
   baskets as (
     select b.base, s.account_id, s.product_id, s.product_line, s.currency,
            coalesce(sum(s.sales) filter (s.span = 'now'), 0) as sales_now,
            coalesce(sum(s.sales) filter (s.span <> 'now'), 0) as sales_then,
            coalesce(sum(s.net_amount) filter (s.span = 'now'), 0) as net_now,
            coalesce(sum(s.net_amount) filter (s.span <> 'now'), 0) as net_then,
            coalesce(sum(s.quantity) filter (s.span = 'now'), 0) as pieces_now,
            coalesce(sum(s.quantity) filter (s.span <> 'now'), 0) as pieces_then
     from sold s join bases b on s.span = 'now' or s.span = b.base
     group by b.base, s.account_id, s.product_id, s.product_line, s.currency),
   buyers as (
     select base, account_id, sum(pieces_now) > 0 as bought_now, sum(pieces_then) > 0 as bought_then
     from baskets group by base, account_id),
   told as (
     select k.*, case when not u.bought_then and n.account_id is not null then 'New customers'
                      when not u.bought_then then 'Returning customers'
                      when not u.bought_now and l.account_id is not null then 'Lost customers'
                      when not u.bought_now then 'Paused customers' end as driver
     from baskets k
     join buyers u on u.base = k.base and u.account_id = k.account_id
     left join newcomers n on n.base = k.base and n.account_id = k.account_id
     left join leavers l on l.account_id = k.account_id),
   kept as (
     select base, product_line, product_id, currency,
            sum(sales_now) as sales_now, sum(sales_then) as sales_then, sum(net_now) as net_now, sum(net_then) as net_then,
            sum(pieces_now) as pieces_now, sum(pieces_then) as pieces_then
     from told where driver is null group by base, product_line, product_id, currency),
   parts as (
     select base, product_line, sales_now - sales_then as change,
            round((pieces_now - pieces_then) * sales_then / pieces_then, 2)::decimal(18, 2) as volume,
            sales_now - round(net_now * sales_then / net_then, 2)::decimal(18, 2) as rates
     from kept where pieces_now > 0 and pieces_then > 0),
   drivers as (
     select base, driver, product_line, sales_now - sales_then as change from told where driver is not null
     union all
     select base, 'Choice of products', product_line, sales_now - sales_then
     from kept where pieces_now = 0 or pieces_then = 0
     union all select base, 'Volume', product_line, volume from parts
     union all select base, 'Exchange rates', product_line, rates from parts
     union all select base, 'Prices', product_line, change - volume - rates from parts)
   select base || '/' || driver || '/' || product_line as driver_line, base, driver, product_line, sum(change) as change
   from drivers group by base, driver, product_line`,
  "What made the difference, by product line",
);

const drivers = query(
  "driver",
  `select driver, coalesce(sum(change) filter (base = 'year'), 0) as change_year,
          coalesce(sum(change) filter (base = 'before'), 0) as change_before
   from driver_lines group by driver order by change_year desc, driver`,
  "What made the difference",
);

const bridge = query(
  "bar",
  `with spans as (
     select span, strftime(min(month), '%b') || '–' || strftime(max(month), '%b %Y') as months, sum(sales) as sales
     from sold where span in ('now', 'year') group by span),
   bars as (
     select 0 as place, months as bar, sales as amount, true as is_sum from spans where span = 'year'
     union all
     select row_number() over (order by change_year desc, driver), driver, change_year, false from drivers
     union all
     select 1000, months, sales, true from spans where span = 'now')
   select bar, amount, is_sum, place from bars order by place`,
  "From a year before to now",
);

// One row: all that the summary may say. What fell is told without its sign.
const facts = query(
  "region",
  `with whole as (
     select any_value(region) as region, min(month) filter (span = 'now') as first_month,
            max(month) filter (span = 'now') as last_month,
            ${during("now")} as sales, ${during("before")} as sales_before, ${during("year")} as sales_year,
            count(distinct sales_order_id) filter (span = 'now') as orders,
            count(distinct account_id) filter (span = 'now') as customers,
            count(distinct month) filter (span = 'now') as months
     from sold where span <> 'year_before'),
   best as (select product_line as best_line, change_year as best_line_sales_gain, growth_year as best_line_change
            from product_lines where change_year > 0 order by change_year desc, product_line limit 1),
   worst as (select product_line as worst_line, -change_year as worst_line_sales_loss, growth_year as worst_line_change
             from product_lines where change_year < 0 order by change_year, product_line limit 1),
   largest as (select product_line as largest_line, sales as largest_line_sales
               from product_lines order by sales desc, product_line limit 1),
   peak as (select m.month as peak_month, m.sales as peak_sales from months m join whole w on m.month >= w.first_month
            order by m.sales desc, m.month limit 1),
   ups as (select driver, change_year, row_number() over (order by change_year desc, driver) as place
           from drivers where change_year > 0),
   downs as (select driver, -change_year as loss, row_number() over (order by change_year, driver) as place
             from drivers where change_year < 0)
   select w.*, case when year(w.first_month) = year(w.last_month) then w.first_month end as first_month_of_year,
          w.sales / nullif(w.sales_before, 0) - 1 as sales_change_before,
          w.sales / nullif(w.sales_year, 0) - 1 as sales_change_year,
          best.*, worst.*, largest.*, peak.*,
          u1.driver as gain_driver, u1.change_year as gain_sales, u2.driver as second_gain_driver, u2.change_year as second_gain_sales,
          d1.driver as loss_driver, d1.loss as loss_sales, d2.driver as second_loss_driver, d2.loss as second_loss_sales
   from whole w
   left join best on true left join worst on true left join largest on true left join peak on true
   left join ups u1 on u1.place = 1 left join ups u2 on u2.place = 2
   left join downs d1 on d1.place = 1 left join downs d2 on d2.place = 2
   where w.sales > 0`,
  "What can be said",
);

const euros = (name: string, title: string) => column(name, title, "currency", "EUR");
const euroAxis = (name: string, title: string) => ({ column: name, title, format: "currency", unit: "EUR" }) as const;
const textAxis = (name: string, title: string) => ({ column: name, title, format: "text" }) as const;

const comparedColumns = [
  euros("sales", "Sales"),
  euros("sales_before", "Previous period"),
  column("growth_before", "Change", "percent"),
  euros("sales_year", "Year before"),
  column("growth_year", "Change", "percent"),
  euros("change_year", "Contribution"),
];

export const salesTrends = flow({
  name: "sales-trends",
  title: "Sales trends",
  asks: [
    "summarize {period} sales trends in the {region} region and create a corresponding chart",
    "how did sales in {region} develop {period}",
    "why did sales in {region} change {period}",
    "compare {period} sales in {region} with the previous quarter and last year by month and product line",
  ],
  purpose: "sales planning",
  input: {
    period: period({ default: "last quarter", title: "period" }),
    region: oneOf("EMEA", "AMER", "APAC"),
  },
  steps: {
    accounts,
    newcomers,
    leavers,
    sold,
    product_lines: compared("product_line", "By product line"),
    segments: compared("segment", "By segment"),
    months,
    line_months: lineMonths,
    driver_lines: driverLines,
    drivers,
    bridge,
    facts,
    summary: prompt({
      title: "Summary",
      each: "select * from facts",
      key: "region",
      task: "write",
      phrasebook: "sales-trends",
      instructions: `Summarise a region's sales for a sales manager in 90 to 150 words of plain prose, in this order: what was sold and how
that compares with a year before and with the span before; which month and which product lines stand out; what made the
difference to a year before. Take every number from the facts, rounded as prose does, and compute none. Name no cause that
the facts don't give, and recommend nothing.`,
      template: `Region: {{region}}
Months: {{first_month}} to {{last_month}} (first days of the months)
Number of months: {{months}}
Sales in EUR: {{sales}}; of the span before: {{sales_before}}; of the same months a year before: {{sales_year}}
Change against the span before: {{sales_change_before}}; against a year before: {{sales_change_year}} (shares)
Orders: {{orders}}, of so many customers: {{customers}}
Strongest month: {{peak_month}} with EUR {{peak_sales}}
Largest product line: {{largest_line}} with EUR {{largest_line_sales}}
Gained most on a year before: {{best_line}}, EUR {{best_line_sales_gain}}, a change of {{best_line_change}}
Lost most: {{worst_line}}, EUR {{worst_line_sales_loss}}, a change of {{worst_line_change}}
What added most to a year before, in EUR: {{gain_driver}} {{gain_sales}}; {{second_gain_driver}} {{second_gain_sales}}
What took most away, in EUR: {{loss_driver}} {{loss_sales}}; {{second_loss_driver}} {{second_loss_sales}}`,
      output: { subject: { type: "text", maxLength: 150 }, body: { type: "text", maxLength: 2500 } },
    }),
  },
  answer: [
    { kind: "text", step: "summary", column: "body" },
    {
      kind: "chart",
      step: "months",
      spec: {
        type: "line",
        title: "Sales by month",
        x: textAxis("month_name", "Month"),
        y: [euroAxis("sales", "Sales"), { ...euroAxis("sales_year", "A year before"), muted: true }],
      },
    },
    {
      kind: "chart",
      step: "bridge",
      spec: {
        type: "waterfall",
        title: "What made the difference to a year before",
        x: textAxis("bar", ""),
        y: [euroAxis("amount", "Sales")],
        total: "is_sum",
      },
    },
    table("product_lines", "By product line", [column("product_line", "Product line"), ...comparedColumns]),
    {
      kind: "chart",
      step: "line_months",
      spec: {
        type: "heatmap",
        title: "Change on a year before, by product line and month",
        x: textAxis("month_name", "Month"),
        y: [textAxis("product_line", "Product line")],
        value: euroAxis("change_year", "Change"),
      },
    },
    table("drivers", "What made the difference", [
      column("driver", "Driver"),
      euros("change_year", "To a year before"),
      euros("change_before", "To the previous period"),
    ]),
    table("segments", "By segment", [column("segment", "Segment"), ...comparedColumns]),
    table("line_months", "By product line and month", [
      column("product_line", "Product line"),
      column("month_name", "Month"),
      euros("sales", "Sales"),
      euros("sales_year", "A year before"),
      euros("change_year", "Change"),
    ]),
  ],
  coverage: `select count(*) || ' of ' || (count(*) + max(k.known)) || ' customers of the region have no number in the ERP; what they bought is not in this' as sentence
             from crm.accounts a, (select count(*) as known from accounts) k
             where a.region = $region and a.status in ('active', 'churned') and a.erp_customer is null
             having count(*) > 0
             union all
             select 'the span is not over yet: what it is compared with is whole'
             from (values (1)) where $period_end > $today
             union all
             select 'nothing was sold there in that time, as far as you may see'
             from (select count(*) as n from facts) where n = 0`,
});
