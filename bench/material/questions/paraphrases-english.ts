// Paraphrases in English, as different people would ask: in haste, at length, with typos. Written before the grammar was read.
// Lists, the published flows, and what has no answer; figures stand in paraphrases-english-figures.ts.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows, charted, flow, refused, choices } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const paraphrasesEnglish: readonly Written[] = [
  [
    "risk",
    manager,
    "at risk emea enterprise this quarter",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "risk",
    director,
    "Who among our mid-market accounts in APAC are we about to lose this quarter?",
    flow("retention", { region: "APAC", segment: "mid-market", period: "this quarter" }),
  ],
  [
    "risk",
    director,
    "Could you please tell me which of our small customers in the Americas look like they might cancel next quarter?",
    flow("retention", { region: "AMER", segment: "small", period: "next quarter" }),
  ],
  [
    "verb",
    director,
    "churn risk list, enterprise, EMEA, this quarter, plus a win-back email per customer",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    manager,
    "Write an email to every enterprise client in EMEA who's likely to churn this quarter so that they stay with us",
    flow("retention", { region: "EMEA", segment: "enterprise", period: "this quarter" }),
  ],
  [
    "verb",
    manager,
    "Give me a summary of EMEA sales trends for last quarter with a graph",
    flow("sales-trends", { region: "EMEA", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "How did sales go in APAC last quarter? Write it up and add a chart please",
    flow("sales-trends", { region: "APAC", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "sales trend summary americas last quarter",
    flow("sales-trends", { region: "AMER", period: "last quarter" }),
  ],
  [
    "verb",
    director,
    "Prepare individual follow-up mails for our ten best customers, with pictures of the products they looked at and their warranty status",
    flow("follow-up", { count: "10" }),
  ],
  [
    "verb",
    director,
    "follow up emails top 5 clients incl. product images and warranty",
    flow("follow-up", { count: "5" }),
  ],
  [
    "verb",
    director,
    "Write personalised descriptions of the products in the new summer collection and make lifestyle pictures of them",
    flow("collection", { collection: "summer" }),
  ],
  [
    "verb",
    director,
    "product texts and lifestyle images for the classic collection",
    flow("collection", { collection: "classic" }),
  ],
  [
    "list",
    director,
    "german enterprise customers",
    rows("select name from customer where segment = 'enterprise' and country = 'DE'"),
  ],
  ["list", manager, "customers based in the UK", rows("select name from customer where country = 'GB'")],
  [
    "list",
    director,
    "I'd like to see all the hospitals among our customers in Canada, please",
    rows("select name from customer where industry = 'Hospital' and country = 'CA'"),
  ],
  [
    "list",
    analyst,
    "pharma custmers in switzerland",
    rows("select name from customer where industry = 'Pharmaceuticals' and country = 'CH'"),
  ],
  [
    "list",
    director,
    "What prospects do we have in Spain?",
    rows("select name from account where status = 'prospect' and country = 'ES'"),
  ],
  [
    "list",
    director,
    "unpaid invoices due this month",
    rows(`select number from invoice where status = 'open' and ${q.thisMonth("due_on")}`),
  ],
  [
    "list",
    director,
    "Show tickets with high priority that haven't been closed yet",
    rows("select case_number from ticket where not is_closed and priority = 'High'"),
  ],
  [
    "list",
    analyst,
    "microscopes under 20000 euros",
    rows("select name from product where category = 'Microscopes' and list_price < 20000"),
  ],
  [
    "list",
    director,
    "contracts running out next quarter",
    rows(`select number from contract where ${q.nextQuarter("end_date")}`),
  ],
  [
    "list",
    director,
    "Which warranties are about to expire in the next 30 days?",
    rows(`select warranty_id from warranty where ${q.next30Days("end_date")}`),
  ],
  ["list", director, "deals currently in negotiation", rows("select id from deal where stage_name = 'Negotiation'")],
  [
    "filter",
    director,
    "Customers in France or Belgium, but no universities",
    rows("select name from customer where country in ('FR', 'BE') and industry <> 'University'"),
  ],
  [
    "filter",
    director,
    "all enterprise customers outside EMEA that are pharma or biotech",
    rows(
      "select name from customer where segment = 'enterprise' and region <> 'EMEA' and industry in ('Pharmaceuticals', 'Biotechnology')",
    ),
  ],
  [
    "filter",
    director,
    "customers with more than 5000 employees except in the US",
    rows("select name from customer where number_of_employees > 5000 and country <> 'US'"),
  ],
  [
    "filter",
    analyst,
    "products between 1,000 and 5,000 euros in the Analysis line",
    rows("select name from product where product_line = 'Analysis' and list_price between 1000 and 5000"),
  ],
  ["unanswerable", director, "How happy are our employees?", refused],
  ["unanswerable", director, "revenue of loyal customers last quarter", refused],
  ["unanswerable", analyst, "customers who complained twice about shipping costs", refused],
  ["unanswerable", director, "profit margin by region last quarter", refused],
  ["ambiguous", director, "show me our best clients", choices("revenue", "contract value")],
  ["forbidden", manager, "what discount ceiling do our EMEA accounts have", refused],
  [
    "verb",
    manager,
    "bar chart of customers by country",
    charted("select country, count(*) from customer group by all"),
  ],
];
