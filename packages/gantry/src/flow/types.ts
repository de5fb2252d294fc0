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

/** How often a step, or each of its rows, is tried when trying again may help. */
export interface Retry {
  /** All tries, the first included; 1 never tries again. */
  readonly attempts: number;
  /** Seconds before the second try (default 1); each further pause is `factor` times as long (default 2), at most `max` (default 900). */
  readonly initial?: number;
  readonly factor?: number;
  readonly max?: number;
  /** Up to which share of a pause is taken off by chance (default 0). */
  readonly jitter?: number;
}

export type Constant = string | number | boolean | null;

/** What becomes of a step that has failed for good; of a `prompt`, `reason`, `act` or `call` also of each of its rows. */
export type OnError =
  /** The run fails. */
  | "fail"
  /** Who reads it sees no rows, or not this one; the answer says so. */
  | "skip"
  /** These rows stand in its place; of a `prompt` or `reason` one, for each row that failed. */
  | { readonly default: readonly Readonly<Record<string, Constant>>[] }
  /** That step runs instead, and only then; who reads this one reads its rows. It stands before this one. */
  | { readonly goTo: string };

interface StepBase {
  readonly title?: string;
  /** SQL condition over input and earlier steps: `$region = 'EMEA' and exists (from risks)`. Not true: the step is skipped, and who reads it sees no rows. */
  readonly when?: string;
  readonly retry?: Retry;
  /** Seconds that one try may take; of a `prompt`, `reason` or `act`, for each row. */
  readonly timeout?: number;
  /** Default `fail`. */
  readonly onError?: OnError;
}

/** For steps that work row by row: how many rows at a time, and how many begun a minute, over all processes. */
interface RowLimits {
  readonly concurrency?: number;
  readonly rate?: number;
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

/**
 * Passages of documents that answer a query, for each row of `each`. Output rows, the best first: the columns of `each`, and
 * of each passage `passage`, `document`, `title`, `place`, `text`, `rank` and `score`. What a document says decides nothing
 * downstream: none of them may choose rows, recipients or targets, but `rank`.
 */
export interface FindStep extends StepBase {
  readonly kind: "find";
  /** SQL over earlier steps (and the catalog). */
  readonly each: string;
  /** Its column that tells the rows apart. */
  readonly key: string;
  /** Its column that is searched for. */
  readonly query: string;
  /** Collections: `documents.manuals`. */
  readonly in: readonly string[];
  /** Most passages a row; default 5. */
  readonly top?: number;
}

/** A text for each row of `each`, written by a model behind the guard. Output rows: the key, the declared outputs, `model`, `template`, `arguments`, `flags`. */
export interface PromptStep extends StepBase, RowLimits {
  readonly kind: "prompt";
  /** SQL over earlier steps (and the catalog). */
  readonly each: string;
  readonly key: string;
  readonly task: string;
  readonly instructions: string;
  /** `{{column}}` places; lists render as bullet points. */
  readonly template: string;
  /** With `values` it is one of them. */
  readonly output: Readonly<
    Record<string, { readonly type: "text"; readonly maxLength: number; readonly values?: readonly string[] }>
  >;
  readonly phrasebook?: string;
  /**
   * A `find` step whose passages each row is given, by the key: as the list `{{passages}}`, each with the mark that the text
   * cites it by.
   */
  readonly passages?: string;
  /**
   * A prompt whose guest has interrupted itself: its graph goes on with this row's data, by the key. Nothing to a model that
   * is no guest.
   */
  readonly resumes?: string;
  /** Most rows in one call, where the model allows for several; then `concurrency` and `rate` count calls, and `timeout` is a call's. */
  readonly batch?: number;
  /** How long a reply stands for whoever asks the same in the same tenant under the same policy: `90s`, `30m`, `1h`, `2d`, or `off`. */
  readonly cache?: string;
  /** The file that task, instructions, template and output were taken from. */
  readonly prompt?: PromptReference;
}

/** A prompt file as it was when the flow was read. */
export interface PromptReference {
  readonly name: string;
  /** Hash of its text. */
  readonly version: string;
  /** What its places take: JSON Schema, as far as a cell can be. */
  readonly input: Readonly<
    Record<
      string,
      {
        readonly type: "string" | "number" | "integer" | "boolean" | "array";
        readonly format?: "date";
        readonly description?: string;
        readonly untrusted?: boolean;
      }
    >
  >;
}

/**
 * A picture for each row of `each`, by an image model behind the guard; where none may have the row's columns, composed by
 * rule. Output rows: the key, `image` (a `data:` address), `model`, `template` (composed by rule), `arguments`, `flags`.
 */
export interface DrawStep extends StepBase, RowLimits {
  readonly kind: "draw";
  /** SQL over earlier steps (and the catalog). */
  readonly each: string;
  readonly key: string;
  readonly instructions: string;
  /** What is to be seen, with `{{column}}` places. */
  readonly template: string;
  /** Column with a picture as a `data:` address that is to stand in it: the product itself. */
  readonly picture?: string;
  /** Default: what the model thinks best. */
  readonly size?: `${number}x${number}`;
}

/**
 * A question for each row of `each` that a model answers in several turns, with tools that read and never write: it is shown
 * what came back, and asks again or answers. Output rows: as those of a `prompt`.
 */
export interface ReasonStep extends StepBase, RowLimits {
  readonly kind: "reason";
  /** SQL over earlier steps (and the catalog). */
  readonly each: string;
  readonly key: string;
  readonly instructions: string;
  /** `{{column}}` places: what is asked. */
  readonly template: string;
  readonly output: PromptStep["output"];
  readonly tools: {
    /** Tables of the catalog, and steps before this one, that its queries may read, as far as the caller may. */
    readonly query: readonly string[];
    /** Collections of documents that it may search, as far as the caller may see them. */
    readonly find?: readonly string[];
    /** Published flows that only read: it may run them, as the caller, and is shown the table of their answer. */
    readonly flow?: readonly string[];
    /** Tools of servers of the Model Context Protocol that only read, as the configuration lets them be called. */
    readonly mcp?: readonly { readonly server: string; readonly tool: string }[];
  };
  readonly limits?: {
    /** Most times that the model is asked for a row; the last time it can only answer. Default 8. */
    readonly turns?: number;
    /** US dollars a row; once they are spent, no tool is called any more. */
    readonly cost?: number;
  };
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
export interface ActStep extends StepBase, RowLimits {
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

/**
 * Runs another flow, once or for each row, as the same caller. Output rows: those of a table of its answer; with `each`,
 * the key of the row before them.
 */
export interface CallStep extends StepBase, RowLimits {
  readonly kind: "call";
  /** Name of a published flow; what it says is pinned with the run that calls it. */
  readonly flow: string;
  /** SQL over earlier steps (and the catalog): of one row, whose columns are the flow's input by name, or … */
  readonly input?: string;
  /** … one run for each row; beside the input it has the key. */
  readonly each?: string;
  /** With `each`, its column that tells the rows apart; else that of the table that comes back. */
  readonly key: string;
  /** Step of the called flow whose table is wanted; default: the first that its answer shows. */
  readonly table?: string;
}

export type Step =
  | QueryStep
  | ScoreStep
  | FindStep
  | PromptStep
  | DrawStep
  | ReasonStep
  | ApproveStep
  | ActStep
  | CallStep;

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
  | { readonly kind: "text"; readonly step: string; readonly column: string }
  /** Pictures of a `draw` step; `caption` is a column of its rows. */
  | { readonly kind: "images"; readonly step: string; readonly title: string; readonly caption: string };

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
  /** Whether what its sources gave is kept with each run, for `gantry replay`. Default: true. */
  readonly record?: boolean;
  /** `cache` of each prompt that says nothing of its own. Default: `off`. */
  readonly cache?: string;
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
  /** Of a `call`: the flow as it was proved there. */
  readonly called?: CalledFlow;
  /** Of a `reason`: by name, the flows that it may run. */
  readonly offered?: Readonly<Record<string, CalledFlow>>;
}

/** A flow that another one calls, under the rules of both. */
export interface CalledFlow {
  readonly document: FlowDocument;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Rules of the flows that call it, beside its own. */
  readonly narrows: readonly (readonly TreatmentRule[])[];
  /** What its parameters are made of, by name without `$`. */
  readonly origins: Readonly<Record<string, ShapeColumn>>;
  /** The step whose rows come back, and their columns. */
  readonly step: string;
  readonly columns: readonly string[];
}
