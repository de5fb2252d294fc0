// DuckDB's serialised constants as kit values. Dates are day numbers, timestamps microseconds, decimals unscaled integers.
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import { isNode, type Node } from "../sql/statement.ts";

export interface Constant {
  readonly type: ColumnType;
  readonly value: Exclude<Value, null>;
}

const integer = /^-?\d+$/u;

/** 1250n at scale 2 → "12.50". */
const decimalText = (unscaled: bigint, scale: number): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
};

/** Only the years that ISO 8601 writes with four digits. */
const isWritten = (date: Date): boolean => {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999;
};

const dateText = (days: number): string | undefined => {
  const date = new Date(days * 86_400_000);
  return isWritten(date) ? date.toISOString().slice(0, 10) : undefined;
};

const timestampText = (microseconds: bigint): string | undefined => {
  const fraction = ((microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((microseconds - fraction) / 1000n));
  if (!isWritten(date)) return undefined;
  const seconds = date.toISOString().slice(0, 19);
  return fraction === 0n ? seconds : `${seconds}.${fraction.toString().padStart(6, "0")}`;
};

const decimalTypeOf = (type: Node): { readonly width: number; readonly scale: number } | undefined => {
  const info = type["type_info"];
  if (!isNode(info)) return undefined;
  const [width, scale] = [info["width"], info["scale"]];
  return typeof width === "number" && typeof scale === "number" ? { width, scale } : undefined;
};

/** The integer behind a decimal: of more than 18 digits in two halves of 64 bits, the upper one with the sign. */
const unscaledOf = (raw: unknown): bigint | undefined => {
  if (typeof raw === "string") return integer.test(raw) ? BigInt(raw) : undefined;
  if (!isNode(raw)) return undefined;
  const [upper, lower] = [raw["upper"], raw["lower"]];
  if (typeof upper !== "string" || typeof lower !== "string" || !integer.test(upper) || !integer.test(lower))
    return undefined;
  return BigInt(upper) * 2n ** 64n + BigInt(lower);
};

const decimalConstant = (type: Node, unscaled: bigint | undefined): Constant | undefined => {
  const decimal = decimalTypeOf(type);
  if (decimal === undefined || unscaled === undefined) return undefined;
  return { type: `decimal(${decimal.width},${decimal.scale})`, value: decimalText(unscaled, decimal.scale) };
};

/** A constant of the plan; nothing for NULL and for types that no column has. */
export const constantOf = (node: Node): Constant | undefined => {
  const type = node["type"];
  const raw = node["value"];
  if (!isNode(type) || node["is_null"] === true) return undefined;
  if (type["id"] === "BOOLEAN") return typeof raw === "boolean" ? { type: "boolean", value: raw } : undefined;
  if (type["id"] === "DECIMAL") return decimalConstant(type, unscaledOf(raw));
  if (typeof raw !== "string") return undefined;
  // A JSON text is a VARCHAR by another name: comparing it is not comparing values.
  if (type["id"] === "VARCHAR") return isNode(type["type_info"]) ? undefined : { type: "varchar", value: raw };
  if (type["id"] === "DOUBLE") return { type: "double", value: Number(raw) };
  if (!integer.test(raw)) return undefined;
  const as = (to: ColumnType, value: string | undefined): Constant | undefined =>
    value === undefined ? undefined : { type: to, value };
  switch (type["id"]) {
    case "INTEGER":
      return { type: "int32", value: Number(raw) };
    case "BIGINT":
      return { type: "int64", value: BigInt(raw) };
    case "DATE":
      return as("date", dateText(Number(raw)));
    case "TIMESTAMP":
      return as("timestamp", timestampText(BigInt(raw)));
    case "TIMESTAMP WITH TIME ZONE": {
      const text = timestampText(BigInt(raw));
      return as("timestamptz", text === undefined ? undefined : `${text}Z`);
    }
    default:
      return undefined;
  }
};
