// ORDER BY: nulls first unless told otherwise, text without regard to case, picklists in the order of their values.
import { malformedQuery, notInStandIn } from "../errors.ts";
import type { CrmField, CrmRecord } from "../schema.ts";
import { keyOf } from "./condition.ts";
import { type CellValue, type QueryScope, bindPath } from "./field-path.ts";
import { isSortable } from "./field-rules.ts";
import type { Ordering } from "./statement.ts";

type SortKey = string | number | boolean | null;

/** What values of a field are sorted by; null sorts apart. */
export function sortKeyOf(field: CrmField): (value: CellValue) => SortKey {
  const key = keyOf(field);
  if (field.type !== "picklist" || field.picklist === undefined) return (value) => (value === null ? null : key(value));
  const ranks = new Map(field.picklist.map((it, index) => [it.toLowerCase(), index]));
  const last = ranks.size;
  return (value) => (value === null ? null : (ranks.get(String(value).toLowerCase()) ?? last));
}

/** Compares two lists of keys under the orderings; stable when used with Array.sort. */
export function compareKeys(orderings: readonly Pick<Ordering, "descending" | "nullsLast">[]) {
  return (left: readonly SortKey[], right: readonly SortKey[]): number => {
    for (const [index, { descending, nullsLast }] of orderings.entries()) {
      const a = left[index] ?? null;
      const b = right[index] ?? null;
      if (a === b) continue;
      if (a === null) return nullsLast ? 1 : -1;
      if (b === null) return nullsLast ? -1 : 1;
      if (a < b) return descending ? 1 : -1;
      if (a > b) return descending ? -1 : 1;
    }
    return 0;
  };
}

/** Sorts records in place. Throws on aggregates, and on fields that can't be sorted by. */
export function sortRecords(scope: QueryScope, records: CrmRecord[], orderings: readonly Ordering[]): CrmRecord[] {
  if (orderings.length === 0) return records;
  const keys = orderings.map(({ by }) => {
    if (typeof by !== "string") throw notInStandIn("ORDER BY an aggregate without GROUP BY");
    const { field, read } = bindPath(scope, by);
    if (!isSortable(field)) throw malformedQuery(`field '${field.name}' can not be sorted in a query call`);
    const key = sortKeyOf(field);
    return (record: CrmRecord): SortKey => key(read(record));
  });
  const compare = compareKeys(orderings);
  return records
    .map((record) => ({ record, keys: keys.map((key) => key(record)) }))
    .sort((left, right) => compare(left.keys, right.keys))
    .map((it) => it.record);
}
