// Names that tell nothing: ids of runs and rows, and the keyed hash that a decision is bound to.
import { createHmac, randomBytes } from "node:crypto";
import type { Cell } from "../catalog/index.ts";
import { canonicalJson } from "../policy/index.ts";
import { secretKeyOf } from "../store/index.ts";
import type { Keyring } from "../store/index.ts";

export type HashKey = Pick<Keyring, "hmac">;

/** 96 random bits behind the time, so that ids sort by age: `r_018f3c…`. */
export const newRunId = (now: Date): string =>
  `r_${now.getTime().toString(16).padStart(12, "0")}${randomBytes(12).toString("hex")}`;

/** A row's id: a keyed hash of its key, the same in every run, that tells nothing of the key. 128 bits. */
export const rowIdOf = ({ hmac }: HashKey, key: Cell): string =>
  createHmac("sha256", secretKeyOf(hmac)).update("row\0").update(canonicalJson(key)).digest("base64url").slice(0, 22);

/** A keyed hash of anything, 128 bits in hex. */
export const keyedName = ({ hmac }: HashKey, text: string): string =>
  createHmac("sha256", secretKeyOf(hmac)).update(text).digest("hex").slice(0, 32);

/** An approval's id: one for each run, step and row. */
export const approvalIdOf = ({ hmac }: HashKey, run: string, step: string, row: string): string =>
  `a_${createHmac("sha256", secretKeyOf(hmac)).update(`approval\0${run}\0${step}\0${row}`).digest("base64url").slice(0, 22)}`;

/** Keyed hash over canonical JSON of all that would go out. */
export const contentHashOf = ({ hmac }: HashKey, content: unknown): string =>
  createHmac("sha256", secretKeyOf(hmac)).update("content\0").update(canonicalJson(content)).digest("hex");
