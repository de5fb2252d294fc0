// Values in place of join keys that nobody has read yet: as many and as long as they will be, so that a connector plans the
// very calls that it will make.
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";

export interface StandIns {
  /** The value that stands for a code, the same one each time. */
  of(code: number, type: ColumnType, letters: number): Value;
  /** The code that a value stands for. */
  codeOf(value: Value): number | undefined;
}

const day = 86_400_000;

const made = (at: number, type: ColumnType, letters: number): Value => {
  switch (type) {
    case "int64":
      return BigInt(10 ** 9 + at);
    case "int32":
    case "double":
      return 10 ** 9 + at;
    case "boolean":
      return at % 2 === 0;
    case "date":
      return new Date(at * day).toISOString().slice(0, 10);
    case "timestamp":
      return new Date(at * day).toISOString().slice(0, 19);
    case "timestamptz":
      return `${new Date(at * day).toISOString().slice(0, 19)}Z`;
    case "varchar":
    case "json":
      return at.toString(36).padStart(Math.max(1, Math.round(letters)), "0");
    default:
      return String(10 ** 9 + at);
  }
};

export const createStandIns = (): StandIns => {
  const values = new Map<string, Value>();
  const codes = new Map<Value, number>();
  return {
    codeOf: (value) => codes.get(value),
    of: (code, type, letters) => {
      const key = `${code} ${type}`;
      const known = values.get(key);
      if (known !== undefined) return known;
      const value = made(values.size, type, letters);
      values.set(key, value);
      codes.set(value, code);
      return value;
    },
  };
};
