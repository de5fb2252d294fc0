// Budgets of a project over the store: which hold for a call, by the company's day and month.
import { GantryError } from "@gantry/contract";
import type { Budgets } from "../guard/index.ts";
import type { BudgetDocument } from "../model/index.ts";
import type { SpendLimit, SpendingStore } from "../store/index.ts";
import { usualTenant } from "../run/index.ts";
import type { Project } from "./project.ts";

/** What is asked over `/v1` belongs to no flow. */
const surfaceFlow = "v1";

const periodOf = ({ period }: Pick<BudgetDocument, "period">, today: string): string =>
  period === "day" ? today : `${today.slice(0, 7)}-01`;

const sayOf = ({ name, per, period, tokens, cost }: BudgetDocument): string => {
  const limits = [...(tokens === undefined ? [] : [`${tokens} tokens`]), ...(cost === undefined ? [] : [`$${cost}`])];
  return `budget "${name}" (${limits.join(", ")} a ${period} for each ${per})`;
};

/** Whom a call or a run is charged to. */
interface Charged {
  readonly flow: string;
  readonly caller: string | null;
  readonly tenant: string;
}

/** A budget that something is charged to, as the store counts it. */
interface Applies {
  readonly budget: BudgetDocument;
  readonly limit: SpendLimit;
}

const applying = (budgets: readonly BudgetDocument[], charged: Charged, today: string): readonly Applies[] =>
  budgets.flatMap((budget): Applies[] => {
    const name = charged[budget.per];
    if (name === null || (budget.of !== undefined && budget.of !== name)) return [];
    // Most houses have one tenant, which has no name.
    const holder = budget.per === "tenant" && name === usualTenant ? "" : name;
    const period = periodOf(budget, today);
    const { tokens = null, cost = null } = budget;
    return [{ budget, limit: { budget: budget.name, holder, period, tokens, cost } }];
  });

/** A run as it is charged. */
export type ChargedRun = Pick<Charged, "flow" | "tenant">;

/**
 * The guard's option, or none where the project sets no budget: then nothing is counted but in the ledger.
 *
 * @param runOf undefined for what is no run, or none yet
 */
export const createBudgets = (
  { models }: Pick<Project, "models">,
  { spending }: { readonly spending: Pick<SpendingStore, "reserve" | "adjust"> },
  runOf: (run: string) => Promise<ChargedRun | undefined>,
  clock: () => { readonly today: string },
): { readonly budgets?: Budgets } => {
  const budgets = models?.budgets ?? [];
  return budgets.length === 0 ? {} : { budgets: over(budgets, spending, runOf, clock) };
};

const over = (
  budgets: readonly BudgetDocument[],
  store: Pick<SpendingStore, "reserve" | "adjust">,
  runOf: (run: string) => Promise<ChargedRun | undefined>,
  clock: () => { readonly today: string },
): Budgets => {
  const needsRun = budgets.some(({ per }) => per !== "caller");
  return {
    async reserve({ run, caller, tenant = usualTenant, tokens, cost, unpriced }) {
      const of = (needsRun ? await runOf(run) : undefined) ?? { flow: surfaceFlow, tenant };
      const applies = applying(budgets, { ...of, caller }, clock().today);
      if (applies.length === 0) return { settle: async () => {} };
      if (unpriced !== undefined) requirePrice(applies, unpriced);
      const limits = applies.map(({ limit }) => limit);
      const overdrawn = await store.reserve(limits, { tokens, cost });
      const found = budgets.find(({ name }) => name === overdrawn);
      if (found !== undefined)
        throw new GantryError("budget-exceeded", `${sayOf(found)} would be overdrawn by this call`, {
          where: { budget: found.name },
          remedy: `wait for the next ${found.period}, or have it raised; \`gantry model usage\` shows what was spent`,
        });
      return {
        settle: (spent) => store.adjust(limits, { tokens: spent.tokens - Math.round(tokens), cost: spent.cost - cost }),
      };
    },
  };
};

/** What a model costs that nobody has put a price on, no budget in money can hold back. */
function requirePrice(applies: readonly Applies[], model: string): void {
  const found = applies.find(({ budget }) => budget.cost !== undefined)?.budget;
  if (found === undefined) return;
  throw new GantryError("budget-exceeded", `nobody knows what "${model}" costs, and ${sayOf(found)} is to be kept`, {
    where: { budget: found.name, model },
    remedy: `give its deployment a price: { input, output } in US dollars a million tokens (0 where it costs nothing), or set GANTRY_MODEL_PRICE="input,output"`,
  });
}

/** A run that is about to begin, with what it would still spend on models. */
export interface Foreseen extends Charged {
  readonly tokens: number;
  readonly cost: number;
}

/**
 * Whether every budget that a run would be charged to has room for all of it.
 * @throws GantryError `budget-exceeded` naming the budget, what the run would take and what is left.
 */
export const createAfford =
  (
    { models }: Pick<Project, "models">,
    { spending }: { readonly spending: Pick<SpendingStore, "spent"> },
    clock: () => { readonly today: string },
  ) =>
  async ({ tokens, cost, ...charged }: Foreseen): Promise<void> => {
    const { today } = clock();
    const applies = applying(models?.budgets ?? [], charged, today);
    if (applies.length === 0 || (tokens === 0 && cost === 0)) return;
    const rows = await spending.spent(`${today.slice(0, 7)}-01`);
    for (const { budget, limit } of applies) {
      const spent = rows.find(
        (it) => it.budget === limit.budget && it.holder === limit.holder && it.period === limit.period,
      );
      const left = {
        tokens: Math.max(0, (limit.tokens ?? Infinity) - (spent?.tokens ?? 0)),
        cost: Math.max(0, (limit.cost ?? Infinity) - (spent?.cost ?? 0)),
      };
      const isOver = tokens > left.tokens ? "tokens" : cost > left.cost ? "cost" : undefined;
      if (isOver === undefined) continue;
      const [takes, has] =
        isOver === "tokens"
          ? [`about ${Math.round(tokens)} tokens`, `${left.tokens} are left`]
          : [`about $${cost.toFixed(4)}`, `$${left.cost.toFixed(4)} is left`];
      throw new GantryError(
        "budget-exceeded",
        `the run would take ${takes}, and of ${sayOf(budget)} ${has}: it is not begun`,
        {
          where: { budget: budget.name },
          remedy: `ask for fewer rows, wait for the next ${budget.period}, or have the budget raised; \`gantry model usage\` shows what was spent`,
        },
      );
    }
  };
