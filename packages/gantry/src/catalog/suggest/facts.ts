// All that a rule knows of a column, and how rules speak.
import type { ColumnDef, Label } from "../types.ts";
import type { TableKind } from "./table-kind.ts";
import type { Evidence } from "./types.ts";

export interface ColumnFacts {
  readonly column: ColumnDef;
  readonly words: readonly string[];
  readonly evidence: Evidence;
  readonly kind: TableKind;
  /** The table's only key column. */
  readonly isKey: boolean;
  /** Refers to the key of another table, declared or proposed. */
  readonly isReference: boolean;
  /** Other systems name the row by it, though it is not the table's key. */
  readonly isNamedElsewhere: boolean;
  /** The table tells of someone: it is about people, or refers to such a table. */
  readonly isPersonal: boolean;
}

/** `label: null` says: left unlabelled on purpose. */
export interface Finding {
  readonly label: Label | null;
  readonly reason: string;
}

export type Rule = (facts: ColumnFacts) => Finding | undefined;

/** Whether the name has one of these words. */
export const says = ({ words }: ColumnFacts, any: string): string | undefined =>
  any.split(" ").find((word) => words.includes(word));

/** Whether the name has all of these words. */
export const saysAll = ({ words }: ColumnFacts, all: string): boolean =>
  all.split(" ").every((word) => words.includes(word));

export const isText = ({ column }: ColumnFacts): boolean => column.type === "varchar";
export const isNumber = ({ column }: ColumnFacts): boolean => /^(?:int|double|decimal)/.test(column.type);
export const isTime = ({ column }: ColumnFacts): boolean => /^(?:date|timestamp)/.test(column.type);

export const percent = (share: number): string => `${Math.round(share * 100)} % of the sampled values`;
