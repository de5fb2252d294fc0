// What a scan was asked, in a form that may be kept: values that could tell of somebody stand as keyed hashes, so that one
// request can still be held against another.
import { createHmac } from "node:crypto";
import type { Aggregate, Predicate, Top, Value } from "../../connect/kit/index.ts";
import { secretKeyOf } from "../../store/index.ts";
import { canonicalJson } from "../../policy/index.ts";
import { keyedName } from "../identity.ts";
import type { HashKey } from "../identity.ts";

/** A scan, or numbers over a table's rows. */
export interface KeptRequest {
  /** Every row that passes it is there; null for all. */
  readonly filter: Predicate | null;
  /** Only the first rows. */
  readonly top?: Top;
  /** Groups and numbers over them in place of rows. */
  readonly grouped?: { readonly groups: readonly string[]; readonly aggregates: readonly Aggregate[] };
}

export type RequestKey = Uint8Array;

/** Of a run; one that an erasure, which gives the run another key to be sealed under, leaves as it is. */
export const requestKeyOf = (keyring: HashKey, run: string): RequestKey =>
  Buffer.from(keyedName(keyring, `requests\0${run}`), "hex");

const hashOf = (key: RequestKey, value: Value): string =>
  createHmac("sha256", secretKeyOf(key))
    .update(`${typeof value}\0${String(value)}`)
    .digest("base64url")
    .slice(0, 22);

/** Columns whose values stand as hashes are none of the table's own: nothing else is compared with them. */
const hashed = (column: string): string => `${column}#`;

/**
 * Equalities and lists as hashes; what lies before or after something is kept for numbers and times, and for texts hashed
 * as well, so that only the same comparison is known again.
 */
export function keepable(filter: Predicate | undefined, key: RequestKey): Predicate | null {
  if (filter === undefined) return null;
  switch (filter.op) {
    case "and":
    case "or":
      return { op: filter.op, args: filter.args.flatMap((it) => keepable(it, key) ?? []) };
    case "is null":
    case "is not null":
      return filter;
    case "in": {
      const values = filter.values.map((value) => hashOf(key, value)).toSorted();
      return { op: "in", column: hashed(filter.column), type: "varchar", values };
    }
    case "=":
    case "<>":
      return { op: filter.op, column: hashed(filter.column), type: "varchar", value: hashOf(key, filter.value) };
    default: {
      const { value, type } = filter;
      const orders = type !== "varchar" && type !== "json";
      if (orders) return { ...filter, value: typeof value === "bigint" ? String(value) : value };
      return { op: "=", column: `${filter.column} ${filter.op}#`, type: "varchar", value: hashOf(key, value) };
    }
  }
}

/** Whether two are the same. */
export const sameRequest = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
