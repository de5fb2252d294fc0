// How many requests a caller may make: counted here, or in the database that several processes share.
import type { RateLimit } from "../serve/index.ts";
import { bucketRows } from "../store/index.ts";
import type { Store } from "../store/index.ts";

/** @param shared the store of several processes that serve the same callers */
export const rateLimit = (shared: Store | undefined): RateLimit => ({
  quota: 600,
  windowSeconds: 60,
  ...(shared === undefined ? {} : { shared: sharedBuckets(shared) }),
});

function sharedBuckets({ pool }: Store): NonNullable<RateLimit["shared"]> {
  let swept = performance.now();
  return (caller, quota, perSecond) => {
    if (performance.now() - swept > 600_000) {
      swept = performance.now();
      void bucketRows.removeFull(pool, quota / perSecond).catch(() => undefined);
    }
    return bucketRows.take(pool, caller, quota, perSecond);
  };
}
