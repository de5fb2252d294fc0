// Messages as OpenAI's chat completions API writes them, read into ours.
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { ChatImage, ChatMessage, ChatText } from "../../model/index.ts";

const TextPart = z.object({ type: z.enum(["text", "input_text"]), text: z.string() });
const ImagePart = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) });
const RefusalPart = z.object({ type: z.literal("refusal"), refusal: z.string() });

/** What OpenAI takes as the name of a function or format. */
export const FunctionName = z.string().regex(/^[\w-]{1,64}$/, "a name is of letters, digits, _ and -, at most 64");

const Text = z.union([z.string(), z.array(TextPart)]);

const ToolCall = z.object({
  id: z.string().min(1),
  type: z.literal("function").default("function"),
  function: z.object({ name: FunctionName, arguments: z.string() }),
});

export const Message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer"]), content: Text }),
  z.object({
    role: z.literal("user"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [TextPart, ImagePart])).min(1)]),
  }),
  z.object({
    role: z.literal("assistant"),
    content: z.union([z.string(), z.array(z.discriminatedUnion("type", [TextPart, RefusalPart]))]).nullish(),
    tool_calls: z.array(ToolCall).optional(),
  }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string().min(1), content: Text }),
]);
type Message = z.infer<typeof Message>;

const textOf = (content: string | readonly object[] | null | undefined): string =>
  typeof content === "string"
    ? content
    : (content ?? []).map((part) => ("text" in part ? String(part.text) : "")).join("");

const dataUrl = /^data:([\w.+-]+\/[\w.+-]+);base64,([A-Za-z0-9+/=\s]+)$/;

const imageOf = (url: string): ChatImage => {
  const [, mediaType, base64] = dataUrl.exec(url) ?? [];
  if (mediaType !== undefined && base64 !== undefined) return { kind: "image", mediaType, base64 };
  throw new GantryError("bad-request", "an image_url must be a data: URL in base64", {
    remedy: "send the picture itself: what a provider fetches by an address can be neither stripped nor recorded",
    where: { param: "messages" },
  });
};

/** Throws `bad-request` where a tool's result answers no call. */
export const messagesOf = (messages: readonly Message[]): readonly ChatMessage[] => {
  const names = new Map<string, string>();
  return messages.map((message): ChatMessage => {
    switch (message.role) {
      case "user":
        return {
          role: "user",
          parts:
            typeof message.content === "string"
              ? [{ kind: "text", text: message.content }]
              : message.content.map((part): ChatText | ChatImage =>
                  part.type === "image_url" ? imageOf(part.image_url.url) : { kind: "text", text: part.text },
                ),
        };
      case "assistant": {
        const calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: text } }) => {
          names.set(id, name);
          return { id, name, arguments: text };
        });
        return { role: "assistant", text: textOf(message.content), calls };
      }
      case "tool": {
        const name = names.get(message.tool_call_id);
        if (name === undefined)
          throw new GantryError("bad-request", "a message of role tool answers no call of a message before it", {
            where: { param: "messages" },
          });
        return { role: "tool", call: message.tool_call_id, name, text: textOf(message.content) };
      }
      default:
        return { role: "system", text: textOf(message.content) };
    }
  });
};
