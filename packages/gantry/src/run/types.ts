// The face of `run`: what a run is started with, what it needs of the house, and what can be asked of it.
import type {
  Answer,
  ApprovalDetail,
  ApprovalView,
  DecisionRequest,
  DecisionResult,
  DecisionsRequest,
  DecisionState,
  EffectOutcome,
  ExplainedStep,
  FlowCase,
  Interpretation,
  ReplayReport,
  ReplayRequest,
  ResolutionRequest,
  RunEvent,
  RunStatus,
  RunView,
  UncertainEffectView,
} from "@gantry/contract";
import type { Catalog, Cell, Label, Relation, Row, Source } from "../catalog/index.ts";
import type { ActionDef, Context, FindTool } from "../connect/kit/index.ts";
import type { CalledFlow, EventInputs, FlowDocument, ResolvedInput, Shape } from "../flow/index.ts";
import type { Guard } from "../guard/index.ts";
import type { ModelRegistry } from "../model/index.ts";
import type { Agreement, Caller, Permission } from "../policy/index.ts";
import type { Access, QueryEngine } from "../query/index.ts";
import type { Job } from "./job.ts";
import type { RowHashes } from "./answer/index.ts";
import type { DigestMail } from "./digest/types.ts";
import type { LeaseEvent } from "./durable/index.ts";
import type { Erasure, ErasureRecord, ErasureRequest, TextFinder } from "./erase/index.ts";
import type { ReplaySetting, Replaying } from "./replay/types.ts";
import type { QueuePolicies } from "./queues.ts";
import type { BlobStore, Keyring, ParentRow, Store, SubjectKey, Transaction } from "../store/index.ts";

export interface StartRequest {
  /** A checked document; the run keeps to it whatever becomes of the flow. */
  readonly flow: FlowDocument;
  /** By step: what its output is made of, as the proof found it. */
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Resolved, with `today` and `now` pinned. */
  readonly input: Pick<ResolvedInput, "parameters">;
  readonly interpretation: Interpretation;
  readonly caller: Caller;
  readonly question: string | null;
  /** The same key from the same caller starts one run, however often it comes. */
  readonly idempotencyKey?: string;
  /** Inputs that an event filled, where no person asked. */
  readonly events?: EventInputs;
  /** Done in the transaction in which the run begins; what it throws undoes the start. */
  readonly also?: (tx: Transaction, run: string) => Promise<void>;
  /** From `newId`, where something was done for the run before it began; else one is drawn. */
  readonly id?: string;
  /** Of a run that another one calls. */
  readonly called?: Called;
}

/** What a run takes from the one that calls it. */
export interface Called {
  readonly by: ParentRow;
  /** Version of the policy: what the calling run pinned. */
  readonly policy: string;
  /** Rules of the flows that led here. */
  readonly narrows: CalledFlow["narrows"];
  readonly origins: CalledFlow["origins"];
}

/** What a run keeps to, whatever becomes of flow and policy. */
export interface Pinned {
  readonly flow: FlowDocument;
  readonly input: Readonly<Record<string, unknown>>;
  /** Version of the policy. */
  readonly policy: string;
  /** Stricter rules of the flow, and of those that called it. */
  readonly narrows: CalledFlow["narrows"];
}

/** An operation that `act` may call, with the source that it belongs to. */
export interface BoundAction {
  readonly source: Source;
  readonly action: ActionDef;
}

/** An edited draft on its way to be decided. */
export interface EditedContent {
  readonly run: string;
  readonly step: string;
  readonly row: string;
  readonly shape: Shape;
  /** Whom the row tells of. */
  readonly subjects: readonly SubjectKey[];
  /** Content columns as they stood, and as the person changed them. */
  readonly before: Row;
  readonly after: Row;
  readonly caller: Caller;
}

/** The edit as it will be kept and sent (its values back in tokens), and what a person must look at. */
export interface RecheckedContent {
  readonly content: Row;
  readonly flags: readonly string[];
}

/** Who decided what on which content, for the ledger: ids and hashes. */
export interface RecordedDecision {
  readonly run: string;
  readonly step: string;
  readonly approval: string;
  readonly decision: DecisionRequest["decision"];
  /** Of what was seen, and of what goes out: after an edit they differ. */
  readonly seen: string;
  readonly released: string | null;
  /** How many different people must accept it, where it is more than one. */
  readonly needed?: number;
  readonly caller: string;
}

/** Queries of a `find` step, asked as the run's caller. */
export interface FindAsk {
  readonly queries: readonly string[];
  readonly collections: readonly string[];
  readonly top: number;
  /** Labels of what the queries are made of: where the policy keeps these from an embedding model, words alone are searched. */
  readonly labels: readonly Label[];
  readonly caller: Caller;
  readonly access: Access;
  /** Runs SQL with that access. */
  readonly select: (sql: string) => Promise<Relation>;
  readonly run: string;
  readonly signal: AbortSignal;
}

/** A passage that answers a query. */
export interface PassageFound {
  readonly passage: string;
  readonly document: string;
  readonly title: string;
  readonly place: string;
  readonly text: string;
  readonly rank: number;
  readonly score: number;
  /** Whom its document tells of. */
  readonly subjects: readonly SubjectKey[];
}

export interface RunPolicy {
  readonly version: string;
  may(caller: Caller, permission: Permission): boolean;
  /** What of the data exists for this caller. */
  access(caller: Caller): Access;
  /** How many people must agree before something of the flow goes out. Absent: one. */
  agreement?(flow: string): Agreement;
}

/** How those who may decide are reminded. */
export interface ReminderMail {
  /** Operation with fields `to`, `subject` and `body`: `mail.send`. */
  readonly operation: string;
  /** Mail addresses of those who bear a role; none: the reminder is shown in console and API only. */
  recipients(role: string): readonly string[];
  /** Address of the page on which a run's approvals are decided. */
  link(run: string): string;
}

export interface RunDependencies {
  readonly store: Store;
  readonly keyring: Pick<Keyring, "data" | "hmac">;
  /** Where large results are kept; without it, all are kept in the table. */
  readonly blobs?: BlobStore;
  /** Bytes of a sealed result from which on it is large; default 1 MiB. */
  readonly largeFrom?: number;
  readonly catalog: Catalog;
  readonly query: QueryEngine;
  readonly guard: Guard;
  readonly models: ModelRegistry;
  readonly policy: RunPolicy;
  /** `mail.send` → its definition; undefined where no source offers it. */
  readonly action: (operation: string) => BoundAction | undefined;
  /** For each query, its passages, the best first. Absent: there are no documents. */
  readonly find?: (ask: FindAsk) => Promise<readonly (readonly PassageFound[])[]>;
  /** Tools of servers that a `reason` step may call. Absent: there are none. */
  readonly tools?: FindTool;
  /** The context of a source's calls; with a caller, reads run on the caller's behalf where the source can. */
  readonly context: (source: string, caller: Caller | null, signal: AbortSignal) => Context;
  /** Runs the answer checks over an edit. Throws `answer-rejected` where it must not go out. */
  readonly recheck: (edited: EditedContent) => Promise<RecheckedContent>;
  /** Writes a decision to the ledger; it counts only once that is done. */
  readonly record?: (decision: RecordedDecision) => Promise<unknown>;
  /** Signs that an erasure is done, and writes it to the ledger; gives the receipt. */
  readonly certify?: (record: ErasureRecord) => Promise<unknown>;
  /** Finds what is kept of a subject outside of runs, and forgets it where `forget` says so; gives how many things. */
  readonly elsewhere?: (finder: TextFinder, forget: boolean) => Promise<number>;
  /** The house as it would be for a replay; without it runs can't be replayed. */
  readonly replaying?: (setting: ReplaySetting) => Promise<Replaying>;
  readonly recordResolution?: (resolution: RecordedResolution) => Promise<unknown>;
  /** Absent: reminders are shown in console and API only. */
  readonly reminders?: ReminderMail;
  /** Absent: answers go to nobody by mail. */
  readonly digests?: DigestMail;
  /**
   * Who this process is among those on the same database. A fixed name where only one process at a time can be (the
   * embedded database); `null` takes a fresh name, sends heartbeats and takes over from dead peers.
   */
  readonly executor: string | null;
  /** For tests; else the database's time. */
  readonly now?: () => Date;
  /** Limits by flow. */
  readonly queues?: QueuePolicies;
  /** Told when the database's clock has jumped by so many seconds; it is followed if it stays so. */
  readonly onClockJump?: (seconds: number) => void;
  /** Most jobs at a time in this process; default 16. */
  readonly concurrency?: number;
  /** Milliseconds without a heartbeat after which peers take a process for dead; default 3000. */
  readonly lease?: number;
  /** Told of each job that this process has done. */
  readonly onJob?: (job: FinishedJob) => void;
  /** A lease that ran out here, or jobs taken over from processes whose did. */
  readonly onLease?: (event: LeaseEvent, executors: readonly string[]) => void;
  /** Milliseconds between looks for expired approvals; default 5000. */
  readonly sweep?: number;
  /** Errors that no caller will see, with the id of the job; goes to the server's log. */
  readonly report?: (error: unknown, job: string) => void;
  /** Where tests end the process: called with the name of the point just passed. */
  readonly fault?: (point: FaultPoint) => void;
}

/** A job as it is told of: names and a time. */
export interface FinishedJob extends Job {
  readonly flow: string;
  readonly kind: string;
  readonly milliseconds: number;
}

export type FaultPoint =
  | "decision-committed"
  | "intent-committed"
  | "effect-made"
  | "erasure-sealed"
  | "erasure-destroyed";

export interface RunsFilter {
  readonly flow?: string;
  readonly status?: RunStatus;
  /** Default 100. */
  readonly limit?: number;
}

export interface ApprovalsFilter {
  readonly run?: string;
  readonly state?: DecisionState;
  /** Most to give, those that wait first; default: all. */
  readonly limit?: number;
}

/** Which effect: its run, the `act` step, the id of the row. */
export interface EffectKey {
  readonly run: string;
  readonly step: string;
  readonly row: string;
}

/** What a person said of an uncertain effect, or that one is to be taken back, for the ledger. */
export interface RecordedResolution extends EffectKey {
  readonly outcome: EffectOutcome | "undo";
  readonly reason: string | null;
  readonly caller: string;
}

export interface Runs {
  /** An id for a run that is yet to begin. */
  newId(): string;
  /** What a run pinned; undefined where none has begun under that id. */
  pinned(run: string): Promise<Pinned | undefined>;
  /** Begins work: recovers what a dead process left behind. */
  launch(): Promise<void>;
  /** Starts a run durably and returns its id; the work goes on without the caller. */
  start(request: StartRequest): Promise<string>;
  /** Throws `not-found`, also where the caller may not see it: another's run whose data he could not have got himself. */
  get(run: string, caller: Caller): Promise<RunView>;
  list(caller: Caller, filter?: RunsFilter): Promise<readonly RunView[]>;
  /** What happened after event number `after` (0 = all), then live; ends with the run, or when aborted. */
  events(run: string, after: number, signal?: AbortSignal): AsyncIterable<RunEvent>;
  /** Resolves when nothing more will happen without a person: done, failed, cancelled, or waiting. */
  settled(run: string, signal?: AbortSignal): Promise<RunStatus>;
  /** Those that the caller may decide, and those of his own runs; of the runs that he may see. */
  approvals(caller: Caller, filter?: ApprovalsFilter): Promise<readonly ApprovalView[]>;
  /**
   * Throws `already-decided`, `content-changed` (the hash is not that of what would go out), `expired`, `forbidden`,
   * `bad-input` (an edit of what may not be edited), `answer-rejected` (the edit failed its checks), `not-found`.
   */
  decide(approval: string, decision: DecisionRequest, caller: Caller): Promise<ApprovalView>;
  /** Each on its own, in the order given: one that is refused holds up no other. */
  decideEach(request: DecisionsRequest, caller: Caller): Promise<readonly DecisionResult[]>;
  /** One approval with its evidence and claims. Throws `not-found`, also where the caller may not see it. */
  approval(approval: string, caller: Caller): Promise<ApprovalDetail>;
  /** The answer as this viewer may see it; of a run that is still going, what there is so far. */
  answer(run: string, caller: Caller): Promise<Answer>;
  /** What the run's queries asked of each source and what it took, without values; of steps that have run. */
  explain(run: string, caller: Caller): Promise<readonly ExplainedStep[]>;
  /** What the first table of the answer holds, by which two answers can be compared. Throws `not-found` as `answer` does. */
  rowHashes(run: string, caller: Caller): Promise<RowHashes | undefined>;
  /** Keys of the rows of a step that is done. Throws `not-found`, also where the caller may not see the run. */
  keysOf(run: string, step: string, caller: Caller): Promise<readonly Cell[]>;
  /** Stops a run: what is under way is aborted, what is scheduled is not sent. Throws `conflict` when it has ended. */
  cancel(run: string, caller: Caller): Promise<void>;
  /**
   * Lets a failed run go on from what failed. Throws `forbidden`, `conflict` where it did not fail, or of one of its
   * effects nobody knows whether it happened.
   */
  retry(run: string, step: string | undefined, caller: Caller): Promise<void>;
  /** What an erasure of a subject would find; changes nothing. Throws `bad-input`. */
  searchSubject(request: ErasureRequest): Promise<Erasure>;
  /** Erases a subject from all runs and destroys its keys; the receipt is `certify`'s. Throws `bad-input`, `bad-config`. */
  eraseSubject(request: ErasureRequest): Promise<Erasure>;
  /**
   * Runs a recorded run again with its sources as they were, sends nothing, and says what differs, as the caller may see
   * it. Throws `not-found`, `forbidden` (another's run needs the right to administer), `bad-flow`, `bad-config` (a policy
   * that does not fit), `conflict` (a run that still goes on).
   */
  replay(run: string, request: ReplayRequest, caller: Caller): Promise<ReplayReport>;
  /** A recorded run as a case for tests. Throws `forbidden` (rows of people, unless they may be in it), `unsupported`. */
  flowCase(run: string, withPersonalData: boolean, caller: Caller): Promise<FlowCase>;
  /** Effects of which nobody knows whether they happened, of runs that the caller may see. */
  uncertain(caller: Caller): Promise<readonly UncertainEffectView[]>;
  /** Takes back an effect that has not gone yet. Throws `not-found`, `forbidden`, `conflict` when it is too late. */
  undo(effect: EffectKey, caller: Caller): Promise<void>;
  /** Throws `not-found`, `forbidden`, `already-decided`. */
  resolve(effect: EffectKey, resolution: ResolutionRequest, caller: Caller): Promise<void>;
  /** Lets jobs under way finish (at most `drain` milliseconds, default 5000); the rest waits for the next launch. */
  shutdown(drain?: number): Promise<void>;
}
