// What one place of a plan needs of a table: columns, a filter, and values that another scan will know.
import type { ColumnType } from "../../catalog/index.ts";
import type { Predicate, Top } from "../../connect/kit/index.ts";

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

/**
 * Rows of the use matter only where their values of two columns occur together in a row of `from`. Both are limited
 * alone, too, by the two `edges`.
 */
export interface Pair {
  readonly edges: readonly [Edge, Edge];
  readonly from: Use;
  /** Columns of `from`, in the order of the edges. */
  readonly columns: readonly [string, string];
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
  /** Columns by their place in the scan's output. */
  readonly visible: readonly (string | undefined)[];
  /** Of the rows that pass all filters, the first of these are enough. */
  top: Top | undefined;
  readonly edges: Edge[];
  readonly pairs: Pair[];
}

/** Stands for a row on its way through the plan: columns with the same come from one row of their scan. */
export type RowMark = symbol;

/**
 * Where an output column comes from. `places` are scan columns that hold its values; when `isComplete` every value of
 * it is in one of them (or NULL). A place is `isDirect` when leaving out rows of that scan leaves out just the rows
 * with the same value here, and changes no other.
 */
export interface Origin {
  readonly places: readonly (Place & {
    readonly isDirect: boolean;
    readonly type: ColumnType;
    readonly row: RowMark;
  })[];
  readonly isComplete: boolean;
}

export const nowhere: Origin = { places: [], isComplete: false };

export const indirect = (origin: Origin): Origin => ({
  ...origin,
  places: origin.places.map((place) => ({ ...place, isDirect: false })),
});

/** The same columns read once more: of another row than where they were read before. */
export const again = (origins: readonly Origin[] | undefined): readonly Origin[] | undefined => {
  const marks = new Map<RowMark, RowMark>();
  const markOf = (row: RowMark): RowMark => {
    const mark = marks.get(row) ?? Symbol("row");
    marks.set(row, mark);
    return mark;
  };
  return origins?.map((origin) => ({
    ...origin,
    places: origin.places.map((place) => ({ ...place, row: markOf(place.row) })),
  }));
};
