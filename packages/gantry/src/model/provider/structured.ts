// Structured replies: the schema as providers take it, and the reply parsed strictly against the whole of it.
import { z } from "zod";
import type { Cell } from "../../catalog/index.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that every provider's strict mode takes; bounds and patterns go into the words instead, and are checked here. */
const kept = new Set([
  "type",
  "properties",
  "required",
  "items",
  "enum",
  "const",
  "anyOf",
  "description",
  "additionalProperties",
]);

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const strict = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strict);
  if (!isSchema(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (!kept.has(key)) continue;
    out[key] =
      key === "properties" && isSchema(part)
        ? Object.fromEntries(Object.entries(part).map(([name, it]) => [name, strict(it)]))
        : key === "enum" || key === "required" || key === "const"
          ? part
          : strict(part);
  }
  if (typeof value["maxLength"] === "number")
    out["description"] = [value["description"], `at most ${value["maxLength"]} characters`].filter(Boolean).join("; ");
  if (value["type"] === "object") out["additionalProperties"] = false;
  return out;
};

/** The schema to send: objects closed, length bounds in words. */
export const wireSchema = (schema: Schema): Schema => {
  const out = strict(schema);
  return isSchema(out) ? out : {};
};

export type Parsed =
  | { readonly ok: true; readonly output: Readonly<Record<string, Cell>> }
  /** `why` is safe to send back to the model and to show: places and expectations, no content. */
  | { readonly ok: false; readonly why: string };

/** The JSON object in a text: the whole of it, or the content of its only code fence. Nothing is guessed or mended. */
const objectIn = (text: string): unknown => {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return undefined;
  }
};

/** Reads a reply strictly against its JSON Schema. */
export const parseReply = (text: string, schema: Schema): Parsed => {
  const value = objectIn(text);
  if (value === undefined) return { ok: false, why: "the reply is not a JSON object" };
  const checked = z.fromJSONSchema({ additionalProperties: false, ...schema }).safeParse(value);
  if (!checked.success) {
    const why = checked.error.issues.map((it) => `${it.path.join(".") || "reply"}: ${it.code}`).join("; ");
    return { ok: false, why: `the reply does not fit the schema (${why})` };
  }
  // What JSON.parse made and the schema let through as an object has only JSON values: cells.
  return isSchema(checked.data)
    ? { ok: true, output: checked.data as Readonly<Record<string, Cell>> }
    : { ok: false, why: "the reply is not a JSON object" };
};
