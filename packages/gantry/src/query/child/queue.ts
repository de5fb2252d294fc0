// Whose turn it is: first come, first served among equals, but those who ask for much don't make others wait.

export interface Waiter<T> {
  readonly take: (item: T) => void;
  readonly refuse: (error: unknown) => void;
}

/** Waiters by share: shares take turns, within a share the first to come is the first to go. */
export interface FairQueue<T> {
  /** Gives the way out of the queue: true when it still waited. */
  add(share: string, waiter: Waiter<T>): () => boolean;
  next(): Waiter<T> | undefined;
  readonly length: number;
}

export const fairQueue = <T>(): FairQueue<T> => {
  // In the order in which the shares have their next turn.
  const shares = new Map<string, Waiter<T>[]>();
  let length = 0;
  return {
    add: (share, waiter) => {
      const line = shares.get(share);
      if (line === undefined) shares.set(share, [waiter]);
      else line.push(waiter);
      length += 1;
      return () => {
        const its = shares.get(share);
        const at = its?.indexOf(waiter) ?? -1;
        if (its === undefined || at < 0) return false;
        its.splice(at, 1);
        if (its.length === 0) shares.delete(share);
        length -= 1;
        return true;
      };
    },
    next: () => {
      const [first] = shares;
      if (first === undefined) return undefined;
      const [share, line] = first;
      const waiter = line.shift();
      shares.delete(share);
      if (line.length > 0) shares.set(share, line);
      length -= 1;
      return waiter;
    },
    get length() {
      return length;
    },
  };
};
