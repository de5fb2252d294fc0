// Replies kept for a time, sealed under the keys of whom the row that they were written for told of.
import { createSealer } from "../../store/index.ts";
import type { SubjectKey } from "../../store/index.ts";
import { keyedHash } from "../keys.ts";
import type { GuardKeys } from "../keys.ts";
import type { ReplyStore } from "../ports.ts";
import type { CommonReply } from "./canonical.ts";

export interface KeptReplies {
  find(tenant: string, key: string): Promise<CommonReply | undefined>;
  /** @param seconds for how long */
  keep(
    tenant: string,
    key: string,
    reply: CommonReply,
    kept: { readonly seconds: number; readonly subjects: readonly SubjectKey[] },
  ): Promise<void>;
  /** Those in which a text is found; forgets them where `forget` says so. Gives how many. */
  search(finder: { isIn(value: unknown): boolean }, forget: boolean): Promise<number>;
}

/** A tenant's replies have a key of their own. */
const holderOf = (keys: GuardKeys, tenant: string): string => `replies/${keyedHash(keys, "tenant", tenant)}`;

export const createKeptReplies = (store: ReplyStore, keys: GuardKeys): KeptReplies => {
  const sealer = createSealer(keys);
  const open = (holder: string, key: string, sealed: Uint8Array): CommonReply | undefined =>
    // Sealed by `keep`, and authenticated.
    sealer.box(holder).openIfKept(sealed, `replies/${key}`) as CommonReply | undefined;
  return {
    async find(tenant, key) {
      const holder = holderOf(keys, tenant);
      const sealed = await store.find(holder, key);
      if (sealed === undefined) return undefined;
      const reply = open(holder, key, sealed);
      // Of somebody who was erased: nothing can read it any more.
      if (reply === undefined) await store.drop([key]);
      return reply;
    },
    async keep(tenant, key, reply, { seconds, subjects }) {
      const holder = holderOf(keys, tenant);
      const sealed = sealer.box(holder).seal(reply, `replies/${key}`, subjects);
      await store.put({ holder, key, sealed, seconds });
    },
    async search(finder, forget) {
      const found: string[] = [];
      for (const { holder, key, sealed } of await store.list()) {
        const reply = open(holder, key, sealed);
        if (reply !== undefined && finder.isIn(reply)) found.push(key);
      }
      if (forget) await store.drop(found);
      return found.length;
    },
  };
};
