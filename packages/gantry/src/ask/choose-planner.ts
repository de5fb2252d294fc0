// Which model plans a question: the router's choice, or the one that was asked for.
import { GantryError } from "@gantry/contract";
import type { ModelRegistry, TextModel } from "../model/index.ts";
import { builtinPlanner } from "./builtin.ts";

/** What may be asked for beside the name of a deployment. */
const among: Readonly<Record<string, { readonly only?: string; readonly without?: readonly string[] }>> = {
  builtin: { only: builtinPlanner },
  llm: { without: [builtinPlanner] },
};

/**
 * @param planner `builtin`, `llm` or a deployment's name; undefined: whichever the router takes
 * @throws GantryError `bad-request` where no such model can plan, `model-unreachable` as the router does
 */
export function choosePlanner(
  models: Pick<ModelRegistry, "text">,
  inputTokens: number,
  planner: string | undefined,
): TextModel {
  const needs = { zones: ["inside", "partner", "outside"], inputTokens } as const;
  if (planner === undefined) return models.text("plan", needs).model;
  try {
    return models.text("plan", { ...needs, ...(among[planner] ?? { only: planner }) }).model;
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    const who = planner === "llm" ? "there is no language model to plan with" : `there is no planner "${planner}"`;
    throw new GantryError("bad-request", `${who}: ${error.message}`, {
      remedy: "`gantry model list` shows those there are; OPENAI_API_KEY or GANTRY_MODEL_URL adds one",
      cause: error,
    });
  }
}
