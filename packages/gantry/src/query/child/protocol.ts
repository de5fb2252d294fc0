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

export type Request =
  /** Forgets everything and opens a fresh, locked database. */
  | { readonly kind: "open"; readonly settings: Settings }
  | { readonly kind: "execute"; readonly sql: string }
  | {
      readonly kind: "append";
      readonly database: "memory" | "temp";
      readonly schema: string;
      readonly table: string;
      readonly rows: number;
      readonly columns: readonly AppendedColumn[];
    }
  /** A SELECT of one text column, each a JSON document; replies with pages before `done`. */
  | { readonly kind: "select"; readonly sql: string };

export type Message = (Request & { readonly id: number }) | { readonly kind: "interrupt" };

export type Reply =
  | { readonly id: number; readonly kind: "done" }
  /** A JSON array of rows. */
  | { readonly id: number; readonly kind: "page"; readonly text: string }
  /** DuckDB's own words: they may hold values and never leave the engine. */
  | { readonly id: number; readonly kind: "failed"; readonly message: string };
