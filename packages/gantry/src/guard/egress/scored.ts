// An analytic model at work: nothing leaves for it, and who used which, and why that one, is in the ledger all the same.
import type { AnalyticUse } from "../types.ts";
import type { House } from "./house.ts";

/** `Guard.scored` over a house. */
export const createScored =
  ({ ledger }: Pick<House, "ledger">) =>
  ({ run, caller, step, deployment, rows, reason }: AnalyticUse): void => {
    const body = { step, destination: deployment.name, zone: deployment.zone, rows, reason };
    ledger.appendSoon({ kind: "scored", run, caller, body });
  };
