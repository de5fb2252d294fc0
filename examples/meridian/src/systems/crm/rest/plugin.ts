// The HTTP side of /services/data: sizes, sign-in, limits, ordered failures; then `dispatch` does the work.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CrmError } from "../errors.ts";
import { type Failures, failureError, misbehave } from "../failures.ts";
import type { Tokens } from "../oauth/tokens.ts";
import type { Organization } from "../organization.ts";
import type { CrmUser } from "../schema.ts";
import type { Stats } from "../stats.ts";
import { type Viewer, makeViewer } from "../viewer.ts";
import { type ApiReply, type Cursors, dispatch, versions } from "./index.ts";

export interface RestOptions {
  readonly organization: Organization;
  readonly tokens: Tokens;
  readonly cursors: Cursors;
  readonly failures: Failures;
  readonly stats: Stats;
  readonly dailyCalls: number;
  readonly latency: () => number;
}

/** Salesforce's bound on the length of a URI, and of URI and headers together, in bytes. */
const maxRequestHead = 16_384;

export function registerRest(app: FastifyInstance, options: RestOptions): void {
  const { organization, tokens, cursors, failures, stats } = options;
  const viewers = new Map<CrmUser, Viewer>();

  const limits = () => ({ max: options.dailyCalls, remaining: Math.max(0, options.dailyCalls - stats.callsEver) });

  function viewerOf(request: FastifyRequest): Viewer {
    const token = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const grant = token === undefined ? undefined : tokens.access(token);
    if (grant === undefined) throw new CrmError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    const known = viewers.get(grant.user) ?? makeViewer(organization, grant.user);
    viewers.set(grant.user, known);
    return known;
  }

  function answer(request: FastifyRequest, viewer: Viewer): ApiReply {
    if (limits().remaining === 0) throw new CrmError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    const { pathname, searchParams } = new URL(request.url, "http://crm.invalid");
    const [, version = "", path = ""] = /^\/services\/data\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (!versions.some((it) => `v${it.version}` === version))
      throw new CrmError(404, "NOT_FOUND", "The requested resource does not exist");
    stats.call(path.split("/")[1] ?? "");
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
    refuseUnhonoured(headers);
    const { method, body } = request;
    return dispatch(
      { organization, viewer, version, cursors, limits },
      { method, path: path === "" ? "/" : path, query: searchParams, body, headers },
    );
  }

  app.get("/services/data", async () => versionList());
  app.get("/services/data/", async () => versionList());

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    refuseLongHead(request);
    const failure = failures.next(request.url);
    const wait = options.latency();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (failure !== null) {
      stats.call("failed");
      stats.count("failed");
      const error = failureError(failure);
      if (error !== null) throw error;
      reply.hijack();
      misbehave(failure, reply.raw);
      return reply;
    }
    const viewer = viewerOf(request);
    const { status, body, headers = {} } = answer(request, viewer);
    const { max, remaining } = limits();
    reply.header("sforce-limit-info", `api-usage=${max - remaining}/${max}`);
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    if (body === undefined) return reply.code(status).send();
    const text = JSON.stringify(body);
    stats.count("bytes", Buffer.byteLength(text));
    stats.count("rows", rowsIn(body));
    return reply.code(status).header("content-type", "application/json;charset=UTF-8").send(text);
  };
  app.all("/services/data/:version", handle);
  app.all("/services/data/:version/*", handle);
}

const versionList = () => versions.map(({ label, version }) => ({ label, url: `/services/data/v${version}`, version }));

function rowsIn(body: unknown): number {
  const { records } = Object(body);
  return Array.isArray(records) ? records.length : 0;
}

/** 414 where the URI alone is too long, 431 where it is so with its headers. */
function refuseLongHead(request: FastifyRequest): void {
  const uri = Buffer.byteLength(request.url);
  if (uri > maxRequestHead) throw new CrmError(414, "URI_TOO_LONG", "URI Too Long");
  let size = uri;
  // "name: value\r\n"; rawHeaders holds names and values in turn.
  for (const part of request.raw.rawHeaders) size += Buffer.byteLength(part) + 2;
  if (size > maxRequestHead)
    throw new CrmError(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "Request Header Fields Too Large");
}

/** Headers that would change what a call means, and that the stand-in doesn't honour. */
const unhonoured: readonly string[] = ["if-match", "if-unmodified-since", "sforce-auto-assign", "sforce-mru"];

function refuseUnhonoured(headers: Readonly<Record<string, string>>): void {
  const found = unhonoured.find((it) => headers[it] !== undefined);
  if (found !== undefined)
    throw new CrmError(400, "INVALID_OPERATION", `the header ${found} is not implemented by this CRM stand-in`);
  const accept = headers["accept"] ?? "*/*";
  if (!/json|\*\/\*|application\/\*/i.test(accept))
    throw new CrmError(406, "NOT_ACCEPTABLE", "this CRM stand-in answers in JSON only");
}
