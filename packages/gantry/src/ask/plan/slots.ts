// What of a plan can be changed without a word: each condition, span of time, number and division as a field with its values.
import type { InterpretationField } from "@gantry/contract";
import { conditionFields } from "./condition-fields.ts";
import type { SlotContext } from "./condition-fields.ts";
import { moved } from "./edit.ts";
import { isTime } from "./question.ts";
import { named, signs } from "./tell.ts";
import type { AskPlan, Dimension, Place } from "./types.ts";

export interface Slot {
  readonly field: InterpretationField;
  readonly put: (plan: AskPlan, value: string | number) => AskPlan;
}

const periods = [
  "this month",
  "last month",
  "this quarter",
  "last quarter",
  "this year",
  "last year",
  "last 30 days",
  "last 12 months",
].map((it) => ({ value: it, title: it }));

const timeSlots = (context: SlotContext, plan: AskPlan): readonly Slot[] => {
  const { period, against } = plan.periods;
  const slot = (name: "period" | "against", title: string, value: string, put: Slot["put"]): Slot => ({
    field: { name, title, kind: "period", value, options: periods },
    put,
  });
  return [
    ...(period === undefined
      ? []
      : [
          slot("period", "time", period, (it, to) => {
            const beside = it.periods.against === undefined ? undefined : moved(context.time, it, String(to));
            return {
              ...it,
              periods: { ...it.periods, period: String(to), ...(beside === undefined ? {} : { against: beside }) },
            };
          }),
        ]),
    ...(against === undefined
      ? []
      : [
          slot("against", "compared with", against, (it, to) => ({
            ...it,
            periods: { ...it.periods, against: String(to) },
          })),
        ]),
  ];
};

/** Columns by whose values a figure can be told apart. */
const divisions = (context: SlotContext, { table }: AskPlan): readonly Place[] =>
  Object.values(context.ground.catalog.tables).flatMap(({ name, columns }) =>
    context.ground.paths(table, name) === undefined
      ? []
      : columns
          .filter(
            (it) =>
              Object.keys(it.values ?? {}).length > 1 &&
              it.type !== "boolean" &&
              !isTime(it) &&
              it.labels.length > 0 &&
              !context.hidden.has(`${name}.${it.name}`),
          )
          .map((it) => ({ table: name, column: it.name })),
  );

const full = ({ table, column }: Place): string => `${table}.${column}`;

const divisionSlots = (context: SlotContext, plan: AskPlan): readonly Slot[] =>
  plan.by.flatMap((dimension, index): readonly Slot[] => {
    const put = (it: AskPlan, to: Dimension | undefined): AskPlan =>
      to === undefined ? it : { ...it, by: it.by.map((old, i) => (i === index ? to : old)) };
    if (dimension.kind === "column") {
      const places = divisions(context, plan);
      const all = places.some((it) => full(it) === full(dimension.place)) ? places : [dimension.place, ...places];
      const options = all.map((it) => ({ value: full(it), title: named(it) }));
      return [
        {
          field: { name: "by", title: "by", kind: "choice", value: full(dimension.place), options },
          put: (it, to) => {
            const place = all.find((one) => full(one) === to);
            return put(it, place && { kind: "column", place });
          },
        },
      ];
    }
    if (dimension.kind !== "time") return [];
    const grains = (["day", "week", "month", "quarter", "year"] as const).map((value) => ({ value, title: value }));
    return [
      {
        field: { name: "grain", title: "each", kind: "choice", value: dimension.grain, options: grains },
        put: (it, to) => {
          const grain = grains.find((one) => one.value === to)?.value;
          return put(it, grain && { ...dimension, grain });
        },
      },
    ];
  });

const orderSlots = ({ having, limit, order }: AskPlan): readonly Slot[] => {
  const slots: Slot[] = [];
  if (having !== undefined)
    slots.push({
      field: { name: "bound", title: signs[having.operator], kind: "number", value: having.value },
      put: (it, to) => ({ ...it, having: { ...having, value: Number(to) } }),
    });
  if (order !== undefined)
    slots.push({
      field: {
        name: "order",
        title: "first",
        kind: "choice",
        value: order.direction,
        options: [
          { value: "most", title: "highest" },
          { value: "least", title: "lowest" },
        ],
      },
      put: (it, to) => ({ ...it, order: { ...order, direction: to === "least" ? "least" : "most" } }),
    });
  if (limit !== undefined)
    slots.push({
      field: { name: "rows", title: "rows", kind: "number", value: limit },
      put: (it, to) => ({ ...it, limit: Number(to) }),
    });
  return slots;
};

/** A plan's fields in the order in which it is told; names are unique. */
export const slotsOf = (context: SlotContext, plan: AskPlan): readonly Slot[] => {
  const conditions = conditionFields(context, plan.where).map(({ field, change }): Slot => ({
    field,
    put: (it, to) => ({ ...it, where: change(it.where, to) }),
  }));
  const shares = conditionFields(context, plan.share?.of ?? []).map(({ field, change }): Slot => ({
    field,
    put: (it, to) => (it.share === undefined ? it : { ...it, share: { ...it.share, of: change(it.share.of, to) } }),
  }));
  const all = [
    ...divisionSlots(context, plan),
    ...shares,
    ...conditions,
    ...timeSlots(context, plan),
    ...orderSlots(plan),
  ];
  const seen = new Map<string, number>();
  return all.map(({ field, put }) => {
    const count = (seen.get(field.name) ?? 0) + 1;
    seen.set(field.name, count);
    return { field: count === 1 ? field : { ...field, name: `${field.name}_${count}` }, put };
  });
};
