// What the surface `/v1` needs of the house; wired by cli/gateway.ts.
import type { ModelsView, Receipt, UsageView } from "@gantry/contract";
import type { ChatEgress, ChatExchange } from "../../guard/index.ts";
import type { ChatRequest, Usage } from "../../model/index.ts";
import type { Caller } from "../../policy/index.ts";

/** A model as `GET /v1/models` lists it. */
export interface ModelEntry {
  readonly id: string;
  readonly object: "model";
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
}

export interface GatewayChat {
  readonly run: string;
  /** Subject of who asks. */
  readonly caller: string;
  /** His tenant; a guest pays as its run does. */
  readonly tenant?: string | undefined;
  /** A deployment's name, the id of its model, or `auto`. */
  readonly model: string;
  readonly conversation: string;
  readonly request: ChatRequest;
  readonly guest?: NonNullable<ChatEgress["guest"]>;
}

/** Texts to embed, or a prompt to draw. */
export interface GatewayTexts {
  readonly run: string;
  readonly caller: string;
  readonly tenant?: string | undefined;
  readonly model: string;
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
}

export interface Gateway {
  models(): readonly ModelEntry[];
  /** Throws `not-found` for a model that is not configured, `policy-breach`, `model-unreachable`, `budget-exceeded`. */
  chat(chat: GatewayChat): Promise<ChatExchange>;
  /** Throws as `chat` does. */
  embed(
    texts: GatewayTexts & { readonly dimensions?: number },
  ): Promise<{ readonly model: string; readonly vectors: readonly (readonly number[])[]; readonly usage: Usage }>;
  draw(
    texts: GatewayTexts & { readonly count: number; readonly size?: `${number}x${number}` },
  ): Promise<{ readonly model: string; readonly images: readonly string[]; readonly usage: Usage }>;
  /** Every deployment with how it fares. */
  deployments(): ModelsView;
  /** What was spent since a day: of one caller, or (null) of all, with the budgets. */
  usage(since: string, caller: string | null): Promise<UsageView>;
  /** What left for one request; undefined where nothing of that run left here, or another caller asked. */
  receipt(run: string, caller: Caller): Promise<Receipt | undefined>;
}
