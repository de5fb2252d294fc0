// The receipt of an erasure: signed, so that it proves itself with the server gone, and naming nobody.
import { hash, randomBytes, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { ErasureReceipt } from "@gantry/contract";
import type { ErasureCounts } from "@gantry/contract";
import { canonicalJson } from "../../policy/index.ts";
import type { LedgerEntry } from "../ports.ts";

export interface ErasureStatement {
  readonly id: string;
  readonly subject: string;
  readonly requestedBy: string;
  readonly begunAt: string;
  readonly counts: ErasureCounts;
  readonly keys: readonly string[];
  readonly without?: string;
}

const saltedHash = (salt: string, subject: string): string => hash("sha256", `${salt}\0${subject}`);

/** @param entry the ledger's entry of the erasure */
export const signErasure = (
  { id, subject, requestedBy, begunAt, counts, keys, without }: ErasureStatement,
  entry: Pick<LedgerEntry, "chain" | "seq" | "hash">,
  at: Date,
  key: KeyObject,
): ErasureReceipt => {
  const salt = randomBytes(16).toString("base64url");
  const open = {
    gantry: "erasure/1" as const,
    id,
    subject: { salt, hash: saltedHash(salt, subject) },
    requestedBy,
    begunAt,
    doneAt: at.toISOString(),
    erased: counts,
    keys: [...keys],
    ...(without === undefined ? {} : { without }),
    ledger: { chain: entry.chain, seq: entry.seq, hash: entry.hash },
  };
  return { ...open, signature: sign(null, Buffer.from(canonicalJson(open)), key).toString("base64url") };
};

export interface ErasureVerdict {
  readonly ok: boolean;
  readonly findings: readonly string[];
  readonly receipt: ErasureReceipt | null;
}

/** @param subject when it is given, the receipt must be of this one */
export const verifyErasure = (text: string, key: KeyObject, subject?: string): ErasureVerdict => {
  const receipt = parse(text);
  if (receipt === null) return { ok: false, findings: ["this is no receipt of an erasure"], receipt };
  const { signature, ...open } = receipt;
  const bytes = Buffer.from(signature, "base64url");
  const findings: string[] = [];
  const fits = verify(null, Buffer.from(canonicalJson(open)), key, bytes);
  // Base64 has several spellings of the same bytes; only the one that we write counts.
  if (!fits || bytes.toString("base64url") !== signature) findings.push("its signature does not fit");
  if (subject !== undefined && saltedHash(receipt.subject.salt, subject) !== receipt.subject.hash)
    findings.push("it is of another subject");
  return { ok: findings.length === 0, findings, receipt };
};

function parse(text: string): ErasureReceipt | null {
  try {
    return ErasureReceipt.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
