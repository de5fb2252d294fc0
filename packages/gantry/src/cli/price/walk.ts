// A flow's steps walked before it runs: what each would read, and how many rows it would hand on.
import type { FlowDocument, Shape, Step } from "../../flow/index.ts";
import { fallbacksOf, parameterTypes } from "../../flow/index.ts";
import { wordsIn } from "../../query/index.ts";
import type { Access, ForeseenRead, ForeseenStep, QueryEngine, RunOptions, Statistics } from "../../query/index.ts";
import { queryKey } from "./reads.ts";
import type { Reads, TableTook } from "./reads.ts";
import { usualShare } from "./yields.ts";
import type { Yields } from "./yields.ts";

export interface WalkOptions {
  readonly query: Pick<QueryEngine, "foresee">;
  readonly statistics: Statistics;
  readonly reads: Reads;
  readonly parameters: RunOptions["parameters"];
  readonly access: Access;
  readonly policy: string;
  readonly context: RunOptions["context"];
  readonly signal: AbortSignal;
  readonly yields: Yields;
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

const mayLeaveOut = /\b(?:where|having|qualify)\b/iu;

const nobody: ForeseenStep = { rows: 0, types: [], columns: {} };

/** A step's rows in the shape that the checker found for them, with the columns that it hands through. */
const handedOn = (work: ForeseenStep, shape: Shape | undefined): ForeseenStep =>
  shape === undefined ? work : { ...work, types: shape.columns.map(({ name, type }) => ({ name, type })) };

/** So many of the rows, nobody knows which: any of them, evenly. */
const thinned = (of: ForeseenStep, rows: number): ForeseenStep => {
  if (rows >= of.rows) return { ...of, rows };
  const step = of.rows / Math.max(1, rows);
  return {
    ...of,
    rows,
    columns: Object.fromEntries(
      Object.entries(of.columns).map(([name, column]) => [
        name,
        { ...column, codes: rows === 0 ? new Float64Array() : column.codes.filter((_, at) => at % step < 1) },
      ]),
    ),
  };
};

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

  /** Steps with rows that sources gave, as far as is known of these. */
  const scanned: string[] = [];
  const guessed = new Set<string>();
  /** The step whose rows another's are a part of: of those that read sources the first with keys of the same table. */
  const anchorOf = (out: ForeseenStep, key: string): string | undefined => {
    const table = out.columns[key]?.of;
    const repeats = (step: string): boolean =>
      Object.values(steps[step]?.columns ?? {}).some((column) => column.of === table);
    return table === undefined ? scanned[0] : (scanned.find(repeats) ?? scanned[0]);
  };
  /** Of a query over steps alone: how many rows come through, as far as runs have told. */
  const through = (
    name: string,
    { sql, key }: { readonly sql: string; readonly key: string },
    out: ForeseenStep,
  ): ForeseenStep => {
    const anchor = anchorOf(out, key);
    const share = anchor === undefined ? undefined : options.yields(name, anchor);
    if (anchor !== undefined && share !== undefined)
      return thinned(out, Math.round((steps[anchor]?.rows ?? 0) * share));
    const isGuessed = wordsIn(sql).some((word) => guessed.has(word));
    if (isGuessed || mayLeaveOut.test(sql)) guessed.add(name);
    return !isGuessed && mayLeaveOut.test(sql) ? thinned(out, Math.round(out.rows * usualShare)) : out;
  };
  const work = async (name: string, step: Step): Promise<ForeseenStep> => {
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
    const isOwn = scans.some(({ source }) => options.context(source).onBehalfOf !== undefined);
    const seen =
      isOwn || scans.every(({ isExact }) => isExact)
        ? undefined
        : reads.whole(queryKey(of.sql, { parameters, access }));
    took.push(...(seen ?? scans.map(({ source, table, rows: read, calls }) => ({ source, table, rows: read, calls }))));
    if (scans.length === 0) return through(name, of, out);
    scanned.push(name);
    return out;
  };
  for (const [name, step] of Object.entries(document.steps)) {
    // A step that another goes to runs where that one fails: rarely.
    const done = instead.has(name) ? nobody : await work(name, step);
    rows.set(name, done);
    steps[name] = handedOn(done, shapes[name]);
  }
  return { took, rows };
}
