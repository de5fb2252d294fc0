// The catalog's nouns: what data exists, how it is labelled, and how systems refer to each other.

import type { Zone } from "@gantry/contract";

/** SQL type of a column, in DuckDB's spelling, lower case. Nested values travel as `json`. */
export type ColumnType =
  | "boolean"
  | "int32"
  | "int64"
  | "double"
  | `decimal(${number},${number})`
  | "varchar"
  | "date"
  | "timestamp"
  | "timestamptz"
  | "json";

/** Dotted, so that a rule on `person.*` covers all below it: `person.email`, `financial`, `text.untrusted`, `public`. */
export type Label = string;

/** Predicates that a source can evaluate on a column. */
export type Operator = "=" | "<>" | "<" | "<=" | ">" | ">=" | "in" | "is null" | "is not null";

/** What a connector's `discover()` says of a column. */
export interface ColumnDef {
  /** SQL name: lower snake case. */
  readonly name: string;
  /** Name in the source, e.g. `Renewal_Date__c`. */
  readonly native: string;
  readonly type: ColumnType;
  /** The source's own name of the type, where its connector compares by it (`uuid`). */
  readonly nativeType?: string;
  readonly nullable: boolean;
  /** Predicates that may be pushed. An operator not named here is never pushed. */
  readonly operators: readonly Operator[];
  /** `binary` compares code points, as DuckDB does; `insensitive` may under-return on `<>` and ranges, so only `=` and `in` push. */
  readonly collation?: "binary" | "insensitive";
  readonly description?: string;
  /** Foreign key as the source declares it: `table.column` by SQL names within the same source. */
  readonly references?: string;
}

/** What a connector's `discover()` says of a table. Goes into `catalog.lock.json`. */
export interface TableDef {
  readonly name: string;
  readonly native: string;
  readonly key: readonly string[];
  readonly columns: readonly ColumnDef[];
  /** Estimated number of rows. */
  readonly rows?: number;
}

export interface Column extends Omit<ColumnDef, "references"> {
  /** Empty = treated as the most sensitive. */
  readonly labels: readonly Label[];
  /** The labels were proposed and are in force, but no person has accepted them yet. */
  readonly suggested?: true;
  readonly synonyms: readonly string[];
  /** Full name of the column this one refers to, perhaps in another system: `crm.accounts.id`. */
  readonly references?: string;
  /** No two rows share a value: rows that refer to it meet at most one. A table's key needs no mark. */
  readonly unique?: true;
  /** Values by which people ask, with their other names. A model that plans is told those of columns labelled `public` alone. */
  readonly values?: ColumnValues;
  /** Further values that the builtin planner knows; no model is told of them, whatever their label. */
  readonly moreValues?: ColumnValues;
}

/** By value as the source has it: what people call it. */
export type ColumnValues = Readonly<Record<string, readonly string[]>>;

export interface Table {
  /** Full SQL name: `crm.accounts`. */
  readonly name: string;
  readonly source: string;
  /** SQL name within its source: `accounts`. */
  readonly local: string;
  readonly native: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly description?: string;
  readonly rows?: number;
  /** How long rows that were read may answer again. Absent: every query reads anew. */
  readonly cache?: { readonly seconds: number };
}

/** One system, as configured: a connector plus its connection. Credentials are references: `{ secret: "crm.client-secret" }`. */
export interface Source {
  readonly name: string;
  readonly connector: string;
  readonly title: string;
  /** Where what is written to it goes; default `inside`. Mail goes `outside`. */
  readonly zone?: Zone;
  readonly connection: Readonly<Record<string, unknown>>;
}

/** A business thing with its table: customer, product. */
export interface Subject {
  readonly name: string;
  readonly table: string;
  readonly synonyms: readonly string[];
  /**
   * Whether each is a person: numbers over few of them are withheld. Default: whether a column of the table is labelled
   * `person.*`. Where it is stated, tables that refer to its key are about these people too.
   */
  readonly person?: boolean;
  /** Column of its table that names one; default `name`, else the key. */
  readonly label?: string;
  /** Column of its table by which one falls into a period: "orders of last month". */
  readonly date?: string;
  /** Which are meant where a question names no value of that column: customers are active accounts. */
  readonly usually?: { readonly column: string; readonly values: readonly string[] };
  /** Further columns of its table that a list shows. */
  readonly shows?: readonly string[];
}

/** A named formula over a table. */
export interface Measure {
  readonly name: string;
  readonly table: string;
  /** Over columns written in full (`billing.invoices.amount`) where `joins` brings in other tables. */
  readonly sql: string;
  readonly synonyms: readonly string[];
  /** For people; default: the name. */
  readonly title?: string;
  readonly format?: "number" | "percent" | "currency";
  /** Of an amount: its ISO 4217 code. */
  readonly unit?: string;
  /** Full name of the column by which a row falls into a period: of `table`, or of one that it refers to. */
  readonly date?: SourceColumn;
  /** Rows that count: a condition as `sql` is written. */
  readonly where?: string;
  /** Tables that `sql` reads beside its own: along references where `on` does not say how, each row meeting at most one of theirs. */
  readonly joins?: readonly { readonly table: string; readonly on?: string }[];
}

export interface Catalog {
  /** SHA-256 over the whole content, short form. */
  readonly version: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly subjects: readonly Subject[];
  readonly measures: readonly Measure[];
  readonly calendar: Calendar;
}

export interface Calendar {
  readonly timeZone: string;
  /** First month of the fiscal year, 1 to 12. */
  readonly fiscalYearStart: number;
}

/** `crm.accounts.name`; the existence of a row is the pseudo-column `crm.accounts.*`. */
export type SourceColumn = string;
