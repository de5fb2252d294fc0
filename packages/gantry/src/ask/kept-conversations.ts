// Conversations that outlive the process: sealed in the store, each under a key of its own that an erasure destroys.
import { GantryError } from "@gantry/contract";
import type { Choice, ProblemCode } from "@gantry/contract";
import { createSealer } from "../store/index.ts";
import type { ConversationKey, ConversationStore, DataKeys } from "../store/index.ts";
import type { Caller } from "../policy/index.ts";
import type { SearchedConversations } from "./conversations.ts";
import { emptyMemory, remember } from "./memory.ts";
import type { Memory, Turn } from "./memory.ts";
import type { Conversations, Planned } from "./types.ts";

export interface KeptConversationsOptions {
  readonly store: ConversationStore;
  readonly keyring: { readonly data: DataKeys };
  readonly now?: () => Date;
}

/** A problem as JSON: an error's own properties don't survive it by themselves. */
interface KeptProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly where?: Readonly<Record<string, string>> | undefined;
  readonly choices?: readonly Choice[] | undefined;
}

type KeptTurn = Omit<Turn, "planned"> & { readonly planned: unknown };

const about = "conversations";

/** Under this name its key stands among those of runs. */
const boxName = ({ tenant, subject, id }: ConversationKey): string =>
  `conversation ${JSON.stringify([tenant, subject, id])}`;

/**
 * A conversation belongs to one caller of one tenant: another's of the same name finds nothing. `search` looks through all
 * of them; what it forgets can't be opened in a backup either, since its key is destroyed.
 */
export function keptConversations(options: KeptConversationsOptions): Conversations & SearchedConversations {
  const { store, keyring, now = () => new Date() } = options;
  const sealer = createSealer(keyring);
  const open = (key: ConversationKey, sealed: Uint8Array): Memory => {
    const kept = sealer.box(boxName(key)).openIfKept(sealed, about);
    return kept === undefined ? emptyMemory : thawed(kept);
  };
  const recall = async (caller: Caller, conversation: string): Promise<Memory> => {
    const key = keyOf(caller, conversation);
    const found = await store.find(key);
    return found ? open(key, found.sealed) : emptyMemory;
  };
  return {
    recall,
    last: async (caller, conversation) => (await recall(caller, conversation)).turns.at(-1)?.planned ?? null,
    keep: async (caller, conversation, planned, question) => {
      const key = keyOf(caller, conversation);
      const turn: Turn = { at: now().toISOString(), ...(question === undefined ? {} : { question }), planned };
      await store.change(key, (sealed) => {
        const memory = remember(sealed ? open(key, sealed) : emptyMemory, turn);
        return sealer.box(boxName(key)).seal(frozen(memory), about);
      });
    },
    search: async (finder, forget) => {
      const found: ConversationKey[] = [];
      for await (const page of store.pages()) {
        for (const { sealed, tenant, subject, id } of page) {
          const key = { tenant, subject, id };
          // Whoever asked may be the one who is looked for.
          if (sealed.length > 0 && finder.isIn({ subject, memory: frozen(open(key, sealed)) })) found.push(key);
        }
      }
      if (forget && found.length > 0) {
        keyring.data.destroy(found.map((key) => sealer.runKey(boxName(key))));
        for (const key of found) await store.remove(key);
      }
      return found.length;
    },
  };
}

const keyOf = ({ subject, attributes }: Caller, id: string): ConversationKey => ({
  tenant: attributes["tenant"] ?? "",
  subject,
  id,
});

const frozen = ({ turns, ...rest }: Memory): unknown => ({
  ...rest,
  turns: turns.map(({ planned, ...turn }) => ({
    ...turn,
    planned: planned.kind === "unable" ? { ...planned, problem: problemOf(planned.problem) } : planned,
  })),
});

const problemOf = ({ code, message, remedy, where, choices }: GantryError): KeptProblem => ({
  code,
  message,
  remedy,
  where,
  choices,
});

/** Of what `frozen` made: it was sealed here, and is authenticated. */
const thawed = (kept: unknown): Memory => {
  const { turns, ...rest } = kept as Omit<Memory, "turns"> & { readonly turns: readonly KeptTurn[] };
  return { ...rest, turns: turns.map((turn) => ({ ...turn, planned: plannedOf(turn.planned) })) };
};

const plannedOf = (kept: unknown): Planned => {
  const planned = kept as Planned | { readonly kind: "unable"; readonly problem: KeptProblem };
  if (planned.kind !== "unable") return planned;
  const { code, message, ...rest } = planned.problem;
  const choices = "choices" in planned ? planned.choices : [];
  return { ...planned, choices, problem: new GantryError(code, message, rest) };
};
