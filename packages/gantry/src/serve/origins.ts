// Cross-origin requests: answered for the origins that are configured, and for no other.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";

/** Refuses requests from pages of other origins and answers preflights of those configured (exact origins, no wildcard). */
export function useOrigins(server: FastifyInstance, allowed: () => readonly string[]): void {
  server.addHook("onRequest", async (request, reply) => {
    const { origin, host } = request.headers;
    if (origin === undefined || origin === `http://${host ?? ""}` || origin === `https://${host ?? ""}`) return;
    // The element's script is public and the same for everyone; a module script is fetched with CORS.
    const isScript = request.method === "GET" && request.url.startsWith("/element/");
    if (!isScript && !allowed().includes(origin)) {
      throw new GantryError("forbidden", "pages of this origin may not call this server", {
        remedy: "add the origin to GANTRY_ORIGINS",
      });
    }
    reply.header("access-control-allow-origin", isScript ? "*" : origin).header("vary", "origin");
    if (request.method !== "OPTIONS") return;
    await reply
      .header("access-control-allow-methods", "GET, POST, DELETE")
      .header("access-control-allow-headers", "authorization, content-type, prefer, idempotency-key, last-event-id")
      .header("access-control-max-age", "600")
      .status(204)
      .send();
  });
}
