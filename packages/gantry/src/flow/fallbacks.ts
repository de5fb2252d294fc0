// Steps that run only in another's stead: which stands in for which.
import { GantryError } from "@gantry/contract";
import type { FlowDocument, OnError, Step } from "./types.ts";

/** By step that is gone to: the step that it stands in for. */
export type Fallbacks = ReadonlyMap<string, string>;

export const goToOf = ({ onError }: Pick<Step, "onError">): string | undefined =>
  typeof onError === "object" && "goTo" in onError ? onError.goTo : undefined;

export const defaultsOf = (
  onError: OnError | undefined,
): Extract<OnError, { default: unknown }>["default"] | undefined =>
  typeof onError === "object" && "default" in onError ? onError.default : undefined;

/**
 * Reads the fallbacks off a document. One stands before the step that goes to it, so no cycle can be, and for one step
 * only.
 *
 * @throws GantryError `bad-flow` naming both steps.
 */
export function fallbacksOf(document: Pick<FlowDocument, "steps">): Fallbacks {
  const names = Object.keys(document.steps);
  const found = new Map<string, string>();
  for (const [name, step] of Object.entries(document.steps)) {
    const target = goToOf(step);
    if (target === undefined) continue;
    const kind = document.steps[target]?.kind;
    if (kind === undefined || names.indexOf(target) >= names.indexOf(name)) {
      throw new GantryError("bad-flow", `step "${name}" goes to "${target}", which does not stand before it`, {
        remedy: `write step "${target}" above step "${name}"`,
      });
    }
    if (kind === "approve" || kind === "act") {
      throw new GantryError(
        "bad-flow",
        `step "${name}" can't go to "${target}": a decision or an effect stands in for nothing`,
        {
          remedy: "go to a query, score, prompt or call, and let the approval read the step that goes there",
        },
      );
    }
    const other = found.get(target);
    if (other !== undefined) {
      throw new GantryError("bad-flow", `steps "${other}" and "${name}" both go to "${target}"`, {
        remedy: "give each a step of its own to go to",
      });
    }
    found.set(target, name);
  }
  return found;
}
