// Gantry's own query engine over the same two databases.
import { defineCatalog } from "../../packages/gantry/src/catalog/index.ts";
import type { Catalog, CatalogDocument, CatalogLock } from "../../packages/gantry/src/catalog/index.ts";
import { createBudget, type Connector, type Context } from "../../packages/gantry/src/connect/kit/index.ts";
import { postgres } from "../../packages/gantry/src/connect/postgres/index.ts";
import {
  createQueryEngine,
  type QueryEngine,
  type QueryEngineOptions,
  type RunOptions,
} from "../../packages/gantry/src/query/index.ts";
import { questionSql, wanted, type Contender } from "./questions.ts";

export interface Gantry {
  readonly engine: QueryEngine;
  readonly catalog: Catalog;
  readonly context: (signal?: AbortSignal) => Context;
  close(): Promise<void>;
}

export interface Sources extends Pick<Gantry, "context"> {
  readonly connectors: Readonly<Record<string, Connector>>;
  /** Every table with all its columns public. */
  readonly document: CatalogDocument;
  readonly lock: CatalogLock;
}

/** The databases as sources, as `discover()` reads them. */
export async function openSources(urls: Readonly<Record<string, string>>): Promise<Sources> {
  const sources = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, { connector: "postgres", title: name, connection: { url } }]),
  );
  const connectors: Readonly<Record<string, Connector>> = Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, postgres({ name, ...source })]),
  );
  const context: Gantry["context"] = (signal = new AbortController().signal) => ({
    signal,
    now: () => new Date(),
    secret: () => "",
    budget: createBudget(1_000_000),
  });
  const found = await Promise.all(
    Object.entries(connectors).map(async ([name, connector]) => [name, await connector.discover(context())] as const),
  );
  const tables = Object.fromEntries(
    found.flatMap(([name, defs]) =>
      defs.map((table) => [
        `${name}.${table.name}`,
        { columns: Object.fromEntries(table.columns.map((column) => [column.name, "public"])) },
      ]),
    ),
  );
  const calendar = { timeZone: "UTC", fiscalYearStart: 1 };
  return { connectors, context, document: { sources, tables, calendar }, lock: Object.fromEntries(found) };
}

/** An engine over the databases. */
export async function openGantry(
  urls: Readonly<Record<string, string>>,
  options: Partial<QueryEngineOptions> = {},
): Promise<Gantry> {
  const { connectors, context, document, lock } = await openSources(urls);
  const catalog = defineCatalog(document, lock);
  const connectorOf = (source: string): Connector => {
    const connector = connectors[source];
    if (connector === undefined) throw new Error(`no source ${source}`);
    return connector;
  };
  const engine = createQueryEngine({ catalog, connectors: connectorOf, ...options });
  return {
    engine,
    catalog,
    context,
    close: async () => {
      await engine.close();
      await Promise.all(Object.values(connectors).map((connector) => connector.close()));
    },
  };
}

export const joinParameters: RunOptions["parameters"] = {
  region: { type: "varchar", value: wanted.region },
  segment: { type: "varchar", value: wanted.segment },
  from: { type: "date", value: wanted.from },
  until: { type: "date", value: wanted.until },
  status: { type: "varchar", value: wanted.status },
};

export async function ours(urls: { readonly crm: string; readonly billing: string }): Promise<Contender> {
  const gantry = await openGantry(urls);
  return {
    answer: async (question) => {
      const { relation, scans } = await gantry.engine.run(questionSql[question], {
        parameters: question === "join" ? joinParameters : {},
        steps: {},
        context: () => gantry.context(),
        signal: new AbortController().signal,
      });
      return {
        rows: relation.rows.map((row) => relation.columns.map(({ name }) => textOf(row[name]))),
        moved: scans.reduce((sum, scan) => sum + (scan.rows ?? 0), 0),
      };
    },
    close: () => gantry.close(),
  };
}

const textOf = (cell: unknown): string => (typeof cell === "string" ? cell : JSON.stringify(cell));
