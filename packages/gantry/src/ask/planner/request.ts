// What a model that plans is asked: the question, the published flows, the conversation's last reading, the catalog's part.
import { z } from "zod";
import { resolvePeriod } from "../../catalog/index.ts";
import type { PeriodOptions } from "../../catalog/index.ts";
import type { FlowDocument } from "../../flow/index.ts";
import type { TextRequest } from "../../model/index.ts";
import { describeFlow } from "../language-model.ts";
import { asked } from "../plan/index.ts";
import { openInstructions } from "./instructions.ts";
import { Reply } from "./reply.ts";

/** What became of the reply before. */
export interface Refused {
  /** As it was, without names of the question. */
  readonly reply: string;
  readonly why: string;
}

export interface OpenRequest {
  readonly question: string;
  readonly flows: readonly FlowDocument[];
  readonly time: PeriodOptions;
  /** The catalog's part for the question. */
  readonly catalog: string;
  /** What was said before it, if it may follow that up: as treated, and the reply by which the last was planned. */
  readonly earlier?: { readonly aside: string; readonly reply?: string | undefined } | undefined;
  readonly refused?: Refused | undefined;
  readonly signal: AbortSignal;
}

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Today, and the days of the spans from which others are reckoned. */
const calendarText = (time: PeriodOptions): string => {
  const spans = ["last quarter", "this quarter", "last year", "this year"].flatMap((text) => {
    const span = resolvePeriod(text, time);
    return span === null ? [] : [`${text} is ${span.start}..${span.end}`];
  });
  const day = days[new Date(`${time.today}T00:00:00Z`).getUTCDay()] ?? "";
  return `Today is ${day}, ${time.today}. Quarters and years are fiscal: ${spans.join(", ")}; 2025 is the calendar's.`;
};

const followUp = ({ earlier }: OpenRequest): string => {
  if (earlier === undefined) return "";
  const { aside, reply } = earlier;
  const shown =
    reply === undefined
      ? ""
      : `\nYour reply to the newest was:\n${reply}\nA word like NAME_0001 in it stands for a name that is hidden from you too.`;
  const edit = reply === undefined ? "" : ": give that reply again with this changed alone";
  return `\n\nBefore this question, the newest first:\n${aside}${shown}\nThis question may follow it up; then it keeps what it does not change${edit}.`;
};

const again = (refused: Refused | undefined): string =>
  refused === undefined
    ? ""
    : `\n\nYour last reply was:\n${refused.reply.slice(0, 4000)}\n\nIt was refused: ${refused.why.slice(0, 800)}\nMend it, or choose "none".`;

const schemaOf = (flows: readonly FlowDocument[]): TextRequest["schema"] => {
  const names = ["none", asked, ...flows.map((it) => it.name)];
  const { $schema: _, ...schema } = z.toJSONSchema(Reply.extend({ flow: z.enum(names) }));
  return schema;
};

/** The request for a question that a flow, or a plan of the model's own, may answer. */
export const openRequest = (of: OpenRequest): TextRequest => ({
  task: "plan",
  instructions: openInstructions,
  facts: { question: of.question },
  prompt: [
    `Published flows:\n${of.flows.map(describeFlow).join("\n")}`,
    `Catalog:\n${of.catalog}`,
    calendarText(of.time),
    `Question:\n${of.question}${followUp(of)}${again(of.refused)}`,
  ].join("\n\n"),
  schema: schemaOf(of.flows),
  signal: of.signal,
});
