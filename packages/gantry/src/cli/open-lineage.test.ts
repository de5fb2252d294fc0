import { expect, test } from "vitest";
import { z } from "zod";
import { defineCatalog } from "../catalog/index.ts";
import { flow, query } from "../flow/index.ts";
import type { Shape } from "../flow/index.ts";
import { lineageEvents } from "./open-lineage.ts";

// The fields that the specification asks for: OpenLineage.json 2-0-2 (RunEvent), ColumnLineageDatasetFacet 1-2-0.
const facet = { _producer: z.url(), _schemaURL: z.url() };
const InputField = z.object({
  namespace: z.string(),
  name: z.string(),
  field: z.string(),
  transformations: z.array(
    z.object({
      type: z.enum(["DIRECT", "INDIRECT"]),
      subtype: z.string().optional(),
      description: z.string().optional(),
      masking: z.boolean().optional(),
    }),
  ),
});
const Dataset = z.object({
  namespace: z.string(),
  name: z.string(),
  facets: z.object({
    schema: z.looseObject({ ...facet, fields: z.array(z.object({ name: z.string(), type: z.string() })) }),
    columnLineage: z
      .looseObject({
        ...facet,
        fields: z.record(z.string(), z.object({ inputFields: z.array(InputField) })),
        dataset: z.array(InputField),
      })
      .optional(),
  }),
});
const RunEvent = z.object({
  eventType: z.enum(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"]),
  eventTime: z.iso.datetime(),
  run: z.object({ runId: z.uuid() }),
  job: z.object({ namespace: z.string(), name: z.string(), facets: z.record(z.string(), z.looseObject(facet)) }),
  inputs: z.array(Dataset),
  outputs: z.array(Dataset),
  producer: z.url(),
  schemaURL: z.url(),
});

const column = (name: string, native: string) => ({
  name,
  native,
  type: "varchar" as const,
  nullable: true,
  operators: [],
});
const catalog = defineCatalog(
  {
    sources: {
      billing: {
        connector: "postgres",
        title: "Billing",
        connection: { host: "db.example", database: "bills", user: "u" },
      },
    },
    tables: { "billing.invoices": { columns: { id: "public", amount: "financial" } } },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    billing: [
      {
        name: "invoices",
        native: "Invoice",
        key: ["id"],
        columns: [column("id", "Id"), column("amount", "Amount"), column("status", "Status")],
      },
    ],
  },
);
const document = flow({
  name: "totals",
  title: "Totals",
  asks: [],
  purpose: "a test",
  input: {},
  steps: {
    sums: query("id", "select id, sum(amount) as total from billing.invoices where status = 'open' group by id"),
  },
  answer: [],
});
const shape: Shape = {
  columns: [
    { name: "id", type: "varchar", sources: { "billing.invoices.id": "copied" }, labels: [], endorsed: true },
    {
      name: "total",
      type: "double",
      sources: { "billing.invoices.amount": "aggregated", "billing.invoices.*": "aggregated" },
      labels: [],
      endorsed: true,
    },
  ],
  control: ["billing.invoices.*", "billing.invoices.status"],
};
const events = lineageEvents({
  project: "test",
  catalog,
  flows: [{ document, shapes: { sums: shape }, version: "v1" }],
  at: "2026-11-16T12:00:00.000Z",
});

test("each step is an event of the specification's form", () => {
  expect(events).toHaveLength(1);
  expect(z.array(RunEvent).safeParse(events).error).toBeUndefined();
});

test("it says where each column comes from, under the names of the system it lives in", () => {
  const [output] = events[0]?.outputs ?? [];
  const invoice = { namespace: "postgres://db.example:5432", name: "bills.public.Invoice" };
  expect(output).toMatchObject({ namespace: "gantry://test", name: "totals.sums" });
  expect(output?.facets.columnLineage?.fields["total"]?.inputFields).toMatchObject([
    { ...invoice, field: "Amount", transformations: [{ type: "DIRECT", subtype: "AGGREGATION" }] },
  ]);
  expect(output?.facets.columnLineage?.dataset).toMatchObject([
    { ...invoice, field: "Status", transformations: [{ type: "INDIRECT" }] },
  ]);
  expect(events[0]?.inputs).toMatchObject([invoice]);
});

test("the same flow over the same catalog has the same run id", () => {
  const again = lineageEvents({
    project: "test",
    catalog,
    flows: [{ document, shapes: { sums: shape }, version: "v1" }],
    at: "2027-01-01T00:00:00.000Z",
  });
  expect(again[0]?.run).toEqual(events[0]?.run);
});
