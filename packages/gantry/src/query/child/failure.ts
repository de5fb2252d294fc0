// What DuckDB says while a query runs, in our words. Its texts quote values of the data, so nothing of them passes but
// the names of types.
import { GantryError } from "@gantry/contract";

const type =
  /\b(?:to|type|as|into) '?((?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|U?INT(?:8|16|32|64|128)|DOUBLE|FLOAT|DECIMAL|DATE|TIMESTAMP(?: WITH TIME ZONE)?|TIME|INTERVAL|BOOLEAN?|BOOL|UUID|JSON)(?:\(\d+,\s?\d+\))?)/u;

const typeIn = (message: string): string =>
  type.exec(message)?.[1] ??
  /invalid (date|timestamp|time|interval)\b/u.exec(message)?.[1]?.toUpperCase() ??
  "the type asked for";

const cases: readonly (readonly [RegExp, (message: string) => GantryError])[] = [
  [
    /Out of Memory|could not allocate|max_temp_directory_size|bad_alloc/iu,
    () =>
      new GantryError("out-of-memory", "the query needs more memory and scratch space than one query may have", {
        remedy: "filter earlier, select fewer columns, or raise the memory limit of queries",
      }),
  ],
  [/INTERRUPT|Interrupted/u, () => new GantryError("cancelled", "the query was cancelled")],
  [
    /^Conversion Error/u,
    (message) =>
      new GantryError("query-failed", `a value can't be converted to ${typeIn(message)}`, {
        remedy: "use try_cast: it gives NULL instead",
      }),
  ],
  [
    /^Out of Range Error/u,
    (message) => new GantryError("query-failed", `a number left the range of its type (${typeIn(message)})`),
  ],
  [
    /More than one row returned by a subquery/u,
    () =>
      new GantryError("query-failed", "a scalar sub-query gave more than one row", {
        remedy: "aggregate it, or join instead",
      }),
  ],
  [
    /[Mm]alformed JSON|JSON transform/u,
    () => new GantryError("query-failed", "a text is not the JSON that was expected"),
  ],
  [/[Dd]ivision by zero/u, () => new GantryError("query-failed", "a division by zero")],
];

/** A failure of the child as an error that is safe to show: names and types, never a value. */
export const failureOf = (message: string): GantryError => {
  for (const [pattern, make] of cases) if (pattern.test(message)) return make(message);
  const kind = /^([A-Z][A-Za-z]+(?: [A-Z]?[a-z]+){0,2}) Error/u.exec(message)?.[1];
  return new GantryError("query-failed", `the query failed while it ran${kind === undefined ? "" : ` (${kind})`}`);
};
