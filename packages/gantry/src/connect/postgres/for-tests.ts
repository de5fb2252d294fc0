// Test support: a PostgreSQL server of its own, with a connector's settings for it.
import pg from "pg";
import { startTestPostgres } from "../../../../../examples/meridian/src/systems/postgres-for-tests.ts";
import type { Source, TableDef } from "../../catalog/index.ts";
import { createBudget, type Connector, type Context, type ScanPlan, type ScanRequest } from "../kit/index.ts";

export interface BillingServer {
  readonly url: string;
  /** Straight to the server, as its superuser. */
  readonly admin: pg.Client;
  /** The source "billing" with such a connection. */
  source(connection: object): Source;
  /** One schema of this server. */
  of(schema: string): Source;
  readonly secret: (name: string) => string;
  context(over?: Partial<Context>): Context;
  /** Waits, without a clock, until the server runs nothing of ours. */
  quiet(): Promise<void>;
  /** A table as discovery finds it. */
  table(connector: Connector, name: string): Promise<TableDef>;
  /** A plan that is not refused. */
  plan(connector: Connector, request: ScanRequest): Promise<ScanPlan>;
  close(): Promise<void>;
}

export const startBilling = async (): Promise<BillingServer> => {
  const server = await startTestPostgres();
  const { url } = server;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const source = (connection: object): Source => ({
    name: "billing",
    connector: "postgres",
    title: "Billing",
    connection: { ...connection },
  });
  const secret = (name: string): string => (name === "billing.url" ? url : "wrong");
  const context = (over: Partial<Context> = {}): Context => ({
    signal: new AbortController().signal,
    now: () => new Date("2026-11-16T12:00:00Z"),
    secret,
    budget: createBudget(Infinity),
    ...over,
  });
  return {
    url,
    admin,
    source,
    of: (schema) => source({ url: { secret: "billing.url" }, schema, timeoutSeconds: 600 }),
    secret,
    context,
    quiet: async () => {
      const sql = "select 1 from pg_stat_activity where application_name = 'gantry' and state <> 'idle'";
      while ((await admin.query(sql)).rowCount !== 0);
    },
    table: async (connector, name) => {
      const found = (await connector.discover(context())).find((each) => each.name === name);
      if (found === undefined) throw new Error(`no table ${name}`);
      return found;
    },
    plan: async (connector, request) => {
      const plan = await connector.plan(request, context());
      if ("refused" in plan) throw new Error(plan.refused);
      return plan;
    },
    close: async () => {
      await admin.end();
      await server.stop();
    },
  };
};
