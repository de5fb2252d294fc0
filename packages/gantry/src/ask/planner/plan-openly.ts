// A model's plan of a question: asked, checked, sent back with the reason at most twice, then turned down.
import { GantryError } from "@gantry/contract";
import { addDays } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { resolveInput } from "../../flow/index.ts";
import type { FlowDocument, ResolvedInput } from "../../flow/index.ts";
import type { TextRequest } from "../../model/index.ts";
import { unable, unableBut } from "../choices.ts";
import { fieldsOf } from "../interpretation.ts";
import { asked } from "../plan/index.ts";
import type { OpenQuestions, Planned, PlannedRun, PlannerReply } from "../types.ts";
import { keptReply, replyIn, subjectOf } from "./earlier.ts";
import type { Earlier } from "./earlier.ts";
import { restoreNames, withoutNames } from "./names.ts";
import { withReckoning } from "./reckoned.ts";
import { documentFrom, faultsOf, Reply } from "./reply.ts";
import { openRequest } from "./request.ts";
import type { Refused } from "./request.ts";

/** Times that a plan is sent back, and readings that are offered. */
const [repairs, mostChoices] = [2, 8];

export interface OpenPlanning {
  readonly open: OpenQuestions;
  readonly hidden: ReadonlySet<string>;
  readonly flows: readonly FlowDocument[];
  readonly relevant: (question: string) => string;
  readonly earlier?: Earlier | undefined;
  readonly time: PeriodOptions;
  readonly planner: string;
  readonly signal: AbortSignal;
  /** Asks the model; the request is made for the question as it may leave. */
  readonly send: (request: (question: string, aside: string) => TextRequest) => Promise<PlannerReply>;
  /** A reply that names a published flow, or none. */
  readonly published: (reply: PlannerReply) => Planned;
}

/** Never runs what the checker has not passed. Throws what asking the model throws. */
export const planOpenly = async (planning: OpenPlanning): Promise<Planned> => {
  const { flows, time, earlier, signal } = planning;
  let refused: Refused | undefined;
  for (let attempt = 0; attempt <= repairs; attempt++) {
    const said = await planning.send((question, aside) => {
      const about = earlier === undefined ? question : `${question} ${subjectOf(earlier, aside)}`;
      const before = earlier && { aside, reply: earlier.reply?.text };
      return openRequest({
        question,
        flows,
        time,
        catalog: planning.relevant(about),
        earlier: before,
        refused,
        signal,
      });
    });
    const { names: issued = {} } = said;
    const names = { ...earlier?.reply?.names, ...issued };
    const reply = Reply.parse(said.output);
    if (reply.flow !== asked) return declined(reply, names) ?? planning.published(withNames(said, reply, names));
    try {
      return await runnable(reply, names, planning);
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      const why = [error.message, ...(error.remedy === undefined ? [] : [error.remedy])].join("; ");
      // Tokens are drawn anew for each call; what stands for names of a reply before stays.
      refused = { reply: withoutNames(JSON.stringify(reply), issued), why: withoutNames(why, issued) };
    }
  }
  return unable(
    "not-understood",
    `I can't answer that: no plan of it passed the checks (${refused?.why ?? ""})`,
    flows,
  );
};

type Names = Readonly<Record<string, string>>;

/** What is said of a published flow, or of none, in the caller's own words. */
const withNames = (said: PlannerReply, { input, why }: Reply, names: Names): PlannerReply => ({
  ...said,
  output: {
    ...said.output,
    input: input.map(({ name, value }) => ({ name, value: restoreNames(value, names) })),
    why: restoreNames(why, names),
  },
});

/** A question asked back, where the model can read it in several ways. */
const declined = ({ flow, choices, why }: Reply, names: Names): Planned | null => {
  if (flow !== "none" || choices.length === 0) return null;
  const short = (text: string): string => restoreNames(text, names).trim().slice(0, 160);
  return unableBut(
    "not-understood",
    `I can read that in several ways: ${short(why)}`,
    choices.slice(0, mostChoices).map((it) => ({ title: short(it.title), example: short(it.question) })),
  );
};

/** "last quarter: 2026-08-01 to 2026-10-31", with the last day and not the one after it. */
const spansOf = ({ input, periods }: ResolvedInput): readonly string[] =>
  Object.entries(periods).map(([name, { start, end }]) => {
    const span = `${start} to ${addDays(end, -1)}`;
    return /^\d/.test(String(input[name])) ? span : `${input[name]}: ${span}`;
  });

/** What a reply's document is checked by, and how its reading is told. */
export interface Running extends Pick<OpenPlanning, "open" | "hidden" | "time" | "planner"> {
  /** With how it was reckoned beside the rows. */
  readonly explains?: boolean;
}

/**
 * A reply as a flow that runs.
 * @throws GantryError `bad-flow` naming what the checker or the caller's rights are against
 */
export const runnable = async (
  reply: Reply,
  names: Names,
  { open, hidden, time, planner, explains = false }: Running,
): Promise<PlannedRun> => {
  const kept = keptReply(reply, names);
  // Its parameters bear the names by which they can be changed later.
  const { document: made, given } = documentFrom(replyIn(kept), kept.names);
  const document = explains ? withReckoning(made, Object.keys(open.catalog.tables)) : made;
  const checked = await open.check(document);
  const labelled = (column: string): boolean => {
    const at = column.lastIndexOf(".");
    const found = open.catalog.tables[column.slice(0, at)]?.columns.find((it) => it.name === column.slice(at + 1));
    return (found?.labels.length ?? 0) > 0;
  };
  const faults = faultsOf(checked, { hidden, labelled });
  if (faults.length > 0) throw new GantryError("bad-flow", faults.join("; "));
  const resolved = resolveInput(document, given, { ...time, now: `${time.today}T00:00:00Z` });
  return {
    kind: "run",
    flow: asked,
    input: resolved.input,
    interpretation: {
      flow: asked,
      title: document.title,
      text: [document.title, ...spansOf(resolved)].join(" · "),
      input: { ...resolved.input },
      planner,
      fields: fieldsOf(document, resolved),
    },
    made: { document, shapes: checked.shapes, reply: kept },
  };
};
