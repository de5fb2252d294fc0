// Meridian with a flow in which a model may ask a weather service outside, and one of our own inside.
import { column, definePolicy, defineProject, defineTools, flow, oneOf, query, reason, table } from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const outlook = flow({
  name: "outlook",
  title: "Weather for a visit",
  asks: ["what is the weather for a visit to our customers in {region}"],
  purpose: "account planning",
  input: { region: oneOf("EMEA", "AMER", "APAC") },
  steps: {
    accounts: query(
      "id",
      `select id, name from crm.accounts where region = $region and segment = 'enterprise' order by id limit 1`,
    ),
    outlook: reason({
      each: "select * from accounts",
      key: "id",
      instructions: "Say in a sentence what the weather will be for a visit.",
      template: "Customer {{name}}, id {{id}}",
      output: { summary: { type: "text", maxLength: 300 } },
      tools: {
        query: ["crm.accounts", "crm.cases"],
        mcp: [
          { server: "weather", tool: "forecast" },
          { server: "depot", tool: "forecast" },
        ],
      },
      limits: { turns: 5, cost: 0.5 },
      retry: { attempts: 2, initial: 0.1 },
    }),
  },
  answer: [table("outlook", "Weather", [column("id", "Id"), column("summary", "Summary"), column("flags", "Flags")])],
});

const { version: _, narrowing: __, treatments, ...policy } = meridian.policy;
const url = process.env["TEST_TOOL_SERVER"] ?? "http://127.0.0.1:9/mcp";

export const project = defineProject({
  ...meridian,
  policy: definePolicy({
    ...policy,
    treatments: [
      ...treatments,
      { label: "company.*", to: { kind: "tool" }, treatment: "token" },
      { label: "input.arguments", to: { kind: "tool" }, treatment: "token" },
    ],
  }),
  tools: defineTools({
    servers: {
      weather: {
        url,
        key: { secret: "weather" },
        tools: { forecast: { price: 0.3 } },
        limits: { timeoutSeconds: 2 },
      },
      // Nobody outside writes what it gives.
      depot: { url, zone: "inside", tools: { forecast: { labels: ["public"] } } },
    },
  }),
  flows: [...meridian.flows, outlook],
});
