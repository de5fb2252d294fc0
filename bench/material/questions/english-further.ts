// Questions in English: conditions, several systems at once, published flows, and what must not be answered.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, charted, flow, refused, choices } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const englishFurther: readonly Written[] = [
  [
    "filter",
    director,
    "Customers in Germany or Austria that are not enterprise",
    rows("select name from customer where country in ('DE', 'AT') and segment <> 'enterprise'"),
  ],
  [
    "filter",
    director,
    "List tickets in AMER that are high or critical and still open",
    rows("select case_number from ticket where region = 'AMER' and priority in ('High', 'Critical') and not is_closed"),
  ],
  [
    "filter",
    manager,
    "Which customers outside France have more than 5000 employees?",
    rows("select name from customer where country <> 'FR' and number_of_employees > 5000"),
  ],
  [
    "filter",
    analyst,
    "How many enterprise customers in APAC are neither in pharmaceuticals nor in chemicals?",
    rows(
      "select count(*) from customer where segment = 'enterprise' and region = 'APAC' and industry not in ('Pharmaceuticals', 'Chemicals')",
    ),
  ],
  [
    "filter",
    director,
    "Show products between 1,000 and 3,000 euros that are not discontinued",
    rows("select name from product where list_price between 1000 and 3000 and not discontinued"),
  ],
  [
    "filter",
    director,
    "List customers in EMEA except Germany and France, only enterprise, with renewal before March",
    rows(
      `select name from customer where region = 'EMEA' and country not in ('DE', 'FR') and segment = 'enterprise'
       and renewal_date >= date '2026-11-16' and renewal_date < date '2027-03-01'`,
    ),
  ],
  [
    "filter",
    director,
    "How many biotechnology or diagnostics customers have we got in the UK?",
    rows("select count(*) from customer where industry in ('Biotechnology', 'Diagnostics') and country = 'GB'"),
  ],
  [
    "join",
    manager,
    "Which enterprise customers have overdue invoices?",
    rows(
      `select name from customer where segment = 'enterprise' and id in (select account_id from invoice where status = 'overdue')`,
    ),
  ],
  [
    "join",
    director,
    "Customers with more than 8 tickets in the last 90 days",
    rows(
      `select c.name, count(*) from customer c join ticket t on t.account_id = c.id where ${q.last90Days("t.created_date")} group by c.id, c.name having count(*) > 8`,
    ),
  ],
  [
    "join",
    director,
    "Which enterprise customers in Germany have placed no orders this year?",
    rows(
      `select name from customer where country = 'DE' and segment = 'enterprise'
       and id not in (select account_id from purchase where account_id is not null and ${q.thisYear("order_date")})`,
    ),
  ],
  [
    "join",
    analyst,
    "Number of open tickets of enterprise customers in Germany",
    rows("select count(*) from ticket where not is_closed and segment = 'enterprise' and country = 'DE'"),
  ],
  [
    "join",
    director,
    "Revenue from pharmaceutical customers by product line last year",
    rows(
      `select product_line, sum(eur) from sale where industry = 'Pharmaceuticals' and ${q.lastYear("order_date")} group by 1`,
    ),
  ],
  [
    "join",
    director,
    "Which customers bought the Coluna LC-60 UHPLC System last year?",
    rows(
      `select name from customer where id in (select account_id from sale where product = 'Coluna LC-60 UHPLC System' and ${q.lastYear("order_date")})`,
    ),
  ],
  [
    "join",
    manager,
    "How many warranties expire in the next 30 days, by product line?",
    rows(`select product_line, count(*) from warranty where ${q.next30Days("end_date")} group by 1`),
  ],
  [
    "risk",
    manager,
    "Which enterprise customers in EMEA are at risk of leaving this quarter?",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "risk",
    director,
    "which small clients in north and south america might churn next quarter",
    flow("retention", { region: "AMER", segment: "small", period: "next quarter" }),
  ],
  [
    "verb",
    director,
    "Draft a retention email for each mid-market customer in APAC that is likely to leave us in the next 90 days",
    flow("retention", { region: "APAC", segment: "mid-market", period: "next 90 days" }),
  ],
  [
    "verb",
    manager,
    "Summarize last quarter's sales trends in the EMEA region and create a corresponding chart",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Draw a chart of the number of customers per segment",
    charted("select segment, count(*) from customer group by all"),
  ],
  [
    "verb",
    director,
    "Plot monthly sales of the Imaging line this year",
    charted(
      `select date_trunc('month', order_date)::date, sum(eur) from sale where product_line = 'Imaging' and ${q.thisYear("order_date")} group by 1`,
    ),
  ],
  ["unanswerable", director, "What will the weather be in Zurich tomorrow?", refused],
  ["unanswerable", director, "Which customers will buy a centrifuge next month?", refused],
  ["unanswerable", director, "Revenue per square metre of shop floor last year", refused],
  ["unanswerable", director, "List customers in Atlantis", refused],
  ["unanswerable", manager, "Delete all customers in France", refused],
  ["unanswerable", analyst, "Which customers have a blue logo?", refused],
  ["unanswerable", director, "How many customers like our new packaging?", refused],
  ["forbidden", manager, "Show me the internal notes of our customers", refused],
  ["forbidden", manager, "Average discount ceiling by segment", refused],
  ["forbidden", "compliance", "List our enterprise customers in Germany", refused],
  [
    "forbidden",
    manager,
    "How many customers do we have in APAC?",
    // Nothing that she may see: no row, or a count of none, tells nothing.
    rows("select count(*) from customer where region = 'APAC'"),
  ],
  ["ambiguous", director, "Who are our biggest customers?", choices("revenue", "contract value", "employees")],
  ["ambiguous", director, "Top 5 products", choices("units", "revenue")],
  ["ambiguous", manager, "How are we doing in Germany?", choices("revenue", "customers")],
];
