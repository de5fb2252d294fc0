// What the systems' process and its parent say to each other.
import type { Problem } from "@gantry/contract";
import type { SystemsCalls } from "./run.ts";
import type { Systems, SystemsOptions } from "./types.ts";

export type ToProcess =
  | { readonly kind: "start"; readonly options: SystemsOptions }
  | { readonly kind: "call"; readonly id: number; readonly name: keyof SystemsCalls; readonly args: readonly unknown[] }
  | { readonly kind: "stop" };

/** The part of `Systems` that is data. */
export type Ready = Pick<Systems, "endpoints" | "connections" | "secrets" | "personas" | "laidOut">;

export type Failure = { readonly problem: Problem } | { readonly message: string };

export type FromProcess =
  | { readonly kind: "ready"; readonly ready: Ready }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly failure: Failure };
