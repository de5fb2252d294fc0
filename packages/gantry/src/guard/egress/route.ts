// Which model may take a row: every deployment is decided by its own name and place before the router chooses.
import { GantryError } from "@gantry/contract";
import { namedIn } from "../prompt/past.ts";
import type { Shape } from "../../flow/index.ts";
import type { Deployment, TextModel } from "../../model/index.ts";
import type { Destination, Policy } from "../../policy/index.ts";
import { controlRefusalOf, planColumn, refusalOf } from "../treat/plan.ts";
import type { ColumnPlan, PlanContext } from "../treat/plan.ts";
import type { LabelBook } from "../labels.ts";
import type { ModelEgress } from "../types.ts";
import type { House } from "./house.ts";

export interface Route {
  readonly model: TextModel;
  readonly destination: Destination;
  /** Of the columns that go: those the template names, and for a model inside all that it may see. */
  readonly plans: readonly ColumnPlan[];
  /** Of all columns: values of those that may not pass must not stand in a text either. */
  readonly all: readonly ColumnPlan[];
  /** Why this model. */
  readonly reason: string;
}

/** A deployment as the policy sees it. */
export const destinationOf = (deployment: Deployment): Destination => ({
  kind: "model",
  zone: deployment.zone,
  name: deployment.name,
});

/** About how long the prompt will be, in tokens of four characters: the author's words and the row's. */
const tokensOf = ({ instructions, template, schema, values, past }: ModelEgress, named: readonly string[]): number => {
  const row = [...new Set(named)].map((name) => values[name] ?? null);
  const own = [past?.protocol, ...(past?.parts.map(({ note }) => note) ?? [])];
  return Math.ceil((instructions.length + template.length + JSON.stringify([schema, row, own]).length) / 4);
};

/** Plans by deployment are the same for every row of a step, so they are made once a shape. */
type Plans = Pick<Route, "plans" | "all"> & { readonly refusal: GantryError | null };

const plansFor = (egress: ModelEgress, named: readonly string[], context: PlanContext): Plans => {
  const isInside = context.destination.zone === "inside";
  const all = egress.shape.columns.map((column) => planColumn(column, context));
  const plans = all.filter((plan) => {
    if (named.includes(plan.column.name)) return true;
    return isInside && plan.treatment !== "refuse" && plan.treatment !== "drop";
  });
  return { plans, all, refusal: refusalOf(plans, context) ?? controlRefusalOf(egress.shape, context) };
};

/** Remembers plans by shape, policy version, deployment and template; shapes are kept weakly. */
export const createRouter = (house: House) => {
  const memory = new WeakMap<Shape, Map<string, Plans>>();
  const planned = (
    egress: ModelEgress,
    named: readonly string[],
    policies: readonly Policy[],
    labels: LabelBook,
    deployment: Deployment,
  ): Plans => {
    const byShape = memory.get(egress.shape) ?? new Map<string, Plans>();
    memory.set(egress.shape, byShape);
    const place = JSON.stringify([
      egress.step,
      deployment.name,
      deployment.zone,
      named,
      policies.map((it) => it.version),
    ]);
    const known = byShape.get(place);
    if (known !== undefined) return known;
    const context = { policies, labels, destination: destinationOf(deployment), step: egress.step };
    const made = plansFor(egress, named, context);
    byShape.set(place, made);
    return made;
  };

  /** `without`: models tried in vain. Throws `bad-flow` for a place that no column fills, `policy-breach` when no model may take the row. */
  return (
    egress: ModelEgress,
    policies: readonly Policy[],
    labels: LabelBook,
    without: readonly string[] = [],
  ): Route => {
    const named = namedIn(egress);
    const unknown = named.find((name) => !egress.shape.columns.some((column) => column.name === name));
    if (unknown !== undefined) {
      throw new GantryError(
        "bad-flow",
        `the template of step "${egress.step}" names {{${unknown}}}, which its rows don't have`,
        {
          remedy: `it can name: ${egress.shape.columns.map((column) => column.name).join(", ")}`,
          where: { step: egress.step },
        },
      );
    }
    const fitting = house.models.deployments.filter(
      (it) =>
        it.modality === "text" &&
        !without.includes(it.name) &&
        (it.tasks.includes("*") || it.tasks.includes(egress.task)),
    );
    const allowed = fitting.filter(
      (deployment) => planned(egress, named, policies, labels, deployment).refusal === null,
    );
    const [first] = fitting;
    if (allowed.length === 0 && first !== undefined) {
      throw (
        planned(egress, named, policies, labels, first).refusal ??
        new GantryError("policy-breach", "no model may take this row")
      );
    }
    const zones = allowed.length === 0 ? (["inside", "partner", "outside"] as const) : allowed.map((it) => it.zone);
    const { model, choice } = house.models.text(egress.task, {
      zones: [...new Set(zones)],
      without,
      barred: fitting.filter((it) => !allowed.includes(it)).map((it) => it.name),
      inputTokens: tokensOf(egress, named),
    });
    const { plans, all, refusal } = planned(egress, named, policies, labels, model.deployment);
    // What was not asked for came: nothing leaves.
    if (refusal !== null) throw refusal;
    return { model, destination: destinationOf(model.deployment), plans, all, reason: choice.reason };
  };
};
