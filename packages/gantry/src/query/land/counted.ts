// A context for one scan, which knows how many calls it made.
import type { Context } from "../../connect/kit/index.ts";

/** `context`, ended by `signal` too, with a count of the calls made with it. */
export const countedContext = (
  context: Context,
  signal: AbortSignal,
): { readonly own: Context; readonly calls: () => number } => {
  let calls = 0;
  const own: Context = {
    signal: AbortSignal.any([signal, context.signal]),
    now: () => context.now(),
    secret: (name) => context.secret(name),
    budget: {
      spend: (count) => {
        context.budget.spend(count);
        calls += count;
      },
      get spent() {
        return context.budget.spent;
      },
    },
    ...(context.onBehalfOf === undefined ? {} : { onBehalfOf: context.onBehalfOf }),
  };
  return { own, calls: () => calls };
};
