// What suggestions are made of. A suggestion is never more than that: a person accepts it.
import type { Label } from "../types.ts";

/** A cell as a connector reads it. */
export type SampledValue = string | number | bigint | boolean | null;

/** Rows of a table, by column: seen inside, for a moment, and kept nowhere. */
export type TableSample = Readonly<Record<string, readonly SampledValue[]>>;

/** What the values of a column look like. Shares are of the values that are there, 0 to 1; no value is kept. */
export interface Evidence {
  /** Values that are there. */
  readonly values: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly averageLength: number;
  readonly longest: number;
  readonly email: number;
  readonly phone: number;
  readonly url: number;
  readonly uuid: number;
  /** Two or more capitalised words without a digit: "Ada Lovelace", but also "Blue Whale". */
  readonly capitalised: number;
  /** Ends in a legal form: GmbH, Inc., Ltd … */
  readonly legalForm: number;
  /** Several words of running text. */
  readonly prose: number;
  /** Payment cards and the like that pass their checksum. */
  readonly checksummed: number;
}

/** A label for a column, or none where it is not clear: none is treated as the most sensitive. */
export interface LabelSuggestion {
  /** Full name: `crm.accounts.name`. */
  readonly column: string;
  readonly label: Label | null;
  /** Why, for a person who decides. Never a value. */
  readonly reason: string;
}

export interface ReferenceSuggestion {
  readonly column: string;
  /** Full name of what it refers to. */
  readonly references: string;
  readonly reason: string;
}

export interface KeySuggestion {
  readonly table: string;
  readonly key: readonly string[];
  readonly reason: string;
}

export interface Suggestions {
  readonly labels: readonly LabelSuggestion[];
  readonly keys: readonly KeySuggestion[];
  readonly references: readonly ReferenceSuggestion[];
  readonly subjects: readonly {
    readonly name: string;
    readonly table: string;
    readonly synonyms: readonly string[];
    readonly reason: string;
  }[];
  readonly measures: readonly {
    readonly name: string;
    readonly table: string;
    readonly sql: string;
    readonly synonyms: readonly string[];
    readonly reason: string;
  }[];
}
