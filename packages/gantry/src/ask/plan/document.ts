// A plan as a flow document: one query, a table of it, a chart where one is wanted. The checker takes it from there.
import type { ChartSpec } from "@gantry/contract";
import type { AnswerPart, FlowDocument, InputField } from "../../flow/index.ts";
import { behind, mostBehind } from "./behind.ts";
import { figuresBy } from "./figures.ts";
import { rowKey } from "./laid.ts";
import { reckoned, reckonedPart, reckoning } from "./why.ts";
import type { Laid } from "./laid.ts";
import { listed } from "./listed.ts";
import type { Ground } from "./rows.ts";
import { namedSql } from "./rows.ts";
import { call, select, statement } from "./sql.ts";
import { tell } from "./tell.ts";
import { plural } from "./question.ts";
import type { AskPlan, Condition } from "./types.ts";

/** Name of every flow that answers one question alone: what a policy permits or forbids as `run:asked`. */
export const asked = "asked";

const [step, cells] = ["result", "cells"] as const;

const chartOf = ({ columns, chart }: Laid, title: string): AnswerPart | undefined => {
  const axis = (name: string): ChartSpec["x"] | undefined => {
    const view = columns.find((it) => it.name === name);
    return (
      view && {
        column: view.name,
        title: view.title,
        format: view.format,
        ...(view.unit === undefined ? {} : { unit: view.unit }),
      }
    );
  };
  const x = chart && axis(chart.x);
  const y = (chart?.y ?? []).flatMap((it) => axis(it) ?? []);
  if (chart === undefined || x === undefined || y.length === 0) return undefined;
  return {
    kind: "chart",
    step,
    spec: {
      type: chart.line ? "line" : "bar",
      title,
      x,
      y,
      ...(chart.series === undefined ? {} : { series: chart.series }),
    },
  };
};

/** Longest name that is looked for, in characters. */
const longestName = 200;

type Named = Extract<Condition, { kind: "named" }>;

const namesIn = (where: readonly Condition[]): readonly Named[] =>
  where.flatMap((it): readonly Named[] =>
    it.kind === "named"
      ? [it]
      : it.kind === "any"
        ? namesIn(it.of)
        : it.kind === "related"
          ? namesIn(it.related.where)
          : [],
  );

/** Values of the parameters that a plan's names are. */
export const namesOf = (plan: AskPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(namesIn(plan.where).map((it) => [it.parameter, it.name]));

/** A name that nobody has, or several, is said beside the rows. */
const coverageOf = (names: readonly Named[]): string => {
  const sentences = names.map(({ place, parameter }) => {
    const people = select(place.table, [["n", call("count")]], { where: [namedSql(place, parameter)] });
    const what = parameter.replaceAll("_", " ");
    return `select case when n = 0
        then 'No ${what} of that name: write it as the system does, or its first words'
        else n || ' ${plural(what)} have a name that begins so; this is of all of them' end as sentence
      from (${statement(people)}) where n <> 1`;
  });
  return sentences.join(" union all ");
};

/** The document of a plan; `title` is how it was understood. */
export const documentOf = (plan: AskPlan, ground: Ground, withCells = plan.why === true): FlowDocument => {
  const laid = plan.figure === undefined ? listed(plan, ground) : figuresBy(plan, plan.figure, ground);
  const { title } = tell(plan, ground);
  const chart = chartOf(laid, title);
  const sql = statement(laid.rows);
  const made = withCells ? behind(plan, ground) : undefined;
  const input: Record<string, InputField> = Object.fromEntries(
    Object.entries(plan.periods).map(([name, text]): [string, InputField] => [
      name,
      { kind: "period", default: text, title: name === "period" ? "time" : "compared with" },
    ]),
  );
  const names = namesIn(plan.where);
  for (const { parameter } of names)
    input[parameter] = { kind: "text", maxLength: longestName, title: parameter.replaceAll("_", " ") };
  const wantsChart = plan.chart || plan.by.some((it) => it.kind === "time");
  return {
    gantry: 1,
    name: asked,
    title,
    asks: [],
    purpose: "answering a question",
    input,
    steps: {
      [step]: { kind: "query", sql, key: rowKey, title },
      ...(plan.why === undefined
        ? {}
        : { [reckoned]: { kind: "query", sql: statement(reckoning(plan, ground, sql)), key: rowKey } }),
      ...(made === undefined ? {} : { [cells]: { kind: "query", sql: statement(made.rows), key: rowKey } }),
    },
    ...(names.length === 0 ? {} : { coverage: coverageOf(names) }),
    answer: [
      ...(wantsChart && chart !== undefined ? [chart] : []),
      { kind: "table", step, title, columns: laid.columns },
      ...(plan.why === undefined ? [] : [reckonedPart]),
      ...(made === undefined
        ? []
        : [
            {
              kind: "table",
              step: cells,
              title: `The cells it is made of, at most ${mostBehind} rows`,
              columns: made.columns,
            } as const,
          ]),
    ],
  };
};
