// The proof of what a planner made, over the sample's policy: nothing but its queries is there.
import { policy } from "../../../../../examples/meridian/policy.ts";
import type { Catalog } from "../../catalog/index.ts";
import { checkFlow } from "../../flow/index.ts";
import type { QueryEngine } from "../../query/index.ts";
import type { OpenQuestions } from "../types.ts";

export const checkOver =
  (catalog: Catalog, query: Pick<QueryEngine, "bind">): OpenQuestions["check"] =>
  (flow) =>
    checkFlow(flow, {
      flow: () => undefined,
      catalog,
      policy,
      bind: (sql, options) => query.bind(sql, options),
      deployments: [],
      score: () => undefined,
      action: () => undefined,
    });
