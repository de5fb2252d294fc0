// A guard over the customers of the drafts: a catalog of one table a kind, a step's shape, instructions as an author writes them.
import { GantryError } from "@gantry/contract";
import type { Zone } from "@gantry/contract";
import { definePolicy, defaultTreatments } from "../../../packages/gantry/src/policy/index.ts";
import type { Catalog, Column, ColumnType, Label, Row } from "../../../packages/gantry/src/catalog/index.ts";
import type { Shape } from "../../../packages/gantry/src/flow/index.ts";
import { createGuard, createLedger, newKeys } from "../../../packages/gantry/src/guard/index.ts";
import type { Guard, ModelEgress } from "../../../packages/gantry/src/guard/index.ts";
import {
  memoryCheckpoints,
  memoryLedgerStore,
  memoryVaultStore,
} from "../../../packages/gantry/src/guard/testing/memory-stores.ts";
import type { ModelRegistry, TextRequest } from "../../../packages/gantry/src/model/index.ts";
import { columnsOf, customers } from "./customers.ts";
import type { Customer, Kind } from "./customers.ts";

const typeOf = (name: string): ColumnType => {
  if (/_(?:date|since|on|until|start|end|login)$/.test(name)) return "date";
  if (
    /^(?:annual_value|overdue_amount|amount|revenue|previous_revenue|pipeline|quota|top_deal|budget|spent)$/.test(name)
  )
    return "decimal(18,2)";
  const sample = [...customers.values()]
    .map(({ row }) => row[name])
    .find((cell) => cell !== null && cell !== undefined);
  if (name === "excerpts") return "json";
  return typeof sample === "number" ? "double" : "varchar";
};

const labelOf = (name: string): Label => {
  if (/^(?:account|top_customer|client)$/.test(name)) return "company.name";
  if (/^(?:first_name|last_name|contact|owner|engineer|manager|top_rep|consultant)$/.test(name)) return "person.name";
  if (name === "excerpts") return "text.untrusted";
  return typeOf(name).startsWith("decimal") ? "financial" : "business";
};

const kinds: readonly Kind[] = ["retention", "order", "quarter", "project", "service"];

const catalog: Catalog = {
  version: "drafts",
  sources: {},
  tables: Object.fromEntries(
    kinds.map((kind) => {
      const columns = columnsOf(kind).map((name): Column => ({
        name,
        native: name,
        type: typeOf(name),
        nullable: true,
        operators: [],
        labels: [labelOf(name)],
        synonyms: [],
      }));
      return [`house.${kind}`, { name: `house.${kind}`, source: "house", local: kind, native: kind, key: [], columns }];
    }),
  ),
  subjects: [],
  measures: [],
  calendar: { timeZone: "UTC", fiscalYearStart: 1 },
};

const shapeOf = (kind: Kind): Shape => ({
  columns: columnsOf(kind).map((name) => ({
    name,
    type: typeOf(name),
    sources: { [`house.${kind}.${name}`]: "copied" },
    labels: [],
    endorsed: name !== "excerpts",
  })),
  control: [],
});

const instructions: Readonly<Record<Kind, string>> = {
  retention:
    "Write a short e-mail from the account owner to the contact, or a note about the account. Argue from usage, support and billing; offer help before the renewal.",
  order: "Write a short follow-up on the order, the delivery, the visit of our engineer, the quote or the downtime.",
  quarter: "Summarise the quarter of the region for the management: revenue, deals, pipeline, quota.",
  project: "Write to the client about where the project stands: milestones, budget, training, risks.",
  service:
    "Write to the customer about a service case: what was found and repaired, what it costs, when the device is due again; or a note about it.",
};

const described: Readonly<Record<string, string>> = {
  usage_trend: "Change in weekly sessions, the 12 weeks since {{usage_since}} against the 12 before",
  tickets_90d: "Tickets in the last 90 days",
  error_rate: "Errors per 100 sessions",
  weeks_silent: "Weeks without a session of the last twelve",
  growth: "Growth against the quarter before",
  remaining_days: "Days until the go-live",
  nps: "Net promoter score",
  response_hours: "Hours until we answered",
  drift: "Deviation found at the calibration",
  next_date: "Next calibration",
  covered_units: "Devices under the service contract",
  total_units: "Devices in use",
  loan_days: "Days with a device on loan",
  satisfaction: "Score of the last survey, out of 10",
};

const templateOf = (kind: Kind): string =>
  columnsOf(kind)
    .map((name) => `${described[name] ?? name.replaceAll("_", " ")}: {{${name}}}`)
    .join("\n");

const templates = new Map(kinds.map((kind) => [kind, templateOf(kind)]));
const shapes = new Map(kinds.map((kind) => [kind, shapeOf(kind)]));
const rowsOf = new Map<Kind, readonly Row[]>(
  kinds.map((kind) => [kind, [...customers.values()].filter((each) => each.kind === kind).map(({ row }) => row)]),
);

const policy = definePolicy({
  treatments: [
    { label: "business", to: { kind: "model" }, treatment: "pass" },
    { label: "financial", to: { kind: "model" }, treatment: "pass" },
    ...defaultTreatments,
  ],
  roles: [{ name: "anyone", title: "Anyone" }],
});

const schema = {
  type: "object",
  properties: { subject: { type: "string", maxLength: 300 }, body: { type: "string", maxLength: 6_000 } },
  required: ["subject", "body"],
  additionalProperties: false,
};

export type Writing = (request: TextRequest) => { readonly subject: string; readonly body: string };

/** A guard whose one model, in the given zone, writes what it is told. */
export const guardOver = (zone: Zone, write: Writing): Guard => {
  const deployment = {
    name: "stand-in:writer",
    modality: "text" as const,
    zone,
    region: "eu",
    tasks: ["*"],
    price: { input: 0, output: 0 },
    maxInputTokens: 100_000,
  };
  const models: ModelRegistry = {
    deployments: [deployment],
    text: (_, { zones }) => {
      if (!zones.includes(zone)) throw new GantryError("model-unreachable", `no model in ${zones.join(", ")}`);
      const usage = { input: 0, output: 0, cost: 0 };
      const generate = async (request: TextRequest) => ({ output: { ...write(request) }, arguments: [], usage });
      return { model: { deployment, generate }, choice: { deployment, reason: "only one" } };
    },
    score: () => {
      throw new GantryError("unsupported", "only writes");
    },
  };
  const keys = newKeys();
  const ledger = createLedger({ store: memoryLedgerStore(), keys, checkpoints: memoryCheckpoints() });
  return createGuard({ policy, catalog, models, vaultStore: memoryVaultStore(), ledger, keys });
};

/** A customer's row on its way to a writer. */
export const egressOf = ({ kind, row, name }: Customer, run: string): ModelEgress => ({
  run,
  step: "drafts",
  row: name,
  shape: shapes.get(kind) ?? { columns: [], control: [] },
  values: row,
  known: [],
  task: "write",
  instructions: instructions[kind],
  template: templates.get(kind) ?? "",
  schema,
  signal: new AbortController().signal,
  rows: rowsOf.get(kind) ?? [],
  today: "2026-11-16",
});
