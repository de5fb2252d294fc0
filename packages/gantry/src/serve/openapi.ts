// OpenAPI 3.1 from the wire contract's schemas: what is served is what is described.
import {
  Answer,
  ApprovalDetail,
  ApprovalView,
  AskExplained,
  AskRequest,
  CallerView,
  CatalogView,
  DecisionRequest,
  DecisionResult,
  DecisionsRequest,
  DocumentAnswer,
  DocumentSearch,
  EraseRequest,
  ErasureView,
  ExplainedStep,
  FlowCase,
  FlowCaseRequest,
  FiredView,
  FireRequest,
  FlowView,
  IndexReport,
  IndexRequest,
  InboxMail,
  LedgerEntryView,
  ModelsView,
  PolicyDocument,
  PolicyView,
  Problem,
  Proof,
  QueryAnswer,
  QueryRequest,
  QuestionView,
  Receipt,
  ReplayReport,
  ReplayRequest,
  ResolutionRequest,
  RetryRequest,
  RunEvent,
  RunView,
  SaveQuestionRequest,
  StartRunRequest,
  streamTypes,
  TriggerView,
  UncertainEffectView,
  UsageView,
} from "@gantry/contract";
import { z } from "zod";
import { documentOperations } from "./openapi-documents.ts";
import { approvalOperations } from "./openapi-approvals.ts";
import { questionOperations } from "./openapi-questions.ts";
import { runOperations } from "./openapi-runs.ts";
import { triggerOperations } from "./openapi-triggers.ts";

const schemas = {
  Answer,
  ApprovalDetail,
  ApprovalView,
  AskExplained,
  AskRequest,
  CallerView,
  CatalogView,
  DecisionRequest,
  DecisionResult,
  DecisionsRequest,
  DocumentAnswer,
  DocumentSearch,
  EraseRequest,
  ErasureView,
  ExplainedStep,
  FlowCase,
  FlowCaseRequest,
  FiredView,
  FireRequest,
  FlowView,
  IndexReport,
  IndexRequest,
  InboxMail,
  LedgerEntryView,
  ModelsView,
  PolicyDocument,
  PolicyView,
  Problem,
  Proof,
  QueryAnswer,
  QueryRequest,
  QuestionView,
  Receipt,
  ReplayReport,
  ReplayRequest,
  ResolutionRequest,
  RetryRequest,
  RunEvent,
  RunView,
  SaveQuestionRequest,
  StartRunRequest,
  TriggerView,
  UncertainEffectView,
  UsageView,
};
type SchemaName = keyof typeof schemas;

interface Operation {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly body?: SchemaName;
  /** Nothing where the reply comes as bytes alone. */
  readonly reply?: SchemaName;
  /** What comes instead where the body says `explain`. */
  readonly explained?: SchemaName;
  readonly list?: true;
  readonly stream?: true;
  /** Media types that the reply also comes in, as bytes. */
  readonly bytes?: readonly string[];
  readonly waits?: true;
}

const operations: readonly Operation[] = [
  {
    method: "post",
    path: "/api/ask",
    id: "ask",
    summary: "Ask a question; gives an answer, or 202 while it is worked on; with `explain`, what it would take",
    body: "AskRequest",
    reply: "Answer",
    explained: "AskExplained",
    waits: true,
  },
  { method: "get", path: "/api/me", id: "me", summary: "Who the token says you are", reply: "CallerView" },
  {
    method: "get",
    path: "/api/flows",
    id: "listFlows",
    summary: "Flows that you may run",
    reply: "FlowView",
    list: true,
  },
  {
    method: "get",
    path: "/api/flows/{name}/proof",
    id: "flowProof",
    summary: "The static proof: what the flow would expose",
    reply: "Proof",
  },
  {
    method: "get",
    path: "/api/flows/{name}/rows.csv",
    id: "flowRowsCsv",
    summary:
      "Rows of a flow's table for a BI tool: its input as query parameters, `table` names another than the first",
    bytes: ["text/csv"],
  },
  {
    method: "get",
    path: "/api/flows/{name}/rows.parquet",
    id: "flowRowsParquet",
    summary: "The same rows as Parquet; header Gantry-Receipt tells where its receipt is",
    bytes: ["application/vnd.apache.parquet"],
  },
  {
    method: "post",
    path: "/api/flows/{name}/runs",
    id: "runFlow",
    summary: "Run a flow",
    body: "StartRunRequest",
    reply: "Answer",
    explained: "AskExplained",
    waits: true,
  },
  {
    method: "post",
    path: "/api/flows/{name}/explain",
    id: "explainFlow",
    summary: "What each source would be asked",
    body: "StartRunRequest",
    reply: "ExplainedStep",
    list: true,
  },
  ...runOperations,
  ...approvalOperations,
  ...triggerOperations,
  ...questionOperations,
  ...documentOperations,
  {
    method: "post",
    path: "/api/query",
    id: "query",
    summary: "Rows of SQL over the catalog, as you may see them: a document, or a stream by Accept",
    body: "QueryRequest",
    reply: "QueryAnswer",
    bytes: Object.values(streamTypes),
  },
  {
    method: "get",
    path: "/api/catalog",
    id: "catalog",
    summary: "Tables and columns that you may see, with labels",
    reply: "CatalogView",
  },
  { method: "get", path: "/api/policy", id: "policy", summary: "Treatments and roles", reply: "PolicyView" },
  {
    method: "get",
    path: "/api/policy/versions/{version}",
    id: "policyVersion",
    summary: "A policy as written, by its version; `current` for the one in force",
    reply: "PolicyDocument",
  },
  {
    method: "get",
    path: "/api/models",
    id: "models",
    summary: "Models as configured and as they fare; chats with them are at /v1, in OpenAI's protocol",
    reply: "ModelsView",
  },
  {
    method: "get",
    path: "/api/models/usage",
    id: "usage",
    summary: "What was spent on models since a day (`since`), by caller: one's own, or all for who may see the ledger",
    reply: "UsageView",
  },
  {
    method: "get",
    path: "/api/ledger",
    id: "ledger",
    summary: "Ledger entries, newest first",
    reply: "LedgerEntryView",
    list: true,
  },
  {
    method: "get",
    path: "/api/ledger/export",
    id: "exportLedger",
    summary: "The ledger as a file that proves itself (docs/guides/audit.md); of one run with `run`",
    reply: "LedgerEntryView",
    list: true,
    bytes: ["application/x-ndjson"],
  },
  {
    method: "post",
    path: "/api/erasures",
    id: "erase",
    summary: "Erase a person or company from all that is kept; with `dryRun` only say what would be found",
    body: "EraseRequest",
    reply: "ErasureView",
  },
  {
    method: "get",
    path: "/api/inbox",
    id: "inbox",
    summary: "Mails in the sample's development inbox",
    reply: "InboxMail",
    list: true,
  },
];

/** The whole document; schemas come from zod, `$ref`s point at components. */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Gantry", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          withoutDialect(z.toJSONSchema(schema, { io: "input" })),
        ]),
      ),
    },
  };
}

function describe({
  path,
  id,
  summary,
  body,
  reply,
  explained,
  list,
  stream,
  bytes = [],
  waits,
}: Operation): Record<string, unknown> {
  const reference = { $ref: `#/components/schemas/${reply}` };
  const either = { oneOf: [reference, { $ref: `#/components/schemas/${explained}` }] };
  const schema = list ? { type: "array", items: reference } : explained === undefined ? reference : either;
  const document = reply === undefined ? {} : { [stream ? "text/event-stream" : "application/json"]: { schema } };
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const prefer = { name: "Prefer", in: "header", required: false, schema: { type: "string", examples: ["wait=30"] } };
  const success = {
    description: summary,
    content: {
      ...document,
      ...Object.fromEntries(bytes.map((type) => [type, {}])),
    },
  };
  return {
    operationId: id,
    summary,
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...(waits ? [prefer] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: `#/components/schemas/${body}` } } },
          },
        }),
    responses: {
      "200": success,
      ...(waits ? { "202": { ...success, description: "Still being worked on; Location tells where" } } : {}),
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = schema;
  return rest;
}
