// What the checker needs to know of the house; all of it can be had offline.
import { GantryError } from "@gantry/contract";
import type { Exposure, ProofFinding } from "@gantry/contract";
import type { Catalog, Label, RelationColumn, Source, SourceColumn } from "../../catalog/index.ts";
import { findColumn } from "../../catalog/index.ts";
import type { ActionDef, FindTool } from "../../connect/kit/index.ts";
import type { Deployment, ScoreOutput } from "../../model/index.ts";
import { usualPeopleRule } from "../../policy/index.ts";
import type { Destination, Policy } from "../../policy/index.ts";
import type { BindOptions, Lineage, QueryEngine } from "../../query/index.ts";
import { conditionSql, steeredBy } from "../condition.ts";
import type { Fallbacks } from "../fallbacks.ts";
import { parameterLabel, parameterTypes } from "../input.ts";
import { columnsOfPeople, throughSteps, untrustedControl } from "../shape.ts";
import type { Origins } from "../shape.ts";
import type { FlowDocument, Shape } from "../types.ts";

export interface CheckedScore {
  readonly inputs: readonly RelationColumn[];
  readonly outputs: readonly ScoreOutput[];
}

export interface CheckedAction {
  readonly source: Source;
  readonly input: ActionDef["input"];
}

export interface CheckOptions {
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly bind: QueryEngine["bind"];
  /** Every text deployment that the router might choose: the proof holds for each. */
  readonly deployments: readonly Deployment[];
  /** Embedding deployments that a search may send its query to; default: none. */
  readonly embeddings?: readonly Deployment[];
  /** Undefined where no such model is known. */
  readonly score: (name: string) => CheckedScore | undefined;
  /** `mail.send` → its definition; undefined where no source offers it. */
  readonly action: (operation: string) => CheckedAction | undefined;
  /** Inputs that an event fills, where a trigger starts the flow. */
  readonly events?: Origins;
  /** Tools of servers that a `reason` step may name; default: none. */
  readonly tool?: FindTool;
  /** Flows that a `call` may name; undefined where there is none of that name. */
  readonly flow?: (name: string) => FlowDocument | undefined;
}

/** The state of one check: shapes of the steps so far, and what was found. */
export interface Check extends CheckOptions {
  readonly document: FlowDocument;
  readonly shapes: Record<string, Shape>;
  readonly exposures: Exposure[];
  readonly findings: ProofFinding[];
  /** Steps whose rows a person has decided on. */
  readonly approved: Set<string>;
  /** Steps that run only in another's stead: no SQL may name them. */
  readonly fallbacks: Fallbacks;
  /** By step: columns that decide whether it runs at all. */
  readonly steering: Map<string, readonly SourceColumn[]>;
  /** By step: all that its SQL reads, for whatever. */
  readonly read: Map<string, Set<SourceColumn>>;
  /** By step: where rows of it leave to. */
  readonly destinations: Map<string, Destination[]>;
  /** Of a flow that another one calls: what its parameters are made of. */
  readonly origins: Origins;
  /** Names of the flows that led here, this one last. */
  readonly path: readonly string[];
}

export const breach = (check: Check, step: string, code: string, message: string, remedy?: string): void => {
  check.findings.push({ severity: "breach", code, step, message, ...(remedy === undefined ? {} : { remedy }) });
};

/** Binds SQL of a step against catalog and earlier steps; tells of untrusted text that would decide rows. */
export async function bindSql(check: Check, step: string, sql: string): Promise<Shape> {
  const lineage = await bound(check, step, sql);
  refuseUntrusted(check, step, lineage, "which rows come out");
  return read(check, step, lineage);
}

/** Binds a step's `when`; gives the columns that decide it. */
export async function bindCondition(check: Check, step: string, when: string): Promise<readonly SourceColumn[]> {
  const lineage = await bound(check, step, conditionSql(when));
  const sources = lineage.columns.flatMap((column) => Object.keys(column.sources));
  refuseUntrusted(check, step, { ...lineage, control: [...lineage.control, ...sources] }, "whether it runs");
  const [column] = lineage.columns;
  if (column?.type !== "boolean") {
    breach(
      check,
      step,
      "no-condition",
      `step "${step}": its when is no condition, but gives ${column?.type ?? "nothing"}`,
      "write a comparison, or exists (from a step)",
    );
  }
  return steeredBy(read(check, step, lineage));
}

async function bound(check: Check, step: string, sql: string): Promise<Lineage> {
  const readable = Object.entries(check.shapes).filter(([name]) => !check.fallbacks.has(name));
  const options: BindOptions = {
    parameters: parameterTypes(check.document),
    steps: Object.fromEntries(
      readable.map(([name, shape]) => [name, shape.columns.map((it) => ({ name: it.name, type: it.type }))]),
    ),
  };
  const lineage = await check.bind(sql, options);
  await checkPeople(check, step, sql, options);
  return lineage;
}

function refuseUntrusted(check: Check, step: string, lineage: Lineage, what: string): void {
  for (const column of untrustedControl(lineage, check.shapes, check.catalog, check.origins)) {
    breach(
      check,
      step,
      "untrusted-control",
      `step "${step}": text that outsiders wrote (${column}) would decide ${what}`,
      "let a score turn it into a bounded number first, and filter by that ahead of an approval",
    );
  }
}

/** Over source columns alone; the step is known to have read them. */
function read(check: Check, step: string, lineage: Lineage): Shape {
  const shape = throughSteps(lineage, check.shapes, check.catalog, check.origins);
  const known = check.read.get(step) ?? new Set();
  check.read.set(step, known);
  for (const source of steeredBy(shape)) known.add(source);
  return shape;
}

/** Tells of an aggregate over people that a caller's role would have to be exempt for: at run time it would be refused. */
async function checkPeople(check: Check, step: string, sql: string, options: BindOptions): Promise<void> {
  const people = { ...usualPeopleRule(check.policy), steps: columnsOfPeople(check.shapes, check.catalog) };
  const access = { rowFilters: {}, forbidden: [], parameters: {}, people };
  try {
    await check.bind(sql, { ...options, access });
  } catch (error) {
    if (!(error instanceof GantryError) || error.code !== "policy-breach") throw error;
    const message = `step "${step}": for a role without minimumPeople: 1, ${error.message}`;
    const remedy = error.remedy === undefined ? {} : { remedy: error.remedy };
    check.findings.push({ severity: "warning", code: "aggregate-over-people", step, message, ...remedy });
  }
}

/** Labels of a source column, a row's existence, or a parameter. */
export function labelsOf(check: Pick<Check, "catalog" | "document">, source: SourceColumn): readonly Label[] {
  if (source.startsWith("$")) return [parameterLabel(check.document, source.slice(1))];
  if (source.endsWith(".*")) return ["row"];
  const labels = findColumn(check.catalog, source)?.labels ?? [];
  return labels.length > 0 ? labels : ["unlabelled"];
}
