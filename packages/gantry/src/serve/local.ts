// What this machine alone may ask: tokens of the local issuer, and the sample's systems with their credentials.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { SystemEndpoint } from "./deps.ts";
import type { Issuer } from "./issuer.ts";

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

/**
 * Serves `GET /.well-known/jwks.json`, `GET /local/personas`, `POST /local/token` and `GET /local/systems`. A request from
 * another address, under another Host (DNS rebinding) or from a page of another origin is refused.
 */
export function localRoutes(server: FastifyInstance, issuer: Issuer, systems: () => readonly SystemEndpoint[]): void {
  server.get("/.well-known/jwks.json", () => issuer.jwks);
  server.get("/local/personas", (request) => {
    requireThisMachine(request);
    return issuer.personas.map(({ name, title, displayName, roles }) => ({ name, title, displayName, roles }));
  });
  server.post("/local/token", async (request, reply) => {
    requireThisMachine(request);
    const { persona, lifetimeSeconds, surface } = TokenRequest.parse(request.body);
    reply.header("cache-control", "no-store");
    const token = await issuer.issue(persona, {
      ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
      ...(surface === undefined ? {} : { surface }),
    });
    return { token, token_type: "Bearer" };
  });
  server.get("/local/systems", (request) => {
    requireThisMachine(request);
    return systems();
  });
}

/** Asked by this machine, directly and not on behalf of a page of another origin. */
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
