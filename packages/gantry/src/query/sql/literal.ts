// Values as typed SQL constants. Nothing but this file turns a value into SQL text.
import { GantryError } from "@gantry/contract";
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import type { TypedValue } from "../types.ts";
import { decimalOf, duckType, stringLiteral } from "./names.ts";

const forms: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/u,
  timestamp: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/u,
  timestamptz: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/u,
};
const decimalForm = /^-?\d{1,38}(?:\.\d{1,38})?$/u;

/** Whether `value` has the form that `Value` promises for `type`. NULL fits every type. */
const fits = (value: Value, type: ColumnType): boolean => {
  if (value === null) return true;
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "int32":
      return typeof value === "number" && (value | 0) === value;
    case "int64":
      return typeof value === "bigint" && BigInt.asIntN(64, value) === value;
    case "double":
      return typeof value === "number" && Number.isFinite(value);
    case "varchar":
    case "json":
      return typeof value === "string" && !value.includes("\0") && value.isWellFormed();
    default:
      return typeof value === "string" && (forms[type] ?? (decimalOf(type) ? decimalForm : /^$/u)).test(value);
  }
};

/** `CAST('…' AS T)`, so that the type is that of the parameter, whatever it stands beside. Throws `bad-input` naming `name`. */
export const typedLiteral = ({ type, value }: TypedValue, name: string): string => {
  if (!fits(value, type))
    throw new GantryError("bad-input", `parameter $${name} is not a ${type} in the expected form`, {
      where: { parameter: name },
    });
  return `CAST(${value === null ? "NULL" : stringLiteral(String(value))} AS ${duckType(type)})`;
};
