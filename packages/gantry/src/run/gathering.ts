// Writes that wait for the same lock: those that come while one is under way go together in the next.

/** Adds items to the next write of a place; resolves when they are written, and rejects for all whose write failed. */
export type Gather<T> = (
  place: string,
  items: readonly T[],
  write: (items: readonly T[]) => Promise<void>,
) => Promise<void>;

export function createGathering<T>(): Gather<T> {
  const waiting = new Map<string, { readonly items: T[]; readonly written: Promise<void> }>();
  const last = new Map<string, Promise<void>>();
  return (place, items, write) => {
    const joined = waiting.get(place);
    if (joined) {
      joined.items.push(...items);
      return joined.written;
    }
    const all = [...items];
    const before = (last.get(place) ?? Promise.resolve()).catch(() => undefined);
    const written = before.then(() => {
      waiting.delete(place);
      return write(all);
    });
    waiting.set(place, { items: all, written });
    last.set(place, written);
    const clear = (): void => {
      if (last.get(place) === written) last.delete(place);
    };
    void written.then(clear, clear);
    return written;
  };
}
