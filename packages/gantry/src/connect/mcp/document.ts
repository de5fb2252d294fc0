// The servers of the Model Context Protocol that a project lets its models ask, as written in its gantry.config.ts: checked
// on load, wrong ones refused by file and line.
import { GantryError, Zone } from "@gantry/contract";
import { z } from "zod";
import { callSite, placeOf, placeText } from "../../policy/index.ts";
import { SecretReference } from "../kit/index.ts";

const Name = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "lower case letters, digits, _ and - only");
/** As servers call them. */
const ToolName = z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/, "no name of a tool");
const LabelName = z.string().regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/, "a label is dotted lower case, without `*`");

/** Whoever reads what passes by would read the key. */
const Address = z.string().refine((it) => {
  if (!URL.canParse(it)) return false;
  const { protocol, hostname, username, password } = new URL(it);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname));
}, "no https address (http on this machine alone), or one with a password in it");

const isKeyHeader = (name: string): boolean => /(?:authorization|key|token|secret|cookie)/i.test(name);

const Headers = z
  .record(z.string().regex(/^[\w-]+$/, "no name of a header"), z.union([z.string(), SecretReference]))
  .superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers))
      if (isKeyHeader(name) && typeof value === "string")
        context.addIssue({ code: "custom", path: [name], message: 'carries a key: name it, { secret: "…" }' });
  });

const ToolDefinition = z.strictObject({
  /** The company says itself that it only reads; else the server has to. */
  reads: z.literal(true).optional(),
  /** What its results are. Without `text.untrusted` nobody outside wrote them, and a model's tools stay open. */
  labels: z.array(LabelName).min(1).default(["text.untrusted"]),
  /** What a model is told of it, in place of its maker's words. */
  description: z.string().min(1).max(1000).optional(),
  /** US dollars a call. */
  price: z.number().min(0).default(0),
});

const ServerDefinition = z.strictObject({
  url: Address,
  zone: Zone.default("outside"),
  /** Sent as `authorization: Bearer …`. */
  key: SecretReference.optional(),
  headers: Headers.default({}),
  /** Those that may be called, by name; all others are not there. */
  tools: z
    .record(ToolName, ToolDefinition)
    .refine((it) => Object.keys(it).length > 0, "a server of which no tool may be called"),
  limits: z
    .strictObject({
      /** For a call in all. */
      timeoutSeconds: z.number().positive().max(600).default(30),
      /** Of a result that a model is shown. */
      characters: z.int().min(100).max(200_000).default(20_000),
    })
    .prefault({}),
});

const Definition = z.strictObject({ servers: z.record(Name, ServerDefinition) });

export type ServerDocument = z.infer<typeof ServerDefinition>;
export type ToolsDocument = z.infer<typeof Definition>;
/** What `defineTools` takes. */
export type ToolsDefinition = z.input<typeof Definition>;

/**
 * Checks the servers of a project.
 *
 * @example
 * defineTools({ servers: { weather: { url: "https://mcp.weather.example/mcp", key: { secret: "weather" }, tools: { forecast: {} } } } })
 * @throws GantryError `bad-config` with file, line and key of the first fault; a value is never shown.
 */
export const defineTools = (definition: ToolsDefinition): ToolsDocument => {
  const at = callSite("defineTools", [import.meta.url]);
  const parsed = Definition.safeParse(definition);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = (issue?.path ?? []).map((part) => (typeof part === "number" ? part : String(part)));
  const place = at === undefined ? "tools" : placeText(placeOf(at, keys, definition));
  const said = [keys.join("."), issue?.message ?? "malformed"].filter((it) => it !== "").join(": ");
  throw new GantryError("bad-config", `${place}: ${said}`);
};
