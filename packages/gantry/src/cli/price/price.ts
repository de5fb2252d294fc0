// The price of a run before it begins: what each source would be asked for, what models would read and write, what leaves.
import type { Estimate, Proof } from "@gantry/contract";
import { resolveInput, viewerExposures } from "../../flow/index.ts";
import type { FlowDocument, InputOptions, Shape } from "../../flow/index.ts";
import { access, canonicalJson } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import type { QueryEngine, Statistics } from "../../query/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { Planning } from "../../ask/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { TakenByStep, TakenStore } from "../../store/index.ts";
import type { Connections } from "../connections.ts";
import { leavesOf, modelWork } from "./models.ts";
import type { ModelWork } from "./models.ts";
import type { Reads, TableTook } from "./reads.ts";
import { sayPrice } from "./say.ts";
import { walk } from "./walk.ts";
import { yieldsOf } from "./yields.ts";

export interface PriceOptions {
  readonly catalog: Catalog;
  readonly query: Pick<QueryEngine, "foresee">;
  readonly policy: Policy;
  readonly connections: Pick<Connections, "context">;
  readonly models: Pick<ModelRegistry, "text" | "draw">;
  readonly statistics: Statistics;
  readonly reads: Reads;
  readonly taken: TakenStore;
  /** Of a run: the input that it was started with. */
  readonly inputOf: (run: string) => Promise<Readonly<Record<string, unknown>> | undefined>;
  readonly time: InputOptions;
}

/** A flow as the checker passed it. */
export interface PricedFlow {
  readonly document: FlowDocument;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Absent where nothing of it leaves but to whoever asks. */
  readonly proof?: Pick<Proof, "exposures">;
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

/** What is known of the values in columns of these names. */
const labelsIn = (shapes: PricedFlow["shapes"], catalog: Catalog): ReadonlyMap<string, readonly string[]> => {
  const labelOf = new Map<string, readonly string[]>(
    Object.values(catalog.tables).flatMap(({ name, columns }) =>
      columns.map((it) => [`${name}.${it.name}`, it.labels] as const),
    ),
  );
  return new Map(
    Object.values(shapes).flatMap(({ columns }) =>
      columns.map(
        ({ name, labels, sources }) =>
          [name, [...labels, ...Object.keys(sources).flatMap((source) => labelOf.get(source) ?? [])]] as const,
      ),
    ),
  );
};

/** The planning of the question, where a model did it. */
const planned = ({ model, calls, tokens, cost }: Planning): readonly ModelWork[] =>
  model === undefined || calls === 0 ? [] : [{ step: "plan", model, rows: 0, calls, tokens, cost }];

/** Which of the runs had this input. */
const runsWith = async (
  input: Readonly<Record<string, unknown>>,
  taken: readonly TakenByStep[],
  inputOf: PriceOptions["inputOf"],
): Promise<ReadonlySet<string>> => {
  const wanted = canonicalJson(input);
  const runs = [...new Set(taken.map(({ run }) => run))];
  const inputs = await Promise.all(runs.map((run) => inputOf(run).catch(() => undefined)));
  return new Set(runs.filter((_, at) => inputs[at] !== undefined && canonicalJson(inputs[at]) === wanted));
};

/** How long a price is worked out, in milliseconds. */
const patience = 10_000;
/** Runs that tell what the next will take. */
const newestRuns = 20;

const unplanned: Planning = { calls: 0, tokens: 0, cost: 0 };

/**
 * Asks no source for the rows that the run would read; what is known of the tables says how many those are. Throws what
 * resolving the input and planning a step's SQL throw.
 */
export async function priceOf(
  { document, shapes, proof }: PricedFlow,
  input: Readonly<Record<string, unknown>>,
  caller: Caller,
  options: PriceOptions,
  planning: Planning = unplanned,
): Promise<Estimate> {
  const { catalog, policy, connections, models, taken, time } = options;
  const { parameters } = resolveInput(document, input, time);
  const signal = AbortSignal.timeout(patience);
  // Of a flow that was made for one question nothing was ever run.
  const hasRun = proof !== undefined;
  const [byModel, byStep] = hasRun
    ? await Promise.all([taken.byModel(document.name, newestRuns), taken.byStep(document.name, newestRuns)])
    : [[], []];
  const { took, rows } = await walk(document, shapes, {
    ...options,
    parameters,
    access: access(policy, caller),
    policy: policy.version,
    yields: yieldsOf(byStep, await runsWith(input, byStep, options.inputOf)),
    context: (source) => connections.context(source, signal, caller.tokens[source]),
    signal,
  });
  const labels = labelsIn(shapes, catalog);
  const work = [...planned(planning), ...modelWork({ document, models, rows, labels, taken: byModel })];
  const viewed = viewerExposures({ document, shapes, catalog, policy, roles: caller.roles });
  const estimate = {
    sources: byTable(took),
    models: work,
    tokens: work.reduce((sum, it) => sum + it.tokens, 0),
    cost: work.reduce((sum, it) => sum + it.cost, 0),
    leaves: leavesOf(proof?.exposures ?? [], document, rows, work),
    shown: [...new Map(viewed.map(({ column, label, treatment }) => [column, { column, label, treatment }])).values()],
  };
  return { text: sayPrice(estimate), ...estimate };
}
