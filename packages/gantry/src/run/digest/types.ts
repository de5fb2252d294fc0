// Digests: answers of runs that go to people by mail.
import type { Caller } from "../../policy/index.ts";

/** Who gets one, with the rights by which it is shown to him. */
export interface Recipient {
  readonly caller: Caller;
  /** Undefined: only in console and API. */
  readonly mail: string | undefined;
}

/** What a digest is, where it comes from. */
export interface DigestPlan {
  readonly title: string;
  readonly recipients: readonly Recipient[];
  /** What stands above the answer: what has changed, in sentences without values. */
  readonly news?: readonly string[];
  /** Rows of the first table that were not there the last time, or read otherwise: their ids. */
  readonly marks?: { readonly added: ReadonlySet<string>; readonly changed: ReadonlySet<string> };
  /** Begins the subject in place of the title. */
  readonly subject?: string;
  /** Says that this failure is the first in a row. Undefined: told only where the last digest of this origin did not fail. */
  readonly tellsFailure?: boolean;
}

/** How digests are sent. */
export interface DigestMail {
  /** Operation with fields `to`, `subject`, `body` and `html`: `mail.send`. */
  readonly operation: string;
  /** Who writes, above each. */
  readonly sender: string;
  /** Where people reach the console. */
  address(): string;
  /** Of `trigger:<name>` or `question:<id>`, as things stand now; undefined where there is none any more. */
  plan(origin: string, run: string): Promise<DigestPlan | undefined>;
}
