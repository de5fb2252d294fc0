// Questions in English: lists and numbers.
import * as q from "./types.ts";
import type { Written } from "./types.ts";
import { rows } from "./types.ts";

const director = "sales-director";
const manager = "sales-manager";
const analyst = "analyst";

export const english: readonly Written[] = [
  [
    "list",
    director,
    "List our enterprise customers in Germany",
    rows("select name from customer where segment = 'enterprise' and country = 'DE'"),
  ],
  ["list", manager, "Which customers are in Switzerland?", rows("select name from customer where country = 'CH'")],
  [
    "list",
    analyst,
    "Show me all mid-market customers in Japan",
    rows("select name from customer where segment = 'mid-market' and country = 'JP'"),
  ],
  [
    "list",
    analyst,
    "Show me all products in the Summer 2027 collection",
    rows("select name from product where collection = 'Summer 2027'"),
  ],
  ["list", director, "Which products are discontinued?", rows("select name from product where discontinued")],
  [
    "list",
    manager,
    "Which products cost more than 50,000 euros?",
    rows("select name from product where list_price > 50000"),
  ],
  [
    "list",
    director,
    "List all open critical tickets",
    rows("select case_number from ticket where not is_closed and priority = 'Critical'"),
  ],
  [
    "list",
    director,
    "Which contracts end next month?",
    rows(`select number from contract where ${q.nextMonth("end_date")}`),
  ],
  ["list", director, "List our colleagues in APAC", rows("select name from colleague where region = 'APAC'")],
  [
    "list",
    manager,
    "Whose renewal is next quarter? Show me those customers",
    rows(`select name from customer where ${q.nextQuarter("renewal_date")}`),
  ],
  [
    "list",
    director,
    "Which customers joined us last quarter?",
    rows(`select name from customer where ${q.lastQuarter("customer_since")}`),
  ],
  [
    "list",
    director,
    "Which enterprise customers did we lose last quarter?",
    rows(
      `select name from account where status = 'churned' and segment = 'enterprise' and ${q.lastQuarter("churned_on")}`,
    ),
  ],
  [
    "list",
    analyst,
    "List the prospects in the United States",
    rows("select name from account where status = 'prospect' and country = 'US'"),
  ],
  ["count", director, "How many customers do we have?", rows("select count(*) from customer")],
  ["count", manager, "How many customers do we have?", rows("select count(*) from customer")],
  [
    "count",
    director,
    "How many customers are there in France and Italy?",
    rows(
      "select count(*) from customer where country in ('FR', 'IT')",
      "select country, count(*) from customer where country in ('FR', 'IT') group by all",
    ),
  ],
  [
    "count",
    director,
    "Number of tickets created last month",
    rows(`select count(*) from ticket where ${q.lastMonth("created_date")}`),
  ],
  ["count", manager, "how many open tickets do we have", rows("select count(*) from ticket where not is_closed")],
  [
    "count",
    analyst,
    "How many orders did we get last quarter?",
    rows(`select count(*) from purchase where ${q.lastQuarter("order_date")}`),
  ],
  ["count", director, "Count the contacts in EMEA", rows("select count(*) from contact where region = 'EMEA'")],
  ["count", director, "How many invoices are overdue?", rows("select count(*) from invoice where status = 'overdue'")],
  [
    "count",
    analyst,
    "How many products are in the Imaging line?",
    rows("select count(*) from product where product_line = 'Imaging'"),
  ],
  [
    "count",
    director,
    "How many customers do we have by segment?",
    rows("select segment, count(*) from customer group by all"),
  ],
  ["count", manager, "Number of customers per country", rows("select country, count(*) from customer group by all")],
  [
    "count",
    director,
    "Tickets by priority this quarter",
    rows(`select priority, count(*) from ticket where ${q.thisQuarter("created_date")} group by all`),
  ],
  [
    "count",
    director,
    "How many deals did we win last quarter?",
    rows(`select count(*) from deal where is_won and ${q.lastQuarter("close_date")}`),
  ],
  [
    "count",
    analyst,
    "How many customers have churned in 2025?",
    rows(`select count(*) from account where status = 'churned' and ${q.calendar2025("churned_on")}`),
  ],
  [
    "sum",
    director,
    "What was our revenue last quarter?",
    rows(`select sum(eur) from sale where ${q.lastQuarter("order_date")}`),
  ],
  [
    "sum",
    director,
    "total sales in the Americas last month",
    rows(`select sum(eur) from sale where region = 'AMER' and ${q.lastMonth("order_date")}`),
  ],
  [
    "sum",
    manager,
    "How much have we invoiced this year?",
    rows(`select sum(eur) from invoice where status <> 'void' and ${q.thisYear("issued_on")}`),
  ],
  ["sum", director, "What's our ARR?", rows("select sum(eur) from contract where status = 'active'")],
  [
    "sum",
    analyst,
    "Contract value of enterprise customers in APAC",
    rows("select sum(eur) from contract where status = 'active' and segment = 'enterprise' and region = 'APAC'"),
  ],
  [
    "sum",
    director,
    "What's the average list price of microscopes?",
    rows("select avg(list_price) from product where category = 'Microscopes'"),
  ],
  [
    "sum",
    director,
    "How many units of the Arvo One Pipetting Robot did we sell last year?",
    rows(`select sum(quantity) from sale where product = 'Arvo One Pipetting Robot' and ${q.lastYear("order_date")}`),
  ],
  ["sum", manager, "What is the total overdue amount?", rows("select sum(eur) from invoice where status = 'overdue'")],
  [
    "sum",
    director,
    "What is the adoption in APAC this month?",
    rows(
      `select sum(active_users)::double / sum(licensed_users) from usage_week where region = 'APAC' and ${q.thisMonth("week")}`,
    ),
  ],
  [
    "sum",
    director,
    "What is the value of our open opportunities?",
    rows("select sum(eur) from deal where not is_closed"),
  ],
];
