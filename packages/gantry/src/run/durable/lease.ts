// A lease: the time in which nobody else can have taken over what this process does.

/** Throws LeaseLost once the work that it was given for may be another process's. Cheap: no I/O. */
export type Fence = () => void;

/** Peers may have taken this process for dead, and its jobs over: what it was doing is not its to finish. */
export class LeaseLost extends Error {
  constructor() {
    super("the lease of this process has run out");
    this.name = "LeaseLost";
  }
}

export interface Lease {
  /** Since when the database has seen this process. */
  renew(from: Moment): void;
  /** From now on every fence handed out before throws. */
  end(): void;
  readonly fence: () => Fence;
  /** Whether peers may count this process as dead by now. */
  isOver(): boolean;
}

/** Milliseconds by two clocks: one that no one sets, and one that goes on while the machine sleeps. */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

export const moment = (): Moment => ({ steady: performance.now(), wall: Date.now() });

/**
 * @param milliseconds without a sign of life after which peers take over. Effects stop a third earlier, so that what is
 *   on its way has arrived by then, and can be found.
 */
export function createLease(milliseconds: number, now: () => Moment = moment): Lease {
  let seen = now();
  let term = 0;
  // Whichever clock has gone further: a clock set ahead ends a lease too soon, which costs a retry and nothing else.
  const age = (): number => {
    const { steady, wall } = now();
    return Math.max(steady - seen.steady, wall - seen.wall);
  };
  return {
    renew: (from) => {
      seen = from;
    },
    end: () => {
      term += 1;
    },
    fence: () => {
      const mine = term;
      return () => {
        if (mine !== term || age() >= (milliseconds * 2) / 3) throw new LeaseLost();
      };
    },
    isOver: () => age() >= milliseconds,
  };
}
