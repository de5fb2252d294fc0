// The price of a run before it begins: what each source would be asked for, what models would read and write, what leaves.
import type { Estimate } from "@gantry/contract";
import { resolveInput, viewerExposures } from "../../flow/index.ts";
import type { FlowDocument, InputOptions, Shape } from "../../flow/index.ts";
import { access } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import type { QueryEngine, Statistics } from "../../query/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { Connections } from "../connections.ts";
import type { Reads, TableTook } from "./reads.ts";
import { walk } from "./walk.ts";

export interface PriceOptions {
  readonly catalog: Catalog;
  readonly query: Pick<QueryEngine, "foresee">;
  readonly policy: Policy;
  readonly connections: Pick<Connections, "context">;
  readonly statistics: Statistics;
  readonly reads: Reads;
  readonly time: InputOptions;
}

/** Reads of the same table added up. */
const byTable = (took: readonly TableTook[]): Estimate["sources"] => {
  const sums = new Map<string, TableTook>();
  for (const { source, table, rows, calls } of took) {
    const sum = sums.get(table) ?? { rows: 0, calls: 0 };
    sums.set(table, { source, table, rows: sum.rows + rows, calls: sum.calls + calls });
  }
  return [...sums.values()];
};

/** How long a price is worked out, in milliseconds. */
const patience = 10_000;

/** Asks no source for the rows that the run would read; what is known of the tables says how many those are. */
export async function priceOf(
  { document, shapes }: { readonly document: FlowDocument; readonly shapes: Readonly<Record<string, Shape>> },
  input: Readonly<Record<string, unknown>>,
  caller: Caller,
  { catalog, query, policy, connections, statistics, reads, time }: PriceOptions,
): Promise<Estimate> {
  const { parameters } = resolveInput(document, input, time);
  const signal = AbortSignal.timeout(patience);
  const { took } = await walk(document, shapes, {
    query,
    statistics,
    reads,
    parameters,
    access: access(policy, caller),
    policy: policy.version,
    context: (source) => connections.context(source, signal, caller.tokens[source]),
    signal,
  });
  const exposures = viewerExposures({ document, shapes, catalog, policy, roles: caller.roles });
  return {
    sources: byTable(took),
    tokens: 0,
    cost: 0,
    shown: [
      ...new Map(exposures.map(({ column, label, treatment }) => [column, { column, label, treatment }])).values(),
    ],
  };
}
