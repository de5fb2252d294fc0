// The typed client of Gantry's API, for browsers and Node: fetch, problems thrown as GantryError, events that resume.
import {
  Answer,
  ApprovalDetail,
  ApprovalView,
  AskExplained,
  CallerView,
  CatalogView,
  DecisionResult,
  DocumentAnswer,
  errorFromProblem,
  ExplainedStep,
  FlowCase,
  FiredView,
  FlowView,
  GantryError,
  ErasureView,
  IndexReport,
  InboxMail,
  LedgerEntryView,
  ModelsView,
  PolicyDocument,
  PolicyView,
  Problem,
  Proof,
  QueryAnswer,
  QuestionView,
  Receipt,
  ReplayReport,
  RunView,
  streamTypes,
  TriggerView,
  UncertainEffectView,
  UsageView,
} from "@gantry/contract";
import { z } from "zod";
import { LedgerVerdict } from "./api.ts";
import type { AskOptions, Client, ClientOptions, WaitOptions } from "./api.ts";
import { sizeQuery } from "./chart/size.ts";
import { readEvents } from "./event-stream.ts";

/**
 * @throws (each method) GantryError with the problem's code; `source-unreachable` when the server does not answer.
 * @example
 * const gantry = createClient({ url: "http://localhost:4400", token });
 * const answer = await gantry.ask("Which enterprise customers in EMEA are at risk of leaving this quarter?", { wait: 30 });
 */
export function createClient({ url, token, surface }: ClientOptions): Client {
  const base = url.replace(/\/$/, "");

  async function send(method: "GET" | "POST" | "DELETE", path: string, init: SendOptions = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${typeof token === "string" ? token : await token()}`);
    if (surface) headers.set("x-gantry-surface", surface);
    if (init.body !== undefined) headers.set("content-type", "application/json");
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers,
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
        ...(init.signal ? { signal: init.signal } : {}),
      });
    } catch (error) {
      if (init.signal?.aborted) throw new GantryError("cancelled", "the request was cancelled", { cause: error });
      throw new GantryError("source-unreachable", "the Gantry server does not answer", {
        retryable: true,
        remedy: "start it with `gantry start`, or check its address",
        cause: error,
      });
    }
    const type = response.headers.get("content-type") ?? "";
    if (!type.includes("application/problem+json")) return response;
    throw errorFromProblem(Problem.parse(await response.json()));
  }

  async function read<T>(schema: z.ZodType<T>, method: "GET" | "POST", path: string, init?: SendOptions): Promise<T> {
    const response = await send(method, path, init);
    const parsed = schema.safeParse(await response.json());
    if (parsed.success) return parsed.data;
    throw new GantryError(
      "internal",
      `the server's reply to ${method} ${path.split("?")[0]} is not in the form agreed on`,
      {
        remedy: "client and server may be of different versions",
        cause: parsed.error,
      },
    );
  }

  const id = encodeURIComponent;
  return {
    ask: (question, options = {}) =>
      read(Answer, "POST", "/api/ask", { ...waiting(options), body: asking(question, options) }),
    askReading: (question, options = {}) =>
      read(z.union([Answer, AskExplained]), "POST", "/api/ask", {
        ...waiting(options),
        body: { ...asking(question, options), readsOnly: true },
      }),
    explainQuestion: (question, options = {}) =>
      read(AskExplained, "POST", "/api/ask", {
        ...waiting(options),
        body: { ...asking(question, options), explain: true },
      }),
    priceFlow: (flow, input, options = {}) =>
      read(AskExplained, "POST", `/api/flows/${id(flow)}/runs`, { ...options, body: { input, explain: true } }),
    runFlow: (flow, input, options = {}) =>
      read(Answer, "POST", `/api/flows/${id(flow)}/runs`, { ...waiting(options), body: { input } }),
    answer: (run, options = {}) => read(Answer, "GET", `/api/runs/${id(run)}`, waiting(options)),
    runState: (run, options) => read(RunView, "GET", `/api/runs/${id(run)}/state`, options),
    runs: (options) => read(z.array(RunView), "GET", "/api/runs", options),
    events: (run, options = {}) =>
      readEvents(
        (after, signal) =>
          send("GET", `/api/runs/${id(run)}/events`, { headers: { "last-event-id": String(after) }, signal }),
        options.signal,
      ),
    receipt: (run, options) => read(Receipt, "GET", `/api/runs/${id(run)}/receipt`, options),
    chart: async (run, chart, size = {}) =>
      (await send("GET", `/api/runs/${id(run)}/charts/${chart}.svg${sizeQuery(size)}`)).text(),
    chartPng: async (run, chart, size = {}) =>
      new Uint8Array(
        await (await send("GET", `/api/runs/${id(run)}/charts/${chart}.png${sizeQuery(size)}`)).arrayBuffer(),
      ),
    exported: async (run, form) => (await send("GET", `/api/runs/${id(run)}/export.${form}`)).text(),
    cancel: (run) => read(RunView, "POST", `/api/runs/${id(run)}/cancel`),
    retry: (run, step) =>
      read(RunView, "POST", `/api/runs/${id(run)}/retry`, { body: step === undefined ? {} : { step } }),
    replay: (run, request = {}) => read(ReplayReport, "POST", `/api/runs/${id(run)}/replay`, { body: request }),
    flowCase: (run, withPersonalData = false) =>
      read(FlowCase, "POST", `/api/runs/${id(run)}/case`, { body: { withPersonalData } }),
    approvals: ({ run, state, limit, ...options } = {}) => {
      const filter = new URLSearchParams({
        ...(run === undefined ? {} : { run }),
        ...(state === undefined ? {} : { state }),
        ...(limit === undefined ? {} : { limit: String(limit) }),
      });
      return read(z.array(ApprovalView), "GET", `/api/approvals?${filter}`, options);
    },
    approval: (approval, options) => read(ApprovalDetail, "GET", `/api/approvals/${id(approval)}`, options),
    decide: (approval, decision) =>
      read(ApprovalView, "POST", `/api/approvals/${id(approval)}/decision`, { body: decision }),
    decideEach: (decisions) =>
      read(z.array(DecisionResult), "POST", "/api/approvals/decisions", { body: { decisions } }),
    undo: ({ run, step, row }) => read(RunView, "POST", `/api/runs/${id(run)}/effects/${id(step)}/${id(row)}/undo`),
    uncertain: () => read(z.array(UncertainEffectView), "GET", "/api/effects/uncertain"),
    resolve: (effect, resolution) => {
      const [run = "", step = "", row = ""] = effect.id.split("/").map(id);
      const path = `/api/runs/${run}/effects/${step}/${row}/resolution`;
      return read(z.array(UncertainEffectView), "POST", path, { body: resolution });
    },
    triggers: () => read(z.array(TriggerView), "GET", "/api/triggers"),
    trigger: (name) => read(TriggerView, "GET", `/api/triggers/${id(name)}`),
    pauseTrigger: (name) => read(TriggerView, "POST", `/api/triggers/${id(name)}/pause`),
    resumeTrigger: (name) => read(TriggerView, "POST", `/api/triggers/${id(name)}/resume`),
    fireTrigger: (name, event) =>
      read(FiredView, "POST", `/api/triggers/${id(name)}/fire`, { body: event === undefined ? {} : { event } }),
    questions: (options) => read(z.array(QuestionView), "GET", "/api/questions", options),
    savedQuestion: (question) => read(QuestionView, "GET", `/api/questions/${id(question)}`),
    saveQuestion: (question) => read(QuestionView, "POST", "/api/questions", { body: question }),
    removeQuestion: async (question) => void (await send("DELETE", `/api/questions/${id(question)}`)),
    runQuestion: (question) => read(FiredView, "POST", `/api/questions/${id(question)}/run`),
    changeQuestion: (question, verb) => read(QuestionView, "POST", `/api/questions/${id(question)}/${verb}`),
    me: () => read(CallerView, "GET", "/api/me"),
    flows: () => read(z.array(FlowView), "GET", "/api/flows"),
    proof: (flow) => read(Proof, "GET", `/api/flows/${id(flow)}/proof`),
    explain: (flow, input) =>
      read(z.array(ExplainedStep), "POST", `/api/flows/${id(flow)}/explain`, { body: { input } }),
    explainRun: (run) => read(z.array(ExplainedStep), "GET", `/api/runs/${id(run)}/explain`),
    query: (sql, { signal, ...options } = {}) =>
      read(QueryAnswer, "POST", "/api/query", { body: { sql, ...options }, ...(signal ? { signal } : {}) }),
    searchDocuments: (query, { signal, ...options } = {}) =>
      read(DocumentAnswer, "POST", "/api/documents/search", {
        body: { query, ...options },
        ...(signal ? { signal } : {}),
      }),
    indexDocuments: (collection) =>
      read(z.array(IndexReport), "POST", "/api/documents/index", {
        body: collection === undefined ? {} : { collection },
      }),
    queryStream: async (sql, format, { signal, ...options } = {}) => {
      const response = await send("POST", "/api/query", {
        body: { sql, ...options },
        headers: { accept: streamTypes[format] },
        ...(signal ? { signal } : {}),
      });
      const asOf = (response.headers.get("gantry-as-of") ?? "").matchAll(/(\w+)="([^"]*)"/g);
      return {
        body: response.body ?? new ReadableStream(),
        asOf: Object.fromEntries([...asOf].map(([, source = "", at = ""]) => [source, at])),
      };
    },
    models: () => read(ModelsView, "GET", "/api/models"),
    usage: (since) => read(UsageView, "GET", `/api/models/usage${since === undefined ? "" : `?since=${id(since)}`}`),
    catalog: () => read(CatalogView, "GET", "/api/catalog"),
    policy: () => read(PolicyView, "GET", "/api/policy"),
    policyVersion: (version) => read(PolicyDocument, "GET", `/api/policy/versions/${id(version)}`),
    ledger: ({ run, limit = 200 } = {}) =>
      read(z.array(LedgerEntryView), "GET", `/api/ledger?limit=${limit}${run === undefined ? "" : `&run=${id(run)}`}`),
    verifyLedger: () => read(LedgerVerdict, "GET", "/api/ledger/verify"),
    exportLedger: async ({ run, subject } = {}) => {
      const scope = new URLSearchParams({
        ...(run === undefined ? {} : { run }),
        ...(subject === undefined ? {} : { subject }),
      });
      return (await send("GET", `/api/ledger/export?${scope}`)).text();
    },
    checkpoints: async () =>
      (await read(z.array(z.array(z.unknown())), "GET", "/api/ledger/checkpoints")).map((file) =>
        file.map((line) => `${JSON.stringify(line)}\n`).join(""),
      ),
    ledgerKey: async () => (await send("GET", "/api/ledger/key")).text(),
    erase: (subject, { dryRun = false } = {}) =>
      read(ErasureView, "POST", "/api/erasures", { body: { subject, dryRun } }),
    inbox: () => read(z.array(InboxMail), "GET", "/api/inbox"),
  };
}

interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const asking = (question: string, { conversation, edits, planner }: AskOptions): Record<string, unknown> => ({
  question,
  ...(conversation === undefined ? {} : { conversation }),
  ...(edits === undefined ? {} : { edits }),
  ...(planner === undefined ? {} : { planner }),
});

const waiting = ({ wait = 0, idempotencyKey, signal }: WaitOptions): SendOptions => ({
  headers: {
    ...(wait > 0 ? { prefer: `wait=${wait}` } : {}),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
  },
  ...(signal ? { signal } : {}),
});
