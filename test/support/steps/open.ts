// Durable runs over a real store and a real query engine, with flows as the checker proved them. Sources hold rows in
// memory; models and mail are what a test says.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineCatalog } from "../../../packages/gantry/src/catalog/index.ts";
import type { Catalog, ColumnType, TableDef } from "../../../packages/gantry/src/catalog/index.ts";
import { checkFlow, flow as build, oneOf } from "../../../packages/gantry/src/flow/index.ts";
import type { CheckedFlow, CheckOptions, FlowDocument, Step } from "../../../packages/gantry/src/flow/index.ts";
import type { Connector } from "../../../packages/gantry/src/connect/kit/index.ts";
import type { ModelEgress } from "../../../packages/gantry/src/guard/index.ts";
import { definePolicy } from "../../../packages/gantry/src/policy/index.ts";
import { createQueryEngine } from "../../../packages/gantry/src/query/index.ts";
import type { QueryEngine } from "../../../packages/gantry/src/query/index.ts";
import { memorySource } from "../../../packages/gantry/src/query/testing/memory.ts";
import type { MemoryOptions } from "../../../packages/gantry/src/query/testing/memory.ts";
import { createRuns } from "../../../packages/gantry/src/run/index.ts";
import type { RunDependencies, Runs, StartRequest } from "../../../packages/gantry/src/run/index.ts";
import { dependenciesOf, manager } from "../../../packages/gantry/src/run/testing/house.ts";
import { logAction, mailAction, readOutbox } from "../../../packages/gantry/src/run/testing/outbox.ts";
import type { SentMail } from "../../../packages/gantry/src/run/testing/outbox.ts";
import { launchPostgres, openStore } from "../../../packages/gantry/src/store/index.ts";
import type { Store } from "../../../packages/gantry/src/store/index.ts";

const tableOf = (name: string, columns: Readonly<Record<string, ColumnType>>): TableDef => ({
  name,
  native: name,
  key: ["id"],
  columns: Object.entries(columns).map(([column, type]) => ({
    name: column,
    native: column,
    type,
    nullable: true,
    operators: ["=" as const, "in" as const],
  })),
});

const usual: Catalog = defineCatalog(
  {
    sources: {
      crm: { connector: "memory", title: "CRM", connection: {} },
      usage: { connector: "memory", title: "Usage", connection: {} },
      mail: { connector: "smtp", title: "Mail", zone: "outside", connection: {} },
    },
    tables: {
      "crm.accounts": { columns: { id: "public", name: "company.name", email: "company.email", region: "public" } },
      "usage.weekly": { columns: { id: "public", sessions: "public" } },
    },
    calendar: { timeZone: "UTC", fiscalYearStart: 1 },
  },
  {
    crm: [tableOf("accounts", { id: "varchar", name: "varchar", email: "varchar", region: "varchar" })],
    usage: [tableOf("weekly", { id: "varchar", sessions: "int64" })],
    mail: [],
  },
);

export const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    name: `Company ${index}`,
    email: `buyer${index}@example.com`,
    region: "EMEA",
  }));

const weekly = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index}`, sessions: BigInt(index * 10) }));

const policy = definePolicy({
  treatments: [
    { label: "*", to: {}, treatment: "pass" },
    { label: "*", level: "control", to: {}, treatment: "pass" },
  ],
  roles: [{ name: "sales-manager", title: "Manager" }],
});

/** Flows that others may call, by name. */
export const published = new Map<string, FlowDocument>();

const price = { input: 0, output: 0 };

const checkOptionsOf = (catalog: Catalog, query: QueryEngine, outbox: string): CheckOptions => ({
  flow: (name) => published.get(name),
  catalog,
  policy,
  bind: (sql, options) => query.bind(sql, options),
  deployments: [
    { name: "test", modality: "text", region: "eu", tasks: ["*"], price, maxInputTokens: 8000, zone: "inside" },
  ],
  score: () => undefined,
  action: (operation) => {
    const source = catalog.sources["mail"];
    return operation === "mail.send" && source ? { source, input: mailAction(outbox).input } : undefined;
  },
});

export interface StepsOptions {
  readonly customers?: number;
  /** An external database; default: one of its own. */
  readonly url?: string;
  /** Other systems than those that hold rows in memory. */
  readonly systems?: { readonly catalog: Catalog; readonly connector: (source: string) => Connector };
  /** Looks, and takes no jobs: of those that do there is one in a process. */
  readonly idle?: boolean;
  readonly more?: Partial<RunDependencies>;
}

export interface Steps {
  readonly runs: Runs;
  readonly store: Store;
  /** Called before each batch of a source, and with each model call; a test puts in what should happen. */
  onBatch: NonNullable<MemoryOptions["onBatch"]>;
  onModel: (egress: ModelEgress) => Promise<void> | void;
  onMail: (to: string) => void;
  mails(): readonly SentMail[];
  prove(flow: FlowDocument): Promise<CheckedFlow>;
  start(flow: FlowDocument, more?: Partial<StartRequest>): Promise<string>;
  close(): Promise<void>;
}

export async function openSteps({
  customers = 3,
  url,
  systems,
  idle = false,
  more = {},
}: StepsOptions = {}): Promise<Steps> {
  const folder = mkdtempSync(path.join(tmpdir(), "gantry-steps-"));
  const outbox = path.join(folder, "mails");
  const postgres = url === undefined ? await launchPostgres({ dataDir: path.join(folder, "data") }) : undefined;
  const store = await openStore(url ?? postgres?.url ?? "");
  const source = memorySource(
    { accounts: accounts(customers), weekly: weekly(customers) },
    { onBatch: (table, index, context) => steps.onBatch(table, index, context) },
  );
  const catalog = systems?.catalog ?? usual;
  const query = createQueryEngine({ catalog, connectors: systems?.connector ?? (() => source.connector) });
  const runs = createRuns({
    ...dependenciesOf(store, {
      mail: mailAction(outbox, (to) => steps.onMail(to)),
      log: logAction(path.join(folder, "log")),
      onModel: (egress) => steps.onModel(egress),
    }),
    catalog,
    query,
    ...more,
  });
  const steps: Steps = {
    runs,
    store,
    onBatch: () => undefined,
    onModel: () => undefined,
    onMail: () => undefined,
    mails: () => readOutbox(outbox),
    prove: (flow) => checkFlow(flow, checkOptionsOf(catalog, query, outbox)),
    start: async (flow, request = {}) => {
      const { proof, shapes } = await steps.prove(flow);
      if (!proof.ok) throw new Error(proof.findings.map((it) => it.message).join("\n"));
      return runs.start({
        flow,
        shapes,
        input: { parameters: { region: { type: "varchar", value: "EMEA" } } },
        interpretation: { flow: flow.name, title: flow.title, text: flow.title, input: {}, planner: "test" },
        caller: manager,
        question: null,
        ...request,
      });
    },
    close: async () => {
      await runs.shutdown();
      await query.close();
      await store.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (!idle) await runs.launch();
  return steps;
}

/** A flow of these steps, with a region as its input. */
export const flowOf = (steps: Readonly<Record<string, Step>>, more: Partial<FlowDocument> = {}): FlowDocument =>
  build({
    name: "steps",
    title: "Steps",
    asks: [],
    purpose: "test",
    input: { region: oneOf("EMEA", "APAC") },
    steps,
    answer: [],
    ...more,
  });

/** The rows of a step, by one of its columns. */
export async function columnOf(steps: Steps, run: string, title: string, column: string): Promise<readonly unknown[]> {
  const { blocks } = await steps.runs.answer(run, manager);
  const block = blocks.find((it) => it.kind === "table" && it.title === title);
  return block?.kind === "table" ? block.rows.map((row) => row[column]) : [];
}

/** Resolves when the run will do nothing more by itself; its last event says how it stands. */
export async function ended(steps: Steps, run: string): Promise<string> {
  let status = "";
  for await (const event of steps.runs.events(run, 0)) if (event.type === "status") ({ status } = event);
  return status;
}
