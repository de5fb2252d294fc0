// The guard's face: `egress` is the only door to models and channels; `view` shows rows to a person.
import type { GantryError, ReceiptColumn, ReceiptEgress, TokenReference, Treatment } from "@gantry/contract";
import type { Cell, Label, Row } from "../catalog/index.ts";
import type { ActionResult, Context, Tool, ToolResult, Value } from "../connect/kit/index.ts";
import type { Shape } from "../flow/index.ts";
import type {
  ChatModel,
  ChatPart,
  ChatRequest,
  Deployment,
  TextModel,
  TextReply,
  TextRequest,
  Usage,
} from "../model/index.ts";
import type { Caller, Destination } from "../policy/index.ts";
import type { SubjectKey } from "../store/index.ts";
import type { SealedEntry } from "./ports.ts";
import type { PastTurns } from "./prompt/past.ts";

/** Values of a row by which its free texts are masked first: people, companies, addresses of the same customer. */
export interface KnownValue {
  readonly value: string;
  readonly label: Label;
  readonly reference?: TokenReference;
}

export interface ModelEgress {
  readonly run: string;
  readonly step: string;
  /** Identity of the row; seals its vault entries under a key of their own. */
  readonly row: string;
  readonly shape: Shape;
  readonly values: Row;
  readonly known: readonly KnownValue[];
  readonly task: string;
  readonly instructions: string;
  readonly template: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly phrasebook?: string;
  /** Column with the list of passages that the reply may cite by their marks, `[1]` for the first. */
  readonly cited?: string;
  readonly signal: AbortSignal;
  /** By column: its numbers over all rows of the step, so that a band can name the quarter. */
  readonly columnValues?: Readonly<Record<string, readonly number[]>>;
  /** Subject of who asked, for the ledger. */
  readonly caller?: string;
  /** All rows of the step: a name of another one in this row's text is flagged. */
  readonly rows?: readonly Row[];
  /** The day that the run is pinned to, `YYYY-MM-DD`: "in three weeks" counts from it. */
  readonly today?: string;
  /** Whom the row tells of (`crm.contacts:0031`): what the vault keeps of it goes with any of them. */
  readonly subjects?: readonly SubjectKey[];
  /**
   * Given what the vault is to hold of a reply, to be written in one transaction with it: then neither is ever there without
   * the other. Without it, the vault has written it before the reply is given.
   */
  readonly keep?: (entries: readonly SealedEntry[]) => void;
  /** The prompt file that the words were taken from, with its version, for the ledger. */
  readonly prompt?: string;
  /** The step of which a guest goes on with what it has kept of this row. */
  readonly resumes?: string;
  /** One of several turns about the row: what was asked and came back before. */
  readonly past?: PastTurns;
  /**
   * At a replay: told what would be asked, before anything leaves. Gives what was replied to the very same, or nothing,
   * and it is asked anew, for the purpose of a replay. What it throws ends the call.
   */
  readonly replay?: (asked: AskedOf) => ModelEgressResult | undefined;
}

/** A row for a model that draws. */
export interface DrawEgress extends Pick<
  ModelEgress,
  "run" | "step" | "row" | "shape" | "values" | "instructions" | "template" | "signal" | "caller" | "replay"
> {
  /** Column with a picture as a `data:` address that is to stand in what is drawn. */
  readonly picture?: string;
  readonly size?: `${number}x${number}`;
}

/** What leaves, or would. */
export interface AskedOf {
  /** Keyed hash of the treated request: the same for what reads the same to the model. */
  readonly asked: string;
  readonly destination: Destination;
  readonly columns: readonly ReceiptColumn[];
}

export interface ModelEgressResult {
  readonly asked: string;
  /** Of all calls; none where a reply stood. */
  readonly usage?: { readonly input: number; readonly output: number; readonly cost: number };
  /** With tokens in place of treated values: stored like this, restored per viewer and channel. */
  readonly output: Row;
  readonly model: string;
  readonly template: boolean;
  readonly arguments: readonly string[];
  readonly flags: readonly string[];
  /** Of a turn: its outputs that are no prose, as the model wrote them, what the tokens in them stand for, and what that is. */
  readonly control?: Row;
  readonly tokens?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, Label>>;
}

/** Rows of one step on their way to a model. */
export interface RowsEgress {
  readonly rows: readonly ModelEgress[];
  /** Most rows in one call, where the model allows for several; default 1. */
  readonly batch?: number;
  /** Whether a row whose masked prompt reads like another's of the run is given the same reply, its own tokens in it. */
  readonly reuse: boolean;
  /** With `reuse`: for how long, and among whom, a reply stands in other runs too. Default: in none. */
  readonly cache?: { readonly tenant: string; readonly seconds: number };
}

/** What became of a row; the others are not held up by it. */
export type RowOutcome = { readonly result: ModelEgressResult } | { readonly error: unknown };

/** A caller's question on its way to the model that plans it. */
export interface QuestionEgress {
  /** Of the run that the plan may begin; drawn before it, so that what left for it stands in its receipt. */
  readonly run: string;
  readonly question: string;
  /** What was said before it, in people's words too: treated alike, with the same tokens. */
  readonly aside?: string;
  readonly model: TextModel;
  /** What is sent for the question and the aside as treated: beside them the flows' own words, never rows. */
  readonly request: (question: string, aside: string) => TextRequest;
  /** Words that the flows use themselves, in lower case: no names, even with a capital. */
  readonly ordinary: ReadonlySet<string>;
  /** Whether the reply's tokens stay: for whoever takes a name as a value, and never as a piece of a text. */
  readonly unrestored?: boolean;
  /** Subject of who asks, for the ledger. */
  readonly caller?: string;
  /** His tenant, for the budgets. */
  readonly tenant?: string | undefined;
}

/** The reply, its tokens restored unless they were to stay. */
export interface QuestionReply extends TextReply {
  /** What each token of the question stands for. */
  readonly names: Readonly<Record<string, string>>;
}

/** A model that may be tried, and why. */
export interface ModelChoice<M> {
  readonly model: M;
  readonly reason: string;
}

/** A chat of a caller's own: he wrote all of it, or his tools did. */
export interface ChatEgress {
  /** Under which it stands in the ledger. */
  readonly run: string;
  /** What is the same over the turns of a conversation: its values keep their tokens. */
  readonly conversation: string;
  /** In clear. */
  readonly request: ChatRequest;
  /** Subject of who asks. */
  readonly caller: string;
  /** His tenant, for the budgets, where no run says it. */
  readonly tenant?: string | undefined;
  /** Of a guest that works on a row: under these it stands in the ledger, and the policy that the run pinned decides too. */
  readonly guest?: { readonly step: string; readonly row: string };
  /** Models to try, the best first; `unfit` says why the policy keeps the chat from one. */
  readonly route: (unfit: (deployment: Deployment) => string | null) => readonly ModelChoice<ChatModel>[];
}

export interface ChatExchange {
  /** Name of the deployment that answers, and why it was chosen. */
  readonly model: string;
  readonly reason: string;
  /** The reply with the caller's own values restored. Leaving it early ends the call. */
  readonly parts: AsyncIterable<ChatPart>;
  /** What a person should know of the reply; whole when the parts have ended. */
  readonly flags: ReadonlySet<string>;
}

/** Texts of a caller's own to a model that is no chat. */
export interface TextsEgress<M, R> {
  readonly run: string;
  readonly step: "embeddings" | "images";
  readonly texts: readonly string[];
  readonly caller: string;
  /** His tenant, for the budgets, where no run says it. */
  readonly tenant?: string | undefined;
  /** Of what the texts are made of, where they are not a caller's own words alone: each must be allowed to reach the model. */
  readonly labels?: readonly Label[];
  /** Whose tokens they get: with the same owner the same value has the same token in every request. */
  readonly owner: string;
  readonly route: (unfit: (deployment: Deployment) => string | null) => readonly ModelChoice<M>[];
  readonly send: (model: M, texts: readonly string[]) => Promise<R & { readonly usage: Usage }>;
  /** Pictures that came back, for the ledger. */
  readonly drawn?: (result: R) => number;
  readonly signal: AbortSignal;
}

export interface TextsResult<R> {
  readonly model: string;
  readonly reason: string;
  readonly result: R & { readonly usage: Usage };
}

export interface ActionEgress {
  readonly run: string;
  readonly step: string;
  readonly row: string;
  readonly operation: string;
  readonly destination: Destination;
  /** Of the row that acts. */
  readonly shape: Shape;
  /** Action field → column of the shape (the step's `input`); a field not named here is looked up by its own name. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Fields that the flow's author filled (the step's `constants`). Any other field without a column is refused. */
  readonly constants?: readonly string[];
  /** Action field → value, tokens not yet restored. */
  readonly input: Readonly<Record<string, Value>>;
  /** What `view` said that the constants carry, where they are a digest of rows. */
  readonly carried?: readonly ReceiptColumn[];
  /** Subject of who asked or approved, for the ledger. */
  readonly caller?: string;
  readonly key: string;
  readonly context: Context;
  /** At a replay: told what would be sent, and to whom. Nothing is. */
  readonly replay?: (sent: Omit<AskedOf, "asked">) => void;
}

/** What a model that works in turns asks of a tool on somebody else's server. */
export interface ToolEgress extends Pick<
  ModelEgress,
  "run" | "step" | "row" | "shape" | "values" | "known" | "template" | "past" | "signal" | "caller"
> {
  readonly tool: Tool;
  /** As the model wrote them: tokens stand in them. */
  readonly arguments: Readonly<Record<string, Cell>>;
  /** What these stand for, and what that is. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, Label>>;
}

export interface ViewedColumn {
  readonly name: string;
  /** What its values are: of a score, "score"; of a sum of amounts, "financial". */
  readonly labels: readonly Label[];
  readonly treatment: Treatment;
}

/** A draft as a person changed it, before it is kept. */
export interface EditEgress {
  readonly run: string;
  readonly row: string;
  /** As stored, with tokens; and as changed, in the words that the person saw. */
  readonly before: Row;
  readonly after: Row;
  /** Of the rows: values of its labelled columns are found in the new text by name. */
  readonly shape?: Shape;
  /** Whom the row tells of. */
  readonly subjects?: readonly SubjectKey[];
}

export interface EditResult {
  readonly content: Row;
  readonly flags: readonly string[];
}

/** Texts that a viewer sees, and the row that they were written from. */
export interface ClaimsAsk {
  readonly run: string;
  readonly shape: Shape;
  readonly values: Row;
  /** The same row as the viewer sees it: names are found by what he sees. */
  readonly seen: Row;
  /** Instructions and template of the step: what they say needs no cell. */
  readonly authors: readonly string[];
  readonly today?: string;
  /** By field. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A number, date or name in a text; without columns where no cell bears it. */
export interface StatedClaim {
  readonly field: string;
  readonly kind: "number" | "date" | "name";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly columns: readonly string[];
}

/** Rows given to an analytic model, which runs here. */
export interface AnalyticUse {
  readonly run: string;
  /** Subject of whose run it is, for the ledger. */
  readonly caller: string | null;
  readonly step: string;
  readonly deployment: Deployment;
  readonly rows: number;
  /** Why this model and no other. */
  readonly reason: string;
}

export interface Guard {
  /** Treats the row, asks the routed model, checks the reply, writes the ledger. */
  model(egress: ModelEgress): Promise<ModelEgressResult>;
  /** The same for rows of a step, in their order: equal ones are asked once, several in one call where that is wanted. */
  rows(egress: RowsEgress): Promise<readonly RowOutcome[]>;
  /**
   * Asks a model that draws, for which every named column may pass as it is; `output.image` is a `data:` address. What the
   * picture says about itself is taken out before, and its hash is in the ledger. Throws `policy-breach`.
   */
  draw(egress: DrawEgress): Promise<ModelEgressResult>;
  /** Writes the use of an analytic model to the ledger; nobody waits for it. */
  scored(use: AnalyticUse): void;
  /** Why no model may be asked this: the error that `model` would throw for it. Nothing leaves. */
  refusal(egress: ModelEgress): Promise<GantryError | undefined>;
  /** Treats the question, asks the model, gives its reply with the caller's own words restored. Throws `policy-breach`. */
  question(egress: QuestionEgress): Promise<QuestionReply>;
  /** Masks a chat, asks a model for which the policy allows it, gives its reply as it streams. Throws `policy-breach`. */
  chat(egress: ChatEgress): Promise<ChatExchange>;
  /** Masks texts, sends them to a model for which the policy allows it. What comes back names nobody. */
  texts<M extends { readonly deployment: Deployment }, R>(egress: TextsEgress<M, R>): Promise<TextsResult<R>>;
  /**
   * Treats arguments by all that the model was shown of the row, calls the tool, writes the ledger. What the tool gives is
   * an outsider's. Throws `policy-breach` where the tool may not get it, `bad-input` where it no longer fits the tool.
   */
  tool(egress: ToolEgress): Promise<ToolResult>;
  /** Restores what the channel may carry, calls the connector's action, writes the ledger. */
  act(egress: ActionEgress): Promise<ActionResult>;
  /** Asks the system whether an action that was begun came through, and closes its entry in the ledger with the answer. */
  reconcile(egress: ActionEgress): Promise<ActionResult | "absent" | "unknown">;
  /** Puts an edit's values back into tokens and checks it. Throws `answer-rejected`. */
  recheck(edit: EditEgress): Promise<EditResult>;
  /** Which columns this caller would be refused, in values or in what decides the rows; nothing for none. */
  inspect(run: string, caller: Caller, shape: Shape): Promise<readonly GantryError[]>;
  /**
   * Rows as this caller may see them: treated by label, tokens restored where the policy passes them.
   *
   * @param numbers by column, those of all rows, so that a band can name the quarter; default: those of `rows`. Where
   *   `rows` are a part of more that nobody holds, none: `{}`
   * @param through the channel that they go to her by: the stricter of both decisions holds, and what outsiders wrote is gone
   */
  view(
    run: string,
    caller: Caller,
    shape: Shape,
    rows: readonly Row[],
    numbers?: Readonly<Record<string, readonly number[]>>,
    through?: Destination,
  ): Promise<ViewedRows>;
  /** What texts of a row state, in order, and the columns that bear it. */
  claims(ask: ClaimsAsk): Promise<readonly StatedClaim[]>;
  /** What left in a run. */
  egresses(run: string): Promise<readonly ReceiptEgress[]>;
  /** Resolves when the ends of calls that nobody waited for are in the ledger, or can't be: before a receipt is read from it. */
  settled(): Promise<void>;
}

export interface ViewedRows {
  readonly columns: readonly ViewedColumn[];
  readonly rows: readonly Row[];
  readonly tokens: Readonly<Record<string, TokenReference>>;
  /** Sources of the columns that are there, as treated: what a ledger says of them where they leave. */
  readonly carried: readonly ReceiptColumn[];
}
