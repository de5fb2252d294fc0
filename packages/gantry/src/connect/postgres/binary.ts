// Cells in PostgreSQL's binary form into packed columns.
import type { ColumnType } from "../../catalog/index.ts";
import { decimalOf, endless, firstDay, lastDay, type ColumnWriter } from "../kit/index.ts";

/** A value that the column's type has no form for: NaN, a year past 9999. */
export class Unfit extends Error {}

const unfit = (): never => {
  throw new Unfit();
};

/** Writes the cell of `length` bytes at `at`. */
export type CellReader = (writer: ColumnWriter, bytes: Buffer, view: DataView, at: number, length: number) => void;

/** Types (pg_type.dat) in which a column's cells may come. */
export const oidsOf = (type: ColumnType): readonly number[] => {
  const oids: Readonly<Record<string, readonly number[]>> = {
    boolean: [16],
    int32: [21, 23],
    int64: [20],
    double: [701],
    varchar: [25],
    json: [25],
    date: [1082],
    timestamp: [1114],
    timestamptz: [1184],
  };
  return oids[type] ?? [1700];
};

/** PostgreSQL counts from 2000-01-01. */
const epochDays = 10_957;
const dayMicroseconds = 86_400_000_000;

const two32 = 2 ** 32;

/** A whole number that a double holds exactly, as 64 bits. */
const writeWhole = (writer: ColumnWriter, value: number): void => {
  const high = Math.floor(value / two32);
  writer.words(high, (value - high * two32) | 0);
};

const instant: CellReader = (writer, _bytes, view, at) => {
  const [high, low] = [view.getInt32(at), view.getUint32(at + 4)];
  // Infinity is the highest and the lowest number of all; DuckDB's lowest is one higher.
  if (high === 0x7fff_ffff && low === 0xffff_ffff) return writer.big(endless.timestamp);
  if (high === -0x8000_0000 && low === 0) return writer.big(-endless.timestamp);
  const days = (high * two32 + low) / dayMicroseconds + epochDays;
  if (days < firstDay || days >= lastDay + 1) unfit();
  const shift = epochDays * dayMicroseconds;
  const lowSum = low + (shift % two32);
  return writer.words(high + Math.floor(shift / two32) + (lowSum >= two32 ? 1 : 0), lowSum | 0);
};

const integer: CellReader = (writer, _bytes, view, at, length) =>
  writer.int(length === 2 ? view.getInt16(at) : view.getInt32(at));

const text: CellReader = (writer, bytes, _view, at, length) => writer.utf8(bytes, at, length);

// numeric_send of src/backend/utils/adt/numeric.c: digits to the base of 10,000, the first of weight 10,000^weight.
const signs = { positive: 0, negative: 0x4000 };

/** Decimals of few digits are exact in a double; the others take the long way. */
const decimal = (precision: number, scale: number): CellReader => {
  const isShort = precision <= 15;
  return (writer, _bytes, view, at) => {
    const digits = view.getInt16(at);
    const weight = view.getInt16(at + 2);
    const sign = view.getUint16(at + 4);
    if (sign !== signs.positive && sign !== signs.negative) unfit();
    const digit = (index: number): number => view.getInt16(at + 8 + index * 2);
    // Places by which the last digit stands left of the type's last place; a negative number of them are zeros in it.
    const exponent = 4 * (weight - digits + 1) + scale;
    if (exponent <= -4 && digits > 0) unfit();
    if (!isShort) {
      let value = 0n;
      for (let index = 0; index < digits; index += 1) value = value * 10_000n + BigInt(digit(index));
      value = exponent >= 0 ? value * 10n ** BigInt(exponent) : value / 10n ** BigInt(-exponent);
      if (value >= 10n ** BigInt(precision)) unfit();
      writer.big(sign === signs.negative ? -value : value);
      return;
    }
    let value = 0;
    for (let index = 0; index < digits - 1; index += 1) value = value * 10_000 + digit(index);
    if (digits > 0)
      value =
        exponent >= 0
          ? (value * 10_000 + digit(digits - 1)) * 10 ** exponent
          : value * 10 ** (4 + exponent) + Math.floor(digit(digits - 1) / 10 ** -exponent);
    if (value >= 10 ** precision) unfit();
    const signed = sign === signs.negative ? -value : value;
    if (precision <= 9) writer.int(signed);
    else writeWhole(writer, signed);
  };
};

/** What reads the cells of a column. */
export const cellReader = (type: ColumnType): CellReader => {
  switch (type) {
    case "boolean":
      return (writer, bytes, _view, at) => writer.byte(bytes[at] ?? 0);
    case "int32":
      return integer;
    case "int64":
      return (writer, _bytes, view, at) => writer.words(view.getInt32(at), view.getInt32(at + 4));
    case "double":
      return (writer, _bytes, view, at) => writer.double(view.getFloat64(at));
    case "varchar":
    case "json":
      return text;
    case "date":
      return (writer, _bytes, view, at) => {
        const raw = view.getInt32(at);
        if (raw === endless.date) return writer.int(endless.date);
        if (raw === -0x8000_0000) return writer.int(-endless.date);
        const days = raw + epochDays;
        if (days < firstDay || days > lastDay) unfit();
        return writer.int(days);
      };
    case "timestamp":
    case "timestamptz":
      return instant;
    default: {
      const { precision, scale } = decimalOf(type) ?? { precision: 38, scale: 0 };
      return decimal(precision, scale);
    }
  }
};
