// The keys that everything else hangs on. They live in the environment or in a 0600 file, never in the database.
import { createHmac, createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { materialOf, parseSecret, readKeyFile, writeKeyFile } from "./file.ts";
import type { KeyMaterial } from "./file.ts";
import { secretKeyOf } from "./secret.ts";
import { leafOf, puncture } from "./tree.ts";
import type { LeafName, Seeds } from "./tree.ts";

/** The keys of runs and subjects. */
export interface DataKeys {
  /** Where the key of a thing is in the tree: 16 hex digits, a keyed hash that tells nothing of the thing. */
  name(kind: "run" | "subject", thing: string, generation: number): LeafName;
  /** 32 bytes; undefined when the key was destroyed. */
  key(leaf: LeafName): Uint8Array | undefined;
  /**
   * Destroys keys for good, in the file first. What they sealed can't be opened again, in no copy of the database.
   *
   * @throws GantryError `bad-config` where the keys come from the environment, which can't be changed from here.
   */
  destroy(leaves: readonly LeafName[]): void;
  /** Another number as soon as keys were destroyed, here or by another process. */
  version(): number;
}

export interface Keyring {
  /** 32 bytes: keyed hashes (row ids, content hashes, values in the ledger). */
  readonly hmac: Uint8Array;
  /** Ed25519: signs the ledger's checkpoints and receipts of erasures. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  readonly data: DataKeys;
}

/** Other processes' changes to the key file are seen within this many milliseconds. */
export const keyFilePause = 250;

/**
 * The keyring of `GANTRY_MASTER_KEY` (32 bytes, base64url or base64), else of the file `GANTRY_KEY_FILE`, else of the file
 * `master.key` in the folder. A file that is absent is made with mode 0600. All keys are derived from that one secret.
 *
 * @throws GantryError `bad-config` where it is not such a secret, or others may read the file. The secret is never told.
 */
export function createKeyring(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Keyring {
  const given = environment["GANTRY_MASTER_KEY"];
  if (given !== undefined && given !== "") {
    const material = materialOf(parseSecret(given, "the variable GANTRY_MASTER_KEY"));
    return keyringWith(material, fixedKeys(material));
  }
  const file = environment["GANTRY_KEY_FILE"] || path.join(folder, "master.key");
  const material = readKeyFile(file);
  return keyringWith(material, fileKeys(file, material));
}

/** A keyring in memory alone, of a secret of 32 bytes. Keys destroyed are destroyed in this very object. */
export function keyringOf(secret: Uint8Array): Keyring {
  const material = materialOf(secret);
  return keyringWith(material, memoryKeys(material));
}

const keyringWith = ({ hmac, signing: seed }: KeyMaterial, data: DataKeys): Keyring => {
  const signing = createPrivateKey({ key: pkcs8(seed), format: "der", type: "pkcs8" });
  return { hmac, signing, verifying: createPublicKey(signing), data };
};

/** RFC 8410: an Ed25519 private key is its 32-byte seed behind this fixed header. */
const pkcs8 = (seed: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);

const namer =
  (hmac: Uint8Array): DataKeys["name"] =>
  (kind, thing, generation) =>
    createHmac("sha256", secretKeyOf(hmac)).update(`key\0${kind}\0${generation}\0${thing}`).digest("hex").slice(0, 16);

function fixedKeys({ hmac, seeds }: KeyMaterial): DataKeys {
  return {
    name: namer(hmac),
    key: (leaf) => leafOf(seeds, leaf),
    destroy: () => {
      throw new GantryError("bad-config", "keys that come from GANTRY_MASTER_KEY can't be destroyed from here", {
        remedy:
          "write that secret into a file of mode 0600 that all processes share, name it in GANTRY_KEY_FILE, and unset GANTRY_MASTER_KEY",
      });
    },
    version: () => 0,
  };
}

function memoryKeys({ hmac, seeds }: KeyMaterial): DataKeys {
  let left: Seeds = seeds;
  let version = 0;
  return {
    name: namer(hmac),
    key: (leaf) => leafOf(left, leaf),
    destroy: (leaves) => {
      for (const leaf of leaves) left = puncture(left, leaf);
      version += 1;
    },
    version: () => version,
  };
}

function fileKeys(file: string, first: KeyMaterial): DataKeys {
  let material = first;
  let version = 0;
  let looked = performance.now();
  const stampOf = (): string => {
    const { ino, mtimeMs, size } = fs.statSync(file);
    return `${ino} ${mtimeMs} ${size}`;
  };
  let stamp = stampOf();
  const reload = (): void => {
    const found = stampOf();
    if (found === stamp) return;
    material = readKeyFile(file);
    stamp = found;
    version += 1;
  };
  const look = (): void => {
    const now = performance.now();
    if (now - looked < keyFilePause) return;
    looked = now;
    reload();
  };
  return {
    name: namer(first.hmac),
    key: (leaf) => {
      look();
      return leafOf(material.seeds, leaf);
    },
    destroy: (leaves) => {
      reload();
      const left = leaves.reduce<Seeds>(puncture, material.seeds);
      if (left === material.seeds) return;
      writeKeyFile(file, { ...material, seeds: left });
      material = { ...material, seeds: left };
      stamp = stampOf();
      version += 1;
    },
    version: () => {
      look();
      return version;
    },
  };
}
