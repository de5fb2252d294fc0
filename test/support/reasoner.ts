// A model that reads by itself, from its side: what it is shown in a turn.
import { textIn } from "./chat-provider.ts";
import type { ChatAsked } from "./chat-provider.ts";

/** One turn as the model sees it. */
export interface Seen {
  readonly id: string;
  /** As it stands in its place: a token. */
  readonly name: string;
  /** From 1. */
  readonly turn: number;
  readonly prompt: string;
  readonly system: string;
  readonly tools: readonly string[];
}
const partOf = (asked: ChatAsked, role: string): string =>
  asked.messages
    .filter((message) => message.role === role)
    .map((message) => textIn(message.content))
    .join("\n");

/** What a `reason` step over customers shows in one request. */
export const seenIn = (asked: ChatAsked): Seen => {
  const [prompt, system] = [partOf(asked, "user"), partOf(asked, "system")];
  const tools = /"tool":\{"type":"string","enum":\[([^\]]*)\]/.exec(
    JSON.stringify(asked.response_format) + system,
  )?.[1];
  return {
    id: /id (\w+),/.exec(prompt)?.[1] ?? "",
    name: /Customer (\S+),/.exec(prompt)?.[1] ?? "",
    turn: 1 + [...prompt.matchAll(/^Turn \d+: you asked/gm)].length,
    prompt,
    system,
    tools: (tools ?? "").replaceAll('"', "").split(","),
  };
};
