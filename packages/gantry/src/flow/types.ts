// The flow document: plain JSON, the same whether written, drawn or planned. Parsed by `document.ts`, proved by `check.ts`.
import type { ChartSpec, ColumnFormat } from "@gantry/contract";
import type { ColumnType, Label } from "../catalog/index.ts";
import type { TreatmentRule } from "../policy/index.ts";

/** A field of a flow's input. Every input is a source with labels of its own (default `input.question`). */
export type InputField =
  | { readonly kind: "one-of"; readonly values: readonly string[]; readonly default?: string; readonly title?: string }
  | { readonly kind: "text"; readonly maxLength: number; readonly default?: string; readonly title?: string }
  | {
      readonly kind: "number";
      readonly min?: number;
      readonly max?: number;
      readonly default?: number;
      readonly title?: string;
    }
  /** In SQL: `$<name>_start` and `$<name>_end`, half-open dates. */
  | { readonly kind: "period"; readonly default?: string; readonly title?: string };

interface StepBase {
  readonly title?: string;
  readonly when?: string;
}

/** SQL over the catalog and earlier steps. */
export interface QueryStep extends StepBase {
  readonly kind: "query";
  readonly sql: string;
  /** Column that identifies a row. */
  readonly key: string;
}

/** Adds the outputs of an analytic model to the rows of a step. */
export interface ScoreStep extends StepBase {
  readonly kind: "score";
  readonly model: string;
  readonly rows: string;
  readonly key: string;
}

/** A text for each row of `each`, written by a model behind the guard. Output rows: the key, the declared outputs, `model`, `template`, `arguments`, `flags`. */
export interface PromptStep extends StepBase {
  readonly kind: "prompt";
  /** SQL over earlier steps (and the catalog). */
  readonly each: string;
  readonly key: string;
  readonly task: string;
  readonly instructions: string;
  /** `{{column}}` places; lists render as bullet points. */
  readonly template: string;
  readonly output: Readonly<Record<string, { readonly type: "text"; readonly maxLength: number }>>;
  readonly phrasebook?: string;
}

/** Waits for a person's decision on each row. Output rows: those accepted or edited, as decided. */
export interface ApproveStep extends StepBase {
  readonly kind: "approve";
  /** SQL over earlier steps. */
  readonly rows: string;
  readonly key: string;
  /** Role that may decide. */
  readonly by: string;
  /** Columns that a decision covers (all that goes out), and those that may be edited. */
  readonly content: readonly string[];
  readonly editable: readonly string[];
  /** Column that says why a row is here. */
  readonly reason?: string;
  /** Columns that it rests on, shown beside it with their sources. */
  readonly evidence?: readonly string[];
  /** How many different people must accept a row; default 1. The policy may ask for more. */
  readonly approvals?: number;
  /** Whoever asked may not be one of them. */
  readonly notRequester?: boolean;
  readonly expiresAfterHours?: number;
  /** Those who may decide are reminded, once, of what still waits by then. */
  readonly remindAfterHours?: number;
}

/** A write for each row: a mail, a CRM task. Only ever downstream of an `approve`. */
export interface ActStep extends StepBase {
  readonly kind: "act";
  /** `<source>.<action>`: `mail.send`, `crm.task.create`. */
  readonly operation: string;
  /** Step whose rows act. */
  readonly each: string;
  readonly key: string;
  /** Action field → column of the row. */
  readonly input: Readonly<Record<string, string>>;
  /** Action field → constant. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Seconds before a row goes out, in which it may still be taken back; default 0. */
  readonly undoSeconds?: number;
}

export type Step = QueryStep | ScoreStep | PromptStep | ApproveStep | ActStep;

/** Titles and formats for columns that people see. */
export interface ColumnView {
  readonly name: string;
  readonly title: string;
  readonly format: ColumnFormat;
  readonly unit?: string;
}

export type AnswerPart =
  | { readonly kind: "table"; readonly step: string; readonly title: string; readonly columns: readonly ColumnView[] }
  | { readonly kind: "chart"; readonly step: string; readonly spec: ChartSpec }
  /** `without`: SQL giving key, account, why for rows that get no draft. `review` and `act` are the approve and act steps. */
  | {
      readonly kind: "drafts";
      readonly step: string;
      readonly title: string;
      readonly review: string;
      readonly act: string;
      readonly without?: string;
    }
  | {
      readonly kind: "actions";
      readonly step: string;
      readonly title: string;
      readonly review: string;
      readonly act: string;
    }
  | { readonly kind: "text"; readonly step: string; readonly column: string };

export interface FlowDocument {
  readonly gantry: 1;
  readonly name: string;
  readonly title: string;
  /** "which {segment} customers in {region} are at risk of leaving {period}": how people ask for it. */
  readonly asks: readonly string[];
  /** Why the data is processed, for the record of processing. */
  readonly purpose: string;
  /** Treatment rules of its own: stricter than the policy where they match; a looser one is refused. */
  readonly narrows?: readonly TreatmentRule[];
  readonly input: Readonly<Record<string, InputField>>;
  readonly steps: Readonly<Record<string, Step>>;
  readonly answer: readonly AnswerPart[];
  /** SQL over steps: rows of one text column, each a sentence on how complete the data is. */
  readonly coverage?: string;
}

/** What a step's output is made of, after the proof: for each column its type, sources, and labels gained past SQL. */
export interface ShapeColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly sources: Readonly<Record<string, "copied" | "derived" | "aggregated">>;
  /** Labels that don't come from a source column: `text.untrusted` on model output, `input.question`. */
  readonly labels: readonly Label[];
  /** True where untrusted text can't steer by it: a bounded number or member. */
  readonly endorsed: boolean;
}

export interface Shape {
  readonly columns: readonly ShapeColumn[];
  readonly control: readonly string[];
}
