// Names that tell nothing: ids of runs and rows, and the keyed hash that a decision is bound to.
import { createHmac, randomBytes } from "node:crypto";
import type { Cell } from "../catalog/index.ts";
import type { Keyring } from "../store/index.ts";

export type HashKey = Pick<Keyring, "hmac">;

/** 96 random bits behind the time, so that ids sort by age: `r_018f3c…`. */
export const newRunId = (now: Date): string =>
  `r_${now.getTime().toString(16).padStart(12, "0")}${randomBytes(12).toString("hex")}`;

/** A row's id: a keyed hash of its key, the same in every run, that tells nothing of the key. 128 bits. */
export const rowIdOf = ({ hmac }: HashKey, key: Cell): string =>
  createHmac("sha256", hmac).update("row\0").update(canonical(key)).digest("base64url").slice(0, 22);

/** An approval's id: one for each run, step and row. */
export const approvalIdOf = ({ hmac }: HashKey, run: string, step: string, row: string): string =>
  `a_${createHmac("sha256", hmac).update(`approval\0${run}\0${step}\0${row}`).digest("base64url").slice(0, 22)}`;

/** Keyed hash over canonical JSON of all that would go out. */
export const contentHashOf = ({ hmac }: HashKey, content: unknown): string =>
  createHmac("sha256", hmac).update("content\0").update(canonical(content)).digest("hex");

/** JSON with sorted keys: equal content has one spelling. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, it]) => it !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, it]) => `${JSON.stringify(name)}:${canonical(it)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
