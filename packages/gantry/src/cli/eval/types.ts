// A question with what a right answer to it is: rows, not the SQL that a planner would write.
import type { Level, Treatment, Zone } from "@gantry/contract";

export type Cells = readonly (readonly unknown[])[];

/** One layout of a right answer's rows: read by SQL, or written down. */
export type Layout = { readonly sql: string } | { readonly cells: Cells };

export type Expected =
  /**
   * The rows of a table of the answer: as many as a layout has, and each of its columns among the table's (which may have
   * more). `ordered`: in that order too, ties aside. `chart`: and a chart beside it.
   */
  | {
      readonly kind: "rows";
      /** Any of them is right. */
      readonly layouts: readonly Layout[];
      readonly ordered?: boolean;
      readonly chart?: boolean;
      /** Places after the point that numbers are compared to; default: nine digits in all. */
      readonly decimals?: number;
    }
  /** A published flow with its input. */
  | {
      readonly kind: "flow";
      readonly flow: string;
      readonly input: Readonly<Record<string, string | number | boolean>>;
    }
  /** Said to be beyond what can be answered, or not for this caller. */
  | { readonly kind: "refused" }
  /** Asked back: each of these words stands in what is offered. */
  | { readonly kind: "choices"; readonly of: readonly string[] };

/**
 * `refused`: turned down, though there is an answer. `wrong`: anything else than expected, also an answer to what must have
 * none. `failed`: neither, since a system or a model was out of reach.
 */
export type Outcome = "right" | "wrong" | "refused" | "failed";

/** Columns of one label that went one way, over questions. */
export interface Exposure {
  readonly label: string;
  /** Of what would have left, nobody knows it yet. */
  readonly level: Level | null;
  readonly treatment: Treatment;
  readonly destination: string;
  readonly zone: Zone;
  readonly columns: readonly string[];
  readonly questions: number;
  /** Foretold of a flow that was planned and not run. */
  readonly foretold: boolean;
}
