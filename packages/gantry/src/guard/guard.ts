// The guard, put together: the only door to models and channels.
import { GantryError } from "@gantry/contract";
import type { Catalog } from "../catalog/index.ts";
import type { ActionDef } from "../connect/kit/index.ts";
import type { ModelRegistry } from "../model/index.ts";
import type { Policy } from "../policy/index.ts";
import { createActionEgress } from "./egress/action-egress.ts";
import { createChatEgress } from "./egress/chat-egress.ts";
import type { EgressFigures, House } from "./egress/house.ts";
import { createClaims } from "./egress/claims.ts";
import { createDrawEgress } from "./egress/draw-egress.ts";
import { createInspect } from "./egress/inspect.ts";
import { createModelEgress, createRowsEgress } from "./egress/rows-egress.ts";
import { createQuestionEgress } from "./egress/question-egress.ts";
import { createReconcile } from "./egress/reconcile.ts";
import { createRecheck } from "./egress/recheck.ts";
import { createRefusal } from "./egress/refusal.ts";
import { createTextsEgress } from "./egress/texts-egress.ts";
import { createToolEgress } from "./egress/tool-egress.ts";
import { createScored } from "./egress/scored.ts";
import { createView } from "./egress/view.ts";
import type { GuardKeys } from "./keys.ts";
import { createLabelBook } from "./labels.ts";
import type { ParameterLabels } from "./labels.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { plainWords } from "./mask/words.ts";
import type { Budgets, Guests, ReplyStore, VaultStore } from "./ports.ts";
import { egressesOf } from "./receipt.ts";
import { createKeptReplies } from "./reuse/kept.ts";
import type { Guard } from "./types.ts";
import { createVault } from "./vault/vault.ts";

export interface GuardOptions {
  /** The policy, or the one that a run pinned. */
  readonly policy: Policy | ((run: string) => Policy | Promise<Policy>);
  /** What is in force now; each egress is decided by the stricter of both. Default: the pinned one alone. */
  readonly currentPolicy?: () => Policy;
  readonly catalog: Catalog;
  /** Labels of the run's parameters, by name without `$`. Default: the day and a period's ends are `public`, others `input.text`. */
  readonly parameterLabels?: (run: string) => ParameterLabels | Promise<ParameterLabels>;
  readonly models: ModelRegistry;
  readonly vaultStore: VaultStore;
  readonly ledger: Ledger;
  readonly keys: GuardKeys;
  /** The connector's action for `<source>.<action>`; throws when there is none. Without it, `act` refuses. */
  readonly action?: (operation: string) => ActionDef;
  /** Product names and terms of the house, that are nobody's secret: over-masking leaves them. */
  readonly vocabulary?: readonly string[];
  /** Names of the house itself, which stand in what it writes and are nobody's secret. */
  readonly own?: readonly string[];
  /** What may be spent on models. Default: no limit. */
  readonly budgets?: Budgets;
  /** Told of each egress as it leaves. */
  readonly onEgress?: (egress: EgressFigures) => void;
  /** Keeps replies for steps that ask for it. Default: none are kept beyond a run. */
  readonly replies?: ReplyStore;
  /** Lets guests call back. Default: they can't. */
  readonly guests?: Guests;
  /** Told of each row that was answered with what is known already: nothing left. */
  readonly onReuse?: (from: "equal" | "cache") => void;
  /** For tests: an integer from 0 up to, not including, `limit`. */
  readonly random?: (limit: number) => number;
}

const noActions = (operation: string): ActionDef => {
  throw new GantryError("unsupported", `no connector offers ${operation} here`, { where: { operation } });
};

/** Makes the guard. It holds no state but caches, so each process may have its own over the same stores. */
export const createGuard = (options: GuardOptions): Guard => {
  const { policy, currentPolicy, parameterLabels } = options;
  const labelsWith = createLabelBook(options.catalog);
  const plainLabels = labelsWith({});
  const pinned = async (run: string): Promise<Policy> => (typeof policy === "function" ? policy(run) : policy);
  const house: House = {
    models: options.models,
    action: options.action ?? noActions,
    labels: async (run) => (parameterLabels === undefined ? plainLabels : labelsWith(await parameterLabels(run))),
    vault: createVault(options.vaultStore, options.keys),
    ledger: options.ledger,
    keys: options.keys,
    vocabulary: plainWords([...(options.vocabulary ?? []), ...(options.own ?? [])]),
    own: (options.own ?? []).map((value) => ({ value, label: "public" })),
    policies: async (run) => {
      const own = await pinned(run);
      const current = currentPolicy?.();
      return current === undefined || current.version === own.version ? [own] : [own, current];
    },
    current: async (run) => currentPolicy?.() ?? pinned(run),
    ...(options.budgets === undefined ? {} : { budgets: options.budgets }),
    ...(options.onEgress === undefined ? {} : { onEgress: options.onEgress }),
    ...(options.replies === undefined ? {} : { replies: createKeptReplies(options.replies, options.keys) }),
    ...(options.guests === undefined ? {} : { guests: options.guests }),
    ...(options.onReuse === undefined ? {} : { onReuse: options.onReuse }),
    ...(options.random === undefined ? {} : { random: options.random }),
  };
  const rows = createRowsEgress(house);
  return {
    model: createModelEgress(rows),
    rows,
    draw: createDrawEgress(house),
    scored: createScored(house),
    refusal: createRefusal(house),
    question: createQuestionEgress(house),
    chat: createChatEgress(house),
    texts: createTextsEgress(house),
    tool: createToolEgress(house),
    act: createActionEgress(house),
    reconcile: createReconcile(house),
    recheck: createRecheck(house),
    inspect: createInspect(house),
    view: createView(house),
    claims: createClaims(house),
    egresses: async (run) => egressesOf(await options.ledger.ofRun(run)),
    settled: () => options.ledger.drain(),
  };
};
