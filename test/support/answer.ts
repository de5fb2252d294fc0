// The question that the product exists for, and the pieces of its answer.
import type { ActionsBlock, Answer, DraftsBlock, TableBlock } from "@gantry/contract";
import type { z } from "zod";

export const mainQuestion =
  "Show me which enterprise customers in EMEA are at risk of leaving this quarter and draft a personalized retention email for each.";

type Of<Kind extends Answer["blocks"][number]["kind"]> = Extract<Answer["blocks"][number], { kind: Kind }>;

export function blockOf<Kind extends Answer["blocks"][number]["kind"]>(answer: Answer, kind: Kind): Of<Kind> {
  const found = answer.blocks.find((it): it is Of<Kind> => it.kind === kind);
  if (!found) throw new Error(`the answer (${answer.status}) has no ${kind}: ${JSON.stringify(answer.problem)}`);
  return found;
}

export const draftsOf = (answer: Answer): z.infer<typeof DraftsBlock>["drafts"] => blockOf(answer, "drafts").drafts;
export const actionsOf = (answer: Answer): z.infer<typeof ActionsBlock>["actions"] =>
  blockOf(answer, "actions").actions;
export const tableOf = (answer: Answer): z.infer<typeof TableBlock> => blockOf(answer, "table");
