// What is told of each request when it has been answered: names and numbers, never a URL or a value.
import type { FastifyInstance, FastifyRequest } from "fastify";

export interface Served {
  readonly request: string;
  /** Id of the caller's W3C trace, where he sent one. */
  readonly trace: string | null;
  readonly method: string;
  /** The route's template; "none" where there is none. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The run that the reply is about, where it names one. */
  readonly run: string | null;
}

/** https://www.w3.org/TR/trace-context/, `traceparent`. */
const traceOf = ({ headers }: FastifyRequest): string | null => {
  const header = headers["traceparent"];
  const found = typeof header === "string" ? /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(header) : null;
  return found?.[1] ?? null;
};

/** Calls `tell` for each request; every reply says under which id it stands in the log. */
export function useServed(server: FastifyInstance, tell: (served: Served) => void): void {
  server.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  server.addHook("onResponse", async (request, reply) => {
    const location = reply.getHeader("location");
    const run = typeof location === "string" ? /^\/api\/runs\/([\w-]+)$/.exec(location)?.[1] : undefined;
    const params = request.params;
    const named = typeof params === "object" && params !== null && "id" in params ? String(params.id) : undefined;
    const route = request.routeOptions.url ?? "none";
    tell({
      request: request.id,
      trace: traceOf(request),
      method: request.method,
      route: route === "/*" ? "none" : route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      run: run ?? (route.startsWith("/api/runs/") && /^r_[0-9a-f]+$/.test(named ?? "") ? (named ?? null) : null),
    });
  });
}
