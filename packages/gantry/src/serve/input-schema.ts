import type { FlowDocument, InputField } from "../flow/index.ts";

/** A flow's input as JSON Schema (2020-12), for forms, OpenAPI and tools. */
export function inputSchema(document: FlowDocument): Record<string, unknown> {
  const entries = Object.entries(document.input);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, field]) => [name, fieldSchema(field)])),
    required: entries.filter(([, field]) => field.default === undefined).map(([name]) => name),
    additionalProperties: false,
  };
}

function fieldSchema(field: InputField): Record<string, unknown> {
  const shared = {
    ...(field.title === undefined ? {} : { title: field.title }),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
  switch (field.kind) {
    case "one-of":
      return { type: "string", enum: field.values, ...shared };
    case "number":
      return {
        type: "number",
        ...(field.min === undefined ? {} : { minimum: field.min }),
        ...(field.max === undefined ? {} : { maximum: field.max }),
        ...shared,
      };
    case "period":
      return {
        type: "string",
        description: 'A period: "this quarter", "next 90 days", "2026-11-01..2027-02-01" (half-open)',
        ...shared,
      };
    default:
      return { type: "string", maxLength: field.maxLength, ...shared };
  }
}
