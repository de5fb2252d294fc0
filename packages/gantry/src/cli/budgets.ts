// Budgets of a project over the store: which hold for a call, by the company's day and month.
import { GantryError } from "@gantry/contract";
import type { Budgets } from "../guard/index.ts";
import type { BudgetDocument } from "../model/index.ts";
import type { SpendLimit, SpendingStore } from "../store/index.ts";
import type { Project } from "./project.ts";

/** What is asked over `/v1` belongs to no flow. */
const surfaceFlow = "v1";

const periodOf = ({ period }: Pick<BudgetDocument, "period">, today: string): string =>
  period === "day" ? today : `${today.slice(0, 7)}-01`;

const sayOf = ({ name, per, period, tokens, cost }: BudgetDocument): string => {
  const limits = [...(tokens === undefined ? [] : [`${tokens} tokens`]), ...(cost === undefined ? [] : [`$${cost}`])];
  return `budget "${name}" (${limits.join(", ")} a ${period}${per === "tenant" ? "" : ` for each ${per}`})`;
};

/** Whom a call or a run is charged to. */
interface Charged {
  readonly flow: string;
  readonly caller: string | null;
}

/** A budget that something is charged to, as the store counts it. */
interface Applies {
  readonly budget: BudgetDocument;
  readonly limit: SpendLimit;
}

const applying = (budgets: readonly BudgetDocument[], { flow, caller }: Charged, today: string): readonly Applies[] =>
  budgets.flatMap((budget): Applies[] => {
    const holder = budget.per === "tenant" ? "" : budget.per === "flow" ? flow : caller;
    if (holder === null || (budget.of !== undefined && budget.of !== holder)) return [];
    const period = periodOf(budget, today);
    const { tokens = null, cost = null } = budget;
    return [{ budget, limit: { budget: budget.name, holder, period, tokens, cost } }];
  });

/**
 * The guard's option, or none where the project sets no budget: then nothing is counted but in the ledger.
 *
 * @param flowOf name of a run's flow; undefined for what is none
 */
export const createBudgets = (
  { models }: Pick<Project, "models">,
  { spending }: { readonly spending: Pick<SpendingStore, "reserve" | "adjust"> },
  flowOf: (run: string) => Promise<string | undefined>,
  clock: () => { readonly today: string },
): { readonly budgets?: Budgets } => {
  const budgets = models?.budgets ?? [];
  return budgets.length === 0 ? {} : { budgets: over(budgets, spending, flowOf, clock) };
};

const over = (
  budgets: readonly BudgetDocument[],
  store: Pick<SpendingStore, "reserve" | "adjust">,
  flowOf: (run: string) => Promise<string | undefined>,
  clock: () => { readonly today: string },
): Budgets => {
  const needsFlow = budgets.some(({ per }) => per === "flow");
  return {
    async reserve({ run, caller, tokens, cost }) {
      const flow = needsFlow ? ((await flowOf(run)) ?? surfaceFlow) : surfaceFlow;
      const limits = applying(budgets, { flow, caller }, clock().today).map(({ limit }) => limit);
      if (limits.length === 0) return { settle: async () => {} };
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
