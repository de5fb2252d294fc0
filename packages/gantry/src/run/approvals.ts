// The verbs on approvals: what waits, one in full, a decision on it, decisions on several.
import { GantryError } from "@gantry/contract";
import type { ApprovalView, DecisionRequest, DecisionResult } from "@gantry/contract";
import type { Caller } from "../policy/index.ts";
import { approvalRows } from "../store/index.ts";
import { approvalDetail, approvalViews } from "./answer/index.ts";
import type { Viewer } from "./answer/viewing.ts";
import { decide } from "./decide.ts";
import { failureOf, orUnavailable } from "./failure.ts";
import type { House } from "./house.ts";
import { loadIfKept } from "./pinned.ts";
import type { PinnedRun } from "./pinned.ts";
import type { Runs } from "./types.ts";
import { canSee, requireSight } from "./visible.ts";

const missing = (id: string): GantryError =>
  new GantryError("not-found", "there is no such approval", { where: { approval: id } });

export function createApprovals(house: House): Pick<Runs, "approvals" | "approval" | "decide" | "decideEach"> {
  const { pool } = house.store;
  const viewerOf = (run: PinnedRun, caller: Caller): Viewer => ({ house, run, caller, tokens: {} });

  const decided: Runs["decide"] = async (id, request, caller) => {
    const { run, approval } = await decide(house, id, request, caller);
    const [view] = await approvalViews(viewerOf(run, caller), approval.step, [approval]);
    if (view) return view;
    throw missing(id);
  };

  const decidedOrNot = async (id: string, request: DecisionRequest, caller: Caller): Promise<DecisionResult> => {
    try {
      return { approval: id, view: await orUnavailable(() => decided(id, request, caller)) };
    } catch (error) {
      return { approval: id, problem: failureOf(error, { approval: id }).toProblem() };
    }
  };

  return {
    approvals: async (caller, filter = {}) => {
      const rows = await approvalRows.list(pool, { ...filter, roles: caller.roles, requestedBy: caller.subject });
      const views: ApprovalView[] = [];
      for (const together of Map.groupBy(rows, ({ run, step }) => `${run}/${step}`).values()) {
        const [{ run: id, step } = { run: "", step: "" }] = together;
        const run = await loadIfKept(house.load, id);
        if (run === undefined || !canSee(house, run, caller)) continue;
        views.push(...(await approvalViews(viewerOf(run, caller), step, together)));
      }
      return views;
    },

    approval: async (id, caller) => {
      const found = await approvalRows.find(pool, id);
      if (!found) throw missing(id);
      const run = await house.load(found.run);
      requireSight(house, run, caller);
      if (!caller.roles.includes(found.byRole) && run.caller.subject !== caller.subject) throw missing(id);
      const detail = await approvalDetail(viewerOf(run, caller), found);
      if (detail) return detail;
      throw missing(id);
    },

    decide: decided,

    decideEach: async ({ decisions }, caller) => {
      const results: DecisionResult[] = [];
      for (const { approval, ...request } of decisions) results.push(await decidedOrNot(approval, request, caller));
      return results;
    },
  };
}
