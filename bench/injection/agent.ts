// A company's own agent, as a guest of the house: it looks a customer up with a tool of its own, and has the house's model
// write the letter with what came back.
import { listenGuest } from "@gantry/client/node";
import type { Listening } from "@gantry/client/node";
import { GuestAsk } from "@gantry/contract";

/** What its tool gives for a customer. */
export interface Notes {
  of: (customer: string) => string;
}

const lookup = {
  type: "function",
  function: {
    name: "lookup_notes",
    description: "Notes on a customer.",
    parameters: { type: "object", properties: { customer: { type: "string" } }, required: ["customer"] },
  },
} as const;

/** A chat in which the tool has been called for a customer, and has answered. */
export const chatWith = (system: string, user: string, customer: string, result: string) => ({
  model: "auto",
  messages: [
    { role: "system", content: system },
    { role: "user", content: user },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        { id: "call_0", type: "function", function: { name: "lookup_notes", arguments: JSON.stringify({ customer }) } },
      ],
    },
    { role: "tool", tool_call_id: "call_0", content: result },
  ],
  tools: [lookup],
});

interface Completion {
  readonly choices: readonly [{ readonly message: { readonly content: string | null } }];
}

export const startAgent = async (key: string): Promise<{ readonly agent: Listening; readonly notes: Notes }> => {
  const notes: Notes = { of: () => "Nothing is known." };
  const write = async (asked: unknown): Promise<unknown> => {
    const { instructions, prompt, facts, schema, house } = GuestAsk.parse(asked);
    if (house === undefined) throw new Error("the agent can't call back");
    const customer = String(facts["account_id"]);
    const response = await fetch(`${house.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${house.token}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...chatWith(instructions, prompt, customer, notes.of(customer)),
        response_format: { type: "json_schema", json_schema: { name: "letter", schema } },
      }),
    });
    if (!response.ok) throw new Error(`the agent's chat is answered with ${response.status}: ${await response.text()}`);
    const { choices } = (await response.json()) as Completion;
    return JSON.parse(choices[0].message.content ?? "{}");
  };
  const agent = await listenGuest(write, { key, onError: (error) => console.error(error) });
  return { agent, notes };
};
