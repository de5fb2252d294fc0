// A plan in words, so that whoever asked can see how the question was understood.
import { addDays, resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { ever, forEver } from "../ever.ts";
import { figureTitle } from "./figures.ts";
import { plural, spoken } from "./question.ts";
import type { Ground } from "./rows.ts";
import type { AskPlan, Condition, Dimension, Place, Range } from "./types.ts";

export const named = ({ column }: Place): string => column.replaceAll("_", " ").replace(/^is /, "");

export const signs = { ">": "above", ">=": "at least", "<": "below", "<=": "at most", "=": "of" } as const;

const range = ({ and, ...first }: Range): string =>
  [first, ...(and === undefined ? [] : [and])]
    .map((it) => `${signs[it.operator]} ${it.value.toLocaleString("en")}`)
    .join(" and ");

const truth = (place: Place, value: string, not: boolean): string =>
  (value === "true") !== not ? named(place) : `not ${named(place)}`;

const condition = (it: Condition): string => {
  switch (it.kind) {
    case "in": {
      const [only = ""] = it.values;
      if (it.values.length === 1 && (only === "true" || only === "false")) return truth(it.place, only, it.not);
      return `${named(it.place)} ${it.not ? "not " : ""}${it.values.join(" or ")}`;
    }
    case "compare":
      return `${named(it.place)} ${signs[it.operator]} ${it.value.toLocaleString("en")}${it.reckoned === undefined ? "" : ` ${it.reckoned.unit}`}`;
    case "during":
      return "";
    case "filled":
      return `${it.not ? "without" : "with"} ${named(it.place)}`;
    case "named":
      return `${it.parameter.replaceAll("_", " ")} named "${it.name}"`;
    case "any":
      return `(${it.of.map(condition).join(" or ")})`;
    case "related": {
      const { related } = it;
      const inner = related.where.map(condition).filter(Boolean).join(", ");
      const bound = related.figure === undefined ? "" : ` ${range(related.figure)}`;
      return `${related.not ? "without" : "with"} ${related.title}${bound}${inner === "" ? "" : ` (${inner})`}`;
    }
  }
};

const dimension = (it: Dimension): string =>
  it.kind === "subject" ? it.subject.replaceAll("_", " ") : it.kind === "time" ? it.grain : named(it.place);

export interface Told {
  readonly title: string;
  readonly conditions: readonly string[];
}

export const tell = (plan: AskPlan, ground: Ground): Told => {
  const by = plan.by.length === 0 ? "" : ` by ${plan.by.map(dimension).join(" and ")}`;
  const what =
    plan.figure === undefined
      ? spoken(plural(plan.subject ?? "row"))
      : [plan.figure, ...(plan.beside ?? [])].map((it) => figureTitle(ground, it)).join(" and ");
  const of = plan.share?.of ?? [];
  const share =
    plan.share === undefined
      ? ""
      : of.length === 0
        ? plan.share.together === true
          ? "Share together of "
          : "Share of "
        : `Share of ${of.map(condition).join(", ")} in `;
  const title = `${share}${share === "" ? what : what.toLowerCase()}${by}`;
  const ordered =
    plan.order === undefined
      ? []
      : [
          `${plan.order.direction === "most" ? "highest" : "lowest"} ${plan.order.change === true ? "change of " : ""}${plan.order.by === undefined ? what.toLowerCase() : named(plan.order.by)} first`,
        ];
  const having = plan.having === undefined ? [] : [`${what.toLowerCase()} ${range(plan.having)}`];
  const shown = (plan.shows ?? []).map((it) => `with ${named(it)}`);
  const each = plan.within === undefined ? "" : ` of each ${plan.within.map(dimension).join(" and ")}`;
  const limit = plan.limit === undefined ? [] : [`${plan.limit} row${plan.limit === 1 ? "" : "s"}${each}`];
  return {
    title,
    conditions: [...plan.where.map(condition).filter(Boolean), ...shown, ...having, ...ordered, ...limit],
  };
};

const span = (text: string, options: PeriodOptions): string => {
  const found = resolvePeriod(text, options);
  if (found === null) return text;
  if (found.start === ever) return `before ${found.end}`;
  if (found.end === forEver) return `from ${found.start}`;
  const dates = `${found.start} to ${addDays(found.end, -1)}`;
  return /^\d/.test(found.title) ? dates : `${dates} (${found.title})`;
};

const daysIn = (where: readonly Condition[]): readonly Place[] =>
  where.flatMap((it) => (it.kind === "during" ? [it.place] : it.kind === "related" ? daysIn(it.related.where) : []));

/** "Revenue by product line · region EMEA · order date 2026-08-01 to 2026-10-31 (last fiscal quarter)". */
export const tellWhole = (plan: AskPlan, ground: Ground, time: PeriodOptions, notes: readonly string[]): string => {
  const { title, conditions } = tell(plan, ground);
  const [day] = daysIn(plan.where);
  const { period, against } = plan.periods;
  const when = period === undefined || day === undefined ? [] : [`${named(day)} ${span(period, time)}`];
  const beside = against === undefined ? [] : [`compared with ${span(against, time)}`];
  return [title, ...conditions, ...when, ...beside, ...notes].join(" · ");
};
