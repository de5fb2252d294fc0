// Several streams as one, a few running side by side, each one item ahead of its reader.

type Step<T> = { readonly from: AsyncIterator<T>; readonly result: IteratorResult<T> };

/** Items in order of arrival. Ends all streams when one fails or the reader stops. */
export async function* merge<T>(starts: readonly (() => AsyncIterable<T>)[], parallel: number): AsyncGenerator<T> {
  const waiting = [...starts];
  const running = new Map<AsyncIterator<T>, Promise<Step<T>>>();
  const advance = (from: AsyncIterator<T>): void => {
    const step = from.next().then((result) => ({ from, result }));
    // Its failure is met when it is its turn; until then it must not count as unhandled.
    step.catch(() => undefined);
    running.set(from, step);
  };
  try {
    while (waiting.length > 0 || running.size > 0) {
      while (running.size < parallel && waiting.length > 0) {
        const start = waiting.shift();
        if (start !== undefined) advance(start()[Symbol.asyncIterator]());
      }
      const { from, result } = await Promise.race(running.values());
      if (result.done === true) running.delete(from);
      else {
        advance(from);
        yield result.value;
      }
    }
  } finally {
    await Promise.allSettled([...running.keys()].map(async (from) => await from.return?.()));
  }
}
