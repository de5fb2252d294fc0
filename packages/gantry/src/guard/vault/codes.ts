// Codes of tokens that last longer than a call: they follow from the house's key, so nothing is kept and every process
// gives the same.
import { createHmac } from "node:crypto";
import type { GuardKeys } from "../keys.ts";
import type { CodeFor } from "./call.ts";
import { createHmacSha256 } from "./hmac.ts";
import { drawCode } from "./token.ts";
import type { KeyedHash } from "./token.ts";

/** The key of a place: of a conversation and its owner, of a row that a model works on in several turns. */
export const keyedBy = (keys: GuardKeys, ...place: readonly string[]): KeyedHash =>
  createHmacSha256(createHmac("sha256", keys.hmac).update(JSON.stringify(place)).digest());

/** Three pairs: of a thousand values in a place one in ten places has two that meet. */
const pairs = 3;

/** The same code for the same token as long as `keyed` is the same. */
export const lastingCodes =
  (keyed: KeyedHash): CodeFor =>
  (stem, attempt) => {
    const bytes = keyed(`code\0${attempt}\0${stem}`);
    let at = 0;
    // A modulus of 8 is exact; one of 22 is off by a twelfth, which matters to no one.
    return drawCode((limit) => (bytes[at++] ?? 0) % limit, pairs);
  };
