// The key file: one secret as long as nothing was erased, afterwards what is left of its keys. Replaced as a whole, never changed.
import { hkdfSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { seedsOf } from "./tree.ts";
import type { Seeds } from "./tree.ts";

/** All that keys are made of. */
export interface KeyMaterial {
  /** 32 bytes each. */
  readonly hmac: Uint8Array;
  readonly signing: Uint8Array;
  readonly seeds: Seeds;
}

const secretBytes = 32;

const Punctured = z.strictObject({
  gantry: z.literal("keys/2"),
  hmac: z.string(),
  signing: z.string(),
  seeds: z.record(z.string().regex(/^[0-9a-f]{0,16}$/), z.string()),
});

/** Everything follows from one secret of 32 bytes. */
export const materialOf = (secret: Uint8Array): KeyMaterial => {
  const derive = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), `gantry/${purpose}`, 32));
  return { hmac: derive("hmac"), signing: derive("signing"), seeds: seedsOf(derive("tree")) };
};

/** 32 bytes in base64 or base64url. @throws GantryError `bad-config`, which never tells the secret. */
export function parseSecret(text: string, where: string): Uint8Array {
  const secret = Buffer.from(text.trim(), "base64url");
  if (secret.length === secretBytes) return new Uint8Array(secret);
  throw new GantryError("bad-config", `${where} does not hold ${secretBytes} bytes in base64`, {
    remedy: "restore it from where you keep secrets; a new one can't open what the old one sealed",
  });
}

/** Reads the file; makes it, with a fresh secret, where there is none. @throws GantryError `bad-config` where others may read it. */
export function readKeyFile(file: string): KeyMaterial {
  if (!fs.existsSync(file)) makeKeyFile(file);
  if (process.platform !== "win32" && (fs.statSync(file).mode & 0o077) !== 0) {
    throw new GantryError("bad-config", `the key file ${file} can be read by others`, { remedy: `chmod 600 ${file}` });
  }
  const text = fs.readFileSync(file, "utf8");
  if (!text.startsWith("{")) return materialOf(parseSecret(text, `the key file ${file}`));
  try {
    const { hmac, signing, seeds } = Punctured.parse(JSON.parse(text));
    const where = `the key file ${file}`;
    return {
      hmac: parseSecret(hmac, where),
      signing: parseSecret(signing, where),
      seeds: new Map(Object.entries(seeds).map(([way, seed]) => [way, parseSecret(seed, where)])),
    };
  } catch (cause) {
    if (cause instanceof GantryError) throw cause;
    throw new GantryError("bad-config", `the key file ${file} is damaged`, {
      remedy: "restore it from where you keep secrets",
      cause,
    });
  }
}

/** Replaces the file by one that holds just this; the secret that it began with is not in it any more. */
export function writeKeyFile(file: string, { hmac, signing, seeds }: KeyMaterial): void {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
  const content = {
    gantry: "keys/2",
    hmac: text(hmac),
    signing: text(signing),
    seeds: Object.fromEntries([...seeds].map(([way, seed]) => [way, text(seed)])),
  };
  const draft = writeDraft(file, `${JSON.stringify(content)}\n`);
  fs.renameSync(draft, file);
  // The rename counts when the folder is on disk; Windows can't open one.
  if (process.platform === "win32") return;
  const folder = fs.openSync(path.dirname(file), "r");
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}

function makeKeyFile(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = writeDraft(file, `${randomBytes(secretBytes).toString("base64url")}\n`);
  try {
    // A link fails where the file has appeared meanwhile: the first process wins, and no half-written file is read.
    fs.linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function writeDraft(file: string, content: string): string {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = fs.openSync(draft, "wx", 0o600);
  fs.writeSync(handle, content);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  return draft;
}
