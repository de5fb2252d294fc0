// SOQL text. Literals are written so that none can end early: what can't be written is not pushed.
import type { ColumnDef, ColumnType } from "../../catalog/index.ts";
import { decimalOf, decimalText, valueOf, type Leaf, type Predicate, type Value } from "../kit/index.ts";

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

// SOQL's reserved characters and escape sequences: "Quoted String Escape Sequences" in the SOQL reference.
const quote = (text: string): string =>
  `'${text.replaceAll(/[\\'"\n\r\t\b\f]/g, (character) => escapes[character] ?? character)}'`;

/** A constant as SOQL writes it; undefined when it can't: NULL, infinity, a control character, microseconds, a number with an exponent. */
export const literal = (type: ColumnType, value: Value): string | undefined => {
  if (value === null) return undefined;
  const text = String(value);
  switch (type) {
    case "boolean":
      return text;
    case "date":
      return /^\d/.test(text) ? text : undefined;
    case "varchar":
      // Salesforce stores an empty text as NULL, so nothing equals ''.
      return text === "" || /\p{Cc}/u.test(text.replaceAll(/[\n\r\t\b\f]/g, "")) ? undefined : quote(text);
    case "timestamptz":
      return /^[0-9T:-]{19}(\.\d{3}(000)?)?Z$/.test(text) ? text.replace(/(\.\d{3})000Z$/, "$1Z") : undefined;
    default:
      return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
  }
};

/** Whether SOQL can say this comparison. */
export const sayable = (leaf: Leaf, column: ColumnDef): boolean => {
  if (!/^\w+$/.test(column.native)) return false;
  if ("values" in leaf) return leaf.values.every((value) => value === null || literal(leaf.type, value) !== undefined);
  return !("value" in leaf) || leaf.value === null || literal(leaf.type, leaf.value) !== undefined;
};

// An Int field takes no "5.00": whole decimals lose their zeros.
const written = (leaf: { readonly type: ColumnType }, column: ColumnDef, value: Value): string => {
  const whole =
    column.type === "int32" || column.type === "int64"
      ? valueOf(column.type, String(value).replace(/\.0+$/, ""))
      : undefined;
  return literal(leaf.type, whole ?? value) ?? "null";
};

// What Salesforce compares may lie on either side of the rounded number that we see: a range reaches that much further.
const reach = (column: ColumnDef, value: Value, direction: -1 | 1): string | undefined => {
  if (column.type === "double" && typeof value === "number")
    return String(value + direction * Math.abs(value) * 2 ** -51);
  const scale = decimalOf(column.type)?.scale;
  if (scale === undefined) return undefined;
  const text = String(value);
  const places = Math.max(scale, text.split(".")[1]?.length ?? 0) + 1;
  const units = BigInt((decimalText(text, 76, places) ?? "0").replace(".", ""));
  return decimalText(`${units + BigInt(direction * 5) * 10n ** BigInt(places - scale - 1)}e-${places}`, 76, places);
};

const compared = (leaf: Extract<Leaf, { readonly value: Value }>, column: ColumnDef): string => {
  const further =
    leaf.op === "<" || leaf.op === "<="
      ? reach(column, leaf.value, 1)
      : leaf.op === ">" || leaf.op === ">="
        ? reach(column, leaf.value, -1)
        : undefined;
  if (further !== undefined) return `${leaf.op.startsWith("<") ? "<=" : ">="} ${further}`;
  return `${leaf.op === "<>" ? "!=" : leaf.op} ${written(leaf, column, leaf.value)}`;
};

/** A filter in SOQL. Every comparison in it must be `sayable`. */
export const condition = (filter: Predicate, columns: ReadonlyMap<string, ColumnDef>): string => {
  if ("args" in filter)
    return filter.args.map((arg) => `(${condition(arg, columns)})`).join(` ${filter.op.toUpperCase()} `);
  const column = columns.get(filter.column);
  // Unreachable: only columns of the table are split off as pushable.
  if (column === undefined) throw new TypeError(`no column ${filter.column}`);
  if ("values" in filter) {
    const list = filter.values.filter((value) => value !== null).map((value) => written(filter, column, value));
    return `${column.native} IN (${list.join(",")})`;
  }
  if ("value" in filter) return `${column.native} ${compared(filter, column)}`;
  return `${column.native} ${filter.op === "is null" ? "=" : "!="} null`;
};

/** A whole query. */
export const soql = (
  object: string,
  fields: readonly string[],
  filter: Predicate | undefined,
  columns: ReadonlyMap<string, ColumnDef>,
): string =>
  `SELECT ${fields.join(",")} FROM ${object}${filter === undefined ? "" : ` WHERE ${condition(filter, columns)}`}`;
