// The guard's own keys. They come from the environment or a 0600 file, never from the database or its backups.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { GantryError } from "@gantry/contract";
import { z } from "zod";

export interface GuardKeys {
  /** 32 bytes: wraps the data keys of runs and subjects. */
  readonly master: Uint8Array;
  /** 32 bytes: hashes values for the ledger. */
  readonly hmac: Uint8Array;
  /** Ed25519: signs checkpoints. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
}

const KeyFile = z.strictObject({
  gantryKeys: z.literal(1),
  /** 32 bytes, base64url: master and HMAC key are derived from it. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** PKCS #8, PEM. */
  signing: z.string(),
});
type KeyFile = z.infer<typeof KeyFile>;

const derive = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), `gantry/${purpose}`, 32));

const keysOf = (file: KeyFile): GuardKeys => {
  const secret = Buffer.from(file.secret, "base64url");
  const signing = createPrivateKey(file.signing);
  return {
    master: derive(secret, "master"),
    hmac: derive(secret, "hmac"),
    signing,
    verifying: createPublicKey(signing),
  };
};

const newKeyFile = (): KeyFile => ({
  gantryKeys: 1,
  secret: randomBytes(32).toString("base64url"),
  signing: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
});

const parse = (text: string, where: string): GuardKeys => {
  try {
    return keysOf(KeyFile.parse(JSON.parse(text)));
  } catch {
    // Neither the text nor the cause goes into the error: both may hold the keys.
    throw new GantryError("bad-config", `${where} does not hold Gantry's keys`, {
      remedy: "restore it from where you keep secrets; a new one can't open what the old one sealed",
    });
  }
};

/** Fresh keys that live in memory alone; for tests and trials. */
export const newKeys = (): GuardKeys => keysOf(newKeyFile());

/**
 * Keys from `GANTRY_KEYS` (the content of a key file) when it is set, else from the file, which is made (mode 0600) when
 * it is absent. Two processes that start at once agree on one file. Throws `bad-config` when the content is not keys, or
 * when others may read the file.
 */
export const openKeys = async (
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GuardKeys> => {
  const given = environment["GANTRY_KEYS"];
  if (given !== undefined && given !== "") return parse(given, "the variable GANTRY_KEYS");
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await stat(file);
  } catch {
    await writeFile(draft, `${JSON.stringify(newKeyFile())}\n`, { mode: 0o600 });
    // A link fails where the file has appeared meanwhile: whoever was first wins, and no half-written file is ever read.
    await link(draft, file).catch(() => {});
    await unlink(draft);
    await chmod(file, 0o600);
  }
  const { mode } = await stat(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new GantryError("bad-config", `the key file ${file} can be read by others`, { remedy: `chmod 600 ${file}` });
  }
  return parse(await readFile(file, "utf8"), `the key file ${file}`);
};

/** Keyed hash of a value for the ledger: 128 bits in hex. `kind` keeps hashes of different things apart. */
export const keyedHash = (keys: GuardKeys, kind: string, value: string): string =>
  createHmac("sha256", keys.hmac).update(kind).update("\0").update(value).digest("hex").slice(0, 32);
