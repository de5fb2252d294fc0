// What this machine's user alone may ask: tokens of the local issuer, and the sample's systems with their credentials.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { SystemEndpoint } from "./deps.ts";
import type { Issuer } from "./issuer.ts";
import { bears } from "./bears.ts";

const TokenRequest = z.strictObject({
  persona: z.string(),
  lifetimeSeconds: z
    .number()
    .int()
    .positive()
    .max(30 * 86_400)
    .optional(),
  // What the token is for: the console asks for its own.
  surface: z.enum(["console", "cli"]).optional(),
});

export interface LocalDeps {
  readonly issuer: Issuer;
  /** Whoever bears it can read the data folder. Undefined where the data are made up, for anybody on the machine to look at. */
  readonly key: string | undefined;
}

/**
 * Serves `GET /.well-known/jwks.json`, `GET /local/personas`, `POST /local/token` and `GET /local/systems`. All but the first
 * want the key of this machine, where there is one, as their bearer token: a proxy on it looks like the machine itself. A
 * request from another address, under another Host (DNS rebinding) or from a page of another origin is refused even with it.
 */
export function localRoutes(
  server: FastifyInstance,
  { issuer, key }: LocalDeps,
  systems: () => readonly SystemEndpoint[],
): void {
  const requireUser = (request: FastifyRequest): void => {
    requireThisMachine(request);
    if (key === undefined || bears(request, key)) return;
    throw new GantryError("unauthenticated", "this answers whoever started the server, and has the key of its data", {
      remedy: "open the address that `gantry start` printed, or that `gantry console` prints",
    });
  };
  server.get("/.well-known/jwks.json", () => issuer.jwks);
  server.get("/local/personas", (request) => {
    requireUser(request);
    return issuer.personas.map(({ name, title, displayName, roles }) => ({ name, title, displayName, roles }));
  });
  server.post("/local/token", async (request, reply) => {
    requireUser(request);
    const { persona, lifetimeSeconds, surface } = TokenRequest.parse(request.body);
    reply.header("cache-control", "no-store");
    const token = await issuer.issue(persona, {
      ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
      ...(surface === undefined ? {} : { surface }),
    });
    return { token, token_type: "Bearer" };
  });
  server.get("/local/systems", (request) => {
    requireUser(request);
    return systems();
  });
}

/** Asked under this machine's own name, directly and not on behalf of a page of another origin. */
export function isThisMachine(request: FastifyRequest): boolean {
  const proxied = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => name in request.headers);
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const fromHere = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "");
  const origin = request.headers.origin;
  const sameOrigin = origin === undefined || origin === `http://${request.headers.host ?? ""}`;
  return fromHere && !proxied && ["localhost", "127.0.0.1", "[::1]"].includes(host) && sameOrigin;
}

function requireThisMachine(request: FastifyRequest): void {
  if (isThisMachine(request)) return;
  throw new GantryError("forbidden", "this answers the machine itself only, under localhost and from its own pages", {
    remedy: "configure your identity provider: GANTRY_ISSUER and GANTRY_JWKS_URL",
  });
}
