// What reaches one destination: every source column, by value and by control, with the policy's word on it.
import type { Exposure, Level } from "@gantry/contract";
import type { Label } from "../../catalog/index.ts";
import { decide, placeWords, ruleLine } from "../../policy/index.ts";
import type { Destination } from "../../policy/index.ts";
import type { Shape, ShapeColumn } from "../types.ts";
import { breach, labelsOf } from "./context.ts";
import type { Check } from "./context.ts";

export interface ExposureOptions {
  readonly step: string;
  readonly destination: Destination;
  readonly columns: readonly ShapeColumn[];
  readonly control: Shape["control"];
}

/** Records the exposures of one egress and a breach for each column that the policy refuses there. */
export function expose(check: Check, { step, destination, columns, control }: ExposureOptions): void {
  const seen = new Map<string, Exposure>();
  for (const column of columns) {
    for (const [source, level] of Object.entries(column.sources)) {
      record(source, level, "value", labelsOf(check, source));
    }
    // What a step made of it has labels of its own: the guard decides these too.
    for (const label of column.labels) record(`${step}.${column.name}`, "derived", "value", [label]);
  }
  for (const source of new Set([...control, ...(check.steering.get(step) ?? [])])) {
    record(source, "control", "control", labelsOf(check, source));
  }
  check.destinations.set(step, [...(check.destinations.get(step) ?? []), destination]);
  check.exposures.push(...seen.values());

  function record(source: string, level: Level, via: Exposure["via"], labels: readonly Label[]): void {
    const key = `${source} ${level} ${via} ${labels.join(" ")}`;
    if (seen.has(key)) return;
    const { treatment, rule } = decide(check.policy, { labels, level, destination });
    const label = labels.join(" ");
    seen.set(key, {
      step,
      destination: destination.name,
      zone: destination.zone,
      ...(destination.region === undefined ? {} : { region: destination.region }),
      column: source,
      label,
      level,
      via,
      treatment,
      rule,
    });
    // A row that is there can't be half dropped: what may not even decide which rows leave, holds them all back.
    if (treatment !== "refuse" && !(via === "control" && treatment === "drop")) return;
    const how = via === "value" ? "would reach" : "would decide which rows reach";
    breach(
      check,
      step,
      label === "unlabelled" ? "unlabelled-column" : "refused-by-policy",
      `step "${step}": column ${source} (${label}, ${level}) ${how} ${destination.kind} "${destination.name}" in zone ${placeWords(destination)}: ${rule}`,
      label === "unlabelled"
        ? `say what it is: \`gantry catalog label ${source} <label>\`, or leave it out of step "${step}"`
        : `leave it out of step "${step}", or add to the policy's treatments: ${ruleLine(label, destination)}`,
    );
  }
}
