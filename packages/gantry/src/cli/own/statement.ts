// SQL of a caller's own, made ready as one step of a flow would be: his row filters and forbidden columns, then the
// policy's word on every column. Nothing has been read yet.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { QueryAnswer } from "@gantry/contract";
import type { Catalog, Row } from "../../catalog/index.ts";
import { throughSteps } from "../../flow/index.ts";
import type { Guard, ViewedRows } from "../../guard/index.ts";
import { access } from "../../policy/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import type { QueryEngine, RunOptions } from "../../query/index.ts";
import type { Connections } from "../connections.ts";

export interface OwnQueryOptions {
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly query: QueryEngine;
  readonly guard: Guard;
  readonly connections: Connections;
  readonly clock: () => { readonly today: string; readonly now: string };
}

export interface Statement {
  readonly sql: string;
  readonly run: RunOptions;
  /** What becomes of each column. */
  readonly columns: QueryAnswer["columns"];
  /** The guard's view of rows; `isPart` of more than these. */
  readonly view: (rows: readonly Row[], isPart?: "part") => Promise<ViewedRows>;
}

/**
 * @throws GantryError `bad-sql`; `policy-breach` naming each column that the caller may not see, and the command that
 *   would change it
 */
export async function statementOf(
  sql: string,
  caller: Caller,
  signal: AbortSignal,
  { catalog, policy, query, guard, connections, clock }: OwnQueryOptions,
): Promise<Statement> {
  const { today, now } = clock();
  const seen = access(policy, caller);
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
  const types = new Map(shape.columns.map(({ name, type }) => [name, type]));
  const { columns } = await guard.view(scope, caller, shape, []);
  return {
    sql,
    run: {
      parameters: { today: { type: "date", value: today }, now: { type: "timestamptz", value: now } },
      steps: {},
      access: seen,
      policy: policy.version,
      share: caller.subject,
      context: (source) => connections.context(source, signal, caller.tokens[source]),
      signal,
    },
    columns: columns.map(({ name, labels, treatment }) => ({
      name,
      type: types.get(name) ?? "varchar",
      labels: [...labels],
      treatment,
    })),
    view: (rows, isPart) => guard.view(scope, caller, shape, rows, isPart === undefined ? undefined : {}),
  };
}

/** Errors of `work` with the step that they happened at: SQL of one's own is one. */
export async function atQuery<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GantryError ? error.at({ step: "query" }) : error;
  }
}

/** Tokens mean the same over one caller's queries of one day, so that two answers can be laid side by side. */
export const scopeOf = (caller: Caller, today: string): string =>
  `query-${createHash("sha256")
    .update(JSON.stringify([caller.subject, today]))
    .digest("hex")
    .slice(0, 24)}`;

const mostSingly = 3;

/** All refusals in one, so that they can be mended in one go; many columns without a label are one command. */
function allOf(refused: readonly GantryError[]): GantryError {
  const [first, ...others] = refused;
  if (first === undefined || others.length === 0) return first ?? new GantryError("internal", "no refusal to tell of");
  const unlabelled = refused.filter((it) => it.where?.["label"] === "unlabelled");
  const isMany = unlabelled.length > mostSingly;
  const columns = unlabelled.map((it) => it.where?.["column"] ?? "");
  const told = isMany ? refused.filter((it) => !unlabelled.includes(it)) : refused;
  const messages = told.map((it) => it.message);
  const remedies = told.map((it) => it.remedy ?? "");
  if (isMany) {
    messages.unshift(`${columns.length} columns have no label, so they may go nowhere: ${columns.join(", ")}`);
    remedies.unshift(
      `leave them out, or say what they are, several in one command: \`gantry catalog label ${columns.slice(0, 2).join(" ")} … <label>\``,
    );
  }
  return new GantryError(first.code, messages.join("\n"), {
    remedy: [...new Set(remedies)].join("\n  "),
    where: first.where,
  });
}
