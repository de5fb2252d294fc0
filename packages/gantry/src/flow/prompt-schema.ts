// The form of a model's reply to a prompt.
import type { PromptStep } from "./types.ts";

/** JSON Schema: every declared output, nothing else. */
export const promptSchema = ({ output }: Pick<PromptStep, "output">): Readonly<Record<string, unknown>> => ({
  type: "object",
  properties: Object.fromEntries(
    Object.entries(output).map(([name, { maxLength, values }]) => [
      name,
      values ? { type: "string", enum: [...values] } : { type: "string", maxLength },
    ]),
  ),
  required: Object.keys(output),
  additionalProperties: false,
});
