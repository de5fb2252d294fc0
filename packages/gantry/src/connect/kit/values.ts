// Values as they come off a wire, brought into the one form that `Value` documents for each type.
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "./types.ts";

const decimalType = /^decimal\((\d+),(\d+)\)$/;

/** Precision and scale of `decimal(p,s)`; undefined for every other type. */
export const decimalOf = (type: ColumnType): { readonly precision: number; readonly scale: number } | undefined => {
  const match = decimalType.exec(type);
  return match === null ? undefined : { precision: Number(match[1]), scale: Number(match[2]) };
};

/**
 * `1.25e3`, `-.5`, `0012.500` → a plain decimal text of exactly `scale` places.
 *
 * @param round half away from zero where there are more places; otherwise that is a loss
 * @returns undefined when a digit would be lost
 */
export const decimalText = (text: string, precision: number, scale: number, round = false): string | undefined => {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", part = "", exponent = "0"] = match;
  if (whole === "" && part === "") return undefined;
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  const left = point <= 0 ? "" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  if (!round && /[1-9]/.test(right.slice(scale))) return undefined;
  const units = BigInt(left + right.slice(0, scale).padEnd(scale, "0")) + (/^[5-9]/.test(right.slice(scale)) ? 1n : 0n);
  const magnitude = units.toString().padStart(scale + 1, "0");
  if (units >= 10n ** BigInt(precision)) return undefined;
  const plain = scale === 0 ? magnitude : `${magnitude.slice(0, -scale)}.${magnitude.slice(-scale)}`;
  return sign === "-" && units > 0n ? `-${plain}` : plain;
};

const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

// Microseconds are what DuckDB keeps; finer digits are cut, as its own casts do.
const fractionText = (fraction: string | undefined): string => {
  const micros = (fraction ?? "").slice(0, 6).padEnd(6, "0");
  return micros === "000000" ? "" : `.${micros}`;
};

const timestampText = (text: string): string | undefined => {
  const [all, day, minutes, seconds, fraction, zone] = instant.exec(text) ?? [];
  return all === undefined || zone !== undefined
    ? undefined
    : `${day}T${minutes}:${seconds ?? "00"}${fractionText(fraction)}`;
};

const timestamptzText = (text: string): string | undefined => {
  const [all, day, minutes, seconds, fraction, zone] = instant.exec(text) ?? [];
  if (all === undefined || zone === undefined) return undefined;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const moment = new Date(`${day}T${minutes}:${seconds ?? "00"}${offset}`);
  return Number.isNaN(moment.getTime()) ? undefined : `${moment.toISOString().slice(0, 19)}${fractionText(fraction)}Z`;
};

const int = (raw: unknown, bits: number): bigint | undefined => {
  const text = typeof raw === "number" || typeof raw === "bigint" ? raw.toString() : raw;
  if (typeof text !== "string" || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(bits, value) === value ? value : undefined;
};

const bool = (raw: unknown): boolean | undefined => {
  if (raw === true || raw === "true" || raw === "t") return true;
  return raw === false || raw === "false" || raw === "f" ? false : undefined;
};

const textOf = (raw: unknown): string | undefined =>
  typeof raw === "string" ? raw : typeof raw === "number" || typeof raw === "bigint" ? raw.toString() : undefined;

const double = (raw: unknown): number | undefined => {
  if (typeof raw === "number") return raw;
  if (typeof raw !== "string" || raw.trim() === "") return undefined;
  const value = Number(raw === "-Infinity" || raw === "Infinity" ? raw : raw.replace(/^(-?)INF$/i, "$1Infinity"));
  return Number.isNaN(value) && !/^nan$/i.test(raw) ? undefined : value;
};

/**
 * A cell off the wire (a JSON value or a text) in the exact form that `Value` documents for `type`.
 *
 * @param round whether a decimal with more places than its type is rounded
 * @returns undefined when the type can't hold it without loss: the caller reports the column as drifted
 */
export const valueOf = (type: ColumnType, raw: unknown, round = false): Value | undefined => {
  if (raw === null || raw === undefined) return null;
  switch (type) {
    case "boolean":
      return bool(raw);
    case "int32": {
      const value = int(raw, 32);
      return value === undefined ? undefined : Number(value);
    }
    case "int64":
      return int(raw, 64);
    case "double":
      return double(raw);
    case "varchar":
      return textOf(raw) ?? JSON.stringify(raw);
    case "date":
      return typeof raw === "string" && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined;
    case "timestamp":
      return typeof raw === "string" ? timestampText(raw) : undefined;
    case "timestamptz":
      return typeof raw === "string" ? timestamptzText(raw) : undefined;
    case "json":
      return JSON.stringify(raw);
    default: {
      const { precision, scale } = decimalOf(type) ?? { precision: 38, scale: 0 };
      const text = textOf(raw);
      return text === undefined ? undefined : decimalText(text, precision, scale, round);
    }
  }
};
