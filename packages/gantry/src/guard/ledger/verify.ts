// Proof that a ledger is as it was written: pure functions over an export, the checkpoints and the public key.
import type { KeyObject } from "node:crypto";
import { LedgerEntryView } from "@gantry/contract";
import { z } from "zod";
import { canonicalJson } from "../../policy/index.ts";
import type { Checkpoint, LedgerEntry } from "../ports.ts";
import { checkpointHash, isSigned } from "./checkpoint.ts";
import { entryHash, firstPrevious } from "./entry.ts";

export interface LedgerFinding {
  readonly kind: "malformed" | "changed" | "missing" | "reordered" | "cut" | "bad-checkpoint";
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
}

const CheckpointShape = z.strictObject({
  at: z.string(),
  heads: z.array(z.strictObject({ chain: z.string(), seq: z.number().int(), hash: z.string() })),
  previous: z.string().nullable(),
  signature: z.string(),
});

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
    if (entryHash(entry) !== entry.hash) note("changed", entry.seq, "its content is not what was written");
    last = entry.seq;
    expected = entry.seq + 1;
    previous = entry.hash;
  }
  return findings;
};

/**
 * Verifies entries against each other and against the checkpoints. `entries` in the order of the export: within a chain
 * by `seq`. Each file of checkpoints is one array, in the order written. Finds any changed, missing or reordered entry,
 * a cut tail, and checkpoints that were changed or taken out of the middle.
 */
export const verifyLedger = (
  entries: readonly LedgerEntry[],
  checkpoints: readonly (readonly Checkpoint[])[],
  publicKey: KeyObject,
): LedgerVerdict => {
  const chains = Map.groupBy(entries, (entry) => entry.chain);
  const findings = [...chains].flatMap(([chain, own]) => verifyChain(chain, own));
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
      for (const { chain, seq, hash } of checkpoint.heads) {
        const found = hashes.get(`${chain} ${seq}`);
        const where = `chain ${chain}, entry ${seq}`;
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
  };
};

/** One canonical JSON line an entry, in the order given; ends in a line break. */
export const exportLedger = (entries: readonly LedgerEntry[]): string =>
  entries.map((entry) => `${canonicalJson(entry)}\n`).join("");

const linesOf = <T>(text: string, what: string, schema: z.ZodType<T>, findings: LedgerFinding[]): T[] => {
  const items: T[] = [];
  const lines = text.split("\n");
  if (lines.pop() !== "")
    findings.push({ kind: "malformed", chain: null, seq: null, message: `${what}: its last line is cut` });
  for (const [index, line] of lines.entries()) {
    try {
      const value: unknown = JSON.parse(line);
      const item = schema.parse(value);
      // Only the spelling that we write counts: a member twice, or an odd space, is a change too.
      if (canonicalJson(value) !== line) throw new TypeError("not canonical");
      items.push(item);
    } catch {
      findings.push({
        kind: "malformed",
        chain: null,
        seq: null,
        message: `${what}: line ${index + 1} is not one of ours`,
      });
    }
  }
  return items;
};

/** `verifyLedger` over the text of an export and of the checkpoint files; a byte that is off is a finding, never an exception. */
export const verifyExport = (
  ledger: string,
  checkpointFiles: readonly string[],
  publicKey: KeyObject,
): LedgerVerdict => {
  const findings: LedgerFinding[] = [];
  const entries = linesOf(ledger, "ledger", z.strictObject(LedgerEntryView.shape), findings);
  const checkpoints = checkpointFiles.map((text, index) =>
    linesOf(text, `checkpoint file ${index + 1}`, CheckpointShape, findings),
  );
  const verdict = verifyLedger(entries, checkpoints, publicKey);
  return { ...verdict, ok: verdict.ok && findings.length === 0, findings: [...findings, ...verdict.findings] };
};
