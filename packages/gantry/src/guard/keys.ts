// The keys that the guard works with. Where they come from is `store`'s (the environment or a 0600 file, never the database).
import { createHmac, randomBytes } from "node:crypto";
import { keyringOf } from "../store/index.ts";
import type { Keyring } from "../store/index.ts";

export type GuardKeys = Keyring;

/** Fresh keys that live in memory alone; for tests and trials. */
export const newKeys = (): GuardKeys => keyringOf(new Uint8Array(randomBytes(32)));

/** Keyed hash of a value for the ledger: 128 bits in hex. `kind` keeps hashes of different things apart. */
export const keyedHash = (keys: Pick<GuardKeys, "hmac">, kind: string, value: string): string =>
  createHmac("sha256", keys.hmac).update(kind).update("\0").update(value).digest("hex").slice(0, 32);
