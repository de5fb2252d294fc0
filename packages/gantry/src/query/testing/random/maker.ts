// What the parts of a random query have in common: choices, the world, and each other.
import type { ColumnType, Operator } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import type { TypedValue } from "../../types.ts";
import type { Choices } from "./choices.ts";
import type { Functions } from "./functions.ts";
import type { Kind } from "./kinds.ts";
import type { World } from "./world.ts";

/** A column that an expression may name. */
export interface Column {
  readonly sql: string;
  readonly kind: Kind;
  /** Whether sums of it don't depend on the order of rows: whole numbers and plain decimals. */
  readonly isExact: boolean;
  /** The catalog's column that this is, read in this very block with no outer join around it. */
  readonly origin?: { readonly table: string; readonly column: string; readonly type: ColumnType };
}

export interface Part {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** Whether rows come in the order of one table. */
  readonly isTable?: boolean;
  /** In a traced query: a text that says which rows of which tables a row is made of. */
  readonly identity?: string;
}

/** A comparison of one column of a table with constants, that must hold for every row that counts. */
export interface Filter {
  readonly table: string;
  readonly column: string;
  readonly op: Operator;
  readonly values: readonly Value[];
}

/** What a query is made of, taken note of while it is written. */
export interface Notes {
  readonly filters: Filter[];
  readonly parameters: Record<string, TypedValue>;
  readonly functions: Set<string>;
  /** Shapes of SQL: `pivot`, `recursive`, `window` … */
  readonly forms: Set<string>;
}

export interface Maker {
  readonly choices: Choices;
  readonly world: World;
  readonly functions: Functions;
  /** Whether equal data in another order must give equal rows: no sums of floating point, no `first` without order. */
  readonly isSteady: boolean;
  /** Whether a column `rid` says of which rows each row is made: only forms of SQL where that can be said. */
  readonly isTraced: boolean;
  /** How many plain filters a WHERE has, by chance. */
  readonly filters: readonly number[];
  readonly notes: Notes;
  /** CTEs in scope. */
  readonly ctes: (Pick<Part, "columns" | "identity"> & { readonly name: string })[];
  readonly alias: () => string;
  readonly constant: (kind: Kind) => string;
  readonly expression: (columns: readonly Column[], kind: Kind, depth: number) => string;
  readonly condition: (columns: readonly Column[], depth: number) => string;
  readonly from: (depth: number) => Part;
  readonly table: () => Part;
  readonly select: (depth: number) => Part;
}
