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
      const limits = budgets.flatMap((budget): SpendLimit[] => {
        const holder = budget.per === "tenant" ? "" : budget.per === "flow" ? flow : caller;
        if (holder === null || (budget.of !== undefined && budget.of !== holder)) return [];
        const period = periodOf(budget, clock().today);
        return [{ budget: budget.name, holder, period, tokens: budget.tokens ?? null, cost: budget.cost ?? null }];
      });
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
