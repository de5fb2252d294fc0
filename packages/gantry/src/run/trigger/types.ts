// A trigger: what starts a flow without anybody asking. Plain data, beside the flows of a project.

/** A value for a field of the flow's input: itself, or where in the event it stands. */
export type InputFrom =
  | string
  | number
  /** A path into the event: `$.account.region`, `$.items[0]['part no']`. Texts taken so are untrusted. */
  | { readonly path: string }
  /** A name in the form of a key, at most 64 letters, digits, `.`, `_`, `:` and `-`: it may choose rows of own systems. */
  | { readonly key: string };

/** By the clock. Its event: `$.at` (ISO 8601, Z) and `$.day` (YYYY-MM-DD there). */
export interface ScheduleSource {
  readonly kind: "schedule";
  /** Five fields, or six with seconds first: `0 7 * * MON`. */
  readonly cron: string;
  /** IANA: `Europe/Zurich`. */
  readonly timeZone: string;
  /** Of times that passed while no server ran: none, or the last of them once. Default `skip`. */
  readonly missed?: "skip" | "once";
}

/** `standard`: Standard Webhooks. The others name the form of a header that signs the body alone, or a time and the body. */
export type SignatureForm = "standard" | "github" | "stripe";

/** A signed `POST /api/hooks/{name}`. Its event: the body. */
export interface WebhookSource {
  readonly kind: "webhook";
  /** References to secrets, never secrets; while one is changed for another, both. */
  readonly secrets: readonly string[];
  /** Default `standard`. */
  readonly form?: SignatureForm;
  /** The header that bears the signature, where it is not the form's own. */
  readonly header?: string;
  /** Where the body names its delivery, in forms that sign no id: `$.id`. */
  readonly id?: string;
  /** Most bytes of a body; default 262144. */
  readonly limit?: number;
}

/** Rows of a table as they are changed. Its event: the row, as the service sees it: `$.name`. */
export interface ChangeSource {
  readonly kind: "change";
  /** Full name: `crm.accounts`. */
  readonly table: string;
  /** The column that rises with every change. */
  readonly by: string;
  /** Seconds between looks; default 30. */
  readonly every?: number;
}

/** A mail to an address here. Its event: `$.from`, `$.to`, `$.subject`, `$.text`, `$.attachments[0].name` and `.size`. */
export interface MailSource {
  readonly kind: "mail";
  readonly to: string;
}

/** A run of another flow that is done. Its event: `$.run`, and the key of a row of its answer, `$.key`. */
export interface CompletionSource {
  readonly kind: "flow";
  readonly flow: string;
  /** A step: a run for each of its rows, whose key is `$.key`. Without it, one run. */
  readonly each?: string;
}

export type TriggerSource = ScheduleSource | WebhookSource | ChangeSource | MailSource | CompletionSource;

export interface TriggerDocument {
  readonly name: string;
  readonly title?: string;
  /** The flow that it starts. */
  readonly flow: string;
  /** A service of the policy: it may what that may, and no more. */
  readonly as: string;
  readonly input: Readonly<Record<string, InputFrom>>;
  readonly on: TriggerSource;
  /** Who gets the answer by mail: names of the project's subscribers, as far as the policy shows it to them. */
  readonly digest?: { readonly to: readonly string[] };
  /** Starts paused: somebody resumes it. */
  readonly paused?: boolean;
}

/** What starting came to. */
export interface Fired {
  readonly run: string;
  /** The same delivery had started it before. */
  readonly repeated: boolean;
}
