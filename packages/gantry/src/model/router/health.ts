// How each deployment fares: how long it takes, and whether it should be left alone for a while. In this process alone.

export interface BreakerRule {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds until one call may try again. */
  readonly openFor: number;
}

export const usualBreaker: BreakerRule = { failures: 5, openFor: 30_000 };

export type BreakerState = "closed" | "open" | "half-open";

export interface Health {
  /** `half-open`: the time is up, and a single call may find out. */
  state(name: string): BreakerState;
  /** Milliseconds that a call takes, as a moving average; undefined before the first. */
  latency(name: string): number | undefined;
  /** Of calls under way, one may be the trial of a half-open breaker: false where that is out already. */
  begin(name: string): boolean;
  succeeded(name: string, milliseconds: number): void;
  failed(name: string): void;
  /** It ended without telling anything of the model: cancelled, or refused for what it asked. */
  ended(name: string): void;
}

interface Record {
  average: number | undefined;
  failures: number;
  openedAt: number | undefined;
  onTrial: boolean;
}

/** Weight of the newest call in the average. */
const weight = 0.2;

export const createHealth = (rule: BreakerRule = usualBreaker, now: () => number = Date.now): Health => {
  const records = new Map<string, Record>();
  const recordOf = (name: string): Record => {
    const known = records.get(name) ?? { average: undefined, failures: 0, openedAt: undefined, onTrial: false };
    records.set(name, known);
    return known;
  };
  const stateOf = ({ openedAt }: Record): BreakerState => {
    if (openedAt === undefined) return "closed";
    return now() - openedAt < rule.openFor ? "open" : "half-open";
  };
  return {
    state: (name) => stateOf(recordOf(name)),
    latency: (name) => recordOf(name).average,
    begin(name) {
      const record = recordOf(name);
      const state = stateOf(record);
      if (state === "closed") return true;
      if (state === "open" || record.onTrial) return false;
      record.onTrial = true;
      return true;
    },
    succeeded(name, milliseconds) {
      const { average } = recordOf(name);
      const next = average === undefined ? milliseconds : average + weight * (milliseconds - average);
      records.set(name, { average: next, failures: 0, openedAt: undefined, onTrial: false });
    },
    failed(name) {
      const record = recordOf(name);
      record.failures += 1;
      // A trial that fails opens it anew; a call that was under way when it opened does not lengthen it.
      if (record.onTrial || (record.openedAt === undefined && record.failures >= rule.failures))
        record.openedAt = now();
      record.onTrial = false;
    },
    ended(name) {
      recordOf(name).onTrial = false;
    },
  };
};
