// Saved questions: what is needed of the house, and what can be asked of them.
import type { GantryError, QuestionView, SaveQuestionRequest } from "@gantry/contract";
import type { Calendar } from "../../catalog/index.ts";
import type { FlowDocument, Shape } from "../../flow/index.ts";
import type { Caller, Policy } from "../../policy/index.ts";
import type { DigestPlan, Foresee, Runs } from "../../run/index.ts";
import type { Store } from "../../store/index.ts";
import type { Ask } from "../types.ts";
import type { PeopleKeys } from "./people.ts";

/** A published flow. */
export interface KnownFlow {
  readonly document: FlowDocument;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface QuestionsOptions {
  readonly store: Store;
  readonly keyring: PeopleKeys;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly ask: Ask;
  readonly flows: readonly KnownFlow[];
  readonly runs: Pick<Runs, "newId" | "start" | "rowHashes">;
  /** Mail addresses that the house knows of people whose tokens bear none. */
  readonly mailOf: (subject: string) => string | undefined;
  /** Whether answers can go by mail at all. */
  readonly sendsMail: boolean;
  /** The company's day and the instant, which a run pins. */
  readonly clock: () => { readonly today: string; readonly now: string };
  readonly now: () => Date;
  /** What its run would take; absent where no budget asks. */
  readonly foresee?: Foresee;
  /** Writes to the ledger that a question is asked, before it is, or why it is not. */
  readonly record: (caller: Caller, question: string, refused?: GantryError) => Promise<unknown>;
  /** Errors that no caller will see, with the question's id. */
  readonly report: (error: unknown, question: string) => void;
  /** Milliseconds between looks at the clock; default 1000. */
  readonly interval?: number;
}

export interface Questions {
  launch(): void;
  /** One look, now. Never rejects. */
  look(): Promise<void>;
  /** The caller's own, those that she subscribed to, and those whose owners see no more than she does. */
  list(caller: Caller): Promise<readonly QuestionView[]>;
  /** With its last fifty outcomes. Throws `not-found`. */
  show(id: string, caller: Caller): Promise<QuestionView>;
  /** Throws `bad-input`, `forbidden`, `limit-reached`, as planning does. */
  save(request: SaveQuestionRequest, caller: Caller): Promise<QuestionView>;
  /** The owner's, or an administrator's. Throws `not-found`, `forbidden`. */
  remove(id: string, caller: Caller): Promise<void>;
  /** Asks it now; the owner's word also sets one going again that had been stopped. Throws `forbidden`, as starting does. */
  run(id: string, caller: Caller): Promise<{ readonly run: string }>;
  subscribe(id: string, subscribed: boolean, caller: Caller): Promise<QuestionView>;
  mute(id: string, muted: boolean, caller: Caller): Promise<QuestionView>;
  /** All that there is has been looked at. */
  seen(id: string, caller: Caller): Promise<QuestionView>;
  /** Brings the rights of somebody who just called up to date. */
  saw(caller: Caller): Promise<void>;
  /** Whom the answer of a run goes to, and with what news. */
  digest(id: string, run: string): Promise<DigestPlan | undefined>;
  /** How many questions and people quote something; with `forget`, they are gone. */
  search(finder: { readonly isIn: (value: unknown) => boolean }, forget: boolean): Promise<number>;
  close(): Promise<void>;
}
