// What was said in a conversation, sealed; `ask` alone knows its form.
import type { Queryable } from "./database.ts";

export interface ConversationRow {
  readonly id: string;
  /** Whose it is: nobody else may read it. */
  readonly subject: string;
  readonly updatedAt: Date;
  readonly sealed: Uint8Array;
}

export interface ConversationStore {
  find(id: string, subject: string): Promise<ConversationRow | undefined>;
  /** Makes or replaces it; one that belongs to another subject is left alone and gives false. */
  keep(id: string, subject: string, sealed: Uint8Array): Promise<boolean>;
}

export function createConversationStore(db: Queryable): ConversationStore {
  return {
    find: async (id, subject) => {
      const { rows } = await db.query<ConversationRow>(
        `select id, subject, updated_at as "updatedAt", sealed from gantry.conversations where id = $1 and subject = $2`,
        [id, subject],
      );
      return rows[0];
    },
    keep: async (id, subject, sealed) => {
      const { rowCount } = await db.query(
        `insert into gantry.conversations (id, subject, created_at, updated_at, sealed) values ($1, $2, now(), now(), $3)
         on conflict (id) do update set sealed = excluded.sealed, updated_at = now()
         where gantry.conversations.subject = excluded.subject`,
        [id, subject, sealed],
      );
      return rowCount === 1;
    },
  };
}
