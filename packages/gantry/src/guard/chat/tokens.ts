// The tokens of a conversation: its client sends all of it each time, and the same value gets the same token each time.
import type { Label } from "../../catalog/index.ts";
import type { GuardKeys } from "../keys.ts";
import { createCallTokens } from "../vault/call.ts";
import type { CallTokens } from "../vault/call.ts";
import { keyedBy, lastingCodes } from "../vault/codes.ts";
import { tokensIn } from "../vault/restore.ts";
import { callToken, tokenFor } from "../vault/token.ts";

export interface ConversationTokens extends Pick<CallTokens, "issued" | "counts"> {
  /** The short form that stands for a value in this conversation. */
  tokenOf(label: Label, value: string, canonical?: string): string;
  /** An id of a call that tells nothing of the caller's: nine letters and digits, as the strictest provider wants them. */
  callId(id: string): string;
  /** Whether a text is written as the tokens issued here are. */
  looksIssued(text: string): boolean;
  /** Tokens of a row that the chat speaks of: they are nobody's values here, and stay as they stand both ways. */
  readonly standing: ReadonlySet<string>;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const opaque = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 9), (byte) => letters.charAt(byte % letters.length)).join("");

/** Texts in a chat that are written as tokens are. A guest has them from the row that it works on. */
export const standingTokens = (text: string): readonly string[] => tokensIn(text).filter((it) => callToken.test(it));

/**
 * @param owner whose conversation it is: the same key of another caller gives other tokens.
 * @param standing of a guest's row: see `standingTokens`
 */
export const createConversationTokens = (
  keys: GuardKeys,
  owner: string,
  conversation: string,
  standing: readonly string[] = [],
): ConversationTokens => {
  const keyed = keyedBy(keys, "conversation", owner, conversation);
  // None issued here may be mistaken for one that stands.
  const taken = new Set(standing.flatMap((token) => token.split("_")[1] ?? []));
  const calls = createCallTokens(undefined, lastingCodes(keyed), taken);
  const types = new Set<string>();
  return {
    tokenOf(label, value, canonical) {
      const short = calls.issue(tokenFor(keyed, label, value, canonical), value, label);
      types.add(short.slice(0, short.indexOf("_")));
      return short;
    },
    callId: (id) => opaque(keyed(`call\0${id}`)),
    looksIssued: (text) => types.has(callToken.exec(text)?.[1] ?? ""),
    standing: new Set(standing),
    issued: calls.issued,
    counts: () => calls.counts(),
  };
};
