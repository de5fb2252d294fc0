// Limits of flows' runs as a project writes them, checked before anything starts.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import { nearMatches } from "../catalog/index.ts";
import type { Project } from "./project.ts";

const Count = z.int().positive();
const Policy = z.strictObject({
  concurrency: Count.optional(),
  tenantConcurrency: Count.optional(),
  startsPerMinute: Count.optional(),
  tenantStartsPerMinute: Count.optional(),
  priority: z.enum(["high", "normal", "low"]).optional(),
  deduplicate: z.literal("input").optional(),
});

/** @throws GantryError `bad-config` naming the flow and the word that is wrong. */
export function requireFittingQueues({ flows, queues = {} }: Pick<Project, "flows" | "queues">): void {
  const names = flows.map((flow) => flow.name);
  for (const [flow, policy] of Object.entries(queues)) {
    if (flow !== "*" && !names.includes(flow)) {
      const [near] = nearMatches(flow, names);
      throw new GantryError("bad-config", `queues: there is no flow "${flow}"`, {
        remedy:
          near === undefined ? `flows: ${names.join(", ")}; * for all that are not named` : `did you mean "${near}"?`,
      });
    }
    const parsed = Policy.safeParse(policy);
    if (parsed.success) continue;
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".")}${path.length > 0 ? ": " : ""}${message}`,
    );
    throw new GantryError("bad-config", `queues, flow "${flow}": ${issues.join("; ")}`);
  }
}
