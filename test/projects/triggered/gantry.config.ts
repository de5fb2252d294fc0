// Meridian with triggers of each kind, and flows to start that send nothing.
import {
  changed,
  column,
  completed,
  definePolicy,
  defineProject,
  field,
  flow,
  key,
  mailTo,
  oneOf,
  query,
  schedule,
  table,
  text,
  trigger,
  webhook,
} from "gantry";
import { project as meridian } from "../../../examples/meridian/gantry.config.ts";

const accounts = flow({
  name: "accounts",
  title: "Accounts of a region",
  asks: [],
  purpose: "test",
  input: { region: oneOf("EMEA", "AMER", "APAC"), account: { kind: "text", maxLength: 80, default: "" } },
  steps: {
    rows: query(
      "id",
      "select id, name from crm.accounts where region = $region and ($account = '' or account_number = $account) order by id limit 5",
    ),
  },
  answer: [table("rows", "Accounts", [column("name", "Name")])],
});

const steered = flow({
  name: "steered",
  title: "Accounts that somebody names",
  asks: [],
  purpose: "test",
  input: { name: text(80) },
  steps: { rows: query("id", "select id, name from crm.accounts where name = $name") },
  answer: [table("rows", "Accounts", [column("name", "Name")])],
});

const listed = flow({
  name: "listed",
  title: "Two accounts",
  asks: [],
  purpose: "test",
  input: {},
  steps: { rows: query("id", "select id, name from crm.accounts order by id limit 2") },
  answer: [table("rows", "Accounts", [column("name", "Name")])],
});

export const triggers = [
  trigger({
    name: "accounts-changed",
    flow: "accounts",
    as: "robot",
    on: changed("crm.accounts", "system_modstamp", { every: 0.5 }),
    input: { region: "EMEA", account: field("$.account_number") },
  }),
  trigger({
    name: "new-customers",
    flow: "accounts",
    as: "robot",
    on: changed("billing.customers", "id", { every: 0.5 }),
    input: { region: "EMEA", account: field("$.crm_id") },
  }),
  trigger({ name: "list", flow: "listed", as: "robot", on: webhook("orders.hook"), input: {} }),
  trigger({
    name: "each-listed",
    flow: "accounts",
    as: "robot",
    on: completed("listed", { each: "rows" }),
    input: { region: "EMEA", account: field("$.key") },
  }),
  trigger({
    name: "tickets",
    flow: "accounts",
    as: "robot",
    on: mailTo("tickets@meridian.example"),
    input: { region: field("$.subject") },
  }),
  trigger({
    name: "orders",
    flow: "accounts",
    as: "robot",
    on: webhook("orders.hook"),
    input: { region: field("$.region"), account: key("$.account") },
  }),
  trigger({
    name: "every-second",
    flow: "accounts",
    as: "robot",
    on: schedule("* * * * * *", "Europe/Zurich"),
    input: { region: "EMEA" },
    paused: true,
  }),
  trigger({
    name: "by-name",
    flow: "steered",
    as: "robot",
    on: webhook("orders.hook"),
    input: { name: field("$.name") },
  }),
  trigger({
    name: "by-nobody",
    flow: "accounts",
    as: "officer",
    on: schedule("0 7 * * MON", "Europe/Zurich"),
    input: { region: "EMEA" },
  }),
];

const { treatments, roles, permissions, aggregates } = meridian.policy;

export const project = defineProject({
  ...meridian,
  flows: [...meridian.flows, accounts, steered, listed],
  triggers,
  policy: definePolicy({
    treatments,
    roles,
    permissions,
    ...(aggregates === undefined ? {} : { aggregates }),
    services: [
      { name: "robot", title: "Robot of EMEA", roles: ["sales-manager"], attributes: { region: "EMEA" } },
      { name: "officer", title: "Robot of compliance", roles: ["compliance"] },
    ],
  }),
});
