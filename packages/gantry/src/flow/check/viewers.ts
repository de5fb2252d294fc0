// What an answer shows to whom: for each role, the source columns of what the answer's parts name, and their treatment.
// Not part of the proof, since every viewer is decided when he looks; for a policy's author and for the record.
import { chartColumns } from "@gantry/contract";
import type { Exposure, Level } from "@gantry/contract";
import type { Catalog, Label } from "../../catalog/index.ts";
import { decide, narrow } from "../../policy/index.ts";
import type { Destination, Policy } from "../../policy/index.ts";
import type { FlowDocument, Shape, ShapeColumn } from "../types.ts";
import { labelsOf } from "./context.ts";

export interface ViewersOptions {
  readonly document: FlowDocument;
  /** By step, as the checker found them. */
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly roles: readonly string[];
}

/** One exposure a role, step, source column and level. */
export function viewerExposures({ document, shapes, catalog, policy, roles }: ViewersOptions): readonly Exposure[] {
  const narrowed = narrow(policy, document.narrows);
  return roles.flatMap((role) => {
    const destination: Destination = { kind: "viewer", zone: "inside", name: "console", roles: [role] };
    const seen = new Map<string, Exposure>();
    for (const part of document.answer) {
      for (const column of shownBy(part, shapes[part.step])) {
        const sources = Object.entries(column.sources).map(([source, level]) => ({
          source,
          level,
          labels: labelsOf({ catalog, document }, source),
        }));
        const own = column.labels.map((label) => ({
          source: `${part.step}.${column.name}`,
          level: "derived" as const,
          labels: [label],
        }));
        for (const it of [...sources, ...own]) record(part.step, it);
      }
    }
    return [...seen.values()];

    function record(
      step: string,
      { source, level, labels }: { source: string; level: Level; labels: readonly Label[] },
    ): void {
      const { treatment, rule } = decide(narrowed, { labels, level, destination });
      seen.set(`${step} ${source} ${level} ${labels.join(" ")}`, {
        step,
        destination: `viewer ${role}`,
        zone: "inside",
        column: source,
        label: labels.join(" "),
        level,
        via: "value",
        treatment,
        rule,
      });
    }
  });
}

function shownBy(part: FlowDocument["answer"][number], shape: Shape | undefined): readonly ShapeColumn[] {
  const columns = shape?.columns ?? [];
  if (part.kind === "drafts" || part.kind === "actions") return columns;
  const named =
    part.kind === "table"
      ? part.columns.map((it) => it.name)
      : part.kind === "chart"
        ? chartColumns(part.spec)
        : part.kind === "images"
          ? ["image", "template", part.caption]
          : [part.column];
  return columns.filter((column) => named.includes(column.name));
}
