// Parses flow documents: strict, so that a misspelt word is an error and not a silent no-op.
import { createHash } from "node:crypto";
import { ChartSpec, ColumnFormat, GantryError } from "@gantry/contract";
import { z } from "zod";
import { TreatmentRuleSchema } from "../policy/index.ts";
import type { PromptFile } from "./prompt-file.ts";
import { resolveReferences } from "./references.ts";
import type { FlowDocument } from "./types.ts";

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "lower case letters, digits and _ only");
const Sql = z.string().trim().min(1).max(50_000);
const Column = z.string().min(1);

const InputField = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("one-of"),
    values: z.array(z.string()).min(1),
    default: z.string().optional(),
    title: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("text"),
    maxLength: z.number().int().positive(),
    default: z.string().optional(),
    title: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("number"),
    min: z.number().optional(),
    max: z.number().optional(),
    default: z.number().optional(),
    title: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("period"), default: z.string().optional(), title: z.string().optional() }),
]);

const seconds = z.number().positive().max(86_400);

const Retry = z.strictObject({
  // Numbers past these belong to tries that a person asks for.
  attempts: z.number().int().min(1).max(100),
  initial: seconds.optional(),
  factor: z.number().min(1).max(10).optional(),
  max: seconds.optional(),
  jitter: z.number().min(0).max(1).optional(),
});

const Rows = z.array(z.record(Column, z.union([z.string(), z.number(), z.boolean(), z.null()]))).max(1000);

const [failOrSkip, defaults, another] = [
  z.enum(["fail", "skip"]),
  z.strictObject({ default: Rows }),
  z.strictObject({ goTo: Name }),
];

const base = {
  title: z.string().optional(),
  when: Sql.optional(),
  retry: Retry.optional(),
  timeout: seconds.optional(),
};

/** What a step gives can be given by something else; a decision and an effect can't. */
const replaceable = { onError: z.union([failOrSkip, defaults, another]).optional() };
const unique = { onError: failOrSkip.optional() };

const rowLimits = {
  concurrency: z.number().int().positive().optional(),
  rate: z.number().positive().optional(),
};

const CacheTime = z.string().regex(/^(?:off|[1-9]\d{0,4}[smhd])$/, "write off, or a time: 90s, 30m, 1h, 2d");

const TextOutput = z.record(
  Name,
  z.strictObject({
    type: z.literal("text"),
    maxLength: z.number().int().positive(),
    values: z.array(z.string()).min(1).optional(),
  }),
);

const Prompt = z.strictObject({
  name: z.string(),
  version: z.string(),
  input: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(["string", "number", "integer", "boolean", "array"]),
      format: z.literal("date").optional(),
      description: z.string().optional(),
      untrusted: z.boolean().optional(),
    }),
  ),
});

const Step = z.discriminatedUnion("kind", [
  z.strictObject({ ...base, ...replaceable, kind: z.literal("query"), sql: Sql, key: Column }),
  z.strictObject({
    ...base,
    ...replaceable,
    kind: z.literal("score"),
    model: z.string(),
    rows: Name,
    key: Column,
  }),
  z.strictObject({
    ...base,
    ...replaceable,
    kind: z.literal("find"),
    each: Sql,
    key: Column,
    query: Column,
    in: z.array(z.string().regex(/^[a-z_]\w*\.[a-z_]\w*$/, "write <source>.<collection>")).min(1),
    top: z.number().int().min(1).max(20).optional(),
  }),
  z.strictObject({
    ...base,
    ...replaceable,
    ...rowLimits,
    kind: z.literal("prompt"),
    each: Sql,
    key: Column,
    task: z.string(),
    instructions: z.string().min(1),
    template: z.string().min(1),
    output: TextOutput,
    phrasebook: z.string().optional(),
    passages: Name.optional(),
    resumes: Name.optional(),
    batch: z.number().int().min(1).max(100).optional(),
    cache: CacheTime.optional(),
    prompt: Prompt.optional(),
  }),
  z.strictObject({
    ...base,
    ...replaceable,
    ...rowLimits,
    kind: z.literal("draw"),
    each: Sql,
    key: Column,
    instructions: z.string().min(1),
    template: z.string().min(1),
    picture: Column.optional(),
    size: z.templateLiteral([z.int(), "x", z.int()]).optional(),
  }),
  z.strictObject({
    ...base,
    ...replaceable,
    ...rowLimits,
    kind: z.literal("reason"),
    each: Sql,
    key: Column,
    instructions: z.string().min(1),
    template: z.string().min(1),
    output: TextOutput,
    tools: z
      .strictObject({
        query: z.array(z.string()),
        find: z.array(z.string()).min(1).optional(),
        flow: z.array(z.string()).min(1).optional(),
        mcp: z
          .array(z.strictObject({ server: z.string(), tool: z.string() }))
          .min(1)
          .optional(),
      })
      .refine(
        ({ query, find, flow, mcp }) => query.length > 0 || find || flow || mcp,
        "a model without a tool is a prompt",
      ),
    limits: z
      .strictObject({ turns: z.number().int().min(2).max(30).optional(), cost: z.number().positive().optional() })
      .optional(),
  }),
  z.strictObject({
    ...base,
    ...unique,
    kind: z.literal("approve"),
    rows: Sql,
    key: Column,
    by: z.string(),
    content: z.array(Column).min(1),
    editable: z.array(Column),
    reason: Column.optional(),
    evidence: z.array(Column).optional(),
    approvals: z.number().int().min(1).max(10).optional(),
    notRequester: z.boolean().optional(),
    expiresAfterHours: z.number().positive().optional(),
    remindAfterHours: z.number().positive().optional(),
  }),
  z.strictObject({
    ...base,
    ...unique,
    ...rowLimits,
    kind: z.literal("act"),
    operation: z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "write <source>.<action>"),
    each: Name,
    key: Column,
    input: z.record(z.string(), Column),
    constants: z.record(z.string(), z.string()).optional(),
    undoSeconds: z.number().int().min(0).max(86_400).optional(),
  }),
  z
    .strictObject({
      ...base,
      ...replaceable,
      ...rowLimits,
      kind: z.literal("call"),
      flow: z.string(),
      input: Sql.optional(),
      each: Sql.optional(),
      key: Column,
      table: Name.optional(),
    })
    .refine((it) => (it.input === undefined) !== (it.each === undefined), "a call has either input or each"),
]);

const ColumnView = z.strictObject({
  name: Column,
  title: z.string(),
  format: ColumnFormat,
  unit: z.string().optional(),
});

const AnswerPart = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("table"), step: Name, title: z.string(), columns: z.array(ColumnView).min(1) }),
  z.strictObject({ kind: z.literal("chart"), step: Name, spec: ChartSpec }),
  z.strictObject({
    kind: z.literal("drafts"),
    step: Name,
    title: z.string(),
    review: Name,
    act: Name,
    without: Sql.optional(),
  }),
  z.strictObject({ kind: z.literal("actions"), step: Name, title: z.string(), review: Name, act: Name }),
  z.strictObject({ kind: z.literal("text"), step: Name, column: Column }),
  z.strictObject({ kind: z.literal("images"), step: Name, title: z.string(), caption: Column }),
]);

const Document = z.strictObject({
  gantry: z.literal(1),
  name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "lower case letters, digits and - only"),
  title: z.string().min(1),
  asks: z.array(z.string()),
  purpose: z.string().min(1),
  narrows: z.array(TreatmentRuleSchema).optional(),
  input: z.record(Name, InputField),
  steps: z.record(Name, Step),
  answer: z.array(AnswerPart),
  coverage: Sql.optional(),
  record: z.boolean().optional(),
  cache: CacheTime.optional(),
});

/**
 * Reads a flow document from plain JSON.
 *
 * @param prompts by name: a prompt step that names one (`"prompt": "thanks"`) takes what it does not say itself from there
 * @throws GantryError `bad-flow` naming the place and what is wrong there; every finding in one message.
 */
export function parseFlow(json: unknown, prompts: Readonly<Record<string, PromptFile>> = {}): FlowDocument {
  const parsed = Document.safeParse(withPrompts(json, prompts));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`);
    throw new GantryError("bad-flow", `this is no flow document: ${issues.join("; ")}`);
  }
  // zod writes optional fields as `T | undefined`; after JSON they are absent, as the type says.
  const document = JSON.parse(JSON.stringify(parsed.data)) as FlowDocument;
  resolveReferences(document);
  return document;
}

/** The document with the prompts that its steps name in their places. */
function withPrompts(json: unknown, prompts: Readonly<Record<string, PromptFile>>): unknown {
  const named = z.looseObject({ steps: z.record(z.string(), z.looseObject({})) }).safeParse(json);
  if (!named.success) return json;
  const steps = Object.entries(named.data.steps).map(([name, step]) => {
    if (typeof step["prompt"] !== "string") return [name, step] as const;
    const file = prompts[step["prompt"]];
    if (file) return [name, { ...file, ...step, prompt: file.prompt }] as const;
    const known = Object.keys(prompts).join(", ");
    throw new GantryError("bad-flow", `step "${name}" names the prompt "${step["prompt"]}", which there is not`, {
      remedy: `write prompts/${step["prompt"]}.md${known === "" ? "" : `; prompts: ${known}`}`,
      where: { step: name },
    });
  });
  return { ...named.data, steps: Object.fromEntries(steps) };
}

/** SHA-256 of the document, short form: a run pins it. */
export const flowVersion = (document: FlowDocument): string =>
  createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 12);
