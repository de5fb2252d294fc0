// Whether a flow reads and no more: it asks nobody to decide, sends nothing, writes nothing, and calls nothing that might.
import type { FlowDocument, Step } from "./types.ts";

/** Kinds of steps that do more than read. */
export const doesMore: readonly Step["kind"][] = ["act", "approve", "call"];

export const onlyReads = ({ steps }: Pick<FlowDocument, "steps">): boolean =>
  Object.values(steps).every(({ kind }) => !doesMore.includes(kind));
