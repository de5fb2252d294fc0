// Packed columns as values, for those who look at cells.
import { decimalOf } from "../values.ts";
import type { ColumnBatch, Value } from "../types.ts";
import { endless, isPresent, widthOf, type PackedColumn } from "./column.ts";
import { decimalOfBig } from "./decimal.ts";

const dayText = (days: number): string => {
  if (Math.abs(days) === endless.date) return days < 0 ? "-infinity" : "infinity";
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
};

/** @param zone "Z" or nothing */
const instantText = (microseconds: bigint, zone: string): string => {
  if (microseconds === endless.timestamp) return "infinity";
  if (microseconds === -endless.timestamp) return "-infinity";
  const fraction = ((microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((microseconds - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${seconds}${fraction === 0n ? "" : `.${fraction.toString().padStart(6, "0")}`}${zone}`;
};

/** Reads cell `row` of a column; it must be there. */
const reading = (column: PackedColumn): ((row: number) => Value) => {
  const { type, data, offsets } = column;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const width = widthOf(type);
  const big = (row: number): bigint => {
    const at = row * width;
    if (width === 2) return BigInt(view.getInt16(at, true));
    if (width === 4) return BigInt(view.getInt32(at, true));
    const low = view.getBigInt64(at, true);
    return width === 8 ? low : (view.getBigInt64(at + 8, true) << 64n) | BigInt.asUintN(64, low);
  };
  switch (type) {
    case "boolean":
      return (row) => data[row] !== 0;
    case "int32":
      return (row) => view.getInt32(row * 4, true);
    case "int64":
      return big;
    case "double":
      return (row) => view.getFloat64(row * 8, true);
    case "date":
      return (row) => dayText(view.getInt32(row * 4, true));
    case "timestamp":
      return (row) => instantText(big(row), "");
    case "timestamptz":
      return (row) => instantText(big(row), "Z");
    case "varchar":
    case "json": {
      const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      return (row) => text.toString("utf8", offsets?.[row] ?? 0, offsets?.[row + 1] ?? 0);
    }
    default: {
      const { scale } = decimalOf(type) ?? { scale: 0 };
      return (row) => decimalOfBig(big(row), scale);
    }
  }
};

/** The cells of a packed column as values. */
export const unpack = (column: PackedColumn, rows: number): readonly Value[] => {
  const read = reading(column);
  return Array.from({ length: rows }, (_, row) => (isPresent(column, row) ? read(row) : null));
};

/** A batch of packed columns. Values are made of its cells only when somebody asks for `columns`. */
export const packedBatch = (rows: number, packed: readonly PackedColumn[]): ColumnBatch => {
  let columns: readonly (readonly Value[])[] | undefined;
  return {
    rows,
    packed,
    get columns() {
      columns ??= packed.map((column) => unpack(column, rows));
      return columns;
    },
  };
};
