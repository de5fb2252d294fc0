// What to look at again: something decided is on its way out.
import type { Answer } from "@gantry/contract";

/** Whether a decision's effect (a mail, a task) has not come to its end yet. */
export const isUnderWay = (answer: Answer): boolean =>
  answer.blocks.some((block) => {
    const rows = block.kind === "drafts" ? block.drafts : block.kind === "actions" ? block.actions : [];
    return rows.some(
      ({ state, effect }) =>
        (state === "accepted" || state === "edited") &&
        (effect === "none" || effect === "scheduled" || effect === "attempting"),
    );
  });
