// What the server needs of the house: made by cli/house/serving.ts, or by a test.
import type {
  DocumentAnswer,
  DocumentSearch,
  ErasureView,
  Estimate,
  ExplainedStep,
  IndexReport,
  InboxMail,
  LedgerEntryView,
  Proof,
  QueryAnswer,
  QueryRequest,
  StreamType,
} from "@gantry/contract";
import type { Ask, Questions } from "../ask/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { FlowDocument, Shape } from "../flow/index.ts";
import type { Guests } from "../guest/index.ts";
import type { Caller, Policy } from "../policy/index.ts";
import type { Runs, Triggers } from "../run/index.ts";
import type { Authenticate } from "./authenticate.ts";
import type { Draining } from "./drain.ts";
import type { LocalDeps } from "./local.ts";
import type { Gateway } from "./openai/index.ts";
import type { RateLimit } from "./limit.ts";
import type { MetricsDeps } from "./routes/metrics.ts";
import type { Served } from "./served.ts";

/** A flow that passed the checker. */
export interface PublishedFlow {
  readonly document: FlowDocument;
  readonly version: string;
  readonly proof: Proof;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface ServeDeps {
  readonly project: { readonly name: string; readonly title: string };
  readonly version: string;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** A policy that is or was in force, as written; undefined where none of that version was kept. */
  readonly policyVersion: (version: string) => Promise<Readonly<Record<string, unknown>> | undefined>;
  readonly flows: readonly PublishedFlow[];
  readonly ask: Ask;
  readonly runs: Runs;
  /** Models behind the surface `/v1`. */
  readonly gateway: Gateway;
  /** Agent services of the company's own that call back; absent where none is let in. */
  readonly guests?: Guests;
  /** Absent where the house has none, as in tests of other parts. */
  readonly triggers?: Triggers;
  /** Absent where the house keeps none. */
  readonly questions?: Questions;
  /** What each source would be asked, without asking it. */
  readonly explain: (
    flow: PublishedFlow,
    input: Readonly<Record<string, unknown>>,
    caller: Caller,
  ) => Promise<readonly ExplainedStep[]>;
  /** What a run of the flow would take; undefined where that can't be told. Absent where nobody wants it. */
  readonly price?: (
    flow: Pick<PublishedFlow, "document" | "shapes">,
    input: Readonly<Record<string, unknown>>,
    caller: Caller,
  ) => Promise<Estimate | undefined>;
  /** Throws `budget-exceeded` where a budget has no room for what a run would take. */
  readonly afford?: (flow: string, caller: Caller, estimate: Estimate) => Promise<void>;
  /** SQL of the caller's own, as he may see its rows. */
  readonly query: (request: QueryRequest, caller: Caller, signal: AbortSignal) => Promise<QueryAnswer>;
  /** Absent where there are none. */
  readonly documents?: DocumentsDeps;
  /** The same as a stream of rows, begun: it throws what goes wrong before the first bytes. */
  readonly stream: (
    request: QueryRequest,
    format: StreamType,
    caller: Caller,
    signal: AbortSignal,
  ) => Promise<RowStream>;
  /** The company's day ("YYYY-MM-DD") and the instant (ISO 8601, Z); a run pins both. */
  readonly clock: () => { readonly today: string; readonly now: string };
  readonly authenticate: Authenticate;
  /** Absent where the company's own identity provider says who is who. */
  readonly local?: LocalDeps;
  readonly limit: RateLimit;
  /** Exact origins whose pages may call. A function: a sample's systems learn their ports after the start. */
  readonly origins: () => readonly string[];
  readonly ledger: {
    /** Newest first. */
    list(options: { readonly limit: number; readonly run?: string }): Promise<readonly LedgerEntryView[]>;
    /** Writes a request of a caller before it is worked on. */
    request(caller: Caller, method: string, route: string): Promise<unknown>;
    verify(): Promise<LedgerVerdict>;
  };
  /** Absent where the house keeps no keys of its own. */
  readonly audit?: AuditDeps;
  /** A development inbox, where the project's mail system offers one. */
  readonly inbox?: () => Promise<readonly InboxMail[]>;
  /** Systems of a sample project, for `gantry systems`. Holds credentials: only for this machine's own CLI. */
  readonly systems?: () => readonly SystemEndpoint[];
  /** Folder of the built console, and of the element's script. */
  readonly consoleFolder?: string;
  readonly elementFolder?: string;
  /** Tells whether database and workers are there. */
  readonly health: () => Promise<readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]>;
  readonly report: (error: unknown, request: string) => void;
  /** Told of each request when it has been answered. */
  readonly served?: (served: Served) => void;
  /** Absent where nobody may read figures. */
  readonly metrics?: MetricsDeps;
  /** Ends requests well before the server ends; without it they are cut off. */
  readonly draining?: Draining;
}

/** Documents that callers search. */
export interface DocumentsDeps {
  /** As the caller may see them. */
  search(request: DocumentSearch, caller: Caller, signal: AbortSignal): Promise<DocumentAnswer>;
  /** Brings the index of a collection, or of all, up to date. */
  index(collection?: string): Promise<readonly IndexReport[]>;
}

export interface AuditDeps {
  /** Ed25519, PEM: proves checkpoints, exports and receipts. */
  readonly publicKey: string;
  /** Every file of checkpoints, in the order written. */
  checkpoints(): Promise<readonly (readonly unknown[])[]>;
  /** The ledger as a file that proves itself: of a run, of the runs that tell of a subject, or whole. */
  exported(scope: { readonly run?: string; readonly subject?: string }): Promise<string>;
  /** What an erasure would find. */
  search(subject: string, caller: Caller, without?: string): Promise<ErasureView>;
  /** Erases, and gives the receipt. */
  erase(subject: string, caller: Caller, without?: string): Promise<ErasureView>;
}

/** Rows on their way to whoever asked. */
export interface RowStream {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** By source: when it was read, ISO 8601; where several times, the first. */
  readonly asOf: Readonly<Record<string, string>>;
}

export interface SystemEndpoint {
  readonly name: string;
  readonly title: string;
  readonly protocol: string;
  readonly address: string;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly chains: number;
  /** What is wrong, where; empty when all is well. */
  readonly findings: readonly string[];
  /** Entries newer than the last checkpoint of their chain: nothing would tell that they were cut off. */
  readonly unsigned: number;
}
