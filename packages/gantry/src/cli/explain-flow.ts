// Explains a flow: each query step planned against the sources, earlier steps standing in as empty tables.
import type { ExplainedStep } from "@gantry/contract";
import { resolveInput } from "../flow/index.ts";
import type { InputOptions } from "../flow/index.ts";
import { access } from "../policy/index.ts";
import type { Caller, Policy } from "../policy/index.ts";
import type { QueryEngine } from "../query/index.ts";
import type { PublishedFlow } from "../serve/index.ts";
import type { Connections } from "./connections.ts";

export interface ExplainOptions {
  readonly query: QueryEngine;
  readonly policy: Policy;
  readonly connections: Connections;
  readonly time: InputOptions;
}

/** Join keys that come from earlier steps are not known before a run, so they are missing from what is shown. */
export async function explainFlow(
  { document, shapes }: PublishedFlow,
  input: Readonly<Record<string, unknown>>,
  caller: Caller,
  { query, policy, connections, time }: ExplainOptions,
): Promise<readonly ExplainedStep[]> {
  const { parameters } = resolveInput(document, input, time);
  const signal = AbortSignal.timeout(30_000);
  const steps = Object.fromEntries(Object.entries(shapes).map(([name, { columns }]) => [name, { columns, rows: [] }]));
  const explained: ExplainedStep[] = [];
  for (const [name, step] of Object.entries(document.steps)) {
    if (step.kind !== "query") continue;
    const scans = await query.explain(step.sql, {
      parameters,
      steps,
      access: access(policy, caller),
      context: (source) => connections.context(source, signal, caller.tokens[source]),
      signal,
    });
    if (scans.length > 0) {
      explained.push({
        step: name,
        scans: scans.map(({ notes, ...scan }) => ({
          ...scan,
          columns: [...scan.columns],
          kept: [...scan.kept],
          ...(notes === undefined ? {} : { notes: [...notes] }),
        })),
      });
    }
  }
  return explained;
}
