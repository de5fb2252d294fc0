// Seals what a run keeps: AES-256-GCM under a key made of the run's and of every subject's that the thing tells of.
import { createCipheriv, createDecipheriv, createSecretKey, hash, randomFillSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { GantryError } from "@gantry/contract";
import type { DataKeys } from "./keys/index.ts";

/** Somebody or something that rows tell of, by table and key: `crm.contacts:0031`. */
export type SubjectKey = string;

/** Seals and opens JSON values and bytes of one run. No I/O. */
export interface Box {
  /**
   * A value of bytes comes back as such.
   *
   * @param about what the value is ("step_results/risk"); authenticated, so that no sealed value can take another's place
   * @param subjects whom it tells of: with the key of any of them it is gone
   */
  seal(value: unknown, about: string, subjects?: readonly SubjectKey[]): Buffer;
  /** Seals under the keys of the same subjects as something that was sealed before. */
  sealLike(value: unknown, about: string, before: Uint8Array): Buffer;
  /** @throws GantryError `internal` when the bytes were changed or belong to another place, `expired` when a key was destroyed. */
  open(sealed: Uint8Array, about: string): unknown;
  /** As `open`, but undefined when a key was destroyed. */
  openIfKept(sealed: Uint8Array, about: string): unknown;
  /** 32 bytes of this run, for a purpose of its own. */
  secret(purpose: string): Uint8Array;
}

export interface Sealer {
  box(run: string): Box;
  /** A box that seals under the run's next key, so that the one in use can be destroyed. */
  nextBox(run: string): Box;
  /** The keys under which a value was sealed, by their names in the tree. */
  keysIn(sealed: Uint8Array): readonly string[];
  /** The run's key in use, by its name in the tree. */
  runKey(run: string): string;
  /** The key of a subject in use. */
  subjectKey(subject: SubjectKey): string;
  /** Another number as soon as keys were destroyed: what was opened before must not be shown any more. */
  version(): number;
}

const version = 2;
/** Bits of a form: compressed by zstd; bytes, and not JSON. */
const [compressed, raw] = [1, 2];
const [nameBytes, ivBytes, tagBytes] = [8, 12, 16];
/** Below this many bytes compression costs more than it saves. */
const compressFrom = 1024;
const mostKeys = 255;
/** Keys and names kept: as many as the runs at work need, and not of all that wait. */
const remembered = 5_000;

export function createSealer({ data }: { readonly data: DataKeys }): Sealer {
  const keys = new Map<string, KeyObject>();
  const names = new Map<string, string>();
  let seen = data.version();

  /** Forgets what was derived from keys that may be gone. */
  const refresh = (): void => {
    const now = data.version();
    if (now === seen) return;
    seen = now;
    keys.clear();
    names.clear();
  };
  const remember = <T>(map: Map<string, T>, name: string, value: T): T => {
    if (map.size >= remembered) map.delete(map.keys().next().value ?? "");
    map.set(name, value);
    return value;
  };

  /** The first key of a thing that stands: a destroyed one is not used again. */
  const nameOf = (kind: "run" | "subject", thing: string): string => {
    refresh();
    const known = names.get(`${kind} ${thing}`);
    if (known !== undefined) return known;
    let generation = 0;
    let name = data.name(kind, thing, generation);
    while (data.key(name) === undefined) name = data.name(kind, thing, (generation += 1));
    return remember(names, `${kind} ${thing}`, name);
  };
  const nextOf = (run: string): string => {
    let generation = 0;
    const used = nameOf("run", run);
    while (data.name("run", run, generation) !== used) generation += 1;
    do generation += 1;
    while (data.key(data.name("run", run, generation)) === undefined);
    return data.name("run", run, generation);
  };

  /** One key of many: all of them are needed. Undefined when one was destroyed. */
  const joined = (all: readonly string[]): KeyObject | undefined => {
    refresh();
    const place = all.join(" ");
    const known = keys.get(place);
    if (known !== undefined) return known;
    const parts: Uint8Array[] = [Buffer.from("gantry/seal")];
    for (const name of all) {
      const key = data.key(name);
      if (key === undefined) return undefined;
      parts.push(key);
    }
    return remember(keys, place, createSecretKey(hash("sha256", Buffer.concat(parts), "buffer")));
  };

  const boxWith = (run: string, runKey: () => string): Box => {
    const openIfKept: Box["openIfKept"] = (sealed, about) => {
      const key = joined(keysIn(sealed));
      if (key === undefined) return undefined;
      const bytes = decrypt(key, sealed, `${run}/${about}`);
      return ((sealed[1] ?? 0) & raw) === 0 ? JSON.parse(bytes.toString("utf8")) : bytes;
    };
    const sealUnder = (value: unknown, about: string, others: readonly string[]): Buffer => {
      const all = [runKey(), ...others];
      const key = joined(all);
      if (key === undefined) throw erased(run);
      const [bytes, form] = value instanceof Uint8Array ? [value, raw] : [Buffer.from(JSON.stringify(value)), 0];
      return bytes.length < compressFrom
        ? encrypt(key, all, bytes, `${run}/${about}`, form)
        : encrypt(key, all, zstdCompressSync(bytes), `${run}/${about}`, form | compressed);
    };
    return {
      seal: (value, about, subjects = []) => {
        const others = [...new Set(subjects)].slice(0, mostKeys - 1).map((it) => nameOf("subject", it));
        return sealUnder(value, about, others.sort());
      },
      sealLike: (value, about, before) => sealUnder(value, about, keysIn(before).slice(1)),
      openIfKept,
      open: (sealed, about) => {
        const value = openIfKept(sealed, about);
        if (value === undefined) throw erased(run);
        return value;
      },
      secret: (purpose) => {
        const key = joined([runKey()]);
        if (key === undefined) throw erased(run);
        return hash("sha256", Buffer.concat([Buffer.from(`gantry/${purpose}\0`), key.export()]), "buffer");
      },
    };
  };

  return {
    box: (run) => boxWith(run, () => nameOf("run", run)),
    nextBox: (run) => {
      const next = nextOf(run);
      return boxWith(run, () => next);
    },
    keysIn,
    runKey: (run) => nameOf("run", run),
    subjectKey: (subject) => nameOf("subject", subject),
    version: () => {
      refresh();
      return seen;
    },
  };
}

const erased = (run: string): GantryError =>
  new GantryError("expired", "this was erased: its key is destroyed", { where: { run } });

/** Random bytes, drawn many at a time: a call for each nonce costs more than the cipher. */
const drawn = Buffer.alloc(ivBytes * 256);
let taken = drawn.length;

const drawNonce = (): Buffer => {
  if (taken === drawn.length) {
    randomFillSync(drawn);
    taken = 0;
  }
  taken += ivBytes;
  return Buffer.from(drawn.subarray(taken - ivBytes, taken));
};

/** Format: version, form (bit 0: zstd, bit 1: bytes and not JSON), number of keys, their names (8 bytes each; the run's first), then these are authenticated together with `about`: IV (12), tag (16), ciphertext. */
function encrypt(key: KeyObject, names: readonly string[], bytes: Uint8Array, about: string, form: number): Buffer {
  const iv = drawNonce();
  const header = Buffer.concat([Buffer.from([version, form, names.length]), Buffer.from(names.join(""), "hex")]);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.concat([header, Buffer.from(about)]));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), text]);
}

const changed = (cause?: unknown): GantryError =>
  new GantryError("internal", "sealed data can't be opened: it was changed, or sealed under another master key", {
    remedy: "check that GANTRY_MASTER_KEY or the key file (master.key) is the one this database was made with",
    cause,
  });

function keysIn(sealed: Uint8Array): readonly string[] {
  const count = sealed[2] ?? 0;
  const end = 3 + count * nameBytes;
  if (sealed[0] !== version || count === 0 || sealed.length < end) throw changed();
  const text = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).toString("hex", 3, end);
  return Array.from({ length: count }, (_, index) => text.slice(index * 2 * nameBytes, (index + 1) * 2 * nameBytes));
}

function decrypt(key: KeyObject, sealed: Uint8Array, about: string): Buffer {
  const end = 3 + (sealed[2] ?? 0) * nameBytes;
  const header = sealed.subarray(0, end);
  const text = end + ivBytes + tagBytes;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(end, end + ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.concat([header, Buffer.from(about)]));
    decipher.setAuthTag(sealed.subarray(end + ivBytes, text));
    const bytes = Buffer.concat([decipher.update(sealed.subarray(text)), decipher.final()]);
    return ((header[1] ?? 0) & compressed) !== 0 ? zstdDecompressSync(bytes) : bytes;
  } catch (cause) {
    throw changed(cause);
  }
}
