// Keys in the form that node:crypto works with: what it makes of bytes at each use costs several times the use itself.
import { createSecretKey } from "node:crypto";
import type { KeyObject } from "node:crypto";

const made = new WeakMap<Uint8Array, KeyObject>();

/** The key of these bytes, made once as long as they are in use. They must not change. */
export function secretKeyOf(bytes: Uint8Array): KeyObject {
  const known = made.get(bytes) ?? createSecretKey(bytes);
  made.set(bytes, known);
  return known;
}
