// What the client of Gantry's API can do, a method for each route.
import type {
  Answer,
  ApprovalDetail,
  ApprovalView,
  AskExplained,
  CallerView,
  CatalogView,
  DecisionRequest,
  DecisionResult,
  DecisionsRequest,
  DocumentAnswer,
  DocumentSearch,
  ErasureView,
  ExplainedStep,
  FiredView,
  FlowCase,
  FlowView,
  InboxMail,
  IndexReport,
  LedgerEntryView,
  ModelsView,
  PolicyDocument,
  PolicyView,
  Proof,
  QueryAnswer,
  QuestionView,
  SaveQuestionRequest,
  QueryRequest,
  Receipt,
  ReplayReport,
  ReplayRequest,
  ResolutionRequest,
  RunEvent,
  RunView,
  StreamType,
  TriggerView,
  UncertainEffectView,
  Undo,
  UsageView,
} from "@gantry/contract";
import { z } from "zod";
import type { ChartSize, PngSize } from "./chart/size.ts";

export interface ClientOptions {
  /** Where the server is: `http://localhost:4400`. */
  readonly url: string;
  /** The bearer token, or how to get one when it is needed. */
  readonly token: string | (() => string | Promise<string>);
  /** Surface that answers are shown on: `console`, `cli`, `api`. */
  readonly surface?: string;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

export interface WaitOptions extends RequestOptions {
  /** Seconds to wait for the run to come to rest; default 0. */
  readonly wait?: number;
  readonly idempotencyKey?: string;
}

export interface AskOptions extends WaitOptions {
  /** A name of the caller's own: questions of the same conversation may follow up on each other. */
  readonly conversation?: string;
  /** New values for fields of how the question is read, by the name in `interpretation.fields`. */
  readonly edits?: Readonly<Record<string, string | number>>;
  /** Who plans, and nobody in its place: `builtin`, `llm` (any language model), or a deployment's name. */
  readonly planner?: string;
}

export const LedgerVerdict = z.object({
  ok: z.boolean(),
  entries: z.number(),
  chains: z.number(),
  findings: z.array(z.string()),
});
export type LedgerVerdict = z.infer<typeof LedgerVerdict>;

export interface QueryStream {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** By source: when it was read, ISO 8601. */
  readonly asOf: Readonly<Record<string, string>>;
}

export interface Client {
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** How a question is understood and what it would take; nothing is run. */
  explainQuestion(question: string, options?: Omit<AskOptions, "wait">): Promise<AskExplained>;
  /** Runs what only reads; of a flow that asks people, sends or writes, how it is understood and what it would take. */
  askReading(question: string, options?: AskOptions): Promise<Answer | AskExplained>;
  /** What a run of a flow would take. */
  priceFlow(flow: string, input: Readonly<Record<string, unknown>>, options?: RequestOptions): Promise<AskExplained>;
  runFlow(flow: string, input: Readonly<Record<string, unknown>>, options?: WaitOptions): Promise<Answer>;
  answer(run: string, options?: WaitOptions): Promise<Answer>;
  runState(run: string, options?: RequestOptions): Promise<RunView>;
  runs(options?: RequestOptions): Promise<RunView[]>;
  /** Live events until the run comes to rest; reconnects and resumes after the last event seen. */
  events(run: string, options?: RequestOptions): AsyncGenerator<RunEvent>;
  receipt(run: string, options?: RequestOptions): Promise<Receipt>;
  /** A chart of the answer as SVG; `chart` counts them from 1. */
  chart(run: string, chart: number, look?: ChartSize): Promise<string>;
  /** The same as PNG: for mails, slides and models. `scale`: pixels for each of `width`'s, 1 to 4, default 2. */
  chartPng(run: string, chart: number, look?: PngSize): Promise<Uint8Array>;
  /** The answer to be taken along: a page that stands alone, or data. */
  exported(run: string, form: "html" | "json"): Promise<string>;
  cancel(run: string): Promise<RunView>;
  /** Lets a failed run go on from what failed; `step`: where it is expected to be that one. */
  retry(run: string, step?: string): Promise<RunView>;
  /** What would differ if the run ran again with its sources as they were. */
  replay(run: string, request?: ReplayRequest): Promise<ReplayReport>;
  /** The run as a case for `gantry test`. */
  flowCase(run: string, withPersonalData?: boolean): Promise<FlowCase>;
  /** Those that wait first, 500 at most unless `limit` says otherwise. */
  approvals(
    options?: RequestOptions & {
      readonly run?: string;
      readonly state?: ApprovalView["state"];
      readonly limit?: number;
    },
  ): Promise<ApprovalView[]>;
  /** One with its evidence and the claims of its texts. */
  approval(id: string, options?: RequestOptions): Promise<ApprovalDetail>;
  decide(approval: string, decision: DecisionRequest): Promise<ApprovalView>;
  /** Each on its own: one that is refused holds up no other. */
  decideEach(decisions: DecisionsRequest["decisions"]): Promise<DecisionResult[]>;
  /** Takes back what has not gone out yet. */
  undo(effect: Pick<Undo, "run" | "step" | "row">): Promise<RunView>;
  /** Effects of which nobody knows whether they happened. */
  uncertain(): Promise<UncertainEffectView[]>;
  /** Says what became of one; gives those that are left. */
  resolve(effect: Pick<UncertainEffectView, "id">, resolution: ResolutionRequest): Promise<UncertainEffectView[]>;
  /** What starts flows without anybody asking; with the last firing of each. */
  triggers(): Promise<TriggerView[]>;
  trigger(name: string): Promise<TriggerView>;
  pauseTrigger(name: string): Promise<TriggerView>;
  resumeTrigger(name: string): Promise<TriggerView>;
  /** Fires one by hand; the event stands for what would come with a webhook, a mail, a changed row. */
  fireTrigger(name: string, event?: unknown): Promise<FiredView>;
  /** Saved questions: the caller's, and those that she may hear of, with the newest outcome of each. */
  questions(options?: RequestOptions): Promise<QuestionView[]>;
  savedQuestion(id: string): Promise<QuestionView>;
  saveQuestion(question: SaveQuestionRequest): Promise<QuestionView>;
  removeQuestion(id: string): Promise<void>;
  /** Asks it now. */
  runQuestion(id: string): Promise<FiredView>;
  /** `seen`: its news have been looked at. */
  changeQuestion(id: string, verb: "subscribe" | "unsubscribe" | "mute" | "unmute" | "seen"): Promise<QuestionView>;
  me(): Promise<CallerView>;
  flows(): Promise<FlowView[]>;
  proof(flow: string): Promise<Proof>;
  /** What the flow's queries would ask of each source. */
  explain(flow: string, input: Readonly<Record<string, unknown>>): Promise<ExplainedStep[]>;
  /** What a run's queries asked of each source, and what it took. */
  explainRun(run: string): Promise<ExplainedStep[]>;
  /** Passages of documents that answer a query, as the caller may see them, the best first. */
  searchDocuments(
    query: string,
    options?: Partial<Omit<DocumentSearch, "query">> & RequestOptions,
  ): Promise<DocumentAnswer>;
  /** Brings the index of a collection, or of all, up to date, and says what could not be read. */
  indexDocuments(collection?: string): Promise<IndexReport[]>;
  /** Rows of SQL over the catalog, as the caller may see them; with `explain` only what would be asked. */
  query(sql: string, options?: Partial<Omit<QueryRequest, "sql">> & RequestOptions): Promise<QueryAnswer>;
  /**
   * The same rows as bytes, made as they are read: `ndjson`, `csv` or `parquet`. Whoever cancels the body, or aborts
   * `signal`, ends the query.
   *
   * @example
   * const { body } = await gantry.queryStream("select * from crm.accounts", "csv");
   * await body.pipeTo(file.writable);
   */
  queryStream(
    sql: string,
    format: StreamType,
    options?: Pick<Partial<QueryRequest>, "limit"> & RequestOptions,
  ): Promise<QueryStream>;
  catalog(): Promise<CatalogView>;
  /** Models as configured and as they fare. */
  models(): Promise<ModelsView>;
  /** What was spent on models since a day (default: the first of this month): one's own, or all for who may see the ledger. */
  usage(since?: string): Promise<UsageView>;
  policy(): Promise<PolicyView>;
  /** A policy as written, by its version; `current` for the one in force. */
  policyVersion(version: string): Promise<PolicyDocument>;
  ledger(options?: { readonly run?: string; readonly limit?: number }): Promise<LedgerEntryView[]>;
  verifyLedger(): Promise<LedgerVerdict>;
  /** The ledger as a file that proves itself; of one run, or of those that tell of a subject. */
  exportLedger(scope?: { readonly run?: string; readonly subject?: string }): Promise<string>;
  /** Every file of checkpoints, as text. */
  checkpoints(): Promise<string[]>;
  /** Ed25519, PEM. */
  ledgerKey(): Promise<string>;
  /** Erases a person or company (`crm.contacts:0031`) from all that is kept; with `dryRun` only says what would be found. */
  erase(subject: string, options?: { readonly dryRun?: boolean }): Promise<ErasureView>;
  inbox(): Promise<InboxMail[]>;
}
