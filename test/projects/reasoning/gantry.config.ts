// Meridian with a flow in which a model looks around by itself before it says how a customer stands.
import { column, defineProject, flow, oneOf, prompt, query, reason, table } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const standing = flow({
  name: "standing",
  title: "How customers stand",
  asks: ["how do our customers in {region} stand"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    accounts: query(
      "id",
      `select id, name, usage_ref from crm.accounts where region = $region and segment = 'enterprise' order by id limit 2`,
    ),
    standing: reason({
      each: "select * from accounts",
      key: "id",
      instructions:
        "Say in one or two sentences how the customer stands: its tickets, invoices and use of the product.",
      template: "Customer {{name}}, id {{id}}, usage reference {{usage_ref}}",
      output: { summary: { type: "text", maxLength: 600 } },
      tools: {
        query: ["crm.accounts", "crm.contacts", "crm.cases", "billing.customers", "billing.invoices", "usage.weekly"],
      },
      limits: { turns: 6 },
      concurrency: 1,
    }),
  },
  answer: [
    table("accounts", "Customers", [column("id", "Id"), column("name", "Customer")]),
    table("standing", "Standing", [column("id", "Id"), column("summary", "Summary"), column("flags", "Flags")]),
    { kind: "text", step: "standing", column: "summary" },
  ],
});

const weak = flow({
  name: "weak-spots",
  title: "Where we are weak",
  asks: ["where are we weak in {region}"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    question: query(
      "region",
      "select region, count(*) as customers from crm.accounts where region = $region group by region",
    ),
    weak: reason({
      each: "select * from question",
      key: "region",
      instructions: `Find out in which industry of the region the largest share of invoices is overdue, among industries with
at least twenty invoices, and how its urgent tickets compare in number with those of the other industries. Answer in two or
three sentences for a sales manager.`,
      template: "Region {{region}}, customers: {{customers}}",
      output: { industry: { type: "text", maxLength: 80 }, finding: { type: "text", maxLength: 600 } },
      tools: { query: ["crm.accounts", "crm.cases", "billing.customers", "billing.invoices"] },
    }),
  },
  answer: [
    table("weak", "Weak spots", [
      column("region", "Region"),
      column("industry", "Industry"),
      column("finding", "Finding"),
      column("flags", "Flags"),
    ]),
  ],
});

const overdue = flow({
  name: "overdue",
  title: "Overdue invoices by industry",
  asks: ["which industries of {region} have overdue invoices"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    industries: query(
      "industry",
      `select a.industry, count(*) as overdue_invoices
       from billing.invoices i join billing.customers c on c.id = i.customer_id join crm.accounts a on a.id = c.crm_id
       where a.region = $region and i.status = 'overdue' group by a.industry order by overdue_invoices desc, a.industry`,
    ),
  },
  answer: [
    table("industries", "Overdue", [column("industry", "Industry"), column("overdue_invoices", "Overdue", "number")]),
  ],
});

const adviser = flow({
  name: "adviser",
  title: "What to tell a customer",
  asks: ["what can we tell our customers in {region}"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    question: query("region", "select $region as region"),
    advice: reason({
      each: "select * from question",
      key: "region",
      instructions: "Say in one or two sentences what our documents and figures tell.",
      template: "Region {{region}}",
      output: { summary: { type: "text", maxLength: 600 } },
      tools: {
        query: ["crm.accounts"],
        find: ["documents.manuals", "documents.contracts"],
        flow: ["overdue"],
      },
      limits: { turns: 6 },
    }),
  },
  answer: [
    table("advice", "Advice", [column("region", "Region"), column("summary", "Summary"), column("flags", "Flags")]),
  ],
});

/** Its second row begins a minute after its first. */
const slow = flow({
  name: "slow",
  title: "Customers, at leisure",
  asks: ["who are our customers in {region}, at leisure"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    accounts: query("id", "select id from crm.accounts where region = $region order by id limit 2"),
    notes: prompt({
      each: "select id from accounts",
      key: "id",
      task: "write",
      instructions: "Say something.",
      template: "{{id}}",
      output: { note: { type: "text", maxLength: 20 } },
      rate: 1,
      onError: "skip",
    }),
  },
  answer: [table("accounts", "Customers", [column("id", "Id")])],
});

const hasty = flow({
  name: "hasty",
  title: "Customers, in a hurry",
  asks: ["who are our customers in {region}, in a hurry"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    question: query("region", "select $region as region"),
    advice: reason({
      each: "select * from question",
      key: "region",
      instructions: "Say who they are.",
      template: "Region {{region}}",
      output: { summary: { type: "text", maxLength: 100 } },
      tools: { query: [], flow: ["slow"] },
      limits: { flowSeconds: 2 },
    }),
  },
  answer: [
    table("advice", "Customers", [column("region", "Region"), column("summary", "Summary"), column("flags", "Flags")]),
  ],
});

export const project = defineProject({
  ...meridian,
  flows: [...meridian.flows, standing, weak, overdue, adviser, slow, hasty],
});
