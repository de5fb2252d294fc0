// A flow's steps walked before it runs: what each would read, and how many rows it would hand on.
import type { FlowDocument, Shape, Step } from "../../flow/index.ts";
import { fallbacksOf, parameterTypes } from "../../flow/index.ts";
import type { Access, ForeseenRead, ForeseenStep, QueryEngine, RunOptions, Statistics } from "../../query/index.ts";
import { queryKey } from "./reads.ts";
import type { Reads, TableTook } from "./reads.ts";

export interface WalkOptions {
  readonly query: Pick<QueryEngine, "foresee">;
  readonly statistics: Statistics;
  readonly reads: Reads;
  readonly parameters: RunOptions["parameters"];
  readonly access: Access;
  readonly policy: string;
  readonly context: RunOptions["context"];
  readonly signal: AbortSignal;
}

export interface Walked {
  readonly took: readonly TableTook[];
  /** By step, what it works on: of a `prompt` the rows of its `each`. */
  readonly rows: ReadonlyMap<string, ForeseenStep>;
}

/** SQL whose rows a step works on, and the column that tells them apart. */
const sqlOf = (step: Step): { readonly sql: string; readonly key: string } | undefined => {
  switch (step.kind) {
    case "query":
      return step;
    case "approve":
      return { sql: step.rows, key: step.key };
    case "prompt":
    case "draw":
    case "reason":
    case "find":
      return { sql: step.each, key: step.key };
    case "call": {
      const sql = step.each ?? step.input;
      return sql === undefined ? undefined : { sql, key: step.key };
    }
    default:
      return undefined;
  }
};

const stepAsIs = /^\s*select\s+\*\s+from\s+([a-z_]\w*)\s*;?\s*$/iu;

const nobody: ForeseenStep = { rows: 0, types: [], columns: {} };

/** A step's rows in the shape that the checker found for them, with the columns that it hands through. */
const handedOn = (work: ForeseenStep, shape: Shape | undefined): ForeseenStep =>
  shape === undefined ? work : { ...work, types: shape.columns.map(({ name, type }) => ({ name, type })) };

/** Throws what binding and planning a step's SQL throw. */
export async function walk(
  document: FlowDocument,
  shapes: Readonly<Record<string, Shape>>,
  options: WalkOptions,
): Promise<Walked> {
  const { query, statistics, reads, parameters, access } = options;
  const known = new Set(Object.keys(parameterTypes(document)));
  const own = Object.fromEntries(Object.entries(parameters).filter(([name]) => known.has(name)));
  const instead = fallbacksOf(document);
  const before: ForeseenRead[] = [];
  const steps: Record<string, ForeseenStep> = {};
  const rows = new Map<string, ForeseenStep>();
  const took: TableTook[] = [];

  const work = async (step: Step): Promise<ForeseenStep> => {
    if (step.kind === "score") return steps[step.rows] ?? nobody;
    if (step.kind === "act") return steps[step.each] ?? nobody;
    const of = sqlOf(step);
    if (of === undefined) return { ...nobody, rows: 1 };
    const named = stepAsIs.exec(of.sql)?.[1];
    const whole = named === undefined ? undefined : steps[named];
    if (whole !== undefined) return whole;
    const { scans, step: out } = await query.foresee(of.sql, {
      parameters: own,
      steps,
      access,
      policy: options.policy,
      context: options.context,
      signal: options.signal,
      statistics,
      before,
      key: of.key,
    });
    const seen = scans.every(({ isExact }) => isExact)
      ? undefined
      : reads.whole(queryKey(of.sql, { parameters, access }));
    took.push(...(seen ?? scans.map(({ source, table, rows: read, calls }) => ({ source, table, rows: read, calls }))));
    return out;
  };
  for (const [name, step] of Object.entries(document.steps)) {
    // A step that another goes to runs where that one fails: rarely.
    const done = instead.has(name) ? nobody : await work(step);
    rows.set(name, done);
    steps[name] = handedOn(done, shapes[name]);
  }
  return { took, rows };
}
