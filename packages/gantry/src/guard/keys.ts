// The keys that the guard works with. Where they come from is `store`'s (the environment or a 0600 file, never the database).
import { createHmac, generateKeyPairSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";

export interface GuardKeys {
  /** 32 bytes: wraps the data keys of runs and subjects. */
  readonly master: Uint8Array;
  /** 32 bytes: hashes values for the ledger. */
  readonly hmac: Uint8Array;
  /** Ed25519: signs checkpoints. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
}

/** Fresh keys that live in memory alone; for tests and trials. */
export const newKeys = (): GuardKeys => {
  const { privateKey: signing, publicKey: verifying } = generateKeyPairSync("ed25519");
  return { master: new Uint8Array(randomBytes(32)), hmac: new Uint8Array(randomBytes(32)), signing, verifying };
};

/** Keyed hash of a value for the ledger: 128 bits in hex. `kind` keeps hashes of different things apart. */
export const keyedHash = (keys: GuardKeys, kind: string, value: string): string =>
  createHmac("sha256", keys.hmac).update(kind).update("\0").update(value).digest("hex").slice(0, 32);
