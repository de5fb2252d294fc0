// Requests below /services/data/vNN.0 as plain calls, so that a composite request can make them within itself.
import { CrmError, notFound } from "../errors.ts";
import type { Organization } from "../organization.ts";
import type { Viewer } from "../viewer.ts";
import type { Cursors } from "./cursors.ts";

export interface ApiRequest {
  readonly method: string;
  /** Below the version: "/sobjects/Account". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ApiReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler needs besides the request. */
export interface ApiContext {
  readonly organization: Organization;
  readonly viewer: Viewer;
  /** As in the URL: `v62.0`. */
  readonly version: string;
  readonly cursors: Cursors;
  readonly limits: () => { max: number; remaining: number };
}

export type Parameters = Readonly<Record<string, string>>;
type Handler = (context: ApiContext, request: ApiRequest, parameters: Parameters) => ApiReply;

export interface Route {
  readonly method: string;
  /** "/sobjects/:object/:id" */
  readonly pattern: string;
  readonly handle: Handler;
}

export type Dispatch = (context: ApiContext, request: ApiRequest) => ApiReply;

/** Routes to the first pattern that fits. Throws CrmError: NOT_FOUND, or METHOD_NOT_ALLOWED with the methods that are. */
export function makeDispatch(routes: readonly Route[]): Dispatch {
  const table = routes.map((route) => ({ ...route, segments: route.pattern.split("/").filter((it) => it !== "") }));
  return (context, request) => {
    const segments = request.path.split("/").slice(1).map(decode);
    if (segments.at(-1) === "") segments.pop();
    const allowed: string[] = [];
    for (const route of table) {
      const parameters = match(route.segments, segments);
      if (parameters === null) continue;
      if (route.method === request.method) return route.handle(context, request, parameters);
      if (!allowed.includes(route.method)) allowed.push(route.method);
    }
    if (allowed.length === 0) throw notFound();
    throw new CrmError(
      405,
      "METHOD_NOT_ALLOWED",
      `HTTP Method '${request.method}' not allowed. Allowed are ${allowed.join(",")}`,
    );
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw notFound();
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Parameters | null {
  if (pattern.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith(":")) parameters[part.slice(1)] = segment;
    else if (part !== segment) return null;
  }
  return parameters;
}
