// Which arguments a text makes: the reasons that raise the risk most, those a customer may hear of, one a topic.
import type { Cell } from "../../catalog/index.ts";
import { numeric } from "../phrase/index.ts";
import type { LetterPhrases } from "./phrasebook.ts";

/** A reason behind a score, as `score` steps give it. */
export interface Reason {
  readonly feature: string;
  /** Signed share of the log-odds. */
  readonly contribution: number;
}

export type Argument = LetterPhrases["arguments"][number];

/** Reasons out of a cell; what isn't one is left out. */
export const reasonsOf = (cell: Cell | undefined): readonly Reason[] => {
  if (!Array.isArray(cell)) return [];
  return cell.flatMap((it: unknown) => {
    if (typeof it !== "object" || it === null || !("feature" in it) || !("contribution" in it)) return [];
    const { feature, contribution } = it;
    return typeof feature === "string" && typeof contribution === "number" ? [{ feature, contribution }] : [];
  });
};

/** Whether the facts bear the argument out. An unknown fact does not speak against it: its phrases without that slot remain. */
const holds = (argument: Argument, facts: Readonly<Record<string, Cell>>): boolean => {
  if (argument.when === undefined) return true;
  const { fact, above, below } = argument.when;
  const value = numeric(facts[fact]);
  if (value === null) return true;
  return (above === undefined || value > above) && (below === undefined || value < below);
};

/** The arguments to make, strongest first, at most one a topic. Reasons that lower the risk argue for nothing. */
export const rankArguments = (
  reasons: readonly Reason[],
  facts: Readonly<Record<string, Cell>>,
  available: readonly Argument[],
): readonly Argument[] => {
  const raising = reasons.filter((it) => it.contribution > 0).sort((a, b) => b.contribution - a.contribution);
  const chosen = new Map<string, Argument>();
  for (const reason of raising) {
    const argument = available.find((it) => it.feature === reason.feature && holds(it, facts));
    if (argument !== undefined && !chosen.has(argument.topic)) chosen.set(argument.topic, argument);
  }
  return [...chosen.values()];
};
