// The ERP as a server: SAP Gateway's ways (basic auth, csrf tokens, headers) around the OData service.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Fastify from "fastify";
import type { FastifyReply, FastifyRequest } from "fastify";
import { openEntities } from "./entities.ts";
import { ODataError, errorDocument } from "./errors.ts";
import { read } from "./read.ts";
import type { RecentResults, Reply } from "./read.ts";
import type { EntityRow, ErpData } from "./schema.ts";
import { write } from "./write.ts";

/** Path of the service root, with its closing slash. */
export const serviceRoot = "/sap/opu/odata4/meridian/sales/0001/";

/** What the next requests meet instead of an answer. */
export type ErpFault =
  | { readonly kind: "status"; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Half of the answer, then the connection breaks. */
  | { readonly kind: "break" };

export interface ErpOptions {
  /** 0 (default): any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Folder that `/pictures/…` serves SVG files from. */
  readonly pictures?: string;
  readonly now?: () => Date;
}

export interface ErpServer {
  /** The service root, ending with a slash. */
  readonly url: string;
  readonly origin: string;
  readonly credentials: { readonly user: string; readonly password: string };
  /** Answered requests of the service (those met by a fault included) and rows handed out. */
  stats(): { readonly requests: number; readonly rows: number };
  /** The next `count` requests of the service meet the fault. */
  failNext(count: number, fault: ErpFault): void;
  /** Changes a row behind the service's back, as a clerk would. Throws when there is no such row. */
  change(set: string, key: readonly (string | number)[], patch: EntityRow): void;
  close(): Promise<void>;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const headerOf = (request: FastifyRequest) => (name: string) => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
};

// HEAD is how many SAP clients fetch their csrf token; Node leaves the body away.
const isRead = (request: FastifyRequest): boolean => request.method === "GET" || request.method === "HEAD";

const picturePath = /^[\w-]+(?:\/[\w-]+)*\.svg$/;

/** Starts the service. The data is served from memory; a PATCH changes it until the server stops. */
export const startErp = async (data: ErpData, options: ErpOptions = {}): Promise<ErpServer> => {
  const entities = openEntities(data);
  const recent: RecentResults = new Map();
  const now = options.now ?? (() => new Date());
  const credentials = options.credentials ?? { user: "GANTRY_READER", password: randomBytes(18).toString("base64url") };
  const authorization = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64")}`;
  const csrfToken = randomBytes(18).toString("base64url");
  const faults: ErpFault[] = [];
  const count = { requests: 0, rows: 0 };

  const fail = (reply: FastifyReply, error: ODataError, headers: Record<string, string> = {}) =>
    reply
      .code(error.status)
      .headers({ "content-type": "application/json;odata.metadata=minimal;charset=utf-8", ...headers })
      .send(errorDocument(error, now()));

  const answer = (request: FastifyRequest, body: string): Reply => {
    const [path = "", query = ""] = (request.raw.url ?? "").slice(serviceRoot.length).split(/\?(.*)/s);
    const header = headerOf(request);
    return isRead(request)
      ? read(entities, { path, query, header }, recent)
      : write(entities, { method: request.method, path, body, header });
  };

  const app = Fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (_error, _request, reply) => {
      void fail(reply, new ODataError("bad-uri", "malformed URL"));
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  app.all(`${serviceRoot}*`, async (request, reply) => {
    count.requests += 1;
    reply.headers({ "odata-version": "4.0", "cache-control": "no-store" });
    const fault = faults.shift();
    if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    if (fault?.kind === "status") {
      if (fault.retryAfterSeconds !== undefined) reply.header("retry-after", String(fault.retryAfterSeconds));
      const error = { code: "/IWFND/CM_MGW/503", message: "the service is not available for the moment" };
      return reply.code(fault.status).type("application/json").send(errorDocument(error, now()));
    }
    try {
      if (!same(request.headers.authorization ?? "", authorization))
        return await fail(reply, new ODataError("unauthorized", "user and password are missing or wrong"), {
          "www-authenticate": 'Basic realm="SAP NetWeaver Application Server [MRD/100]"',
        });
      const token = headerOf(request)("x-csrf-token");
      if (isRead(request) && token?.toLowerCase() === "fetch") reply.header("x-csrf-token", csrfToken);
      if (!isRead(request) && !same(token ?? "", csrfToken))
        return await fail(reply, new ODataError("csrf-required", "CSRF token validation failed"), {
          "x-csrf-token": "Required",
        });
      const result = answer(request, typeof request.body === "string" ? request.body : "");
      count.rows += result.rows;
      if (fault?.kind === "break") {
        reply.hijack();
        reply.raw.writeHead(result.status, { ...result.headers, "content-length": Buffer.byteLength(result.body) });
        reply.raw.write(result.body.slice(0, result.body.length / 2), () => reply.raw.destroy());
        return reply;
      }
      return await reply.code(result.status).headers(result.headers).send(result.body);
    } catch (error) {
      if (error instanceof ODataError) return fail(reply, error);
      throw error;
    }
  });

  app.get("/pictures/*", async (request, reply) => {
    const path = (request.params as { "*": string })["*"]; // Fastify's name for the wildcard
    if (options.pictures === undefined || !picturePath.test(path)) return reply.code(404).send();
    try {
      const svg = await readFile(join(options.pictures, path));
      return await reply
        .headers({
          "content-type": "image/svg+xml",
          "x-content-type-options": "nosniff",
          "cache-control": "max-age=3600",
        })
        .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
        .send(svg);
    } catch {
      return reply.code(404).send();
    }
  });

  app.setNotFoundHandler((_request, reply) =>
    fail(reply, new ODataError("unknown-resource", `nothing here; the service root is ${serviceRoot}`)),
  );

  await app.listen({ port: options.port ?? 0, host: options.host ?? "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo; // it listens on TCP
  const origin = `http://${options.host ?? "127.0.0.1"}:${port}`;
  return {
    url: `${origin}${serviceRoot}`,
    origin,
    credentials,
    stats: () => ({ ...count }),
    failNext(times, fault) {
      for (let i = 0; i < times; i += 1) faults.push(fault);
    },
    change(name, key, patch) {
      const set = entities.set(name);
      if (set === undefined || entities.change(set, key, patch) === undefined)
        throw new Error(`the ERP has no such row in ${name}`);
    },
    close: () => app.close(),
  };
};
