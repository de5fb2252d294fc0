// gantry.buckets: a token bucket for each caller, filled and drawn from in one statement by whichever process is asked.
import type { Queryable } from "../database.ts";

export interface Draw {
  readonly allowed: boolean;
  readonly tokens: number;
}

export const bucketRows = {
  /** @param perSecond how fast it fills, up to `quota` */
  take: async (db: Queryable, caller: string, quota: number, perSecond: number): Promise<Draw> => {
    const { rows } = await db.query<Draw>({
      name: "bucket-take",
      text: `insert into gantry.buckets as b (caller, tokens, allowed, at) values ($1, $2::double precision - 1, true, clock_timestamp())
        on conflict (caller) do update set (tokens, allowed, at) = (
          select filled - (filled >= 1)::int, filled >= 1, excluded.at
          from (select least($2, b.tokens + greatest(0, extract(epoch from excluded.at - b.at)) * $3)) as now (filled))
        returning tokens, allowed`,
      values: [caller, quota, perSecond],
    });
    return rows[0] ?? { allowed: true, tokens: quota };
  },

  /** Forgets buckets that are full again. */
  removeFull: async (db: Queryable, seconds: number): Promise<void> => {
    await db.query("delete from gantry.buckets where at < clock_timestamp() - make_interval(secs => $1)", [seconds]);
  },
};
