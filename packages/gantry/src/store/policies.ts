// Policies by version, as runs pinned them. What a document says is for `policy` to know.
import type { Queryable } from "./database.ts";

export interface PolicyStore {
  /** Keeps a document under its version; one that is there stays as it is. */
  keep(version: string, document: object): Promise<void>;
  find(version: string): Promise<unknown>;
}

export function createPolicyStore(db: Queryable): PolicyStore {
  return {
    keep: async (version, document) => {
      await db.query(
        "insert into gantry.policies (version, document) values ($1, $2) on conflict (version) do nothing",
        [version, JSON.stringify(document)],
      );
    },
    find: async (version) => {
      const { rows } = await db.query<{ document: unknown }>(
        "select document from gantry.policies where version = $1",
        [version],
      );
      return rows[0]?.document;
    },
  };
}
