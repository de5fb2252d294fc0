// A question set: a YAML file of the project's folder `questions`, with what must come of each question.
import { z } from "zod";
import type { Expected } from "./types.ts";

const Share = z.number().min(0).max(1);
const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What must be said of a question; exactly one of them. */
const kinds = ["sql", "rows", "flow", "refuse", "choices"] as const;

const SetQuestion = z
  .strictObject({
    question: z.string().trim().min(1).max(2000),
    /** Who asks. */
    as: z.string().optional(),
    language: z.string().optional(),
    split: z.string().optional(),
    /** SQL of the right rows; of several, each is a layout that is right. */
    sql: z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]).optional(),
    rows: z.array(z.array(Cell)).optional(),
    ordered: z.boolean().optional(),
    chart: z.boolean().optional(),
    decimals: z.number().int().min(0).max(9).optional(),
    flow: z.string().optional(),
    input: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    refuse: z.literal(true).optional(),
    /** Words of what must be offered where the question can be read in several ways. */
    choices: z.array(z.string()).min(1).optional(),
  })
  .refine((it) => kinds.filter((kind) => it[kind] !== undefined).length === 1, {
    message: `needs one of ${kinds.join(", ")}`,
  })
  .refine(
    (it) => it.sql !== undefined || it.rows !== undefined || (!it.ordered && !it.chart && it.decimals === undefined),
    { message: "ordered, chart and decimals belong to sql or rows" },
  )
  .refine((it) => it.flow !== undefined || it.input === undefined, { message: "input belongs to a flow" });
export type SetQuestion = z.infer<typeof SetQuestion>;

/** Bounds that a set holds its figures to. */
const AtLeast = z.strictObject({ right: Share.optional(), turnedDown: Share.optional() });
const AtMost = z.strictObject({
  wrong: Share.optional(),
  refused: Share.optional(),
  /** Questions that no system or model was there for; default 0. */
  failed: z.number().int().min(0).optional(),
  /** Columns that are not public and left the house in clear. */
  inClear: z.number().int().min(0).optional(),
  /** In all, planning included. */
  tokens: z.number().min(0).optional(),
  /** US dollars in all, planning included. */
  cost: z.number().min(0).optional(),
  /** Milliseconds that half of the questions were planned in. */
  planningTime: z.number().min(0).optional(),
});

export const QuestionSet = z.strictObject({
  title: z.string().optional(),
  /** Of questions that say nothing else. */
  as: z.string().optional(),
  language: z.string().optional(),
  /** Who reads the expected rows; default: whoever asks. */
  rowsAs: z.string().optional(),
  decimals: z.number().int().min(0).max(9).optional(),
  /** Names of spans of time in words: `$last_quarter.start`, `$last_quarter.end` (the first day after it) in SQL. */
  spans: z.record(z.string().regex(/^[a-z]\w*$/), z.string()).default({}),
  /** SQL by a name that other SQL of the file may read from. */
  views: z.record(z.string().regex(/^[a-z]\w*$/), z.string().trim().min(1)).default({}),
  /** Two splits; each question without one belongs to either by the hash of its words, so that nobody chose. */
  halves: z.tuple([z.string(), z.string()]).optional(),
  atLeast: AtLeast.optional(),
  atMost: AtMost.optional(),
  questions: z.array(SetQuestion).min(1),
});
export type QuestionSet = z.infer<typeof QuestionSet>;

export const expectedOf = (
  { sql, rows, flow, input = {}, choices, ordered, chart, decimals }: SetQuestion,
  standard: Pick<QuestionSet, "decimals">,
): Expected => {
  if (flow !== undefined) return { kind: "flow", flow, input };
  if (choices !== undefined) return { kind: "choices", of: choices };
  const layouts = rows !== undefined ? [{ cells: rows }] : [sql ?? []].flat().map((it) => ({ sql: it }));
  if (layouts.length === 0) return { kind: "refused" };
  const places = decimals ?? standard.decimals;
  return {
    kind: "rows",
    layouts,
    ...(ordered === undefined ? {} : { ordered }),
    ...(chart === undefined ? {} : { chart }),
    ...(places === undefined ? {} : { decimals: places }),
  };
};
