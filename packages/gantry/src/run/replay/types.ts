// What a replay needs of the house above.
import type { ReplayRequest } from "@gantry/contract";
import type { FlowDocument, Shape } from "../../flow/index.ts";
import type { Guard } from "../../guard/index.ts";
import type { ModelRegistry } from "../../model/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { PinnedRun } from "../pinned.ts";
import type { RunPolicy } from "../types.ts";

export interface ReplaySetting extends ReplayRequest {
  readonly run: string;
  /** The run's own document. */
  readonly own: FlowDocument;
  /** Rules of the flows that called it, beside its own. */
  readonly narrows: PinnedRun["narrows"];
}

export interface Replaying {
  readonly document: FlowDocument;
  /** Of a document that is not the run's own: its shapes, as the checker found them. */
  readonly shapes?: Readonly<Record<string, Shape>>;
  readonly policy: RunPolicy;
  /** All that decide what may leave. */
  readonly policies: readonly Policy[];
  /** Decides by them; keeps nothing in the vault. */
  readonly guard: Guard;
  /** Shows rows by the stricter of them and the policy in force. */
  readonly viewing: Guard;
  readonly models: ModelRegistry;
}
