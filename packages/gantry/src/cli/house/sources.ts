// The company's systems as one catalog that can be queried.
import { withConnections } from "../../catalog/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import { createQueryEngine, createStatistics } from "../../query/index.ts";
import type { QueryEngine, Statistics } from "../../query/index.ts";
import type { Connector } from "../../connect/kit/index.ts";
import { createConnections } from "../connections.ts";
import type { Connections } from "../connections.ts";
import { createSealer } from "../../store/index.ts";
import { documentsConnectorOf } from "../../retrieve/index.ts";
import type { Kept } from "../../retrieve/index.ts";
import { connectors } from "../connectors.ts";
import { startDriftWatch } from "../drift-watch.ts";
import { noting, readsInMemory } from "../price/index.ts";
import type { Reads } from "../price/index.ts";
import { secretsOf } from "../secrets.ts";
import type { Opening } from "./opening.ts";
import type { Stores } from "./stores.ts";

export interface Sources {
  readonly catalog: Catalog;
  readonly connections: Connections;
  readonly query: QueryEngine;
  /** Where the index of documents is. */
  readonly kept: Kept;
  /** What reads took. */
  readonly reads: Reads;
  /** What is known of the tables, for what a run would take. */
  readonly statistics: Statistics;
}

/** Most calls to sources that one query may make. */
const callBudget = 2_000;

/** @param written the catalog as its file says it, without connections that only running systems know */
export function openSources(opening: Opening, written: Catalog, { store, keyring, systems }: Stores): Sources {
  const { project, settings, log, watch, closers } = opening;
  const catalog = withConnections(written, systems?.connections ?? {});
  const kept = { store, sealer: createSealer(keyring), keys: keyring };
  const factories = { ...connectors, documents: documentsConnectorOf(kept) };
  const connections = createConnections(factories, catalog, secretsOf(systems), callBudget, watch.sourceCalls);
  closers.push(() => connections.close());
  const drift = startDriftWatch({ lock: project.lock, connections, report: (line) => log.warn({}, line) });
  closers.push(() => drift.stop());
  const reads = readsInMemory();
  const guarded = (source: string): Connector => drift.guard(source, connections.connector(source));
  const engine = createQueryEngine({
    catalog,
    connectors: guarded,
    rowBudget: settings.rowBudget,
  });
  closers.push(() => engine.close());
  const looking = new AbortController();
  closers.push(async () => looking.abort());
  const statistics = createStatistics({
    connectors: guarded,
    context: (source, signal) => connections.context(source, signal),
    signal: looking.signal,
    most: settings.statisticsRows,
  });
  return { catalog, connections, query: noting(engine, reads), reads, statistics, kept };
}
