// Meridian with a flow that looks ahead, tells trends and odd weeks, segments customers and draws a map.
import { column, defineProject, flow, query, score, table } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const text = (name: string, title: string) => ({ column: name, title, format: "text" }) as const;
const number = (name: string, title: string) => ({ column: name, title, format: "number" }) as const;

/** Whole weeks that have been, and eight to come, whose values are not known. */
const weeks = query(
  "week_key",
  `with used as (
     select a.region as series, w.week as day, sum(w.sessions)::double as value
     from usage.weekly w join crm.accounts a on a.usage_ref = w.account_ref
     where w.week > $today - 371 and w.week <= $today - 7
     group by a.region, w.week),
   ahead as (
     select s.series, s.last + 7 * step.n as day, null::double as value
     from (select series, max(day) as last from used group by series) s
     cross join (values (1), (2), (3), (4), (5), (6), (7), (8)) as step(n))
   select series || '/' || day as week_key, series, day, value, value is null as to_come
   from (select * from used union all select * from ahead) order by series, day`,
  "Sessions by region and week",
);

const bought = query(
  "customer",
  `select o.customer, ($today - max(o.order_date))::double as recency, count(*)::double as frequency,
          sum(o.net_amount)::double as amount
   from erp.sales_orders o where o.status <> 'Cancelled' and o.order_date < $today group by o.customer`,
  "What customers bought",
);

const outlook = flow({
  name: "outlook",
  title: "Use of the software: what comes, and where",
  asks: ["how will use of the software develop"],
  purpose: "capacity planning",
  input: {},
  steps: {
    weeks,
    ahead: score("forecast", { rows: "weeks", key: "week_key" }),
    trends: score("trend", { rows: "weeks", key: "week_key" }),
    odd: score("anomaly", { rows: "weeks", key: "week_key" }),
    emea: query(
      "day",
      "select day, value, forecast, low, high from ahead where series = 'EMEA' order by day",
      "Sessions of EMEA",
    ),
    regions: query(
      "series",
      `select t.series, any_value(t.trend) as trend, any_value(t.slope) as slope, sum(t.value) as sessions,
              count(*) filter (o.anomaly) as odd_weeks
       from trends t join odd o on o.week_key = t.week_key group by t.series`,
      "Regions",
    ),
    bought,
    segmented: score("segment", { rows: "bought", key: "customer" }),
    segments: query(
      "segment",
      "select segment, count(*) as customers, sum(amount) as amount from segmented group by segment order by segment",
      "Segments",
    ),
  },
  answer: [
    {
      kind: "chart",
      step: "emea",
      spec: {
        type: "line",
        title: "Sessions a week in EMEA",
        x: { column: "day", title: "Week", format: "date" },
        y: [number("value", "seen"), number("forecast", "expected")],
        band: { low: "low", high: "high", title: "80 % interval" },
      },
    },
    {
      kind: "chart",
      step: "regions",
      spec: {
        type: "map",
        title: "Sessions of a year by region",
        x: text("series", "Region"),
        y: [number("sessions", "Sessions")],
      },
    },
    table("emea", "Weeks", [
      column("day", "Week", "date"),
      column("forecast", "Expected", "number"),
      column("low", "Low", "number"),
      column("high", "High", "number"),
      column("value", "Seen", "number"),
    ]),
    table("regions", "Regions", [
      column("series", "Region"),
      column("trend", "Trend"),
      column("odd_weeks", "Odd weeks", "number"),
    ]),
    table("segments", "Segments", [column("segment", "Segment"), column("customers", "Customers", "number")]),
  ],
});

export const project = defineProject({ ...meridian, flows: [...meridian.flows, outlook] });
