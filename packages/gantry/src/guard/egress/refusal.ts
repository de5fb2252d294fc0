// Whether any model may be asked something, before it is asked.
import { GantryError } from "@gantry/contract";
import type { ModelEgress } from "../types.ts";
import type { House } from "./house.ts";
import { createRouter } from "./route.ts";

/** `Guard.refusal` over a house. */
export const createRefusal = (house: House): ((egress: ModelEgress) => Promise<GantryError | undefined>) => {
  const route = createRouter(house);
  return async (egress) => {
    try {
      route(egress, await house.policies(egress.run), await house.labels(egress.run));
      return undefined;
    } catch (error) {
      if (error instanceof GantryError && error.code === "policy-breach") return error;
      throw error;
    }
  };
};
