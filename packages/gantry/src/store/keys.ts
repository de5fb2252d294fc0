// The keys that everything else hangs on. They live in the environment or in a 0600 file, never in the database.
import { createPrivateKey, createPublicKey, hkdfSync, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";

export interface Keyring {
  /** 32 bytes: wraps the data keys of runs and subjects. */
  readonly master: Uint8Array;
  /** 32 bytes: keyed hashes (row ids, content hashes, values in the ledger). */
  readonly hmac: Uint8Array;
  /** Ed25519: signs the ledger's checkpoints. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
}

const secretBytes = 32;

/**
 * The keyring of `GANTRY_MASTER_KEY` (32 bytes, base64url or base64), else of the file `master.key` in the folder, which
 * is made with mode 0600 when it is absent. All keys are derived from that one secret.
 *
 * @throws GantryError `bad-config` where it is not such a secret, or others may read the file. The secret is never told.
 */
export function createKeyring(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Keyring {
  const given = environment["GANTRY_MASTER_KEY"];
  if (given !== undefined && given !== "") return keyringOf(parseSecret(given, "the variable GANTRY_MASTER_KEY"));
  const file = path.join(folder, "master.key");
  if (!fs.existsSync(file)) makeSecretFile(folder, file);
  if (process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0) {
    throw new GantryError("bad-config", `the key file ${file} can be read by others`, { remedy: `chmod 600 ${file}` });
  }
  return keyringOf(parseSecret(fs.readFileSync(file, "utf8"), `the key file ${file}`));
}

/** A keyring in memory alone, of a secret of 32 bytes. */
export function keyringOf(secret: Uint8Array): Keyring {
  const signing = createPrivateKey({ key: pkcs8(derive(secret, "signing")), format: "der", type: "pkcs8" });
  return {
    master: derive(secret, "master"),
    hmac: derive(secret, "hmac"),
    signing,
    verifying: createPublicKey(signing),
  };
}

const derive = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), `gantry/${purpose}`, 32));

/** RFC 8410: an Ed25519 private key is its 32-byte seed behind this fixed header. */
const pkcs8 = (seed: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);

function parseSecret(text: string, where: string): Uint8Array {
  const secret = Buffer.from(text.trim(), "base64url");
  if (secret.length === secretBytes) return secret;
  throw new GantryError("bad-config", `${where} does not hold ${secretBytes} bytes in base64`, {
    remedy: "restore it from where you keep secrets; a new one can't open what the old one sealed",
  });
}

function makeSecretFile(folder: string, file: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = fs.openSync(draft, "wx", 0o600);
  fs.writeSync(handle, `${randomBytes(secretBytes).toString("base64url")}\n`);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  try {
    // A link fails where the file has appeared meanwhile: the first process wins, and no half-written file is read.
    fs.linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}
