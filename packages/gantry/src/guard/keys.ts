// The keys that the guard works with. Where they come from is `store`'s (the environment or a 0600 file, never the database).
import { randomBytes } from "node:crypto";
import { keyringOf } from "../store/index.ts";
import type { Keyring } from "../store/index.ts";
import { createHmacSha256 } from "./vault/hmac.ts";

export type GuardKeys = Keyring;

/** Fresh keys that live in memory alone; for tests and trials. */
export const newKeys = (): GuardKeys => keyringOf(new Uint8Array(randomBytes(32)));

/** Keyed hash of a value for the ledger: 128 bits in hex. `kind` keeps hashes of different things apart. */
export const keyedHash = (keys: Pick<GuardKeys, "hmac">, kind: string, value: string): string =>
  hasherOf(keys.hmac)(`${kind}\0${value}`).toString("hex").slice(0, 32);

const hashers = new WeakMap<Uint8Array, ReturnType<typeof createHmacSha256>>();

const hasherOf = (key: Uint8Array): ReturnType<typeof createHmacSha256> => {
  const known = hashers.get(key);
  if (known !== undefined) return known;
  const made = createHmacSha256(key);
  hashers.set(key, made);
  return made;
};
