// The deployments of a project, as written in its gantry.config.ts: checked on load, wrong ones refused by file and line.
import { GantryError, Zone } from "@gantry/contract";
import { z } from "zod";
import { callSite, placeOf, placeText } from "../../policy/index.ts";
import type { WrittenAt } from "../../policy/index.ts";

const Secret = z.strictObject({ secret: z.string().min(1) }, 'name it: { secret: "…" }; secrets never stand in a file');
const Address = z
  .string()
  .refine((it) => URL.canParse(it) && /^https?:$/.test(new URL(it).protocol), "no http(s) address");
const Count = z.int().positive();

/** Headers by which a key travels: their values are secrets. */
const isKeyHeader = (name: string): boolean =>
  /^(?:authorization|api-key|x-api-key|x-goog-api-key|cookie)$/i.test(name);

const Headers = z
  .record(z.string().regex(/^[\w-]+$/, "no name of a header"), z.union([z.string(), Secret]))
  .superRefine((headers, context) => {
    for (const [name, value] of Object.entries(headers))
      if (isKeyHeader(name) && typeof value === "string")
        context.addIssue({ code: "custom", path: [name], message: 'carries a key: name it, { secret: "…" }' });
  });

const Price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });

const DeploymentDefinition = z
  .strictObject({
    /** Default: `provider:model`. */
    name: z
      .string()
      .regex(/^[\w.:/-]{1,80}$/, "a name is of letters, digits and . : / - _")
      .optional(),
    provider: z.enum(["openai", "anthropic", "google", "azure", "bedrock", "mistral", "ollama", "compatible", "guest"]),
    /** Of a guest: what it is called. */
    model: z.string().min(1),
    modality: z.enum(["text", "embedding", "image"]).default("text"),
    zone: Zone.default("outside"),
    region: z.string().min(1).default("unknown"),
    url: Address.optional(),
    /** Of a guest that Gantry runs itself: its module, `new URL("./guests/letters.ts", import.meta.url)`. */
    module: z.instanceof(URL, { error: "a URL of a file" }).optional(),
    key: Secret.optional(),
    headers: Headers.optional(),
    proxy: Address.optional(),
    /** A PEM file with the authorities to trust beside the usual ones. */
    ca: z.string().min(1).optional(),
    price: Price.optional(),
    context: Count.optional(),
    tools: z.boolean().default(true),
    /** Other names that clients may ask for it by; several deployments may share one. */
    aliases: z.array(z.string().min(1)).default([]),
    /** What it is used for in flows; default: everything; of a guest, "write". */
    tasks: z.array(z.string().min(1)).optional(),
    /** Lower ranks are tried first; among equals price and latency decide. */
    rank: z.int().min(0).default(1),
    limits: z
      .strictObject({
        concurrent: Count.optional(),
        timeoutSeconds: z.number().positive().optional(),
        /** Most rows in one call, where a flow asks for several; 1: never more than one. */
        batch: Count.optional(),
        /** How long a guest that is not to be had is waited for. */
        patienceSeconds: z.number().min(0).optional(),
        /** Of a guest that Gantry runs itself: most of its heap. */
        memoryMb: z.int().min(64).optional(),
      })
      .default({}),
  })
  .superRefine((it, context) => {
    if (needsAddress.has(it.provider) && it.url === undefined && it.module === undefined)
      context.addIssue({
        code: "custom",
        path: ["provider"],
        message: `"${it.provider}" needs a url${it.provider === "guest" ? ", or a module" : ""}`,
      });
    if (it.provider === "bedrock" && it.url === undefined && it.region === "unknown")
      context.addIssue({ code: "custom", path: ["provider"], message: '"bedrock" needs a region, or a url' });
    if (it.module !== undefined && (it.provider !== "guest" || it.url !== undefined || it.module.protocol !== "file:"))
      context.addIssue({ code: "custom", path: ["module"], message: "a module is a file, of a guest without a url" });
    if (it.provider === "guest" && it.modality !== "text")
      context.addIssue({ code: "custom", path: ["modality"], message: "a guest writes text" });
    if (it.provider === "guest" && (it.limits.timeoutSeconds ?? 0) > 3600)
      context.addIssue({ code: "custom", path: ["limits"], message: "a guest has an hour at most" });
    if (it.provider !== "guest" && it.limits.patienceSeconds !== undefined)
      context.addIssue({ code: "custom", path: ["limits"], message: "only a guest is waited for" });
  });

const needsAddress: ReadonlySet<string> = new Set(["azure", "compatible", "guest"]);

const BudgetDefinition = z
  .strictObject({
    name: z.string().min(1).max(80),
    /**
     * Of whom: of each tenant (the callers' attribute `tenant`; all who have none are one), of each flow, of each caller. What
     * is asked over `/v1` counts as flow "v1".
     */
    per: z.enum(["tenant", "flow", "caller"]),
    /** Only for this tenant, flow or caller; default: for each. */
    of: z.string().min(1).optional(),
    period: z.enum(["day", "month"]),
    tokens: Count.optional(),
    /** US dollars. */
    cost: z.number().positive().optional(),
  })
  .refine((it) => it.tokens !== undefined || it.cost !== undefined, "a budget limits tokens, cost or both");
export type BudgetDocument = z.infer<typeof BudgetDefinition>;

const Definition = z.strictObject({
  deployments: z.array(DeploymentDefinition),
  budgets: z.array(BudgetDefinition).default([]),
  /** Opens after so many failures in a row, and lets one call through after so many seconds. */
  breaker: z.strictObject({ failures: Count.default(5), openSeconds: z.number().positive().default(30) }).optional(),
});

/** One deployment as checked, defaults filled in. */
export type DeploymentDocument = z.infer<typeof DeploymentDefinition>;
export type ModelsDocument = z.infer<typeof Definition>;
/** What `defineModels` takes. */
export type ModelsDefinition = z.input<typeof Definition>;

export const nameOf = ({ name, provider, model }: DeploymentDocument): string => name ?? `${provider}:${model}`;

const refused = (
  at: WrittenAt | undefined,
  path: readonly PropertyKey[],
  definition: unknown,
  what: string,
): GantryError => {
  const keys = path.map((part) => (typeof part === "number" ? part : String(part)));
  const place = at === undefined ? "models" : placeText(placeOf(at, keys, definition));
  return new GantryError("bad-config", `${place}: ${keys.join(".")}${keys.length > 0 ? ": " : ""}${what}`);
};

/**
 * Checks a project's models.
 *
 * @example
 * defineModels({ deployments: [{ provider: "mistral", model: "mistral-large-latest", zone: "partner", region: "eu", key: { secret: "mistral" } }] })
 * @throws GantryError `bad-config` with file, line and key of the first fault; a value is never shown.
 */
export const defineModels = (definition: ModelsDefinition): ModelsDocument => {
  const at = callSite("defineModels", [import.meta.url]);
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(at, issue?.path ?? [], definition, issue?.message ?? "malformed");
  }
  const names = parsed.data.deployments.map(nameOf);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0)
    throw refused(at, ["deployments", twice], definition, `"${names[twice] ?? ""}" is there twice: give one a name`);
  const budgets = parsed.data.budgets.map((it) => it.name);
  const again = budgets.findIndex((name, index) => budgets.indexOf(name) !== index);
  if (again >= 0) throw refused(at, ["budgets", again], definition, `"${budgets[again] ?? ""}" is there twice`);
  return parsed.data;
};
