// GET /metrics: figures in Prometheus' text format, for this machine or for whoever has the token.
import { createHash, timingSafeEqual } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isThisMachine } from "../local.ts";

export interface MetricsDeps {
  /** Lets a scraper in from elsewhere; without one, only this machine itself is answered. */
  readonly token: string | undefined;
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

export function metricsRoutes(server: FastifyInstance, { token, contentType, read }: MetricsDeps): void {
  server.get("/metrics", async (request, reply) => {
    if (!(token !== undefined && bears(request, token)) && !isThisMachine(request)) {
      throw new GantryError("forbidden", "/metrics answers this machine itself, or whoever has its token", {
        remedy: "set GANTRY_METRICS_TOKEN, and send it as a bearer token",
      });
    }
    return reply.type(contentType).send(await read());
  });
}

function bears({ headers }: FastifyRequest, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}
