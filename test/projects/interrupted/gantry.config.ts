// A house whose letters a LangGraph graph drafts in a process that Gantry runs (guest.ts, put beside this file by the test): it
// interrupts itself with each draft, people decide, and it goes on with what they accepted.
import {
  approve,
  column,
  defaultTreatments,
  defineModels,
  definePolicy,
  defineProject,
  flow,
  prompt,
  query,
  table,
} from "gantry";

const letter = { body: { type: "text", maxLength: 500 } } as const;

const letters = flow({
  name: "letters",
  title: "Letters",
  asks: [],
  purpose: "customer retention",
  input: {},
  steps: {
    customers: query("id", "select 'c' || i as id, 'Company ' || i as account from range(3) as numbers (i)"),
    drafts: prompt({
      each: "select * from customers",
      key: "id",
      task: "write",
      instructions: "Write to the customer.",
      template: "Account: {{account}}",
      output: letter,
    }),
    review: approve({
      title: "Letters to approve",
      rows: "select id, body from drafts",
      key: "id",
      by: "sales-manager",
      content: ["body"],
      editable: ["body"],
    }),
    final: prompt({
      each: "select id, body from review",
      key: "id",
      task: "write",
      instructions: "Close the letter.",
      template: "Letter: {{body}}",
      output: letter,
      resumes: "drafts",
    }),
  },
  answer: [table("final", "Letters", [column("body", "Letter")])],
});

export const project = defineProject({
  name: "interrupted",
  title: "Letters",
  catalog: { calendar: { timeZone: "UTC", fiscalYearStart: 1 }, sources: {}, tables: {} },
  lock: {},
  policy: definePolicy({
    treatments: defaultTreatments,
    roles: [{ name: "sales-manager", title: "Sales manager" }],
    permissions: `permit (principal in Role::"sales-manager", action in [Action::"run", Action::"approve"], resource);
permit (principal in Role::"sales-manager", action == Action::"see", resource == View::"runs");`,
  }),
  models: defineModels({
    deployments: [
      { provider: "guest", model: "letters", module: new URL("./guest.ts", import.meta.url), zone: "inside" },
    ],
  }),
  flows: [letters],
  phrasebooks: {},
  scores: {},
  personas: [
    {
      name: "manager",
      title: "Decides",
      subject: "local:manager",
      displayName: "Manager",
      roles: ["sales-manager"],
      attributes: {},
    },
  ],
});
