// A question made of a flow's pattern: "which {segment} customers" with the first segment there is.
import type { FlowView } from "@gantry/contract";
import { z } from "zod";

const Schema = z.object({
  properties: z.record(z.string(), z.object({ enum: z.array(z.string()).optional(), default: z.unknown().optional() })),
});

/** `input` is the flow's JSON Schema; a field with neither choices nor a default stays as its name. */
export function exampleOf(pattern: string, input: FlowView["input"]): string {
  const fields = Schema.safeParse(input).data?.properties ?? {};
  const text = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const field = fields[name];
    const usual = field?.default;
    return field?.enum?.[0] ?? (typeof usual === "string" || typeof usual === "number" ? String(usual) : name);
  });
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "?"}`;
}
