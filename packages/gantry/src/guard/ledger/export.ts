// A ledger as a file that proves itself: a signed line that says what is in it, and a line of canonical JSON for each entry
// (docs/guides/audit.md). Verified with the public key alone; the checkpoints show what was cut off before it was exported.
import { sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { LedgerEntryView } from "@gantry/contract";
import { z } from "zod";
import { canonicalJson } from "../../policy/index.ts";
import type { LedgerEntry } from "../ports.ts";
import { withoutContent } from "./entry.ts";
import { verifyLedger } from "./verify.ts";
import type { LedgerFinding, LedgerVerdict } from "./verify.ts";

const Head = z.strictObject({ chain: z.string(), seq: z.number().int(), hash: z.string() });

const Header = z.strictObject({
  gantry: z.literal("ledger/1"),
  /** When the entries were read. */
  at: z.string(),
  /** Runs whose entries are here in full; null: all. */
  runs: z.array(z.string()).nullable(),
  /** Entries here in full. */
  full: z.number().int(),
  /** The last entry of each chain. */
  heads: z.array(Head),
  signature: z.string(),
});

const Mark = z.strictObject({
  at: z.string(),
  heads: z.array(Head),
  previous: z.string().nullable(),
  signature: z.string(),
});

/**
 * @param chains whole chains, each by `seq`
 * @param runs whose entries are to be readable; of all others only the links are given. Null: everything
 */
export const exportLedger = (
  chains: readonly (readonly LedgerEntry[])[],
  runs: readonly string[] | null,
  at: Date,
  key: KeyObject,
): string => {
  const wanted = new Set(runs ?? []);
  const entries = chains
    .filter((chain) => runs === null || chain.some((entry) => entry.run !== null && wanted.has(entry.run)))
    .map((chain) =>
      chain.map((entry) => {
        const isShown = runs === null || (entry.run !== null && wanted.has(entry.run));
        return isShown ? entry : withoutContent(entry, "withheld");
      }),
    );
  const open = {
    gantry: "ledger/1" as const,
    at: at.toISOString(),
    runs: runs === null ? null : [...runs].sort(),
    full: entries.flat().filter((entry) => entry.content === undefined).length,
    heads: entries.flatMap((chain) => {
      const last = chain.at(-1);
      return last === undefined ? [] : [{ chain: last.chain, seq: last.seq, hash: last.hash }];
    }),
  };
  const signature = sign(null, Buffer.from(canonicalJson(open)), key).toString("base64url");
  return [{ ...open, signature }, ...entries.flat()].map((line) => `${canonicalJson(line)}\n`).join("");
};

const finding = (kind: LedgerFinding["kind"], message: string): LedgerFinding => ({
  kind,
  chain: null,
  seq: null,
  message,
});

/** Lines of canonical JSON; what is not is a finding. */
const linesOf = (
  text: string,
  what: string,
  findings: LedgerFinding[],
): { readonly value: unknown; readonly number: number }[] => {
  const lines = text.split("\n");
  if (lines.pop() !== "") findings.push(finding("malformed", `${what}: its last line is cut`));
  return lines.flatMap((line, index) => {
    try {
      const value: unknown = JSON.parse(line);
      // Only the spelling that we write counts: a member twice, or an odd space, is a change too.
      if (canonicalJson(value) === line) return [{ value, number: index + 1 }];
    } catch {
      // Told below.
    }
    findings.push(finding("malformed", `${what}: line ${index + 1} is not one of ours`));
    return [];
  });
};

const parsed = <T>(
  lines: readonly { readonly value: unknown; readonly number: number }[],
  what: string,
  schema: z.ZodType<T>,
  findings: LedgerFinding[],
): T[] =>
  lines.flatMap(({ value, number }) => {
    const found = schema.safeParse(value);
    if (found.success) return [found.data];
    findings.push(finding("malformed", `${what}: line ${number} is not one of ours`));
    return [];
  });

const isSignedHeader = ({ signature, ...open }: z.infer<typeof Header>, key: KeyObject): boolean => {
  const bytes = Buffer.from(signature, "base64url");
  // Base64 has several spellings of the same bytes; only the one that we write counts.
  return bytes.toString("base64url") === signature && verify(null, Buffer.from(canonicalJson(open)), key, bytes);
};

/** `verifyLedger` over the text of an export and of the checkpoint files; a byte that is off is a finding, never an exception. */
export const verifyExport = (
  text: string,
  checkpointFiles: readonly string[],
  publicKey: KeyObject,
): LedgerVerdict & { readonly runs: readonly string[] | null } => {
  const findings: LedgerFinding[] = [];
  const [first, ...rest] = linesOf(text, "ledger", findings);
  const header = Header.safeParse(first?.value).data;
  const entries = parsed(rest, "ledger", z.strictObject(LedgerEntryView.shape), findings);
  const checkpoints = checkpointFiles.map((file, index) => {
    const what = `checkpoint file ${index + 1}`;
    return parsed(linesOf(file, what, findings), what, Mark, findings);
  });
  if (header === undefined) findings.push(finding("malformed", "ledger: it does not begin with a header of ours"));
  else {
    if (!isSignedHeader(header, publicKey))
      findings.push(finding("changed", "ledger: the signature of its header does not fit"));
    if (entries.filter((entry) => entry.content === undefined).length !== header.full)
      findings.push(
        finding("withheld", `ledger: ${header.full} entries were exported in full, it holds another number`),
      );
    const last = new Map(entries.map(({ chain, seq, hash }) => [chain, `${seq} ${hash}`]));
    for (const { chain, seq, hash } of header.heads) {
      if (last.get(chain) === `${seq} ${hash}`) continue;
      findings.push({ kind: "cut", chain, seq, message: `chain ${chain}: it does not end where it was exported to` });
    }
    if (last.size !== header.heads.length)
      findings.push(finding("changed", "ledger: it holds another number of chains than its header says"));
  }
  const verdict = verifyLedger(entries, checkpoints, publicKey, {
    isPart: header?.runs != null,
    ...(header === undefined ? {} : { readAt: header.at }),
  });
  const all = [...findings, ...verdict.findings];
  return { ...verdict, ok: all.length === 0, findings: all, runs: header?.runs ?? null };
};
