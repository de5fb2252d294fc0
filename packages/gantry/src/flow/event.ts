// Inputs that an event fills, not a person: what an outsider may have written there neither chooses rows nor recipients.
import type { ColumnType, Label, SourceColumn } from "../catalog/index.ts";
import type { InputField } from "./types.ts";

/** What a parameter's value is that came with an event. */
export interface EventInput {
  readonly labels: readonly Label[];
  /** It may decide which rows come out: a number, a member of the input's values, a name in the form of a key. */
  readonly chooses: boolean;
  /** It may be a recipient or a target, or stand wherever untrusted text may not. */
  readonly trusted: boolean;
}

/** By parameter, without `$`. */
export type EventInputs = Readonly<Record<string, EventInput>>;

/** What came with an event and carries no text of its own: a number, a member, a key. */
const bounded: Label = "input.event";

/** Text that came with an event: of a webhook, a mail. */
export const eventText: EventInput = { labels: ["text.untrusted"], chooses: false, trusted: false };

/** A name in the form of a key: it chooses rows of our own systems, and is never an address or a target itself. */
export const eventKey: EventInput = { labels: [bounded], chooses: true, trusted: false };

/** What is one of few whatever was sent. */
const eventMember: EventInput = { labels: [bounded], chooses: true, trusted: true };

/** Of an input field that an event fills by value; texts are untrusted, all else is checked against the field. */
export const eventInputOf = (field: InputField): EventInput => (field.kind === "text" ? eventText : eventMember);

/** The parameters of the SQL that a field gives. */
export const parametersOf = (name: string, { kind }: Pick<InputField, "kind">): readonly string[] =>
  kind === "period" ? [`${name}_start`, `${name}_end`] : [name];

/** The event's word on a source of a lineage (`$account`), where it is one. */
export const eventInput = (events: EventInputs | undefined, source: SourceColumn): EventInput | undefined =>
  source.startsWith("$") ? events?.[source.slice(1)] : undefined;

/** Whether a column's values can stand in an input: texts in texts, numbers in numbers. */
export const fitsInput = ({ kind }: InputField, type: ColumnType): boolean =>
  kind === "number" ? /^(?:int|double|decimal)/.test(type) : type !== "json" && type !== "boolean";
