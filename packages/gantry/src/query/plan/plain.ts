// A query that does nothing but filter and name columns of one table: where its source has done the filtering, the rows
// that it sent are the result.
import type { RelationColumn } from "../../catalog/index.ts";
import type { Reading } from "../group/index.ts";
import { isOneScan, placeOf } from "./top.ts";

/**
 * Which columns of the one table that it reads the result's columns are, in their order; nothing where the query does
 * anything else, or where a condition can't be said whole as a filter of the scan.
 */
export const plainColumns = (
  { plan, uses }: Reading,
  columns: readonly RelationColumn[],
): readonly string[] | undefined => {
  const [use, ...others] = uses;
  if (use === undefined || others.length > 0 || use.isStep || !use.isWhole || !isOneScan(plan)) return undefined;
  const names = columns.flatMap((_, index) => use.visible[placeOf(plan, index) ?? -1] ?? []);
  return names.length === columns.length ? names : undefined;
};
