// Seals what a run keeps: AES-256-GCM under a data key for each run and subject, wrapped by the master key.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { GantryError } from "@gantry/contract";
import type { Keyring } from "./keys.ts";
import type { VaultStore } from "./vault.ts";

/** Seals and opens JSON values under one data key. Once got, it works without the database. */
export interface Box {
  /** @param about what the value is ("step_results/risk"); authenticated, so that no sealed value can take another's place */
  seal(value: unknown, about: string): Buffer;
  /** @throws GantryError `internal` when the bytes were changed, or belong to another place. */
  open(sealed: Uint8Array, about: string): unknown;
}

export interface Sealer {
  /** The box of a run (subject null) or of one row of it. Throws `expired` when its key was destroyed. */
  box(run: string, subject: string | null): Promise<Box>;
  /** The boxes of many rows, with one round trip for those that are new. */
  boxes(run: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Box>>;
}

type KeyStore = Pick<VaultStore, "keepKeys">;

const [version, plain, compressed] = [1, 0, 1];
const [ivBytes, tagBytes] = [12, 16];
/** Below this many bytes compression costs more than it saves. */
const compressFrom = 1024;
const remembered = 2000;

export function createSealer(keyring: Pick<Keyring, "master">, keys: KeyStore): Sealer {
  const known = new Map<string, Box>();

  const boxes = async (run: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Box>> => {
    const found = new Map<string, Box>();
    const missing: string[] = [];
    for (const subject of subjects) {
      const box = known.get(`${run} ${subject}`);
      if (box) found.set(subject, box);
      else missing.push(subject);
    }
    if (missing.length === 0) return found;
    const candidates = missing.map((subject) => ({
      subject,
      wrapped: encrypt(keyring.master, randomBytes(32), `data_keys/${run}/${subject}`, plain),
    }));
    for (const [subject, wrapped] of await keys.keepKeys(run, candidates)) {
      if (wrapped === null) throw new GantryError("expired", "the key of this data was destroyed", { where: { run } });
      const box = boxOf(decrypt(keyring.master, wrapped, `data_keys/${run}/${subject}`), run);
      if (known.size >= remembered) known.delete(known.keys().next().value ?? "");
      known.set(`${run} ${subject}`, box);
      found.set(subject, box);
    }
    return found;
  };

  return {
    // `~` keeps these keys apart from the guard's, which wraps its own for the same rows.
    box: async (run, subject) => {
      const name = `~${subject ?? ""}`;
      const box = (await boxes(run, [name])).get(name);
      if (!box) throw new GantryError("internal", "the store gave no data key");
      return box;
    },
    boxes: async (run, subjects) => {
      const named = await boxes(
        run,
        subjects.map((subject) => `~${subject}`),
      );
      return new Map([...named].map(([name, box]) => [name.slice(1), box]));
    },
  };
}

const boxOf = (key: Uint8Array, run: string): Box => ({
  seal: (value, about) => {
    const bytes = Buffer.from(JSON.stringify(value));
    return bytes.length < compressFrom
      ? encrypt(key, bytes, `${run}/${about}`, plain)
      : encrypt(key, zstdCompressSync(bytes), `${run}/${about}`, compressed);
  },
  open: (sealed, about) => JSON.parse(decrypt(key, sealed, `${run}/${about}`).toString("utf8")) as unknown,
});

/** Format: version, form (0 plain, 1 zstd), IV (12), tag (16), ciphertext; the first two bytes and `about` are authenticated. */
function encrypt(key: Uint8Array, bytes: Uint8Array, about: string, form: number): Buffer {
  const iv = randomBytes(ivBytes);
  const header = Buffer.from([version, form]);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.concat([header, Buffer.from(about)]));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), text]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, about: string): Buffer {
  const header = sealed.subarray(0, 2);
  const text = 2 + ivBytes + tagBytes;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(2, 2 + ivBytes));
    decipher.setAAD(Buffer.concat([header, Buffer.from(about)]));
    decipher.setAuthTag(sealed.subarray(2 + ivBytes, text));
    const bytes = Buffer.concat([decipher.update(sealed.subarray(text)), decipher.final()]);
    return header[1] === compressed ? zstdDecompressSync(bytes) : bytes;
  } catch (cause) {
    throw new GantryError(
      "internal",
      "sealed data can't be opened: it was changed, or sealed under another master key",
      {
        remedy: "check that GANTRY_MASTER_KEY or the data folder's master.key is the one this database was made with",
        cause,
      },
    );
  }
}
