// What steps keep, and where: each sealed thing is bound to its place.
import type { Relation, Row } from "../catalog/index.ts";
import type { Caller } from "../policy/index.ts";
import type { ScanReport } from "../query/index.ts";
import type { SubjectKey } from "../store/index.ts";

/** How a step came to its rows. */
export interface StepNotes {
  readonly scans: readonly ScanReport[];
  /** Sentences on how complete the data was. */
  readonly coverage: readonly string[];
}

export interface StepResult {
  readonly relation: Relation;
  readonly notes: StepNotes;
}

/** What a `prompt` keeps of one row: the output with tokens; null where its row was erased before it was written. */
export interface WrittenRow {
  readonly output: Row | null;
  readonly subjects: readonly SubjectKey[];
  /** Keyed hash of what the model was asked. */
  readonly asked?: string;
}

/** What one person decided on a row, with the roles that he had. */
export interface Decided {
  readonly decision: "accept" | "edit" | "reject";
  /** Of what he let go; of a rejection, of what he saw. */
  readonly contentHash: string;
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string | null;
  readonly decider: Caller;
}

/** What an `approve` keeps of one row. */
export interface ApprovalContent {
  readonly row: Row;
  readonly flags: readonly string[];
  readonly subjects: readonly SubjectKey[];
  /** The row as it was opened, where an edit has changed it. */
  readonly original?: Row;
  /** In the order in which they were made. */
  readonly decisions?: readonly Decided[];
  /** Who decided, where only one person could: runs that began before several could. */
  readonly decider?: Caller;
}

/** What an `act` keeps of one row. */
export interface EffectContent {
  readonly row: Row;
  readonly subjects: readonly SubjectKey[];
}

export const resultPlace = (step: string, row: string): string => `step_results/${step}/${row}`;
export const approvalPlace = (step: string, row: string): string => `approvals/${step}/${row}`;
export const effectPlace = (step: string, row: string): string => `effects/${step}/${row}`;
export const referencePlace = (step: string, row: string): string => `references/${step}/${row}`;
export const notesPlace = (step: string): string => `notes/${step}`;
