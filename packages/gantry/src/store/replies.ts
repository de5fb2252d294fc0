// Sealed replies of models, kept for a time. Opaque here: only the guard can open them.
import type { Queryable } from "./database.ts";

export interface SealedReply {
  /** Under whose key: a tenant's, as a keyed hash. */
  readonly holder: string;
  /** Keyed hash of all that the reply depends on. */
  readonly key: string;
  readonly sealed: Uint8Array;
}

export interface ReplyStore {
  /** The reply, as long as its time has not run out. */
  find(holder: string, key: string): Promise<Uint8Array | undefined>;
  /** Keeps or replaces a reply for so many seconds. */
  put(reply: SealedReply & { readonly seconds: number }): Promise<void>;
  /** All whose time has not run out. */
  list(): Promise<readonly SealedReply[]>;
  drop(keys: readonly string[]): Promise<void>;
  /** Takes away those whose time has run out. Gives how many. */
  sweep(): Promise<number>;
}

export function createReplyStore(db: Queryable): ReplyStore {
  return {
    find: async (holder, key) => {
      const { rows } = await db.query<{ sealed: Uint8Array }>({
        name: "reply-find",
        text: "select sealed from gantry.replies where key = $2 and holder = $1 and expires_at > now()",
        values: [holder, key],
      });
      return rows[0]?.sealed;
    },
    put: async ({ holder, key, sealed, seconds }) => {
      await db.query({
        name: "reply-put",
        text: `insert into gantry.replies (key, holder, sealed, expires_at)
          values ($1, $2, $3, now() + make_interval(secs => $4))
          on conflict (key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
        values: [key, holder, Buffer.from(sealed), seconds],
      });
    },
    list: async () => {
      const { rows } = await db.query<SealedReply>(
        "select holder, key, sealed from gantry.replies where expires_at > now()",
      );
      return rows;
    },
    drop: async (keys) => {
      if (keys.length > 0) await db.query("delete from gantry.replies where key = any($1)", [keys]);
    },
    sweep: async () => (await db.query("delete from gantry.replies where expires_at <= now()")).rowCount ?? 0,
  };
}
