// A house whose model outside may ask tools of a server outside; the test plays both.
import { forecast, said, startToolServer } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import type { ToolServer } from "../../packages/gantry/src/connect/mcp/testing/server.ts";
import { startChatProvider } from "./chat-provider.ts";
import { openHouse } from "./house.ts";
import type { House } from "./house.ts";
import { seenIn } from "./reasoner.ts";
import type { Seen } from "./reasoner.ts";

export interface ToolReasoning {
  readonly house: House;
  readonly tools: ToolServer;
  /** Turns that the model was asked for. */
  seen: Seen[];
  /** How it goes about it. */
  plan: (seen: Seen) => object;
  /** As at the beginning: it rains, and the model has no plan. */
  reset(): void;
  close(): Promise<void>;
}

const turn = (tool: string, more: object = {}): object => ({
  thought: "I look.",
  tool,
  sql: "",
  call: "",
  summary: "",
  ...more,
});

/** What the model says in a turn. */
export const reply = {
  query: (sql: string): object => turn("query", { sql }),
  call: (call: string, server = "weather"): object => turn(`mcp:${server}/forecast`, { call }),
  ask: (city: string, server = "weather"): object => reply.call(JSON.stringify({ city, days: 3 }), server),
  answer: (summary: string): object => turn("answer", { summary }),
};

export async function openToolReasoning(): Promise<ToolReasoning> {
  const [provider, tools] = await Promise.all([startChatProvider(), startToolServer()]);
  const house = await openHouse({
    GANTRY_PROJECT: new URL("../projects/tools", import.meta.url).pathname,
    TEST_TOOL_SERVER: tools.url,
    GANTRY_SECRET_WEATHER: "weather-key",
    ...provider.env,
  });
  const own: ToolReasoning = {
    house,
    tools,
    seen: [],
    plan: () => ({}),
    reset: () => {
      Object.assign(own, { seen: [], plan: () => ({}) });
      tools.calls.length = 0;
      tools.raw.length = 0;
      Object.assign(tools, { tools: [forecast], instead: undefined, answer: () => said("Rain until Tuesday.") });
    },
    close: async () => {
      await house.close();
      await Promise.all([provider.close(), tools.close()]);
    },
  };
  provider.answer = (asked) => {
    const it = seenIn(asked);
    own.seen.push(it);
    return { text: JSON.stringify(own.plan(it)) };
  };
  return own;
}
