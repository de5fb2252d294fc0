// SQL of a step, run over the catalog and the steps that it names, as the run's caller may see them.
import { GantryError } from "@gantry/contract";
import type { Cell, Relation } from "../../catalog/index.ts";
import { columnsOfPeople, conditionSql, goToOf } from "../../flow/index.ts";
import type { Shape } from "../../flow/index.ts";
import type { Access, RunOptions } from "../../query/index.ts";
import type { Work } from "../house.ts";
import type { Plan } from "../plan.ts";
import type { StepResult } from "../result.ts";

/** What the caller may see; and which columns of the steps before hold values of people. */
export function accessOf({ house, run }: Work, after: readonly string[]): Access {
  const access = house.policy.access(run.caller);
  if (access.people === undefined) return access;
  const before = Object.fromEntries(Object.entries(run.shapes.steps).filter(([step]) => after.includes(step)));
  return { ...access, people: { ...access.people, steps: columnsOfPeople(before, house.catalog) } };
}

/** `shape` is that of the rows that come out. */
export async function runSql(
  work: Work,
  sql: string,
  after: readonly string[],
  shape: Shape | undefined,
): Promise<StepResult> {
  const { house, run } = work;
  const whole = /^\s*select\s+\*\s+from\s+([a-z_]\w*)\s*;?\s*$/i.exec(sql)?.[1];
  // A step's rows as they are need no engine.
  if (whole !== undefined && after.includes(whole)) {
    return { relation: await house.relations.of(run, whole), notes: { scans: [], coverage: [] } };
  }
  const { options, relations } = await openQuery(work, after);
  const { relation, scans } = await house.query.run(sql, {
    ...options,
    ...(work.tap === undefined ? {} : { tap: work.tap }),
  });
  work.recorder?.prepare();
  house.subjects.trace(shape, relation.rows, relations);
  return { relation, notes: { scans, coverage: scans.flatMap((scan) => scan.notes ?? []) } };
}

/** How a query of the run is run over steps before it, and their rows. */
export async function openQuery(
  work: Work,
  after: readonly string[],
): Promise<{ readonly options: RunOptions; readonly relations: readonly Relation[] }> {
  const { house, run, signal } = work;
  const relations = await Promise.all(after.map(async (step) => [step, await house.relations.of(run, step)] as const));
  const options: RunOptions = {
    parameters: run.parameters,
    steps: Object.fromEntries(relations),
    access: accessOf(work, after),
    policy: house.policy.version,
    share: run.caller.subject,
    // What an act has changed must be read anew.
    ...(comesAfterAct(run.plan, after) ? {} : { run: run.id }),
    context: (source) => house.context(source, run.caller, signal),
    signal,
  };
  return { options, relations: relations.map(([, input]) => input) };
}

/** Whether a step's condition holds; one that gives nothing does not. */
export async function holds(work: Work, when: string, after: readonly string[]): Promise<boolean> {
  const { relation } = await runSql(work, conditionSql(when), after, undefined);
  return relation.rows[0]?.["holds"] === true;
}

/** Whether an `act` is among the steps `after` which this one comes, or before them. */
const comesAfterAct = (plan: Plan, after: readonly string[]): boolean =>
  after.some((name) => {
    const before = plan.steps.get(name);
    if (before === undefined) return false;
    const instead = goToOf(before.step);
    return (
      before.step.kind === "act" || comesAfterAct(plan, [...before.after, ...(instead === undefined ? [] : [instead])])
    );
  });

/**
 * The keys of the rows, in their order.
 *
 * @throws GantryError `query-failed` when the column is missing, a key is null, or two rows have the same.
 */
export function keysOf(step: string, column: string, relation: Relation): readonly Cell[] {
  const refuse = (what: string): GantryError =>
    new GantryError("query-failed", `step "${step}": ${what}`, {
      where: { step, column },
      remedy: "let the key be a column that tells the rows apart, one row for each",
    });
  if (!relation.columns.some((it) => it.name === column)) throw refuse(`its rows have no key column "${column}"`);
  const keys = relation.rows.map((row) => row[column] ?? null);
  if (keys.includes(null)) throw refuse(`a row has no value in the key column "${column}"`);
  if (new Set(keys.map((key) => JSON.stringify(key))).size < keys.length) {
    throw refuse(`two rows have the same value in the key column "${column}"`);
  }
  return keys;
}
