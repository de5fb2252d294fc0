// GET /metrics: figures in Prometheus' text format, for whoever has one of its tokens; of made-up data for this machine too.
import { GantryError } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import { bears } from "../bears.ts";
import { isThisMachine } from "../local.ts";

export interface MetricsDeps {
  /** Each lets a scraper in. */
  readonly tokens: readonly string[];
  /** Whether this machine is answered without one. */
  readonly openHere: boolean;
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

export function metricsRoutes(server: FastifyInstance, { tokens, openHere, contentType, read }: MetricsDeps): void {
  server.get("/metrics", async (request, reply) => {
    if (!tokens.some((token) => bears(request, token)) && !(openHere && isThisMachine(request))) {
      throw new GantryError("forbidden", "/metrics answers whoever has a token for it", {
        remedy: "send as a bearer token what GANTRY_METRICS_TOKEN was set to, or the file local.key of the data folder",
      });
    }
    return reply.type(contentType).send(await read());
  });
}
