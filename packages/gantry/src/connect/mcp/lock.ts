// What was agreed of the tools: their words and schemas as a person has seen them. They are an outsider's data, so what
// models and proofs go by stands in a file of the project, and a tool that has changed since is not called.
import { z } from "zod";
import { canonicalJson } from "../../policy/index.ts";

/** A tool as its server tells of it, as far as it says what it does and what it takes. */
export const AgreedTool = z.strictObject({
  title: z.string().optional(),
  description: z.string().default(""),
  input: z.record(z.string(), z.unknown()),
  output: z.record(z.string(), z.unknown()).optional(),
  /** `readOnlyHint`: the server's own word. */
  readOnly: z.boolean(),
});
export type AgreedTool = z.infer<typeof AgreedTool>;

/** By server and tool. */
export const ToolsLock = z.record(z.string(), z.record(z.string(), AgreedTool));
export type ToolsLock = z.infer<typeof ToolsLock>;

/** Parts of a tool that differ, in words; none where it is as agreed. */
export const differences = (agreed: AgreedTool, now: AgreedTool): readonly string[] =>
  (
    [
      ["title", "its title"],
      ["description", "its description"],
      ["input", "what it takes"],
      ["output", "what it gives"],
      ["readOnly", "whether it says that it only reads"],
    ] as const
  ).flatMap(([part, said]) => (canonicalJson(agreed[part] ?? null) === canonicalJson(now[part] ?? null) ? [] : [said]));
