// The vault of tokens: values sealed per run and subject, so that destroying one key forgets one person.
import type { TokenReference } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import { createSealer } from "../../store/index.ts";
import type { SubjectKey } from "../../store/index.ts";
import type { GuardKeys } from "../keys.ts";
import type { SealedEntry, VaultStore } from "../ports.ts";
import { createHmacSha256 } from "./hmac.ts";
import { tokenFor } from "./token.ts";

export interface VaultEntry {
  readonly token: string;
  readonly value: string;
  readonly label: Label;
  readonly reference: TokenReference | null;
}

/** As sealed. The erasure reads it too. */
export type VaultContent = Pick<VaultEntry, "value" | "reference">;

/** Makes the tokens of one run; no I/O, so it can be called in the middle of a text. */
export type Tokenize = (label: Label, value: string, canonical?: string) => string;

export interface Vault {
  /** The token maker of a run: the same value gets the same token in every process. */
  tokenizer(run: string): Tokenize;
  /** Seals entries under the keys of whom the row tells of, for `put` or for whoever keeps them with what names them. */
  seal(
    run: string,
    row: string,
    entries: readonly VaultEntry[],
    subjects?: readonly SubjectKey[],
  ): readonly SealedEntry[];
  put(sealed: readonly SealedEntry[]): Promise<void>;
  /** The entries of those tokens that were issued in the run (and row), and whose subjects were not erased. */
  open(run: string, tokens: readonly string[], row?: string): Promise<ReadonlyMap<string, VaultEntry>>;
}

/** What an entry is sealed as. */
export const vaultPlace = (entry: { readonly row: string; readonly token: string; readonly label: string }): string =>
  `vault/${JSON.stringify([entry.row, entry.token, entry.label])}`;

const [mostTokenizers, mostTokens] = [50, 5_000];

/** The same value stands in several columns and texts of a row: its token is reckoned once. */
const remembering = (keyed: ReturnType<typeof createHmacSha256>): Tokenize => {
  const tokens = new Map<Label, Map<string, Map<string, string>>>();
  let size = 0;
  return (label, value, canonical = value) => {
    const known = tokens.get(label)?.get(canonical)?.get(value);
    if (known !== undefined) return known;
    if (size >= mostTokens) {
      tokens.clear();
      size = 0;
    }
    const token = tokenFor(keyed, label, value, canonical);
    const ofLabel = tokens.get(label) ?? new Map<string, Map<string, string>>();
    const forms = ofLabel.get(canonical) ?? new Map<string, string>();
    tokens.set(label, ofLabel.set(canonical, forms.set(value, token)));
    size += 1;
    return token;
  };
};

/** A vault over a store; keys never reach the store. */
export const createVault = (store: VaultStore, keys: GuardKeys): Vault => {
  const sealer = createSealer(keys);
  const tokenizers = new Map<string, Tokenize>();
  return {
    tokenizer(run) {
      const secret = sealer.box(run).secret("tokens");
      const place = Buffer.from(secret).toString("base64");
      const known = tokenizers.get(place);
      if (known !== undefined) return known;
      const made = remembering(createHmacSha256(secret));
      if (tokenizers.size >= mostTokenizers) tokenizers.delete(tokenizers.keys().next().value ?? "");
      tokenizers.set(place, made);
      return made;
    },
    seal(run, row, entries, subjects = []) {
      if (entries.length === 0) return [];
      const box = sealer.box(run);
      return entries.map(({ token, label, value, reference }) => ({
        run,
        row,
        token,
        label,
        sealed: box.seal({ value, reference } satisfies VaultContent, vaultPlace({ row, token, label }), subjects),
      }));
    },
    async put(sealed) {
      if (sealed.length > 0) await store.put(sealed);
    },
    async open(run, tokens, row) {
      const wanted = [...new Set(tokens)];
      if (wanted.length === 0) return new Map();
      const box = sealer.box(run);
      const opened = new Map<string, VaultEntry>();
      for (const entry of await store.find(run, wanted, row)) {
        if (opened.has(entry.token)) continue;
        // Sealed by `keep`, and authenticated.
        const content = box.openIfKept(entry.sealed, vaultPlace(entry)) as VaultContent | undefined;
        if (content !== undefined) opened.set(entry.token, { token: entry.token, label: entry.label, ...content });
      }
      return opened;
    },
  };
};
