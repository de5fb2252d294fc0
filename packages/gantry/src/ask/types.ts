// Ask: from a question to a published flow with its input filled, or an honest "I can't; here is what I can".
import type { Estimate, GantryError, Interpretation } from "@gantry/contract";
import type { Calendar, Catalog } from "../catalog/index.ts";
import type { CheckedFlow, FlowDocument } from "../flow/index.ts";
import type { ModelRegistry, TextModel, TextReply, TextRequest } from "../model/index.ts";
import type { Caller } from "../policy/index.ts";
import type { Memory } from "./memory.ts";
import type { AskPlan, Edits } from "./plan/index.ts";

/** What can be asked for instead. */
export interface AskChoice {
  /** Absent where the question is one of its own. */
  readonly flow?: string;
  readonly title: string;
  /** A question that would work. */
  readonly example: string;
}

/** What models took to plan a question. */
export interface Planning {
  /** Of the one that was asked; absent where rules planned. */
  readonly model?: string;
  readonly calls: number;
  readonly tokens: number;
  readonly cost: number;
}

/** A flow to run, with its input. */
export interface PlannedRun {
  readonly kind: "run";
  readonly flow: string;
  readonly input: Readonly<Record<string, string | number>>;
  readonly interpretation: Interpretation;
  /** Where no published flow answers: the flow that was made for the question. */
  readonly made?: MadeFlow;
}

export type Planned =
  | PlannedRun
  | {
      readonly kind: "unable";
      /** `bad-input` where a named value is wrong or missing, else `not-understood`. */
      readonly problem: GantryError;
      readonly choices: readonly AskChoice[];
    };

/** A flow of one question, as the checker passed it. */
export interface MadeFlow extends Pick<CheckedFlow, "shapes"> {
  readonly document: FlowDocument;
  /** What a follow-up starts from. */
  readonly plan?: AskPlan;
  /** The plan as the question was read, before its fields were changed: what edits start from. */
  readonly read?: AskPlan;
}

export interface FilledFlow {
  readonly input: Readonly<Record<string, string | number>>;
  readonly interpretation: Interpretation;
}

export interface Ask {
  /**
   * Never throws for a question it can't plan: that is `unable`. `run` is the id that a run of the plan will have, so that
   * what leaves for the planning is recorded under it. `edits` change fields of how the question is read; such a question is
   * planned by rule, or taken from the conversation where it was asked there last. Throws `bad-input` for an edit that fits none.
   */
  plan(question: string, caller: Caller, conversation?: string, run?: string, edits?: Edits): Promise<Planned>;
  /** The same for somebody who only wants to know: the conversation goes on as if it had not been asked. */
  look(question: string, caller: Caller, conversation?: string, edits?: Edits, run?: string): Promise<Planned>;
  /** The same by one planner alone: `builtin`, `llm` or a deployment's name. Throws `bad-request` where there is none such. */
  by(planner: string): Pick<Ask, "plan" | "look">;
  /** For a flow that is named outright: its input checked and put in words. Throws `bad-input` naming the field. */
  fill(flow: FlowDocument, input: Readonly<Record<string, unknown>>): FilledFlow;
}

/** What was said in a conversation, so that a follow-up can start from it. */
export interface Conversations {
  last(caller: Caller, conversation: string): Promise<Planned | null>;
  keep(caller: Caller, conversation: string, planned: Planned, question?: string): Promise<void>;
  /** The newest turns, a line for each before them, and what was settled. */
  recall(caller: Caller, conversation: string): Promise<Memory>;
}

/** A question to be planned by a model. It gets the question and what the flows say of themselves, never rows. */
export interface PlannerCall {
  readonly question: string;
  readonly model: TextModel;
  /** The request for the question, perhaps with tokens in it. */
  readonly request: (question: string) => TextRequest;
  /** Whether tokens of the question stay in the reply. */
  readonly unrestored: boolean;
  /** Words of the flows and of the trade, in lower case: no names of anybody. */
  readonly ordinary: ReadonlySet<string>;
  readonly caller: Caller;
  /** Of the run that the plan may begin. */
  readonly run: string;
}

/** A planner's reply. */
export interface PlannerReply extends TextReply {
  /** What tokens of the question stand for, where it left with any. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What questions that no published flow answers are planned over. */
export interface OpenQuestions {
  readonly catalog: Pick<Catalog, "tables" | "subjects" | "measures" | "calendar">;
  /** Columns that do not exist for a caller, by full name. */
  readonly hidden: (caller: Caller) => readonly string[];
  /** The proof of a flow that was made for a question; without it none runs. */
  readonly check: (document: FlowDocument) => Promise<CheckedFlow>;
}

export interface AskOptions {
  readonly flows: readonly FlowDocument[];
  readonly catalog: Pick<Catalog, "subjects">;
  readonly models: Pick<ModelRegistry, "text">;
  readonly calendar: Calendar;
  /** "YYYY-MM-DD" in the company's time zone. */
  readonly today: () => string;
  /** Flows that a caller may see; default all. */
  readonly mayRun?: (caller: Caller, flow: string) => boolean;
  /** How a planner's request leaves: through the guard. Default: straight to the model. */
  readonly send?: (call: PlannerCall) => Promise<PlannerReply>;
  readonly conversations?: Conversations;
  /** What a plan would take, before it runs. */
  readonly price?: (planned: PlannedRun, caller: Caller, planning: Planning) => Promise<Estimate>;
  /** Default: only published flows answer. */
  readonly open?: OpenQuestions;
}
