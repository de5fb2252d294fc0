// Which of the models that may serve is tried first: rank, then price × latency. Pure.
import type { Deployment } from "../types.ts";
import type { Health } from "./health.ts";

export interface Ranked {
  readonly deployment: Deployment;
  /** "least of 2 by price × latency: $0.0004 × 0.8 s"; "follows openai:gpt-5". */
  readonly reason: string;
}

export interface Ordered {
  /** The best first. Those left alone by their breaker are not among them, unless there is no other. */
  readonly ranked: readonly Ranked[];
  /** "mistral:large failed too often", of each that was left out. */
  readonly passedOver: readonly string[];
}

/** What a reply is taken to be long, in tokens, where nobody knows. */
const usualOutput = 500;
/** Seconds of a model that was never called: it is tried early, and known afterwards. */
const unknownLatency = 0.5;

const costOf = ({ price }: Deployment, input: number): number =>
  (input * price.input + usualOutput * price.output) / 1e6;

const rankOf = (deployment: Deployment): number => deployment.rank ?? 1;

export const orderDeployments = (
  deployments: readonly Deployment[],
  inputTokens: number,
  health: Pick<Health, "state" | "latency">,
): Ordered => {
  const isOpen = ({ name }: Deployment): boolean => health.state(name) === "open";
  const awake = deployments.filter((it) => !isOpen(it));
  const among = awake.length > 0 ? awake : deployments;
  // A price that nobody knows is taken for the highest there is.
  const highest = Math.max(0, ...among.map((it) => costOf(it, inputTokens)));
  const figures = new Map(
    among.map((it) => {
      const cost = it.priceFrom === "unknown" ? highest : costOf(it, inputTokens);
      const seconds = (health.latency(it.name) ?? unknownLatency * 1000) / 1000;
      // A model that costs nothing is still compared by its speed.
      return [it, { cost, seconds, score: (cost + 1e-6) * seconds }] as const;
    }),
  );
  const scoreOf = (it: Deployment): number => figures.get(it)?.score ?? 0;
  const sorted = [...among].sort((a, b) => rankOf(a) - rankOf(b) || scoreOf(a) - scoreOf(b));
  const [first] = sorted;
  const equals = sorted.filter((it) => first !== undefined && rankOf(it) === rankOf(first));
  const say = (it: Deployment): string => {
    const { cost = 0, seconds = 0 } = figures.get(it) ?? {};
    return `$${cost.toFixed(5)} × ${seconds.toFixed(2)} s`;
  };
  const ranked = sorted.map((deployment, place): Ranked => {
    if (place > 0) return { deployment, reason: `fallback behind ${sorted[place - 1]?.name ?? ""}` };
    if (sorted.length === 1) return { deployment, reason: "the only one that may" };
    if (equals.length === 1) return { deployment, reason: `preferred (rank ${rankOf(deployment)})` };
    return { deployment, reason: `least of ${equals.length} by price × latency: ${say(deployment)}` };
  });
  return {
    ranked,
    passedOver: deployments.filter((it) => !among.includes(it)).map((it) => `${it.name} failed too often`),
  };
};
