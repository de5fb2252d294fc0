// The model port: one shape over language models, writers by rule, and analytic models.
import type { GuestHouse, ModelCard, Zone } from "@gantry/contract";
import type { ImageModel } from "./media/types.ts";
import type { Cell, RelationColumn } from "../catalog/index.ts";

/** A model as configured: where it runs decides what may reach it. */
export interface Deployment {
  /** `builtin/rules`, `openai:gpt-5-mini`. */
  readonly name: string;
  readonly modality: "text" | "analytic" | "image" | "embedding";
  readonly zone: Zone;
  readonly region: string;
  /** Tasks it can do; `*` for all. */
  readonly tasks: readonly string[];
  /** US dollars per million tokens. */
  readonly price: { readonly input: number; readonly output: number };
  readonly maxInputTokens: number;
  /** Where its price comes from; `unknown` counts as nothing. */
  readonly priceFrom?: "catalog" | "configured" | "unknown";
  /** As its provider calls it. */
  readonly model?: string;
  /** Other names that clients of `/v1` may ask for it by. */
  readonly aliases?: readonly string[];
  /** Whether it can call tools. Default: yes. */
  readonly tools?: boolean;
  /** Lower ranks are tried first. Default 1. */
  readonly rank?: number;
  /** Most rows that one call may carry where a flow asks for several. Default: as many as it asks for and its context holds. */
  readonly batch?: number;
  /** A company's own agent service: it is asked as a writer is, and may call back. */
  readonly guest?: boolean;
}

export interface Usage {
  readonly input: number;
  readonly output: number;
  /** US dollars. */
  readonly cost: number;
}

/** What a writer is asked. Everything in it has passed the guard: values are treated, tokens stand for people. */
export interface TextRequest {
  readonly task: string;
  /** Instructions: the flow author's, never data. */
  readonly instructions: string;
  /** What the author's instructions need for this call alone; said after them, so that a provider may keep those. */
  readonly aside?: string;
  /** Data, by name, as treated. Rendered into the prompt inside a data fence for language models, used as slots by rules. */
  readonly facts: Readonly<Record<string, Cell>>;
  /** The prompt text with data rendered, for language models. */
  readonly prompt: string;
  /** JSON Schema of the reply object. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** For `builtin/rules`: which phrasebook to write from. */
  readonly phrasebook?: string;
  /** For a guest. */
  readonly guest?: GuestCall;
  readonly signal: AbortSignal;
}

/** What a guest is told beside the request. */
export interface GuestCall {
  /** The same for the same request about the same row: a guest that was cut off finds its state by it. */
  readonly thread: string;
  /** Absent where it can't call back. */
  readonly house?: GuestHouse;
  /** Whether it goes on with the thread, which waits for this row's data. */
  readonly resume?: boolean;
}

export interface TextReply {
  /** Parsed against the schema; a model that replies otherwise is an error `answer-rejected`. */
  readonly output: Readonly<Record<string, Cell>>;
  /** Tells which facts the text rests on, where the model says so (`builtin/rules` does). */
  readonly arguments: readonly string[];
  readonly usage: Usage;
}

export interface TextModel {
  readonly deployment: Deployment;
  generate(request: TextRequest): Promise<TextReply>;
}

/** An output of an analytic model: which inputs it can depend on, and whether it is bounded (so that it endorses). */
export interface ScoreOutput extends RelationColumn {
  readonly from: readonly string[];
  readonly bounded: boolean;
  readonly description: string;
}

/** Adds columns to rows: a probability with reasons, a sentiment. Deterministic, runs inside. */
export interface ScoreModel {
  readonly deployment: Deployment;
  readonly inputs: readonly RelationColumn[];
  readonly outputs: readonly ScoreOutput[];
  readonly card?: ModelCard;
  /** One object of outputs a row, in order. An absent input (null) must be handled, and counted in `coverage`. */
  score(rows: readonly Readonly<Record<string, Cell>>[]): Promise<ScoreResult>;
}

export interface ScoreResult {
  readonly outputs: readonly Readonly<Record<string, Cell>>[];
  /** "3 of 91 lack billing data; scored without". */
  readonly coverage: readonly string[];
}

/** Why a model was chosen; goes to the trace. */
export interface Choice {
  readonly deployment: Deployment;
  readonly reason: string;
}

export interface ModelRegistry {
  readonly deployments: readonly Deployment[];
  /** The writer or planner for a task; throws `model-unreachable` naming what is configured when none fits. */
  text(
    task: string,
    needs: {
      readonly zones: readonly Zone[];
      /** Estimated size of the request, in tokens: the window must hold it, and what it costs is reckoned by it. */
      readonly inputTokens?: number;
      /** Names of those that were tried in vain. */
      readonly without?: readonly string[];
      /** Names of those that the policy keeps this from, though another of their zone may have it. */
      readonly barred?: readonly string[];
      /** No other than the deployment of this name. */
      readonly only?: string;
    },
  ): { readonly model: TextModel; readonly choice: Choice };
  score(name: string): ScoreModel;
  /** Models that may draw, the best first, the builtin one last; `unfit` says why the policy keeps a picture from one. */
  draw?(
    prompt: string,
    unfit: (deployment: Deployment) => string | null,
  ): readonly { readonly model: ImageModel; readonly reason: string }[];
}
