// One spelling for every JSON value, so that equal content has equal hashes.
import { hash } from "node:crypto";

/**
 * JSON with sorted keys and no white space (the parts of RFC 8785 that matter for our own values: strings, finite
 * numbers, booleans, null, arrays, plain objects). Properties that are `undefined` are left out.
 * Throws a TypeError on a number that JSON can't hold.
 */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("canonical JSON holds finite numbers only");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object") {
    const parts: string[] = [];
    for (const [name, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (item !== undefined) parts.push(`${JSON.stringify(name)}:${canonicalJson(item)}`);
    }
    return `{${parts.join(",")}}`;
  }
  throw new TypeError(`canonical JSON holds no ${typeof value}`);
};

/** SHA-256 over canonical JSON, in hex. */
export const contentHash = (value: unknown): string => hash("sha256", canonicalJson(value));
