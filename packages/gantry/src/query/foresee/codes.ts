// Cells as numbers, by which a sketch of a table compares them: numbers and moments as they are, texts as a hash under a seed
// of this process, so that a sketch holds no name and no address.
import { randomBytes } from "node:crypto";
import type { ColumnType } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";

export interface Coder {
  /** NaN for NULL. Equal values have equal codes, whatever the sources; of texts codes say nothing else. */
  code(type: ColumnType, value: Value): number;
  /** Of a text, where it stands among others as far as its first three letters say. */
  order(text: string): number;
}

/** 53 bits of a text (cyrb53, public domain), by two seeds. */
const mixed = (text: string, first: number, second: number): number => {
  let a = first;
  let b = second;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0);
};

const moment = (text: string): number => {
  if (text === "infinity") return Infinity;
  if (text === "-infinity") return -Infinity;
  return Date.parse(text.includes("T") && !text.endsWith("Z") ? `${text}Z` : text);
};

export const createCoder = (seed: Buffer = randomBytes(8)): Coder => {
  const [first, second] = [seed.readInt32LE(0), seed.readInt32LE(4)];
  return {
    code: (type, value) => {
      if (value === null) return Number.NaN;
      switch (type) {
        case "varchar":
        case "json":
          return mixed(String(value), first, second);
        case "date":
        case "timestamp":
        case "timestamptz":
          return moment(String(value));
        default:
          return Number(value);
      }
    },
    order: (text) =>
      (text.charCodeAt(0) || 0) * 2 ** 32 + (text.charCodeAt(1) || 0) * 2 ** 16 + (text.charCodeAt(2) || 0),
  };
};
