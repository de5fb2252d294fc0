// What runs that nobody waits for would take: of triggers and saved questions, held against the budgets before they begin.
import { GantryError } from "@gantry/contract";
import type { Estimate } from "@gantry/contract";
import { tenantOf } from "../run/index.ts";
import type { Foresee } from "../run/index.ts";
import type { ServeDeps } from "../serve/index.ts";
import type { createAfford } from "./budgets.ts";
import type { Project } from "./project.ts";

/** What a run would still spend: its planning has been paid already. */
export const aheadIn = ({ models }: Estimate): { readonly tokens: number; readonly cost: number } => {
  const ahead = models.filter(({ step }) => step !== "plan");
  const sum = (of: "tokens" | "cost"): number => ahead.reduce((total, it) => total + it[of], 0);
  return { tokens: sum("tokens"), cost: sum("cost") };
};

/** Nothing where the project sets no budget: then no price is asked for. */
export const createForesee = (
  { models }: Pick<Project, "models">,
  price: NonNullable<ServeDeps["price"]>,
  afford: ReturnType<typeof createAfford>,
): { readonly foresee?: Foresee } => {
  if ((models?.budgets ?? []).length === 0) return {};
  return {
    foresee: async (flow, { input, interpretation: read }, caller) => {
      const estimate = read.estimate ?? (await price(flow, input, caller));
      if (estimate === undefined) return { interpretation: read };
      const interpretation = { ...read, estimate };
      try {
        await afford({
          flow: flow.document.name,
          caller: caller.subject,
          tenant: tenantOf(caller),
          ...aheadIn(estimate),
        });
        return { interpretation };
      } catch (error) {
        if (!(error instanceof GantryError) || error.code !== "budget-exceeded") throw error;
        return { interpretation, refused: error };
      }
    },
  };
};
