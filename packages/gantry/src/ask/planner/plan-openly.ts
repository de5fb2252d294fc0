// A model's plan of a question: asked, checked, sent back with the reason at most twice, then turned down.
import { GantryError } from "@gantry/contract";
import { resolveInput } from "../../flow/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import type { TextReply, TextRequest } from "../../model/index.ts";
import { unable } from "../choices.ts";
import { asked } from "../plan/index.ts";
import type { OpenQuestions, Planned } from "../types.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import { documentFrom, faultsOf } from "./reply.ts";
import { openRequest } from "./request.ts";

/** Times that a document is sent back. */
const repairs = 2;

export interface OpenPlanning {
  readonly open: OpenQuestions;
  readonly hidden: ReadonlySet<string>;
  readonly flows: readonly FlowDocument[];
  readonly relevant: (question: string) => string;
  readonly before?: string | undefined;
  readonly time: PeriodOptions;
  readonly planner: string;
  readonly signal: AbortSignal;
  /** Asks the model; the request is made for the question as it may leave. */
  readonly send: (request: (question: string) => TextRequest) => Promise<TextReply>;
  /** A reply that names a published flow, or none. */
  readonly published: (reply: TextReply) => Planned;
}

/** Never runs what the checker has not passed. Throws what asking the model throws. */
export const planOpenly = async (planning: OpenPlanning): Promise<Planned> => {
  const { flows, time, signal } = planning;
  let refused: string | undefined;
  for (let attempt = 0; attempt <= repairs; attempt++) {
    const reply = await planning.send((question) =>
      openRequest({
        question,
        flows,
        today: time.today,
        catalog: planning.relevant(question),
        before: planning.before,
        refused,
        signal,
      }),
    );
    if (reply.output["flow"] !== asked) return planning.published(reply);
    try {
      return await runnable(reply, planning);
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      refused = error.message;
    }
  }
  return unable("not-understood", `I can't answer that: no plan of it passed the checks (${refused ?? ""})`, flows);
};

const runnable = async (reply: TextReply, { open, hidden, time, planner }: OpenPlanning): Promise<Planned> => {
  const text = reply.output["document"];
  const document = documentFrom(typeof text === "string" ? text : "");
  const checked = await open.check(document);
  const labelled = (column: string): boolean => {
    const at = column.lastIndexOf(".");
    const found = open.catalog.tables[column.slice(0, at)]?.columns.find((it) => it.name === column.slice(at + 1));
    return (found?.labels.length ?? 0) > 0;
  };
  const faults = faultsOf(checked, { hidden, labelled });
  if (faults.length > 0) throw new GantryError("bad-flow", faults.join("; "));
  const { input } = resolveInput(document, {}, { ...time, now: `${time.today}T00:00:00Z` });
  const span = Object.entries(input).map(([name, value]) => `${name} ${value}`);
  return {
    kind: "run",
    flow: asked,
    input,
    interpretation: {
      flow: asked,
      title: document.title,
      text: [document.title, ...span].join(" · "),
      input: { ...input },
      planner,
    },
    made: { document, shapes: checked.shapes },
  };
};
