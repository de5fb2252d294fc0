// One exchange with a model that plans, and how it is found again: by a hash of all that the model was told.
import { createHash } from "node:crypto";
import { z } from "zod";
import { numberedData } from "../../test/support/numbered-tokens.ts";

export const Prompt = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  schema: z.unknown(),
});
export type Prompt = z.infer<typeof Prompt>;

const Body = z.object({
  messages: z.array(
    z.object({
      role: z.string(),
      content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]),
    }),
  ),
  response_format: z.looseObject({ json_schema: z.looseObject({ schema: z.unknown() }).optional() }).optional(),
});

/** What a model is told in a request of OpenAI's chat protocol. */
export function promptOf(body: unknown): Prompt {
  const { messages, response_format: format } = Body.parse(body);
  return {
    messages: messages.map(({ role, content }) => ({
      role,
      content: typeof content === "string" ? content : content.map(({ text = "" }) => text).join(""),
    })),
    schema: format?.json_schema?.schema ?? null,
  };
}

/** All that is told, as one text. */
export const toldIn = ({ messages }: Prompt): string => messages.map(({ content }) => content).join("\n");

/** Sixteen hex digits of SHA-256 over messages and schema, their tokens numbered. */
export function keyOf({ messages, schema }: Prompt): string {
  const tokens = numberedData(toldIn({ messages, schema }));
  const told = messages.map(({ role, content }) => [role, tokens.number(content)]);
  return createHash("sha256")
    .update(JSON.stringify([told, schema]))
    .digest("hex")
    .slice(0, 16);
}

/** The question of a prompt, to find an exchange again by eye. */
export const questionIn = (prompt: Prompt): string =>
  numberedData(toldIn(prompt)).number(toldIn(prompt)).split("\nQuestion:\n").at(-1)?.split("\n")[0] ?? "";

/** Whether it is a plan that is asked for, and no letter or summary of a published flow. */
export const asksForPlan = ({ schema }: Prompt): boolean =>
  z.looseObject({ properties: z.looseObject({ flow: z.unknown() }) }).safeParse(schema).success;
