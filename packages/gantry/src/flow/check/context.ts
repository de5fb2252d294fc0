// What the checker needs to know of the house; all of it can be had offline.
import { GantryError } from "@gantry/contract";
import type { Exposure, ProofFinding } from "@gantry/contract";
import type { Catalog, Label, RelationColumn, Source, SourceColumn } from "../../catalog/index.ts";
import { findColumn } from "../../catalog/index.ts";
import type { ActionDef } from "../../connect/kit/index.ts";
import type { Deployment, ScoreOutput } from "../../model/index.ts";
import { usualPeopleRule } from "../../policy/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { BindOptions, Lineage, QueryEngine } from "../../query/index.ts";
import { eventInput } from "../event.ts";
import type { EventInputs } from "../event.ts";
import { parameterLabel, parameterTypes } from "../input.ts";
import { columnsOfPeople, throughSteps, untrustedControl } from "../shape.ts";
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
  /** Undefined where no such model is known. */
  readonly score: (name: string) => CheckedScore | undefined;
  /** `mail.send` → its definition; undefined where no source offers it. */
  readonly action: (operation: string) => CheckedAction | undefined;
  /** Inputs that an event fills, where a trigger starts the flow. */
  readonly events?: EventInputs;
}

/** The state of one check: shapes of the steps so far, and what was found. */
export interface Check extends CheckOptions {
  readonly document: FlowDocument;
  readonly shapes: Record<string, Shape>;
  readonly exposures: Exposure[];
  readonly findings: ProofFinding[];
  /** Steps whose rows a person has decided on. */
  readonly approved: Set<string>;
}

export const breach = (check: Check, step: string, code: string, message: string, remedy?: string): void => {
  check.findings.push({ severity: "breach", code, step, message, ...(remedy === undefined ? {} : { remedy }) });
};

/** Binds SQL of a step against catalog and earlier steps; tells of untrusted text that would decide rows. */
export async function bindSql(check: Check, step: string, sql: string): Promise<Shape> {
  const options: BindOptions = {
    parameters: parameterTypes(check.document),
    steps: Object.fromEntries(
      Object.entries(check.shapes).map(([name, shape]) => [
        name,
        shape.columns.map((it) => ({ name: it.name, type: it.type })),
      ]),
    ),
  };
  const lineage: Lineage = await check.bind(sql, options);
  for (const column of untrustedControl(lineage, check.shapes, check.catalog, check.events)) {
    breach(
      check,
      step,
      "untrusted-control",
      `step "${step}": text that outsiders wrote (${column}) would decide which rows come out`,
      "let a score turn it into a bounded number first, and filter by that ahead of an approval",
    );
  }
  await checkPeople(check, step, sql, options);
  return throughSteps(lineage, check.shapes, check.catalog, check.events);
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
export function labelsOf(
  check: Pick<Check, "catalog" | "document" | "events">,
  source: SourceColumn,
): readonly Label[] {
  if (source.startsWith("$"))
    return eventInput(check.events, source)?.labels ?? [parameterLabel(check.document, source.slice(1))];
  if (source.endsWith(".*")) return ["row"];
  const labels = findColumn(check.catalog, source)?.labels ?? [];
  return labels.length > 0 ? labels : ["unlabelled"];
}
