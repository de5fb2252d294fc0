// What the engine and its child processes say to each other. Rows travel as packed columns, results as JSON text.
import type { PackedColumn } from "../../connect/kit/index.ts";

export interface Settings {
  readonly memoryLimit: string;
  readonly threads: number;
  /** Folder where queries spill: this child's own. */
  readonly scratch: string;
  readonly timeZone: string;
}

/** A packed column with the bytes that each of its cells takes; 0 for text. */
export interface AppendedColumn extends Omit<PackedColumn, "type"> {
  readonly width: number;
}

export interface Append {
  readonly kind: "append";
  readonly database: "memory" | "temp";
  readonly schema: string;
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly AppendedColumn[];
}

/** One thing to do in the database. */
export type Task =
  /** Makes the schemas that the statements fill; they are dropped before the next query. */
  | { readonly kind: "lay-out"; readonly schemas: readonly string[]; readonly statements: readonly string[] }
  | { readonly kind: "execute"; readonly statements: readonly string[] }
  | Append
  /** A SELECT of one text column; replies with pages of its rows, `between` them, before `done`. */
  | {
      readonly kind: "select";
      readonly sql: string;
      readonly between: string;
      readonly page: "large" | "small";
      /** Rows past these are counted only. */
      readonly most?: number;
    }
  /** The rows of a query as a Parquet file, in pages. */
  | { readonly kind: "parquet"; readonly sql: string };

export type Request =
  /** Forgets everything: the next query finds an empty, locked database. */
  | { readonly kind: "open"; readonly settings: Settings }
  /** Done one after the other; the first that fails ends it. */
  | { readonly kind: "work"; readonly tasks: readonly Task[] }
  /** Done at once, beside a result that is on its way out. */
  | { readonly kind: "beside"; readonly task: Append };

export type Message =
  | (Request & { readonly id: number })
  /** A page was taken: another may come. */
  | { readonly kind: "more"; readonly id: number }
  | { readonly kind: "interrupt" };

/** A part of a result: text, or the bytes of a file. */
export type Page = string | Uint8Array;

export type Reply =
  /** `rows`: how many the last SELECT had. */
  | { readonly id: number; readonly kind: "done"; readonly rows: number }
  | { readonly id: number; readonly kind: "page"; readonly page: Page }
  /** DuckDB's own words: they may hold values and never leave the engine. */
  | { readonly id: number; readonly kind: "failed"; readonly message: string };
