// The vault of tokens: values sealed per run and subject, so that destroying one key forgets one person.
import { randomBytes } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { TokenReference } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import type { GuardKeys } from "../keys.ts";
import type { VaultStore } from "../ports.ts";
import { createHmacSha256 } from "./hmac.ts";
import { seal, unseal } from "./seal.ts";
import { tokenFor } from "./token.ts";

export interface VaultEntry {
  readonly token: string;
  readonly value: string;
  readonly label: Label;
  readonly reference: TokenReference | null;
}

/** Makes the tokens of one run; no I/O, so it can be called in the middle of a text. */
export type Tokenize = (label: Label, value: string, canonical?: string) => string;

export interface Vault {
  /** The token maker of a run: the same value gets the same token in every process. */
  tokenizer(run: string): Promise<Tokenize>;
  /** Seals entries under the row's own key. Throws `expired` when the row's subject was erased. */
  keep(run: string, row: string, entries: readonly VaultEntry[]): Promise<void>;
  /** The entries of those tokens that were issued in the run (and row), and whose subject was not erased. */
  open(run: string, tokens: readonly string[], row?: string): Promise<ReadonlyMap<string, VaultEntry>>;
  /** Drops unwrapped keys from memory; what an erasure calls after the store has destroyed them. */
  forget(run: string, subject: string): void;
}

/** The subject whose key makes the tokens of a run. Rows have keys of their own. */
const runSubject = "*";
const cachedKeys = 4_096;

/** A vault over a store; data keys are wrapped by the master key, which never reaches the store. */
export const createVault = (store: VaultStore, keys: GuardKeys): Vault => {
  const cache = new Map<string, Uint8Array>();
  const slot = (run: string, subject: string): string => JSON.stringify([run, subject]);
  const remember = (run: string, subject: string, key: Uint8Array): Uint8Array => {
    const oldest = cache.keys().next();
    if (cache.size >= cachedKeys && oldest.done !== true) cache.delete(oldest.value);
    cache.set(slot(run, subject), key);
    return key;
  };
  const unwrap = (run: string, subject: string, wrapped: Uint8Array): Uint8Array => {
    try {
      return remember(run, subject, unseal(keys.master, wrapped, ["key", run, subject]));
    } catch (cause) {
      throw new GantryError("bad-config", `the keys of run ${run} were sealed under another master key`, {
        remedy: "start with the key file (or GANTRY_KEYS) that this data was made with",
        where: { run },
        cause,
      });
    }
  };
  const keyFor = async (run: string, subject: string): Promise<Uint8Array> => {
    const known = cache.get(slot(run, subject));
    if (known !== undefined) return known;
    const wrapped = await store.keepKey(run, subject, seal(keys.master, randomBytes(32), ["key", run, subject]));
    if (wrapped === null) {
      throw new GantryError("expired", `a subject of run ${run} was erased: nothing of it can be kept`, {
        where: { run },
      });
    }
    return unwrap(run, subject, wrapped);
  };
  const keysFor = async (run: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const subject of subjects) {
      const known = cache.get(slot(run, subject));
      if (known === undefined) missing.push(subject);
      else found.set(subject, known);
    }
    if (missing.length > 0) {
      for (const [subject, wrapped] of await store.findKeys(run, missing))
        found.set(subject, unwrap(run, subject, wrapped));
    }
    return found;
  };
  return {
    async tokenizer(run) {
      const key = await keyFor(run, runSubject);
      const keyed = createHmacSha256(key);
      return (label, value, canonical) => tokenFor(keyed, label, value, canonical);
    },
    async keep(run, row, entries) {
      if (entries.length === 0) return;
      const key = await keyFor(run, `row:${row}`);
      await store.put(
        entries.map(({ token, label, value, reference }) => ({
          run,
          row,
          token,
          label,
          sealed: seal(key, Buffer.from(value, "utf8"), [run, row, token, label]),
          reference,
        })),
      );
    },
    async open(run, tokens, row) {
      const wanted = [...new Set(tokens)];
      if (wanted.length === 0) return new Map();
      const entries = await store.find(run, wanted, row);
      const found = await keysFor(run, [...new Set(entries.map((entry) => `row:${entry.row}`))]);
      const opened = new Map<string, VaultEntry>();
      for (const entry of entries) {
        const key = found.get(`row:${entry.row}`);
        if (key === undefined || opened.has(entry.token)) continue;
        const plain = unseal(key, entry.sealed, [run, entry.row, entry.token, entry.label]);
        const value = Buffer.from(plain).toString("utf8");
        opened.set(entry.token, { token: entry.token, value, label: entry.label, reference: entry.reference });
      }
      return opened;
    },
    forget(run, subject) {
      cache.delete(slot(run, subject));
    },
  };
};
