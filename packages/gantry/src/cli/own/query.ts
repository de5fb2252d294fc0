// Rows of a caller's own SQL as one document, or what it would ask of the sources.
import type { ExplainedScan, QueryAnswer, QueryRequest } from "@gantry/contract";
import { withoutValues } from "../../connect/kit/index.ts";
import type { Caller } from "../../policy/index.ts";
import type { ScanReport } from "../../query/index.ts";
import { statementOf } from "./statement.ts";
import type { OwnQueryOptions } from "./statement.ts";

const defaultLimit = 1000;

/** Runs it, or says what it would ask. Throws as `statementOf` does, and what running throws. */
export async function ownQuery(
  { sql, explain, limit = defaultLimit }: QueryRequest,
  caller: Caller,
  signal: AbortSignal,
  options: OwnQueryOptions,
): Promise<QueryAnswer> {
  const { run, columns, view } = await statementOf(sql, caller, signal, options);
  if (explain) {
    const scans = await options.query.explain(sql, run);
    return { columns, rows: [], total: 0, tokens: {}, scans: scans.map(scanOf) };
  }
  const { relation, scans, total } = await options.query.run(sql, { ...run, keep: limit });
  const viewed = await view(relation.rows);
  return {
    columns,
    // A cell is JSON by its type.
    rows: viewed.rows.map((row) => ({ ...row })) as QueryAnswer["rows"],
    total,
    tokens: { ...viewed.tokens },
    scans: scans.map((scan) => scanOf({ ...scan, native: withoutValues(scan.native) })),
  };
}

const scanOf = (scan: ScanReport): ExplainedScan => ({ ...scan, columns: [...scan.columns], kept: [...scan.kept] });
