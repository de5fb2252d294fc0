// Tools of servers that a `reason` step offers its model: whether they may be called, what they give, and that whatever the
// model could have read may stand in what they are asked.
import { toolPath } from "../../connect/kit/index.ts";
import type { FindTool, Tool } from "../../connect/kit/index.ts";
import { decide } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import { argumentsColumn, toolColumn } from "../tool-columns.ts";
import type { ReasonStep, Shape, ShapeColumn } from "../types.ts";
import { breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";
import { expose } from "./exposure.ts";
import { atMost, isLet } from "./reason-levels.ts";

export const toolDestination = (tool: Tool): Destination => ({ kind: "tool", zone: tool.zone, name: toolPath(tool) });

/** Those of a step that may be called. */
export const toolsOf = ({ tools: { mcp = [] } }: ReasonStep, find: FindTool | undefined): readonly Tool[] =>
  mcp.flatMap(({ server, tool }) => {
    const found = find?.(server, tool);
    return found === undefined || "refused" in found ? [] : [found];
  });

/** Those of a step that may be called; tells of the others. */
export function toolsIn(check: Check, name: string, step: ReasonStep): readonly Tool[] {
  for (const { server, tool } of step.tools.mcp ?? []) {
    const found = check.tool?.(server, tool);
    if (found === undefined) {
      breach(check, name, "unknown-tool", `step "${name}": there are no tool servers`, "name them with `defineTools`");
    } else if ("refused" in found) breach(check, name, found.code, `step "${name}": ${found.refused}`, found.remedy);
  }
  return toolsOf(step, check.tool);
}

export const toolShape = (tool: Tool): Shape & { readonly table: string } => ({
  table: toolPath(tool),
  columns: [toolColumn(tool.labels, toolPath(tool))],
  control: [],
});

interface Asked {
  readonly rows: Shape;
  /** Columns of the template. */
  readonly read: readonly ShapeColumn[];
  /** What the step's other tools could show. */
  readonly shown: readonly Shape[];
}

/**
 * What stands in the template always may; what it could read counts at the strongest level that the policy lets go there,
 * and once it has read what may not, the tool is closed to it. After text from outside all of them are.
 */
export function exposeTools(check: Check, name: string, tools: readonly Tool[], { rows, read, shown }: Asked): void {
  for (const destination of tools.map(toolDestination)) {
    const columns = shown.flatMap((table) => table.columns.filter((it) => it.endorsed));
    const reached = columns.flatMap((it) => atMost(check, it, destination));
    const steering = [...shown.flatMap((it) => it.control), ...reached.flatMap((it) => Object.keys(it.sources))].filter(
      (source) => isLet(check, labelsOf(check, source), "control", destination),
    );
    for (const column of read.filter((it) => isDropped(check, it, destination))) {
      breach(
        check,
        name,
        "dropped-for-tool",
        `step "${name}": the policy leaves column "${column.name}" out of what tool "${destination.name}" gets, and a model that has read it can't unlearn it`,
        "leave it out of the template, or let the policy make a token of it there",
      );
    }
    expose(check, {
      step: name,
      destination,
      columns: [argumentsColumn, ...read, ...reached],
      control: [...rows.control, ...steering],
    });
  }
}

const isDropped = (check: Check, { sources }: ShapeColumn, destination: Destination): boolean =>
  Object.entries(sources).some(
    ([source, level]) =>
      decide(check.policy, { labels: labelsOf(check, source), level, destination }).treatment === "drop",
  );
