// The prices of a house: of questions, and of published flows with their input, which many may ask for at once.
import type { Estimate } from "@gantry/contract";
import { GantryError } from "@gantry/contract";
import type { AskOptions } from "../../ask/index.ts";
import type { InputOptions } from "../../flow/index.ts";
import { access } from "../../policy/index.ts";
import type { PublishedFlow, ServeDeps } from "../../serve/index.ts";
import { priceOf } from "./price.ts";
import type { PriceOptions } from "./price.ts";

/** How long the price of a flow with its input stands for whoever may see the same, in milliseconds. */
const standing = 60_000;
const mostKept = 500;

export interface PricesOptions extends Omit<PriceOptions, "time"> {
  readonly time: () => InputOptions;
  readonly published: readonly PublishedFlow[];
}

export interface Prices {
  readonly price: NonNullable<AskOptions["price"]>;
  readonly priceOfFlow: NonNullable<ServeDeps["price"]>;
}

export const createPrices = ({ time, published, ...options }: PricesOptions): Prices => {
  const kept = new Map<string, { readonly until: number; readonly estimate: Promise<Estimate | undefined> }>();
  const find = (name: string): PublishedFlow | undefined => published.find((it) => it.document.name === name);
  return {
    price: async ({ flow, input, made }, caller, planning) => {
      const found = made ?? find(flow);
      if (found === undefined) throw new GantryError("not-found", `there is no published flow "${flow}"`);
      return priceOf(found, input, caller, { ...options, time: time() }, planning);
    },
    priceOfFlow: (flow, input, caller) => {
      const own = find(flow.document.name) ?? flow;
      const now = time();
      const key = JSON.stringify([
        flow.document.name,
        input,
        now.today,
        access(options.policy, caller),
        Object.keys(caller.tokens).length > 0 ? caller.subject : null,
      ]);
      const before = kept.get(key);
      if (before !== undefined && before.until > Date.now()) return before.estimate;
      // A price that can't be told holds up no run.
      const estimate = priceOf(own, input, caller, { ...options, time: now }).catch((error: unknown) => {
        if (error instanceof GantryError) return undefined;
        throw error;
      });
      kept.delete(key);
      kept.set(key, { until: Date.now() + standing, estimate });
      if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? "");
      return estimate;
    },
  };
};
