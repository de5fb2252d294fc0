// What a backup says of itself: its last entry, signed with the key that signs the ledger's checkpoints.
import { createPublicKey, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../../policy/index.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const Manifest = z.strictObject({
  gantry: z.literal("backup/1"),
  /** The moment that it shows. */
  at: z.iso.datetime(),
  /** Migrations that the database had. */
  migrations: z.array(z.string()),
  /** Version of the queue's tables. */
  queue: z.number().int(),
  /** Of the master key under which it was sealed; the key itself is not in here. */
  key: z.string(),
  /** Ed25519, PEM. */
  publicKey: z.string(),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
      columns: z.array(z.string()),
      rows: z.number().int(),
      /** The sum of the SHA-256 of every row, modulo 2^256. */
      digest: Hash,
    }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), last: z.string().nullable() })),
  /** Every other entry of the file. */
  entries: z.array(z.strictObject({ name: z.string(), bytes: z.number().int(), sha256: Hash })),
});
export type Manifest = z.infer<typeof Manifest>;

const Signed = Manifest.extend({ signature: z.string() });

export const manifestName = "manifest.json";
export const entryOf = (table: string): string => `tables/${table}.copy.zst`;

/** The manifest as a file, with an Ed25519 signature over the canonical JSON of the rest. */
export function writeManifest(manifest: Manifest, key: KeyObject): Buffer {
  const signature = sign(null, Buffer.from(canonicalJson(manifest)), key).toString("base64url");
  return Buffer.from(`${JSON.stringify({ ...manifest, signature }, null, 2)}\n`);
}

/** Undefined where it is no such file, or its signature does not fit the key that it names. */
export function readManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    const { signature, ...manifest } = Signed.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    const key = createPublicKey(manifest.publicKey);
    const fits = verify(null, Buffer.from(canonicalJson(manifest)), key, Buffer.from(signature, "base64url"));
    return fits ? manifest : undefined;
  } catch {
    return undefined;
  }
}
