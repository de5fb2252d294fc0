// What the engine and its child processes say to each other. Values travel by structured clone: big integers survive.
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";

export interface Settings {
  readonly memoryLimit: string;
  readonly threads: number;
  /** Folder where queries spill: this child's own. */
  readonly scratch: string;
  readonly timeZone: string;
}

interface AppendedColumn {
  readonly type: ColumnType;
  readonly values: readonly Value[];
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
  /** DuckDB's own words: they may hold values and never leave the engine. `column` is the place of an appended value of the wrong form. */
  | { readonly id: number; readonly kind: "failed"; readonly message: string; readonly column?: number };
