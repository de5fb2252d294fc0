// What the parts of a random query share, and what they note of what a source could be asked.
import type { Column, ColumnType, Operator, Table } from "../../../catalog/index.ts";
import type { Value } from "../../../connect/kit/index.ts";
import type { TypedValue } from "../../types.ts";
import type { Choices } from "../random/choices.ts";
import type { World } from "./world.ts";

/** A column that an expression may name. */
export interface Named {
  readonly sql: string;
  readonly type: ColumnType;
  /** The catalog's column that it is, where filtering it filters that table. */
  readonly origin?: { readonly table: Table; readonly column: Column };
  /** Whether an outer join may put NULL in its place. */
  readonly isSupplied?: boolean;
}

export interface Part {
  readonly sql: string;
  readonly columns: readonly Named[];
}

/** A condition on one column of a table against constants, where it is sound to ask the source for no other rows. */
export interface PlainFilter {
  readonly table: Table;
  readonly column: Column;
  readonly op: Operator;
  readonly values: readonly Value[];
}

/** An equality of columns of two tables; `targets` are the sides that may be limited to the values of their partner. */
export interface JoinKey {
  readonly targets: readonly { readonly table: Table; readonly column: Column; readonly partner: Table }[];
}

export interface Notes {
  readonly filters: PlainFilter[];
  readonly joins: JoinKey[];
  readonly parameters: Record<string, TypedValue>;
}

export interface Maker {
  readonly choices: Choices;
  readonly world: World;
  readonly notes: Notes;
  readonly ctes: { readonly name: string; readonly columns: readonly Named[] }[];
  /** Tables that the query reads already. */
  readonly used: Set<string>;
  readonly alias: () => string;
  readonly select: (depth: number) => Part;
  readonly table: () => Part;
}

/** Without what filters could be traced by. */
export const derived = ({ sql, type }: Named): Named => ({ sql, type });
