// Proof that a ledger is as it was written: a pure function over entries, checkpoints and the public key.
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { Checkpoint, LedgerEntry } from "../ports.ts";
import { checkpointHash, isSigned } from "./checkpoint.ts";
import { firstPrevious, isIntact } from "./entry.ts";

export interface LedgerFinding {
  readonly kind: "malformed" | "changed" | "missing" | "reordered" | "cut" | "bad-checkpoint" | "withheld";
  readonly chain: string | null;
  readonly seq: number | null;
  /** For people: "chain 3f…, entry 12: its content is not what was written". */
  readonly message: string;
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly findings: readonly LedgerFinding[];
  readonly entries: number;
  readonly chains: number;
  readonly checkpoints: number;
  /** Entries after the last checkpoint of their chain: linked, but their end isn't vouched for yet. */
  readonly unsigned: number;
  /** Entries of which only the link is there: older than the rule of retention, or of other runs than were exported. */
  readonly withoutContent: number;
}

export interface VerifyOptions {
  /** An export of some runs: entries of others may be links alone. */
  readonly isPart?: boolean;
  /** When the entries were read (ISO 8601): later checkpoints may know more. */
  readonly readAt?: string;
}

/** What an entry of kind `retention` says: up to where contents were taken out of each chain. */
const Retention = z.object({ upTo: z.array(z.object({ chain: z.string(), seq: z.number().int() })) });

const verifyChain = (chain: string, entries: readonly LedgerEntry[]): LedgerFinding[] => {
  const findings: LedgerFinding[] = [];
  const note = (kind: LedgerFinding["kind"], seq: number, what: string): void => {
    findings.push({ kind, chain, seq, message: `chain ${chain}, entry ${seq}: ${what}` });
  };
  let expected = 0;
  let previous = firstPrevious;
  let last = -1;
  for (const entry of entries) {
    if (entry.seq <= last) note("reordered", entry.seq, `it stands after entry ${last}`);
    else if (entry.seq > expected) note("missing", expected, `entries ${expected} to ${entry.seq - 1} are gone`);
    else if (entry.previous !== previous) note("changed", entry.seq, "it does not follow from the entry before it");
    if (!isIntact(entry)) note("changed", entry.seq, "its content is not what was written");
    last = entry.seq;
    expected = entry.seq + 1;
    previous = entry.hash;
  }
  return findings;
};

/** Contents may be gone only up to where an entry of the ledger itself says so. */
const verifyPruned = (entries: readonly LedgerEntry[]): LedgerFinding[] => {
  const upTo = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== "retention" || entry.content !== undefined) continue;
    for (const { chain, seq } of Retention.safeParse(entry.body).data?.upTo ?? []) {
      upTo.set(chain, Math.max(upTo.get(chain) ?? -1, seq));
    }
  }
  return entries
    .filter((entry) => entry.content !== undefined && entry.seq > (upTo.get(entry.chain) ?? -1))
    .map(({ chain, seq }) => ({
      kind: "withheld",
      chain,
      seq,
      message: `chain ${chain}, entry ${seq}: its content is gone, and no rule of retention says why`,
    }));
};

/**
 * Verifies entries against each other and against the checkpoints. `entries` in the order of the export: within a chain
 * by `seq`. Each file of checkpoints is one array, in the order written. Finds any changed, missing or reordered entry,
 * a cut tail, contents taken out, and checkpoints that were changed or taken out of the middle.
 */
export const verifyLedger = (
  entries: readonly LedgerEntry[],
  checkpoints: readonly (readonly Checkpoint[])[],
  publicKey: KeyObject,
  options: VerifyOptions = {},
): LedgerVerdict => {
  const chains = Map.groupBy(entries, (entry) => entry.chain);
  const findings = [...chains].flatMap(([chain, own]) => verifyChain(chain, own));
  if (options.isPart !== true) findings.push(...verifyPruned(entries));
  const hashes = new Map(entries.map((entry) => [`${entry.chain} ${entry.seq}`, entry.hash]));
  const vouched = new Map<string, number>();
  for (const file of checkpoints) {
    let previous: string | null = null;
    for (const [index, checkpoint] of file.entries()) {
      const bad = (what: string): void => {
        findings.push({ kind: "bad-checkpoint", chain: null, seq: null, message: `checkpoint ${index + 1}: ${what}` });
      };
      if (!isSigned(checkpoint, publicKey)) bad("its signature does not fit");
      if (checkpoint.previous !== previous) bad("it does not follow the one before it");
      previous = checkpointHash(checkpoint);
      const isLater = options.readAt !== undefined && checkpoint.at >= options.readAt;
      for (const { chain, seq, hash } of checkpoint.heads) {
        const found = hashes.get(`${chain} ${seq}`);
        const where = `chain ${chain}, entry ${seq}`;
        // A part holds the chains of its runs alone; a later checkpoint knows entries that came after.
        if (found === undefined && (isLater || (options.isPart === true && !chains.has(chain)))) continue;
        if (found === undefined) {
          findings.push({ kind: "cut", chain, seq, message: `${where}: a checkpoint saw it, now it is gone` });
        } else if (found !== hash) {
          findings.push({ kind: "changed", chain, seq, message: `${where}: a checkpoint saw another hash` });
        }
        vouched.set(chain, Math.max(vouched.get(chain) ?? -1, seq));
      }
    }
  }
  return {
    ok: findings.length === 0,
    findings,
    entries: entries.length,
    chains: chains.size,
    checkpoints: checkpoints.reduce((sum, file) => sum + file.length, 0),
    unsigned: entries.filter((entry) => entry.seq > (vouched.get(entry.chain) ?? -1)).length,
    withoutContent: entries.filter((entry) => entry.content !== undefined).length,
  };
};
