// How much of what a model could read may go to one destination: asked of each column by itself.
import { decide } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import type { ShapeColumn } from "../types.ts";
import { labelsOf } from "./context.ts";
import type { Check } from "./context.ts";

type ValueLevel = ShapeColumn["sources"][string];

/** From all of a value to little of it. */
const levels: readonly ValueLevel[] = ["copied", "derived", "aggregated"];

/** The column with each source at the strongest level that may go there; none where one may not go at all. */
export function atMost(check: Check, column: ShapeColumn, destination: Destination): readonly ShapeColumn[] {
  const own = column.labels.every((label) => isLet(check, [label], "derived", destination));
  if (!own) return [];
  const sources: Record<string, ValueLevel> = {};
  for (const [source, strongest] of Object.entries(column.sources)) {
    const labels = labelsOf(check, source);
    const level = levels.slice(levels.indexOf(strongest)).find((it) => isLet(check, labels, it, destination));
    if (level === undefined) return [];
    sources[source] = level;
  }
  return [{ ...column, sources }];
}

/** Whether it may go there in whatever form. */
export function isLet(
  check: Check,
  labels: readonly string[],
  level: ValueLevel | "control",
  destination: Destination,
): boolean {
  const { treatment } = decide(check.policy, { labels, level, destination });
  return treatment !== "refuse" && treatment !== "drop";
}
