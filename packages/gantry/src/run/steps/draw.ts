// `draw`: a picture for each row, by a model behind the guard. Rows are opened, kept and retried as a prompt's are.
import type { DrawStep } from "../../flow/index.ts";
import type { DrawEgress, ModelEgressResult } from "../../guard/index.ts";
import type { Work } from "../house.ts";

/** Draws for one row: `image` is a `data:` address. */
export async function drawRow(
  { house }: Work,
  step: DrawStep,
  egress: Omit<DrawEgress, "picture" | "size">,
): Promise<ModelEgressResult> {
  return house.guard.draw({
    ...egress,
    ...(step.picture === undefined ? {} : { picture: step.picture }),
    ...(step.size === undefined ? {} : { size: step.size }),
  });
}
