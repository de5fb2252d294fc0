// What of a query of his own a person may not see, told before it is read: each with the rule, and what would change it.
import { GantryError } from "@gantry/contract";
import type { SourceColumn } from "../../catalog/index.ts";
import type { Shape } from "../../flow/index.ts";
import { decide, strictest } from "../../policy/index.ts";
import type { Caller } from "../../policy/index.ts";
import { controlRefusalOf, planColumn, refusalOf } from "../treat/plan.ts";
import type { PlanContext } from "../treat/plan.ts";
import type { House } from "./house.ts";
import { narrowingOf, viewerOf } from "./view.ts";

/**
 * A condition that the caller wrote himself on a column that he sees only as tokens or bands would let him guess it value
 * by value. Opaque identifiers are let through: queries join on them.
 */
const guess = (column: SourceColumn, context: PlanContext): GantryError | null => {
  const labels = context.labels.labelsOf(column).filter((label) => label !== "row" && !label.endsWith(".id"));
  if (labels.length === 0) return null;
  const { policies, destination } = context;
  const { treatment, rule } = strictest(
    labels.map((label) => decide(policies, { label, level: "copied", destination })),
  );
  if (treatment === "pass") return null;
  return new GantryError(
    "policy-breach",
    `column ${column} (${labels.join(" ")}) would decide which rows you see, but its values you see only treated (${rule}): conditions would let you guess them`,
    {
      remedy: "leave it out of conditions, groups and order; join on keys",
      where: { column, label: labels.join(" ") },
    },
  );
};

/** `Guard.inspect` over a house. */
export const createInspect =
  (house: House) =>
  async (run: string, caller: Caller, shape: Shape): Promise<readonly GantryError[]> => {
    const policies = await house.policies(run);
    const context = {
      policies,
      labels: await house.labels(run),
      destination: viewerOf(caller),
      through: narrowingOf(caller),
      step: "query",
    };
    const values = shape.columns.map((column) => refusalOf([planColumn(column, context)], context));
    const control = shape.control.map(
      (column) => controlRefusalOf({ columns: [], control: [column] }, context) ?? guess(column, context),
    );
    const seen = new Set<string>();
    return [...values, ...control].flatMap((error) => {
      const column = error?.where?.["column"] ?? "";
      if (error === null || seen.has(column)) return [];
      seen.add(column);
      return [error];
    });
  };
