// Meridian with a flow in which a model looks around by itself before it says how a customer stands.
import { column, defineProject, flow, oneOf, query, reason, table } from "gantry";
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
  ],
});

export const project = defineProject({ ...meridian, flows: [...meridian.flows, standing] });
