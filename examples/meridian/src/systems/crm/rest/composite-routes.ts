// /composite: up to 25 requests in one, where later ones may refer to the replies of earlier ones.
import { CrmError } from "../errors.ts";
import type { ApiContext, ApiReply, ApiRequest, Dispatch, Route } from "./router.ts";

const maxRequests = 25;

interface SubRequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
}

interface SubReply {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** The route; `dispatch` is what runs each request within it. */
export function compositeRoutes(dispatch: () => Dispatch): readonly Route[] {
  return [
    { method: "POST", pattern: "/composite", handle: (context, request) => composite(context, request, dispatch()) },
  ];
}

function composite(context: ApiContext, request: ApiRequest, dispatch: Dispatch): ApiReply {
  const { allOrNone, requests } = readBody(request.body);
  return context.organization.transaction(() => {
    const replies: SubReply[] = [];
    for (const it of requests) replies.push(runOne(context, it, replies, dispatch));
    const isFailed = (it: SubReply): boolean => it.httpStatusCode >= 400;
    const commit = !allOrNone || !replies.some(isFailed);
    const body = commit ? replies : replies.map((it) => (isFailed(it) ? it : halted(it.referenceId)));
    return { commit, value: { status: 200, body: { compositeResponse: body } } };
  });
}

const halted = (referenceId: string): SubReply => ({
  body: [
    {
      errorCode: "PROCESSING_HALTED",
      message: "The transaction was rolled back since another operation in the same transaction failed.",
    },
  ],
  httpHeaders: {},
  httpStatusCode: 400,
  referenceId,
});

function runOne(context: ApiContext, it: SubRequest, replies: readonly SubReply[], dispatch: Dispatch): SubReply {
  try {
    const target = new URL(resolveText(it.url, replies), "http://crm.invalid");
    const [, version, path] = /^\/services\/data\/(v\d+\.\d)(\/.*)$/.exec(target.pathname) ?? [];
    if (version !== context.version || path === undefined || path.replace(/\/$/, "") === "/composite")
      throw new CrmError(400, "NOT_FOUND", `a composite request takes URLs below /services/data/${context.version}`);
    const reply = dispatch(context, {
      method: it.method,
      path,
      query: target.searchParams,
      body: resolveValue(it.body, replies),
      headers: it.httpHeaders,
    });
    return {
      body: reply.body ?? null,
      httpHeaders: reply.headers?.["location"] === undefined ? {} : { Location: reply.headers["location"] },
      httpStatusCode: reply.status,
      referenceId: it.referenceId,
    };
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return { body: [error.entry], httpHeaders: {}, httpStatusCode: error.status, referenceId: it.referenceId };
  }
}

function readBody(body: unknown): { allOrNone: boolean; requests: SubRequest[] } {
  const { allOrNone = false, compositeRequest } = Object(body);
  if (!Array.isArray(compositeRequest) || typeof allOrNone !== "boolean")
    throw new CrmError(400, "JSON_PARSER_ERROR", "the body must be { allOrNone, compositeRequest: [ … ] }");
  if (compositeRequest.length > maxRequests)
    throw new CrmError(400, "LIMIT_EXCEEDED", `a composite request takes at most ${maxRequests} subrequests`);
  const seen = new Set<string>();
  const requests = compositeRequest.map((it): SubRequest => {
    const { method, url, referenceId, body: own, httpHeaders = {} } = Object(it);
    if (typeof method !== "string" || typeof url !== "string" || typeof referenceId !== "string")
      throw new CrmError(400, "JSON_PARSER_ERROR", "a subrequest needs method, url and referenceId");
    if (seen.has(referenceId) || !/^[A-Za-z][A-Za-z0-9_]*$/.test(referenceId))
      throw new CrmError(400, "INVALID_REFERENCE_ID", "referenceId must be unique and a plain name");
    seen.add(referenceId);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(Object(httpHeaders))) headers[name.toLowerCase()] = String(value);
    return { method: method.toUpperCase(), url, referenceId, body: own, httpHeaders: headers };
  });
  return { allOrNone, requests };
}

const reference = /@\{([A-Za-z][A-Za-z0-9_]*)\.([^}]+)\}/g;

function resolveValue(value: unknown, replies: readonly SubReply[]): unknown {
  if (typeof value === "string") return resolveText(value, replies);
  if (Array.isArray(value)) return value.map((it) => resolveValue(it, replies));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, resolveValue(it, replies)]));
}

/** `@{accounts.records[0].Id}` → what that reply's body holds there. Throws PROCESSING_HALTED if it holds nothing. */
function resolveText(text: string, replies: readonly SubReply[]): string {
  return text.replaceAll(reference, (_, name: string, path: string) => {
    const earlier = replies.find((it) => it.referenceId === name);
    let at: unknown = earlier === undefined || earlier.httpStatusCode >= 400 ? undefined : earlier.body;
    for (const step of path.split(/[.[\]]/).filter((it) => it !== ""))
      at = typeof at === "object" && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
    if (typeof at === "string" || typeof at === "number" || typeof at === "boolean") return String(at);
    throw new CrmError(
      400,
      "PROCESSING_HALTED",
      `Invalid reference specified. No value for ${name}.${path} found in ${name}`,
    );
  });
}
