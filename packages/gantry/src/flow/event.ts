// Inputs that an event fills, not a person: what an outsider may have written there neither chooses rows nor recipients.
import type { ColumnType } from "../catalog/index.ts";
import type { InputField, ShapeColumn } from "./types.ts";

/** What a parameter is made of. */
export interface Origin extends ShapeColumn {
  /** It may decide which rows come out all the same: a name in the form of a key. */
  readonly chooses?: true;
}

/** By parameter, without `$`. What is not named here is as if a person had given it. */
export type EventInputs = Readonly<Record<string, Origin>>;

/** Text that came with an event: of a webhook, a mail. */
export const eventText: Origin = {
  name: "event",
  type: "varchar",
  sources: {},
  labels: ["text.untrusted"],
  endorsed: false,
};

/** A name in the form of a key: it chooses rows of our own systems, and is never an address or a target itself. */
export const eventKey: Origin = { ...eventText, labels: ["input.event"], chooses: true };

/** The parameters of the SQL that a field gives. */
export const parametersOf = (name: string, { kind }: Pick<InputField, "kind">): readonly string[] =>
  kind === "period" ? [`${name}_start`, `${name}_end`] : [name];

/** Whether a column's values can stand in an input: texts in texts, numbers in numbers. */
export const fitsInput = ({ kind }: InputField, type: ColumnType): boolean =>
  kind === "number" ? /^(?:int|double|decimal)/.test(type) : type !== "json" && type !== "boolean";
