// What every egress of a guard shares: policies, labels, vault, ledger.
import { setImmediate as nextTurn } from "node:timers/promises";
import { GantryError } from "@gantry/contract";
import type { ReceiptColumn, ReceiptImage } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import type { ActionDef } from "../../connect/kit/index.ts";
import type { Deployment, ModelRegistry, Usage } from "../../model/index.ts";
import type { Destination, Policy } from "../../policy/index.ts";
import type { GuardKeys } from "../keys.ts";
import { keyedHash } from "../keys.ts";
import type { LabelBook } from "../labels.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { KeptReplies } from "../reuse/kept.ts";
import { isTextLabel } from "../treat/plan.ts";
import type { Budgets, Guests, Spending } from "../ports.ts";
import type { KnownValue } from "../types.ts";
import type { Vault } from "../vault/vault.ts";

export interface House {
  readonly models: ModelRegistry;
  readonly action: (operation: string) => ActionDef;
  /** Of the columns and parameters of a run. */
  readonly labels: (run: string) => Promise<LabelBook>;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly keys: GuardKeys;
  /** The policy that the run pinned, and the current one when it differs: the stricter of both decides. */
  readonly policies: (run: string) => Promise<readonly Policy[]>;
  /** The policy in force now: decides what leaves before a run has begun. */
  readonly current: (run: string) => Promise<Policy>;
  /** Words that over-masking leaves, in lower case. */
  readonly vocabulary: ReadonlySet<string>;
  /** What the house itself is called: `public`. */
  readonly own: readonly KnownValue[];
  /** What may be spent; absent where no budget is set. */
  readonly budgets?: Budgets;
  readonly onEgress?: (egress: EgressFigures) => void;
  /** Replies that stand in other runs too; absent where none are kept. */
  readonly replies?: KeptReplies;
  /** Absent where guests can't call back. */
  readonly guests?: Guests;
  readonly onReuse?: (from: "equal" | "cache") => void;
  /** Integer from 0 up to, not including, `limit`. */
  readonly random?: (limit: number) => number;
}

/** How much left, and where to. */
export interface EgressFigures {
  readonly kind: EgressNote["kind"];
  readonly zone: string;
  readonly bytes: number;
}

/** What one egress says of itself in the ledger. */
export interface EgressNote {
  readonly id: string;
  readonly run: string;
  readonly step: string;
  readonly row: string;
  /** Of a call that carries several. */
  readonly rows?: readonly string[];
  readonly caller: string | null;
  readonly kind: "model" | "tool" | "mail" | "write";
  readonly destination: Destination;
  readonly policy: string;
  readonly columns: readonly ReceiptColumn[];
  readonly tokens: Readonly<Record<Label, number>>;
  /** By name: what left; only keyed hashes of it are written. */
  readonly values: Readonly<Record<string, string>>;
  /** Why this model and no other. */
  readonly reason?: string;
  /** The prompt that it was asked by, with its version. */
  readonly prompt?: string;
  /** What a model call is expected to take; null or absent for what costs nothing. */
  readonly spends?: Spending | null;
  /** Pictures among it. */
  readonly images?: readonly ReceiptImage[];
  /** Where it left for another purpose than the run's own. */
  readonly purpose?: "replay";
}

/** A token is about four characters; a reply of which nobody knows how long it may be counts as 500. */
export const spendsOf = ({ price }: Deployment, characters: number, output: number = 500): Spending => {
  const input = Math.ceil(characters / 4);
  return { tokens: input + output, cost: (input * price.input + output * price.output) / 1e6 };
};

/** What the ledger says of an egress: names, counts, keyed hashes. */
export const bodyOf = (note: EgressNote, keys: GuardKeys): Readonly<Record<string, unknown>> => ({
  egress: note.id,
  step: note.step,
  row: keyedHash(keys, "row", note.row),
  ...(note.rows === undefined ? {} : { rows: note.rows.map((row) => keyedHash(keys, "row", row)) }),
  egressKind: note.kind,
  destination: note.destination.name,
  zone: note.destination.zone,
  policy: note.policy,
  ...(note.reason === undefined ? {} : { reason: note.reason }),
  ...(note.prompt === undefined ? {} : { prompt: note.prompt }),
  ...(note.purpose === undefined ? {} : { purpose: note.purpose }),
  ...(note.images === undefined || note.images.length === 0 ? {} : { images: note.images }),
  columns: note.columns,
  tokens: note.tokens,
  hashes: Object.fromEntries(
    Object.entries(note.values).map(([name, value]) => [name, keyedHash(keys, "value", value)]),
  ),
});

/** Lets something leave, and waits until its end has its place in the ledger too. */
export const letOut = async <T>(...of: Parameters<typeof letLeave<T>>): Promise<T> => {
  const { result, recorded } = await letLeave(...of);
  await recorded;
  return result;
};

/** What `done` adds. */
export type Conclusion = Readonly<Record<string, unknown>> & { readonly usage?: Usage };

/** Something on its way: `attempted` is in the ledger, its end is not. The first end counts, later ones are ignored. */
export interface Leaving {
  /** Never throws: what has left has left, and losing it now would invite a second try. */
  done(conclusion: Conclusion): Promise<void>;
  /** `usage`: what was spent before it failed. */
  failed(error: unknown, usage?: Usage): Promise<void>;
}

/** What was used, where a conclusion tells it. */
const usedIn = ({ usage }: { readonly usage?: Usage }): Spending | undefined =>
  usage === undefined ? undefined : { tokens: usage.input + usage.output, cost: usage.cost };

/**
 * Takes what it will spend from the budgets and commits `attempted`. When a budget is spent (`budget-exceeded`), or the
 * ledger can't be written, it throws, and nothing may leave. `meanwhile` is done while the commit is on its way; what it
 * throws must come again when its work is needed.
 */
export const createLeaving = async (house: House, note: EgressNote, meanwhile?: () => void): Promise<Leaving> => {
  const base = { run: note.run, caller: note.caller };
  const told = { egress: note.id, step: note.step };
  const { spends = null } = note;
  const reserved =
    spends === null ? undefined : await house.budgets?.reserve({ run: note.run, caller: note.caller, ...spends });
  try {
    const written = house.ledger.append({ ...base, kind: "attempted", body: bodyOf(note, house.keys) });
    if (meanwhile !== undefined)
      await Promise.all([
        written,
        nextTurn()
          .then(meanwhile)
          .catch(() => {}),
      ]);
    else await written;
  } catch (error) {
    await reserved?.settle({ tokens: 0, cost: 0 }).catch(() => {});
    throw error;
  }
  if (house.onEgress) {
    const bytes = Object.values(note.values).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
    house.onEgress({ kind: note.kind, zone: note.destination.zone, bytes });
  }
  let isOver = false;
  const end = async (kind: "done" | "failed", body: Conclusion): Promise<void> => {
    if (isOver) return;
    isOver = true;
    const draft = { ...base, kind, body: { ...told, ...body } };
    // An `attempted` without an end says so itself: how a model's call ended nobody needs to wait for. Whether a mail or a
    // write came through decides what is done next.
    if (note.kind === "model") house.ledger.appendSoon(draft);
    // What a failed call has cost nobody tells: nothing, unless it had begun to reply.
    await reserved?.settle(usedIn(body) ?? { tokens: 0, cost: 0 }).catch(() => {});
    if (note.kind !== "model") await house.ledger.append(draft).catch(() => house.ledger.appendSoon(draft));
  };
  return {
    done: (conclusion) => end("done", conclusion),
    failed: (error, usage) =>
      end("failed", {
        code: error instanceof GantryError ? error.code : error === undefined ? "cancelled" : "internal",
        ...(usage === undefined ? {} : { usage }),
      }),
  };
};

/**
 * Lets something leave: `attempted` is committed first, `done` or `failed` after. `conclude` gives what `done` adds
 * (usage). When the ledger can't be written nothing leaves. `recorded` resolves when `done` has its place: what is checked
 * and kept of the result need not wait for it.
 */
export const letLeave = async <T>(
  house: House,
  note: EgressNote,
  leave: () => Promise<T>,
  conclude: (result: T) => Conclusion,
  meanwhile?: () => void,
): Promise<{ readonly result: T; readonly recorded: Promise<unknown> }> => {
  const leaving = await createLeaving(house, note, meanwhile);
  let result: T;
  try {
    result = await leave();
  } catch (error) {
    await leaving.failed(error);
    throw error;
  }
  return { result, recorded: leaving.done(conclude(result)) };
};

const covers = (rule: Label, label: Label): boolean =>
  rule === label || (rule.endsWith(".*") && `${label}.`.startsWith(rule.slice(0, -1)));

/** Whether some rule makes tokens of a label somewhere: then its values are kept as tokens in all that models write. */
export const namesSomebody = (policies: readonly Policy[]): ((label: Label) => boolean) => {
  const rules = policies.flatMap((policy) =>
    [...policy.treatments, ...(policy.narrowing ?? []).flat()].filter((rule) => rule.treatment === "token"),
  );
  const known = new Map<Label, boolean>();
  return (label) => {
    const before = known.get(label);
    if (before !== undefined) return before;
    const found = !isTextLabel(label) && rules.some((rule) => rule.label !== "*" && covers(rule.label, label));
    known.set(label, found);
    return found;
  };
};

export const versionsOf = (policies: readonly Policy[]): string => policies.map((policy) => policy.version).join("+");
