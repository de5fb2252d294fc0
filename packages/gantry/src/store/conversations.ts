// What was said in a conversation, sealed; `ask` alone knows its form.
import type pg from "pg";
import { inTransaction } from "./transaction.ts";

/** Whose conversation, and which: nobody else finds it. */
export interface ConversationKey {
  /** "" where there is but one. */
  readonly tenant: string;
  readonly subject: string;
  readonly id: string;
}

export interface ConversationRow extends ConversationKey {
  readonly updatedAt: Date;
  readonly sealed: Uint8Array;
}

export interface ConversationStore {
  find(key: ConversationKey): Promise<ConversationRow | undefined>;
  /** Puts what `next` makes of what is there (undefined at first) in its place; two at once go one after the other. */
  change(key: ConversationKey, next: (sealed: Uint8Array | undefined) => Uint8Array): Promise<void>;
  /** All, a page at a time, in the order of their keys. */
  pages(): AsyncIterable<readonly ConversationRow[]>;
  remove(key: ConversationKey): Promise<void>;
}

const columns = `tenant, subject, id, updated_at as "updatedAt", sealed`;
const here = "tenant = $1 and subject = $2 and id = $3";
const page = 200;

const placeOf = ({ tenant, subject, id }: ConversationKey): readonly string[] => [tenant, subject, id];

export function createConversationStore(pool: pg.Pool): ConversationStore {
  return {
    find: async (key) => {
      const { rows } = await pool.query<ConversationRow>(`select ${columns} from gantry.conversations where ${here}`, [
        ...placeOf(key),
      ]);
      return rows[0];
    },
    change: (key, next) =>
      inTransaction(pool, async (tx) => {
        // An empty one is made first, so that there is a row to lock.
        await tx.query(
          `insert into gantry.conversations (tenant, subject, id, created_at, updated_at, sealed)
           values ($1, $2, $3, now(), now(), '') on conflict do nothing`,
          [...placeOf(key)],
        );
        const { rows } = await tx.query<{ sealed: Uint8Array }>(
          `select sealed from gantry.conversations where ${here} for update`,
          [...placeOf(key)],
        );
        const before = rows[0]?.sealed;
        const sealed = next(before === undefined || before.length === 0 ? undefined : before);
        await tx.query(`update gantry.conversations set sealed = $4, updated_at = now() where ${here}`, [
          ...placeOf(key),
          sealed,
        ]);
      }),
    pages: async function* () {
      let after: readonly string[] = ["", "", ""];
      for (;;) {
        const { rows } = await pool.query<ConversationRow>(
          `select ${columns} from gantry.conversations where (tenant, subject, id) > ($1, $2, $3)
           order by tenant, subject, id limit ${page}`,
          [...after],
        );
        const last = rows.at(-1);
        if (!last) return;
        yield rows;
        after = placeOf(last);
      }
    },
    remove: async (key) => {
      await pool.query(`delete from gantry.conversations where ${here}`, [...placeOf(key)]);
    },
  };
}
