// `$filter` text (OData 4.0 part 2, 5.1.1). `in` is written as a chain of `or`, which V4.0 services know too.
import type { ColumnDef, ColumnType } from "../../catalog/index.ts";
import type { Comparison, Leaf, Predicate, Value } from "../kit/index.ts";

const words: Readonly<Record<Comparison, string>> = {
  "=": "eq",
  "<>": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

/** A constant as OData writes it; undefined when it can't: NULL, infinity, or a text with a control character. */
export const literal = (type: ColumnType, value: Value): string | undefined => {
  if (value === null) return undefined;
  const text = String(value);
  if (type === "varchar") return /\p{Cc}/u.test(text) ? undefined : `'${text.replaceAll("'", "''")}'`;
  if (type === "double") return Number.isFinite(Number(text)) ? text : undefined;
  return text.endsWith("infinity") ? undefined : text;
};

/** Whether OData can say this comparison. */
export const sayable = (leaf: Leaf, column: ColumnDef): boolean => {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(column.native)) return false;
  if ("values" in leaf) return leaf.values.every((value) => value === null || literal(leaf.type, value) !== undefined);
  return !("value" in leaf) || leaf.value === null || literal(leaf.type, leaf.value) !== undefined;
};

/** A filter in OData's words. Every comparison in it must be `sayable`. */
export const condition = (filter: Predicate, columns: ReadonlyMap<string, ColumnDef>): string => {
  if ("args" in filter) return filter.args.map((arg) => `(${condition(arg, columns)})`).join(` ${filter.op} `);
  const name = columns.get(filter.column)?.native ?? filter.column;
  if ("values" in filter)
    return filter.values
      .filter((value) => value !== null)
      .map((value) => `${name} eq ${literal(filter.type, value) ?? "null"}`)
      .join(" or ");
  if ("value" in filter) return `${name} ${words[filter.op]} ${literal(filter.type, filter.value) ?? "null"}`;
  return `${name} ${filter.op === "is null" ? "eq" : "ne"} null`;
};
