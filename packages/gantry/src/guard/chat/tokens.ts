// The tokens of a conversation: its client sends all of it each time, and the same value gets the same token each time.
import { createHmac } from "node:crypto";
import type { Label } from "../../catalog/index.ts";
import type { GuardKeys } from "../keys.ts";
import { createCallTokens } from "../vault/call.ts";
import type { CallTokens } from "../vault/call.ts";
import { createHmacSha256 } from "../vault/hmac.ts";
import { drawCode, tokenFor } from "../vault/token.ts";

export interface ConversationTokens extends Pick<CallTokens, "issued" | "counts"> {
  /** The short form that stands for a value in this conversation. */
  tokenOf(label: Label, value: string, canonical?: string): string;
  /** Whether a text is written as the tokens issued here are. */
  looksIssued(text: string): boolean;
}

/** Three pairs: of a thousand values in a conversation one in ten conversations has two that meet. */
const pairs = 3;
const form = /^([A-Z]{2,12})_(?:[2-9][A-HJKMNP-TV-Z]){2,4}(?:_\d{1,4})?$/;

/**
 * @param owner whose conversation it is: the same key of another caller gives other tokens.
 * Nothing is kept: the codes follow from the house's key, so every process gives the same.
 */
export const createConversationTokens = (keys: GuardKeys, owner: string, conversation: string): ConversationTokens => {
  const secret = createHmac("sha256", keys.hmac)
    .update(JSON.stringify(["conversation", owner, conversation]))
    .digest();
  const keyed = createHmacSha256(secret);
  const calls = createCallTokens(undefined, (stem, attempt) => {
    const bytes = keyed(`code\0${attempt}\0${stem}`);
    let at = 0;
    // A modulus of 8 is exact; one of 22 is off by a twelfth, which matters to no one.
    return drawCode((limit) => (bytes[at++] ?? 0) % limit, pairs);
  });
  const types = new Set<string>();
  return {
    tokenOf(label, value, canonical) {
      const short = calls.issue(tokenFor(keyed, label, value, canonical), value, label);
      types.add(short.slice(0, short.indexOf("_")));
      return short;
    },
    looksIssued: (text) => types.has(form.exec(text)?.[1] ?? ""),
    issued: calls.issued,
    counts: () => calls.counts(),
  };
};
