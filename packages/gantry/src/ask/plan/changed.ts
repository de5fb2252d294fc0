// A plan with some of its fields changed, as a person changes them under an answer. The checker sees it like any other.
import { GantryError } from "@gantry/contract";
import type { InterpretationField } from "@gantry/contract";
import { resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { slotsOf } from "./slots.ts";
import type { SlotContext } from "./condition-fields.ts";
import type { AskPlan, Condition } from "./types.ts";

/** New values by the name of a field. */
export type Edits = Readonly<Record<string, string | number>>;

export interface Changed {
  readonly plan: AskPlan;
  /** All fields with their new values, those that were emptied too. */
  readonly fields: readonly InterpretationField[];
}

const wrong = (field: string, expected: string): GantryError =>
  new GantryError("bad-input", `field "${field}" must be ${expected}`, { where: { field } });

/** Most rows that a list can be made to show. */
const mostRows = 1000;

const requireFitting = (
  { name, kind, options = [] }: InterpretationField,
  value: string | number,
  time: PeriodOptions,
): void => {
  if (kind === "choice" && !options.some((it) => it.value === value))
    throw wrong(name, `one of ${options.map((it) => it.title).join(", ")}`);
  if (kind === "number" && (typeof value !== "number" || !Number.isFinite(value))) throw wrong(name, "a number");
  if (name === "rows" && !(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostRows))
    throw wrong(name, `a whole number from 1 to ${mostRows}`);
  if (kind === "period" && (typeof value !== "string" || resolvePeriod(value, time) === null))
    throw wrong(name, 'a period: "this quarter", "last 90 days", "2026-11-01..2027-02-01" …');
  if (kind === "text" && (typeof value !== "string" || value.length > 200 || value.trim() === ""))
    throw wrong(name, "a text of at most 200 characters");
};

/** Conditions that were set to "any" are none. */
const cleaned = (where: readonly Condition[]): readonly Condition[] =>
  where.flatMap((it): readonly Condition[] => {
    if (it.kind === "in") return it.values.length === 0 ? [] : [it];
    if (it.kind === "related") return [{ ...it, related: { ...it.related, where: cleaned(it.related.where) } }];
    if (it.kind !== "any") return [it];
    const of = cleaned(it.of);
    // An alternative that always holds makes all of it hold.
    return of.length < it.of.length ? [] : [{ ...it, of }];
  });

/** @throws GantryError `bad-input` naming the field and what it may be */
export const changed = (context: SlotContext, plan: AskPlan, edits: Edits): Changed => {
  const slots = slotsOf(context, plan);
  let edited = plan;
  for (const [name, value] of Object.entries(edits)) {
    const slot = slots.find((it) => it.field.name === name);
    if (slot === undefined) {
      const known = slots.map((it) => it.field.name).join(", ") || "none";
      throw new GantryError("bad-input", `the question has no field "${name}"; its fields: ${known}`);
    }
    requireFitting(slot.field, value, context.time);
    edited = slot.put(edited, value);
  }
  const fields = slotsOf(context, edited).map((it) => it.field);
  const share = edited.share === undefined ? undefined : { ...edited.share, of: cleaned(edited.share.of) };
  if (share !== undefined && share.of.length === 0 && edited.by.length === 0)
    throw new GantryError("bad-input", "of what is the share wanted? one of its conditions must stay");
  return { plan: { ...edited, where: cleaned(edited.where), ...(share === undefined ? {} : { share }) }, fields };
};
