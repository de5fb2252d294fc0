// What one place of a plan needs of a table: columns, a filter, and values that another scan will know.
import type { ColumnType } from "../../catalog/index.ts";
import type { Predicate } from "../../connect/kit/index.ts";

/** A column of a use whose values another use can be limited to. */
export interface Place {
  readonly use: Use;
  readonly column: string;
}

/** Rows of the use matter only where `column` has one of the values of `from` (all its places together). */
export interface Edge {
  readonly column: string;
  readonly type: ColumnType;
  readonly from: readonly Place[];
}

/** One scan of the plan. DuckDB may scan a table in several places; it is fetched once, for all of them. */
export interface Use {
  /** Full name of a catalog table, or a step's. */
  readonly table: string;
  readonly isStep: boolean;
  readonly columns: Set<string>;
  /** Grows while the plan is read. */
  filter: Predicate | undefined;
  /** Whether all of the plan's own filters on this scan are in `filter`. */
  readonly isWhole: boolean;
  readonly edges: Edge[];
}

/**
 * Where an output column comes from. `places` are scan columns that hold its values; when `isComplete` every value of
 * it is in one of them (or NULL). A place is `isDirect` when leaving out rows of that scan leaves out just the rows
 * with the same value here, and changes no other.
 */
export interface Origin {
  readonly places: readonly (Place & { readonly isDirect: boolean; readonly type: ColumnType })[];
  readonly isComplete: boolean;
}

export const nowhere: Origin = { places: [], isComplete: false };

export const indirect = (origin: Origin): Origin => ({
  ...origin,
  places: origin.places.map((place) => ({ ...place, isDirect: false })),
});
