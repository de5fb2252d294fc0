// Saved questions: asked again by the clock, compared with the last time, told to those who want to know.
import { z } from "zod";
import { problemCodes } from "./problem.ts";
import type { ProblemCode } from "./problem.ts";

const bounds = { above: z.number().optional(), below: z.number().optional() };

/** When there is something to tell. Without one, each answer is told. */
export const QuestionAlert = z.discriminatedUnion("kind", [
  /** Rows came, went, or read differently than the last time. */
  z.strictObject({ kind: z.literal("changed") }),
  /** The number of rows has passed a threshold that it had not passed the last time. */
  z.strictObject({ kind: z.literal("count"), ...bounds }),
  /** So has a number of a column, in any row. */
  z.strictObject({ kind: z.literal("value"), column: z.string().min(1).max(100), ...bounds }),
]);
export type QuestionAlert = z.infer<typeof QuestionAlert>;

export const QuestionSchedule = z.strictObject({
  /** Five fields: `0 7 * * MON`. */
  cron: z.string().min(1).max(100),
  /** IANA; default: the company's. */
  timeZone: z.string().min(1).max(64).optional(),
});

export const SaveQuestionRequest = z
  .strictObject({
    name: z.string().min(1).max(120),
    /** In words; or a flow with its input. */
    question: z.string().min(1).max(2000).optional(),
    flow: z.string().min(1).max(100).optional(),
    input: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** Without one it is asked by hand. */
    schedule: QuestionSchedule.optional(),
    alert: QuestionAlert.optional(),
    /** Subjects of others who are to hear of it; they must have been here. */
    subscribers: z.array(z.string().min(1).max(200)).max(50).optional(),
  })
  .refine((it) => (it.question === undefined) !== (it.flow === undefined), "give a question, or a flow with its input");
export type SaveQuestionRequest = z.infer<typeof SaveQuestionRequest>;

/** What came of asking it once. */
export const QuestionOutcome = z.object({
  at: z.string(),
  run: z.string(),
  state: z.enum(["running", "compared", "failed"]),
  rows: z.number().int(),
  added: z.number().int(),
  gone: z.number().int(),
  changed: z.number().int(),
  /** Whether those who subscribed were told. */
  alert: z.boolean(),
  /** "3 more, 1 gone since Monday", for people. */
  text: z.string(),
});
export type QuestionOutcome = z.infer<typeof QuestionOutcome>;

export const QuestionView = z.object({
  id: z.string(),
  name: z.string(),
  question: z.string().nullable(),
  flow: z.string().nullable(),
  input: z.record(z.string(), z.union([z.string(), z.number()])),
  owner: z.string(),
  mine: z.boolean(),
  schedule: z.object({ cron: z.string(), timeZone: z.string() }).nullable(),
  next: z.string().nullable(),
  alert: QuestionAlert.nullable(),
  /** False once its owner has lost the right to ask it. */
  active: z.boolean(),
  problem: z
    .object({
      code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
      detail: z.string(),
      at: z.string(),
    })
    .nullable(),
  /** How many hear of it, and what of that is true of the caller. */
  subscribers: z.number().int(),
  subscribed: z.boolean(),
  muted: z.boolean(),
  /** Whether mail reaches the caller; else it is told here alone. */
  byMail: z.boolean(),
  /** There is news that the caller has not looked at. */
  unseen: z.boolean(),
  /** Newest first: one in a list, up to fifty of a question. */
  outcomes: z.array(QuestionOutcome),
});
export type QuestionView = z.infer<typeof QuestionView>;
