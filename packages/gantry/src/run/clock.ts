// The time that approvals expire by, and that everything is dated with: the database's, so that all processes mean the same
// and none is misled by its own clock.
import type { Queryable } from "../store/index.ts";

export interface Clock {
  readonly now: () => Date;
  /** Compares with the database; to be called now and then. */
  readonly sync: () => Promise<void>;
}

export interface ClockOptions {
  /** What the database says the time is. */
  readonly ask: () => Promise<Date>;
  /** Milliseconds by a clock that nobody sets. */
  readonly steady?: () => number;
  /** Told of a jump, in seconds, when it is first seen. */
  readonly onJump?: (seconds: number) => void;
}

/** Less is a clock that is being corrected, and followed at once. */
const jumpMilliseconds = 60_000;
/** How long a jump must stand before it is believed: a clock that was set wrongly is usually set right sooner. */
const beliefMilliseconds = 600_000;

export const databaseTime = async (db: Queryable): Promise<Date> => {
  const { rows } = await db.query<{ at: Date }>("select clock_timestamp() as at");
  return rows[0]?.at ?? new Date();
};

/** Between two looks it goes by the steady clock; before the first, by this machine's. */
export function createClock({ ask, steady = () => performance.now(), onJump }: ClockOptions): Clock {
  /** Database time less steady time. */
  let offset: number | undefined;
  let jump: { readonly offset: number; readonly since: number } | undefined;
  return {
    now: () => (offset === undefined ? new Date() : new Date(Math.round(offset + steady()))),
    sync: async () => {
      const asked = steady();
      const found = (await ask()).getTime();
      const at = steady();
      const seen = found - (asked + at) / 2;
      if (offset === undefined || Math.abs(seen - offset) < jumpMilliseconds) {
        offset = seen;
        jump = undefined;
        return;
      }
      if (jump === undefined || Math.abs(seen - jump.offset) >= jumpMilliseconds) {
        jump = { offset: seen, since: at };
        onJump?.(Math.round((seen - offset) / 1000));
      } else if (at - jump.since >= beliefMilliseconds) {
        offset = seen;
        jump = undefined;
      }
    },
  };
}
