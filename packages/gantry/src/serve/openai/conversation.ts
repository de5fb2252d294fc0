// Which conversation a request belongs to. OpenAI's protocol does not say: its clients send all of it each time.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { ChatRequest } from "../../model/index.ts";

/**
 * What the client says (header `x-gantry-conversation`), else a hash of how it began: all up to and with the first
 * message of the user, which stays the same when the conversation goes on. A client that cuts the beginning off and
 * wants its tokens to stay says so in the header. `user` is no such key: it would tie all that one person asks.
 */
export const conversationOf = (header: string | string[] | undefined, { messages }: ChatRequest): string => {
  if (header !== undefined) {
    if (typeof header === "string" && /^[\x21-\x7e]{1,200}$/.test(header)) return `said:${header}`;
    throw new GantryError("bad-request", "x-gantry-conversation must be one, of 1 to 200 visible ASCII characters", {
      where: { param: "x-gantry-conversation" },
    });
  }
  const first = messages.findIndex(({ role }) => role === "user");
  const begun = JSON.stringify(messages.slice(0, first + 1));
  return `begun:${createHash("sha256").update(begun).digest("base64url")}`;
};
