// What would go out for a waiting row, as its reader will see it; pictures of a text out of the way where only words count.
import { GantryError } from "@gantry/contract";
import type { Preview, Scalar } from "@gantry/contract";
import type { Row } from "../../catalog/index.ts";
import type { Value } from "../../connect/kit/index.ts";
import type { ActStep } from "../../flow/index.ts";
import { leavingImages } from "../../guard/index.ts";
import { scalarOf } from "./viewing.ts";
import type { Viewer } from "./viewing.ts";

/** The act that follows the approval and can be shown before it happens. */
export function previewedBy({ house, run }: Viewer, name: string): ActStep | undefined {
  return Object.values(run.document.steps).find(
    (step): step is ActStep =>
      step.kind === "act" && step.each === name && house.action(step.operation)?.action.preview !== undefined,
  );
}

/** Columns that it reads. */
export const previewColumns = (step: ActStep | undefined): readonly string[] => Object.values(step?.input ?? {});

/** Of cells as the viewer may see them; null where they make no whole mail: a token is no address. */
export function previewOf({ house }: Viewer, step: ActStep | undefined, cells: Row): Preview | null {
  const action = step && house.action(step.operation)?.action;
  if (!step || !action?.preview) return null;
  try {
    const input: Record<string, Value> = { ...step.constants };
    for (const [field, column] of Object.entries(step.input)) {
      const value = scalarOf(cells[column]);
      input[field] = typeof value === "string" ? leavingImages(value).text : value;
    }
    return action.preview(input);
  } catch (error) {
    if (error instanceof GantryError) return null;
    throw error;
  }
}

/** A text in which pictures are named and not held. */
export const withoutPictures = (value: Scalar): Scalar =>
  typeof value === "string" ? value.replaceAll(/data:image\/[\w.+-]+;base64,[\w+/=-]+/g, "[picture]") : value;
