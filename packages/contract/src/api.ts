// Requests and replies of the HTTP API. The OpenAPI document is made from these.
import { z } from "zod";
import { Interpretation, TokenReference } from "./answer.ts";
import { Problem } from "./problem.ts";
import { Treatment } from "./blocks.ts";
import { Level, Zone } from "./receipt.ts";

/** Who is asking, as the API shows it back. */
export const CallerView = z.object({
  subject: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  /** `issuer` for our own or a company's identity provider, `crm` for a user of the CRM by introspection. */
  via: z.enum(["issuer", "crm", "service"]),
  attributes: z.record(z.string(), z.string()),
});
export type CallerView = z.infer<typeof CallerView>;

export const AskRequest = z.strictObject({
  question: z.string().trim().min(1).max(2000),
  conversation: z.string().max(64).optional(),
  /** New values for fields of how it is read (`interpretation.fields`), by name. */
  edits: z.record(z.string().max(100), z.union([z.string().max(300), z.number()])).optional(),
  /** Only say how it is understood and what it would take: nothing is run, and the conversation goes on without it. */
  explain: z.boolean().default(false),
  /** Begin no run that asks people, sends or writes: such a flow is only told, as with `explain`. */
  readsOnly: z.boolean().default(false),
  /** Who plans, and nobody in its place: `builtin`, `llm` (any language model), or a deployment's name. */
  planner: z.string().min(1).max(200).optional(),
});
export type AskRequest = z.infer<typeof AskRequest>;

/** What would be run, and what it would take. */
export const AskExplained = z.object({
  interpretation: Interpretation,
  /** Why it would not be begun: a budget that has no room for it. */
  problem: Problem.optional(),
});
export type AskExplained = z.infer<typeof AskExplained>;

export const StartRunRequest = z.strictObject({
  input: z.record(z.string(), z.unknown()).default({}),
  /** Only say what a run would take. */
  explain: z.boolean().default(false),
});
export type StartRunRequest = z.infer<typeof StartRunRequest>;

export const FlowView = z.object({
  name: z.string(),
  title: z.string(),
  purpose: z.string(),
  asks: z.array(z.string()),
  version: z.string(),
  /** JSON Schema of the input. */
  input: z.record(z.string(), z.unknown()),
  steps: z.array(z.object({ name: z.string(), kind: z.string(), after: z.array(z.string()) })),
});
export type FlowView = z.infer<typeof FlowView>;

/** One thing that the static proof found: a column that can reach an egress, and what happens to it. */
export const Exposure = z.object({
  step: z.string(),
  destination: z.string(),
  zone: Zone,
  column: z.string(),
  label: z.string(),
  level: Level,
  via: z.enum(["value", "control"]),
  treatment: Treatment,
  rule: z.string(),
});
export type Exposure = z.infer<typeof Exposure>;

export const ProofFinding = z.object({
  severity: z.enum(["breach", "warning"]),
  code: z.string(),
  step: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
});
export type ProofFinding = z.infer<typeof ProofFinding>;

export const Proof = z.object({
  flow: z.string(),
  version: z.string(),
  policy: z.string(),
  ok: z.boolean(),
  exposures: z.array(Exposure),
  findings: z.array(ProofFinding),
});
export type Proof = z.infer<typeof Proof>;

export const CatalogView = z.object({
  version: z.string(),
  sources: z.array(z.object({ name: z.string(), connector: z.string(), title: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      description: z.string().optional(),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          labels: z.array(z.string()),
          description: z.string().optional(),
          references: z.string().optional(),
        }),
      ),
    }),
  ),
});
export type CatalogView = z.infer<typeof CatalogView>;

export const LedgerEntryView = z.object({
  chain: z.string(),
  seq: z.number().int(),
  at: z.string(),
  kind: z.string(),
  run: z.string().nullable(),
  caller: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
  hash: z.string(),
  previous: z.string(),
  /** SHA-256 of what it said; only where that itself is gone (a rule of retention) or withheld (an export of other runs). */
  content: z.string().optional(),
});
export type LedgerEntryView = z.infer<typeof LedgerEntryView>;

export const PolicyView = z.object({
  version: z.string(),
  treatments: z.array(
    z.object({
      label: z.string(),
      level: z.string(),
      destination: z.string(),
      treatment: Treatment,
      why: z.string().optional(),
    }),
  ),
  access: z.array(z.object({ role: z.string(), may: z.array(z.string()), note: z.string().optional() })),
});
export type PolicyView = z.infer<typeof PolicyView>;

/** A policy as it was written, by its version: what runs have pinned, and what \`gantry policy diff\` compares. */
export const PolicyDocument = z.object({ version: z.string(), document: z.record(z.string(), z.unknown()) });
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const InboxMail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  messageId: z.string(),
});
export type InboxMail = z.infer<typeof InboxMail>;

/** One scan of a source: as planned, and, after it has run, as it went. */
export const ExplainedScan = z.object({
  source: z.string(),
  table: z.string(),
  /** What the source is asked, in its own language. After a run the values of its filter stand as `…`. */
  native: z.string(),
  columns: z.array(z.string()),
  /** The filter that the source evaluates, without values; empty for none. */
  pushed: z.string(),
  /** What was not pushed, and why. */
  kept: z.array(z.string()),
  guarantee: z.enum(["exact", "superset"]),
  estimatedCalls: z.number().optional(),
  estimatedRows: z.number().optional(),
  /** After the run: what it took. */
  calls: z.number().optional(),
  rows: z.number().optional(),
  milliseconds: z.number().optional(),
  asOf: z.string().optional(),
  /** The source is not asked: rows that were read before answer, as of `asOf`. */
  cached: z.literal(true).optional(),
  /** What a reader should know of these rows, a sentence each: some are withheld, a column is hidden from him. */
  notes: z.array(z.string()).readonly().optional(),
});
export type ExplainedScan = z.infer<typeof ExplainedScan>;

/** What one step's query would ask of each source, or did ask. Before a run it holds filter values: for who may see them. */
export const ExplainedStep = z.object({
  step: z.string(),
  scans: z.array(ExplainedScan),
  /** Of a `reason`: what the model thought and asked for, row by row, as the viewer may see it. */
  turns: z
    .array(
      z.object({
        /** Key of the row, or an id that tells nothing. */
        row: z.string(),
        /** From 1. */
        turn: z.number().int(),
        thought: z.string(),
        tool: z.string(),
        sql: z.string(),
        /** What another tool was called with: words to search for, a flow's input. */
        call: z.string().optional(),
        /** Rows that came back; null where none did. */
        rows: z.number().int().nullable(),
        /** Why the call could not be carried out. */
        error: z.string().nullable(),
      }),
    )
    .optional(),
});
export type ExplainedStep = z.infer<typeof ExplainedStep>;

/** SQL over the catalog, as the caller may see it. `$today` and `$now` are there. */
export const QueryRequest = z.strictObject({
  sql: z.string().trim().min(1).max(50_000),
  /** Only say what each source would be asked. */
  explain: z.boolean().default(false),
  /** Most rows to send. Default: 1000 in a JSON document, all of them in a stream. */
  limit: z.number().int().min(1).max(10_000).optional(),
});
export type QueryRequest = z.infer<typeof QueryRequest>;

/** Media types in which `POST /api/query` streams rows, by name. */
export const streamTypes = {
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
} as const;
export type StreamType = keyof typeof streamTypes;

export const QueryAnswer = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string(), labels: z.array(z.string()), treatment: Treatment })),
  rows: z.array(z.record(z.string(), z.json())),
  /** Rows of the whole result; more than `rows` where the limit cut it. */
  total: z.number().int(),
  /** Tokens in the rows, and where their values live. */
  tokens: z.record(z.string(), TokenReference),
  scans: z.array(ExplainedScan),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;
