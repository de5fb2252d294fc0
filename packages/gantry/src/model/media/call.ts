// One call of a model that is no chat: retried by us, watched by the router, ended by its caller or by time.
import { GantryError } from "@gantry/contract";
import { modelError, retryAfterOf, timedOut } from "../provider/errors.ts";
import { withRetry } from "../provider/retry.ts";
import type { CallLimits } from "../provider/index.ts";

export const callModel = async <T>(
  name: string,
  { retry, timeout }: CallLimits,
  signal: AbortSignal,
  work: (signal: AbortSignal) => PromiseLike<T>,
): Promise<T> => {
  const explained = (thrown: unknown, late: AbortSignal): GantryError => {
    if (signal.aborted) return new GantryError("cancelled", `the call to model "${name}" was cancelled`);
    return late.aborted ? timedOut(name, timeout) : modelError(thrown, name);
  };
  let late = AbortSignal.timeout(timeout);
  try {
    return await withRetry(
      async () => {
        late = AbortSignal.timeout(timeout);
        return work(AbortSignal.any([signal, late]));
      },
      (thrown) => ({ error: explained(thrown, late), retryAfter: retryAfterOf(thrown) }),
      retry,
      signal,
    );
  } catch (error) {
    throw explained(error, late);
  }
};
