// An answer: `{ run, interpretation, blocks, receipt, status }`, the same for every surface.
import { z } from "zod";
import { Block, Treatment } from "./blocks.ts";
import { Problem } from "./problem.ts";
import { Receipt, Zone } from "./receipt.ts";

export const RunStatus = z.enum(["running", "waiting", "done", "failed", "cancelled"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** What a run would take, told before it begins. */
export const Estimate = z.object({
  /** "reads about 1,240 rows in 6 calls; 12 model calls, about 9,000 tokens, $0.02; 6 columns leave the house". */
  text: z.string(),
  /** Rows read and calls made, by table. */
  sources: z.array(z.object({ source: z.string(), table: z.string(), rows: z.number(), calls: z.number() })),
  /** What models would be asked, step by step; `plan` is the planning of the question, which has been paid already. */
  models: z.array(
    z.object({
      step: z.string(),
      model: z.string(),
      rows: z.number(),
      calls: z.number(),
      tokens: z.number(),
      cost: z.number(),
    }),
  ),
  /** Tokens that models would read and write in all, and their price in US dollars. */
  tokens: z.number(),
  cost: z.number(),
  /** Source columns that would go to models, mails and writes: how treated, and of how many rows. */
  leaves: z.array(
    z.object({
      column: z.string(),
      label: z.string(),
      treatment: Treatment,
      destination: z.string(),
      zone: Zone,
      rows: z.number(),
    }),
  ),
  /** Source columns that the asker would see, and how treated. */
  shown: z.array(z.object({ column: z.string(), label: z.string(), treatment: Treatment })),
});
export type Estimate = z.infer<typeof Estimate>;

/** A part of how a question was read that can be changed without asking anew. */
export const InterpretationField = z.object({
  /** By which an edit names it. */
  name: z.string(),
  title: z.string(),
  /** A `period` is in words ("last quarter") or as `2026-11-01..2027-02-01`. */
  kind: z.enum(["choice", "period", "number", "text"]),
  value: z.union([z.string(), z.number()]),
  /** What a `choice` may be ("" takes it away), and what a `period` often is. */
  options: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
});
export type InterpretationField = z.infer<typeof InterpretationField>;

export const Interpretation = z.object({
  flow: z.string(),
  title: z.string(),
  /** "customers · segment enterprise · region EMEA · renewal 2026-11-01 to 2027-01-31". */
  text: z.string(),
  input: z.record(z.string(), z.unknown()),
  planner: z.string(),
  /** Milliseconds that planning took, the proof with it. */
  planningTime: z.number().optional(),
  estimate: Estimate.optional(),
  /** Absent where the reading can't be changed by parts. */
  fields: z.array(InterpretationField).optional(),
  /** What was changed of how the question was first read. */
  edits: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Interpretation = z.infer<typeof Interpretation>;

/** Where a token's value lives, for a page that may resolve it itself (never the value). */
export const TokenReference = z.object({
  label: z.string(),
  source: z.string(),
  table: z.string(),
  id: z.string(),
  column: z.string(),
});
export type TokenReference = z.infer<typeof TokenReference>;

export const Answer = z.object({
  run: z.string(),
  status: RunStatus,
  interpretation: Interpretation,
  blocks: z.array(Block),
  /** How much of the data was there: "3 of 91 lack billing data; scored without". */
  coverage: z.array(z.string()),
  /** Tokens that this viewer sees in place of values, and where their values live. */
  tokens: z.record(z.string(), TokenReference),
  receipt: Receipt,
  problem: Problem.optional(),
});
export type Answer = z.infer<typeof Answer>;

export const StepState = z.enum(["pending", "running", "waiting", "done", "skipped", "failed"]);
export type StepState = z.infer<typeof StepState>;

export const StepProgress = z.object({
  step: z.string(),
  kind: z.string(),
  title: z.string(),
  state: StepState,
  rows: z.number().int().optional(),
  total: z.number().int().optional(),
  done: z.number().int().optional(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  problem: Problem.optional(),
});
export type StepProgress = z.infer<typeof StepProgress>;

export const RunView = z.object({
  id: z.string(),
  flow: z.string(),
  title: z.string(),
  status: RunStatus,
  requestedBy: z.string(),
  question: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  steps: z.array(StepProgress),
  /** Of a run that another one called: which, and in which of its steps. */
  calledBy: z.object({ run: z.string(), step: z.string() }).optional(),
  /** It failed, and whoever looks may let it go on from there. Lists don't say. */
  mayRetry: z.boolean().optional(),
});
export type RunView = z.infer<typeof RunView>;

/** One server-sent event of a run; `id` counts up, so `Last-Event-ID` resumes. */
export const RunEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("step"), id: z.number().int(), step: StepProgress }),
  z.object({ type: z.literal("status"), id: z.number().int(), status: RunStatus, problem: Problem.optional() }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
