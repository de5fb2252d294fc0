// Signed statements of where the chains stood, kept outside the database.
import { sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { appendFile, mkdir, stat, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { canonicalJson, contentHash } from "../../policy/index.ts";
import type { Checkpoint, CheckpointSink, LedgerHead } from "../ports.ts";

/** Signs the heads; `previous` is the hash of the checkpoint before (`checkpointHash`), or null for the first. */
export const signCheckpoint = (
  heads: readonly LedgerHead[],
  previous: string | null,
  at: Date,
  key: KeyObject,
): Checkpoint => {
  const sorted = [...heads].sort((a, b) => (a.chain < b.chain ? -1 : 1));
  const open = { at: at.toISOString(), heads: sorted, previous };
  return { ...open, signature: sign(null, Buffer.from(canonicalJson(open)), key).toString("base64url") };
};

/** Whether the signature covers exactly this content. */
export const isSigned = (checkpoint: Checkpoint, key: KeyObject): boolean => {
  const { signature, ...open } = checkpoint;
  const bytes = Buffer.from(signature, "base64url");
  // Base64 has several spellings of the same bytes; only the one that we write counts.
  if (bytes.toString("base64url") !== signature) return false;
  return verify(null, Buffer.from(canonicalJson(open)), key, bytes);
};

export const checkpointHash = (checkpoint: Checkpoint): string => contentHash(checkpoint);

/**
 * Appends checkpoints to a file, one canonical JSON line each. Give each process a file of its own. What a full disk left of
 * a line is taken away before the next.
 */
export const checkpointFile = (file: string): CheckpointSink => {
  /** Bytes of whole lines; undefined until it is known. */
  let whole: number | undefined;
  let isTorn = false;
  return {
    async write(checkpoint) {
      if (whole === undefined) {
        await mkdir(dirname(file), { recursive: true });
        whole = await stat(file).then(
          ({ size }) => size,
          () => 0,
        );
      }
      if (isTorn) await truncate(file, whole).catch(ifThere);
      isTorn = true;
      const line = Buffer.from(`${canonicalJson(checkpoint)}\n`);
      await appendFile(file, line, { mode: 0o600 });
      isTorn = false;
      whole += line.length;
    },
  };
};

/** A file that was never begun has nothing torn in it. */
const ifThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "ENOENT") throw error;
};
