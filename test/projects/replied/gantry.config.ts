// Meridian with more that asks a language model: what its replies are recorded for (bench/eval/replies.ts).
import { column, defineProject, flow, number, oneOf, prompt, promptFile, query, reason, table, text } from "gantry";
import { project as reasoning } from "../reasoning/gantry.config.ts";

const triage = flow({
  name: "triage",
  title: "What tickets are about",
  asks: ["what are the newest tickets of type {type} about"],
  purpose: "support",
  input: { type: text(40), count: number({ min: 1, max: 20, default: 3 }) },
  steps: {
    tickets: query(
      "id",
      "select id, subject, description from crm.cases where type = $type order by created_date desc, id limit $count",
    ),
    triage: prompt({
      each: "select * from tickets",
      key: "id",
      ...promptFile(new URL("../../../examples/meridian/prompts/ticket-triage.md", import.meta.url)),
    }),
  },
  answer: [table("triage", "Triage", [column("id", "Ticket"), column("topic", "Topic"), column("flags", "Flags")])],
});

const descriptions = flow({
  name: "descriptions",
  title: "Descriptions of products in a language",
  asks: ["describe our {collection} collection in {language}"],
  purpose: "product marketing",
  input: { language: oneOf("de", "fr"), collection: oneOf("summer", "core", "classic") },
  steps: {
    products: query(
      "product_id",
      `select product_id, name, category, product_line, collection, list_price, currency, launch_date, $language as language
       from erp.products
       where lower(collection) like lower($collection) || '%' and not discontinued order by product_id limit 3`,
    ),
    texts: prompt({
      each: "select * from products",
      key: "product_id",
      task: "write",
      instructions: `Describe one product for a catalogue, for managers of a laboratory of their own, in the language given (de: German,
fr: French): a headline of at most ten words, and a description of 40 to 70 words. Say what an instrument of its category does;
take name, collection, price and day of launch from the facts, and invent no figure, no feature, no test and no award.`,
      template: `Language: {{language}}
Product: {{name}}
Category: {{category}}; product line: {{product_line}}; collection: {{collection}}
List price: {{list_price}} {{currency}}; available from {{launch_date}}`,
      output: { headline: { type: "text", maxLength: 100 }, description: { type: "text", maxLength: 900 } },
    }),
  },
  answer: [
    table("texts", "Descriptions", [
      column("headline", "Headline"),
      column("description", "Description"),
      column("flags", "Flags"),
    ]),
  ],
});

const standings = flow({
  name: "standings",
  title: "How customers stand, by rule",
  asks: ["judge how our customers in {region} stand"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    customers: query(
      "account_id",
      `with weeks as (
         select a.id as account_id, avg(w.sessions) filter (w.week > $today - 91) as sessions_now,
                avg(w.sessions) filter (w.week <= $today - 91) as sessions_then
         from crm.accounts a join usage.weekly w on w.account_ref = a.usage_ref
         where a.region = $region and a.status = 'active' and w.week > $today - 175 group by a.id),
       support as (
         select account_id, count(*) filter (not is_closed) as open_tickets,
                count(*) filter (not is_closed and priority in ('Critical', 'High')) as open_urgent_tickets
         from crm.cases group by account_id),
       bills as (
         select c.crm_id as account_id, count(*) filter (i.status = 'overdue') as overdue_invoices
         from billing.customers c join billing.invoices i on i.customer_id = c.id group by c.crm_id)
       select account_id, round(100 * (sessions_now / nullif(sessions_then, 0) - 1))::int as sessions_change_percent,
              coalesce(s.open_tickets, 0) as open_tickets, coalesce(s.open_urgent_tickets, 0) as open_urgent_tickets,
              b.overdue_invoices
       from weeks w join bills b using (account_id) left join support s using (account_id)
       where sessions_then > 0
       qualify row_number() over (
         partition by b.overdue_invoices > 0, open_urgent_tickets > 0, sessions_change_percent < -10 order by account_id) = 1
       order by account_id`,
    ),
    judged: prompt({
      each: "select * from customers",
      key: "account_id",
      task: "analyse",
      instructions: `Judge how a customer stands, by these rules alone:
- standing: "poor" where weekly sessions fell by more than 30 %, or more than one invoice is overdue; otherwise "watch" where they
  fell by more than 10 %, or one invoice is overdue, or an urgent ticket is open; otherwise "good".
- cause: what counts most for it: "usage" where the sessions alone already give that standing, otherwise "billing" where the
  invoices do, otherwise "support" where the tickets do; "none" where the standing is good.
- advice: one sentence in English of at most twenty words on what the account manager should look at first.`,
      template: `Change in weekly sessions, last 12 weeks against the 12 before, in percent: {{sessions_change_percent}}
Open tickets: {{open_tickets}}, urgent ones among them: {{open_urgent_tickets}}
Overdue invoices: {{overdue_invoices}}`,
      output: {
        standing: { type: "text", maxLength: 10, values: ["good", "watch", "poor"] },
        cause: { type: "text", maxLength: 10, values: ["usage", "billing", "support", "none"] },
        advice: { type: "text", maxLength: 200 },
      },
    }),
  },
  answer: [
    table("judged", "Standings", [
      column("account_id", "Id"),
      column("standing", "Standing"),
      column("cause", "Cause"),
      column("advice", "Advice"),
      column("flags", "Flags"),
    ]),
  ],
});

const day = "select $today as day";
const output = { name: { type: "text", maxLength: 80 }, finding: { type: "text", maxLength: 600 } } as const;

/** Questions with one right answer, each over tables of one or two systems. */
const readings = flow({
  name: "readings",
  title: "What the data says",
  asks: ["answer the four questions on the data"],
  purpose: "account planning",
  input: {},
  steps: {
    warranties: reason({
      each: day,
      key: "day",
      instructions: `Find out of which product line most warranties end in the 90 days from the day given on (that day included, the 90th
after it not), and of which the second most. In "name" give the product line as it is written in the data, in "finding" one or
two sentences with the numbers of both.`,
      template: "Day: {{day}}",
      output,
      tools: { query: ["erp.products", "erp.warranties"] },
    }),
    losses: reason({
      each: day,
      key: "day",
      instructions: `Find out for which reason most deals were lost that closed in the 12 months before the day given, and in which
region of the customers that happened most often. In "name" give the reason as it is written in the data, in "finding" one or
two sentences with the numbers.`,
      template: "Day: {{day}}",
      output,
      tools: { query: ["crm.opportunities", "crm.accounts"] },
    }),
    discounts: reason({
      each: day,
      key: "day",
      instructions: `Find out in which segment of customers the active contracts have the highest mean discount, and whether that segment
is also the one whose contracts renew by themselves least often (as a share). In "name" give the segment as it is written in the
data, in "finding" one or two sentences with the figures.`,
      template: "Day: {{day}}",
      output,
      tools: { query: ["crm.accounts", "billing.customers", "billing.contracts"] },
    }),
    languages: reason({
      each: day,
      key: "day",
      instructions: `Find out in which language the largest share of tickets created in the 365 days before the day given is urgent
(priority Critical or High), among languages with at least fifty tickets in that time. In "name" give the language's code as it
is in the data, in "finding" one or two sentences with the numbers.`,
      template: "Day: {{day}}",
      output,
      tools: { query: ["crm.cases"] },
    }),
  },
  answer: ["warranties", "losses", "discounts", "languages"].map((step) =>
    table(step, step, [column("name", "Name"), column("finding", "Finding"), column("flags", "Flags")]),
  ),
});

export const project = defineProject({
  ...reasoning,
  flows: [...reasoning.flows, triage, descriptions, standings, readings],
});
