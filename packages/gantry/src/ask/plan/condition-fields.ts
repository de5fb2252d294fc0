// Conditions as fields: a value among those that its column may have, or the number that something is compared with.
import type { InterpretationField } from "@gantry/contract";
import type { PeriodOptions } from "../../catalog/index.ts";
import type { Ground } from "./rows.ts";
import { named, signs } from "./tell.ts";
import type { Condition, Place } from "./types.ts";

export interface SlotContext {
  readonly ground: Ground;
  /** Columns that do not exist for whoever asks, by full name. */
  readonly hidden: ReadonlySet<string>;
  readonly time: PeriodOptions;
}

type Options = NonNullable<InterpretationField["options"]>;
type Change = (where: readonly Condition[], value: string | number) => readonly Condition[];

/** "Any" takes a condition away. */
const anyValue = "";

const columnOf = ({ ground }: SlotContext, { table, column }: Place) =>
  ground.catalog.tables[table]?.columns.find((it) => it.name === column);

const optionsOf = (context: SlotContext, place: Place, current: string): Options => {
  const column = columnOf(context, place);
  const isTruth = column?.type === "boolean";
  const values = isTruth ? ["true", "false"] : Object.keys(column?.values ?? {});
  const all = values.includes(current) || current === anyValue ? values : [current, ...values];
  const title = (value: string): string => (isTruth ? (value === "true" ? "yes" : "no") : value);
  return [{ value: anyValue, title: "any" }, ...all.map((value) => ({ value, title: title(value) }))];
};

const among = (values: readonly string[]): string => values.join(" or ");

export interface ConditionField {
  readonly field: InterpretationField;
  readonly change: Change;
}

const at =
  (index: number, changed: (condition: Condition, value: string | number) => Condition): Change =>
  (where, value) =>
    where.map((it, i) => (i === index ? changed(it, value) : it));

/** Fields of conditions, each with how a list of them changes by it. */
export const conditionFields = (context: SlotContext, where: readonly Condition[]): readonly ConditionField[] =>
  where.flatMap((condition, index): readonly ConditionField[] => {
    switch (condition.kind) {
      case "during":
        return [];
      case "filled": {
        const { place, not } = condition;
        const options = [anyValue, "yes", "no"].map((value) => ({ value, title: value === anyValue ? "any" : value }));
        const field: InterpretationField = {
          name: place.column,
          title: named(place),
          kind: "choice",
          value: not ? "no" : "yes",
          options,
        };
        const change: Change = (where, value) =>
          where.flatMap((it, i): readonly Condition[] =>
            i !== index || it.kind !== "filled" ? [it] : value === anyValue ? [] : [{ ...it, not: value === "no" }],
          );
        return [{ field, change }];
      }
      case "named": {
        const { parameter: name, name: value } = condition;
        const field: InterpretationField = { name, title: `${name.replaceAll("_", " ")} named`, kind: "text", value };
        return [
          { field, change: at(index, (it, to) => (it.kind === "named" ? { ...it, name: String(to).trim() } : it)) },
        ];
      }
      case "in": {
        const { place, values, not } = condition;
        const value = among(values);
        const field: InterpretationField = {
          name: place.column,
          title: not ? `${named(place)} is not` : named(place),
          kind: "choice",
          value,
          options: optionsOf(context, place, value),
        };
        const change = at(index, (it, to) =>
          it.kind !== "in" || to === among(it.values) ? it : { ...it, values: to === anyValue ? [] : [String(to)] },
        );
        return [{ field, change }];
      }
      case "compare": {
        const { place, operator, value } = condition;
        const field: InterpretationField = {
          name: place.column,
          title: `${named(place)} ${signs[operator]}`,
          kind: "number",
          value,
        };
        return [{ field, change: at(index, (it, to) => (it.kind === "compare" ? { ...it, value: Number(to) } : it)) }];
      }
      case "any":
        return conditionFields(context, condition.of).map(({ field, change }) => ({
          field,
          change: at(index, (it, to) => (it.kind === "any" ? { ...it, of: change(it.of, to) } : it)),
        }));
      case "related": {
        const { related } = condition;
        const inner = conditionFields(context, related.where).map(({ field, change }): ConditionField => ({
          field: { ...field, title: `${related.title}: ${field.title}` },
          change: at(index, (it, to) =>
            it.kind === "related" ? { ...it, related: { ...it.related, where: change(it.related.where, to) } } : it,
          ),
        }));
        if (related.figure === undefined) return inner;
        const { operator, value } = related.figure;
        const field: InterpretationField = {
          name: related.title,
          title: `${related.title} ${signs[operator]}`,
          kind: "number",
          value,
        };
        const change = at(index, (it, to) =>
          it.kind === "related" && it.related.figure !== undefined
            ? { ...it, related: { ...it.related, figure: { ...it.related.figure, value: Number(to) } } }
            : it,
        );
        return [{ field, change }, ...inner];
      }
    }
  });
