// What a saved question says, and by what its answers are compared: sealed, each under a key of its own.
import type { QuestionAlert } from "@gantry/contract";
import { createSealer, questionRows } from "../../store/index.ts";
import type { DataKeys, Queryable } from "../../store/index.ts";
import type { Fingerprint } from "./change.ts";

/** As its owner saved it. */
export interface SavedQuestion {
  readonly name: string;
  readonly question: string | null;
  readonly flow: string | null;
  readonly input: Readonly<Record<string, string | number>>;
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  readonly alert: QuestionAlert | null;
}

export interface KeptQuestions {
  seal(id: string, saved: SavedQuestion): Uint8Array;
  /** Undefined once it was erased. */
  open(id: string, sealed: Uint8Array): SavedQuestion | undefined;
  sealPrint(id: string, key: string, print: Fingerprint): Uint8Array;
  openPrint(id: string, key: string, sealed: Uint8Array): Fingerprint | undefined;
  search(finder: { readonly isIn: (value: unknown) => boolean }, forget: boolean): Promise<number>;
}

export function createKeptQuestions(pool: Queryable, keyring: { readonly data: DataKeys }): KeptQuestions {
  const sealer = createSealer(keyring);
  const nameOf = (id: string): string => `question ${id}`;
  const open: KeptQuestions["open"] = (id, sealed) =>
    // Sealed here, and authenticated.
    sealer.box(nameOf(id)).openIfKept(sealed, "question") as SavedQuestion | undefined;
  return {
    seal: (id, saved) => sealer.box(nameOf(id)).seal(saved, "question"),
    open,
    sealPrint: (id, key, print) => sealer.box(nameOf(id)).seal(print, `print/${key}`),
    openPrint: (id, key, sealed) =>
      // Sealed here, and authenticated.
      sealer.box(nameOf(id)).openIfKept(sealed, `print/${key}`) as Fingerprint | undefined,
    search: async (finder, forget) => {
      const found = (await questionRows.list(pool)).filter(({ id, sealed }) => finder.isIn(open(id, sealed)));
      if (forget && found.length > 0) {
        const ids = found.map((it) => it.id);
        keyring.data.destroy(ids.map((id) => sealer.runKey(nameOf(id))));
        await questionRows.remove(pool, ids);
      }
      return found.length;
    },
  };
}
