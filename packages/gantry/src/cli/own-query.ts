// SQL of a caller's own, run as one step of a flow would be: his row filters and forbidden columns, then the policy's word
// on every column, then the guard's view of the rows.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { ExplainedScan, QueryAnswer, QueryRequest } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import { withoutValues } from "../connect/kit/index.ts";
import { throughSteps } from "../flow/index.ts";
import type { Guard } from "../guard/index.ts";
import { access } from "../policy/index.ts";
import type { Caller, Policy } from "../policy/index.ts";
import type { QueryEngine, RunOptions, ScanReport } from "../query/index.ts";
import type { Connections } from "./connections.ts";

export interface OwnQueryOptions {
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly query: QueryEngine;
  readonly guard: Guard;
  readonly connections: Connections;
  readonly clock: () => { readonly today: string; readonly now: string };
}

/**
 * Runs it, or says what it would ask.
 *
 * @throws GantryError `bad-sql`; `policy-breach` naming each column that the caller may not see, and the command that
 *   would change it
 */
export async function ownQuery(
  { sql, explain, limit }: QueryRequest,
  caller: Caller,
  signal: AbortSignal,
  options: OwnQueryOptions,
): Promise<QueryAnswer> {
  const { catalog, query, guard, connections, clock } = options;
  const { today, now } = clock();
  const seen = access(options.policy, caller);
  // His own words alone: what the policy's row filters decide is the policy's, and they are applied all the same below.
  const lineage = await query.bind(sql, {
    parameters: { today: "date", now: "timestamptz" },
    steps: {},
    access: { ...seen, rowFilters: {} },
  });
  const shape = throughSteps(lineage, {}, catalog);
  const scope = scopeOf(caller, today);
  const refused = await guard.inspect(scope, caller, shape);
  if (refused.length > 0) throw allOf(refused);
  const run: RunOptions = {
    parameters: { today: { type: "date", value: today }, now: { type: "timestamptz", value: now } },
    steps: {},
    access: seen,
    context: (source) => connections.context(source, signal, caller.tokens[source]),
    signal,
  };
  const types = new Map(shape.columns.map(({ name, type }) => [name, type]));
  if (explain) {
    const viewed = await guard.view(scope, caller, shape, []);
    const scans = (await query.explain(sql, run)).map((scan) => scanOf(scan));
    return { columns: columnsOf(viewed.columns, types), rows: [], total: 0, tokens: {}, scans };
  }
  const { relation, scans } = await query.run(sql, run);
  const viewed = await guard.view(scope, caller, shape, relation.rows.slice(0, limit));
  return {
    columns: columnsOf(viewed.columns, types),
    // A cell is JSON by its type.
    rows: viewed.rows.map((row) => ({ ...row })) as QueryAnswer["rows"],
    total: relation.rows.length,
    tokens: { ...viewed.tokens },
    scans: scans.map((scan) => scanOf({ ...scan, native: withoutValues(scan.native) })),
  };
}

/** Tokens mean the same over one caller's queries of one day, so that two answers can be laid side by side. */
const scopeOf = (caller: Caller, today: string): string =>
  `query-${createHash("sha256")
    .update(JSON.stringify([caller.subject, today]))
    .digest("hex")
    .slice(0, 24)}`;

const columnsOf = (
  columns: readonly {
    readonly name: string;
    readonly labels: readonly string[];
    readonly treatment: QueryAnswer["columns"][number]["treatment"];
  }[],
  types: ReadonlyMap<string, string>,
): QueryAnswer["columns"] =>
  columns.map(({ name, labels, treatment }) => ({
    name,
    type: types.get(name) ?? "varchar",
    labels: [...labels],
    treatment,
  }));

const scanOf = ({ notes, ...scan }: ScanReport): ExplainedScan => ({
  ...scan,
  columns: [...scan.columns],
  kept: [...scan.kept],
  ...(notes === undefined ? {} : { notes: [...notes] }),
});

/** All refusals in one, so that they can be mended in one go. */
function allOf(refused: readonly GantryError[]): GantryError {
  const [first, ...others] = refused;
  if (first === undefined || others.length === 0) return first ?? new GantryError("internal", "no refusal to tell of");
  return new GantryError(first.code, refused.map((it) => it.message).join("\n"), {
    remedy: [...new Set(refused.map((it) => it.remedy ?? ""))].join("\n  "),
    where: first.where,
  });
}
