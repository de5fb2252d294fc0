// Budgets of a project over the store: which hold for a call, by the company's day and month.
import { GantryError } from "@gantry/contract";
import type { Budgets } from "../guard/index.ts";
import type { BudgetDocument } from "../model/index.ts";
import type { SpendLimit, SpendingStore } from "../store/index.ts";

/** What is asked over `/v1` belongs to no flow. */
export const surfaceFlow = "v1";

export interface BudgetOptions {
  readonly budgets: readonly BudgetDocument[];
  readonly store: Pick<SpendingStore, "reserve" | "adjust">;
  /** Name of a run's flow; undefined for what is none. */
  readonly flowOf: (run: string) => Promise<string | undefined>;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

export const periodOf = ({ period }: Pick<BudgetDocument, "period">, today: string): string =>
  period === "day" ? today : `${today.slice(0, 7)}-01`;

const sayOf = ({ name, per, period, tokens, cost }: BudgetDocument): string => {
  const limits = [...(tokens === undefined ? [] : [`${tokens} tokens`]), ...(cost === undefined ? [] : [`$${cost}`])];
  return `budget "${name}" (${limits.join(", ")} a ${period}${per === "tenant" ? "" : ` for each ${per}`})`;
};

/** Undefined where there are none: then nothing is counted but in the ledger. */
export const createBudgets = ({ budgets, store, flowOf, today }: BudgetOptions): Budgets | undefined => {
  if (budgets.length === 0) return undefined;
  const needsFlow = budgets.some(({ per }) => per === "flow");
  return {
    async reserve({ run, caller, tokens, cost }) {
      const flow = needsFlow ? ((await flowOf(run)) ?? surfaceFlow) : surfaceFlow;
      const limits = budgets.flatMap((budget): SpendLimit[] => {
        const holder = budget.per === "tenant" ? "" : budget.per === "flow" ? flow : caller;
        if (holder === null || (budget.of !== undefined && budget.of !== holder)) return [];
        const period = periodOf(budget, today());
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
