// Triggers: seen, paused, resumed and fired by people; and the door for signed deliveries, which bear no token.
import { FireRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import type { TakeToken } from "../limit.ts";

interface TriggerParams {
  Params: { name: string };
}

export async function triggerRoutes(
  server: FastifyInstance,
  { triggers, ledger }: ServeDeps,
  access: Access,
  take: TakeToken,
): Promise<void> {
  if (triggers === undefined) return;

  server.get("/api/triggers", async (request, reply) =>
    triggers.list(await access.allowed(request, reply, "see:runs")),
  );

  server.get<TriggerParams>("/api/triggers/:name", async (request, reply) =>
    triggers.show(request.params.name, await access.allowed(request, reply, "see:runs")),
  );

  for (const [verb, paused] of [
    ["pause", true],
    ["resume", false],
  ] as const) {
    server.post<TriggerParams>(`/api/triggers/:name/${verb}`, async (request, reply) => {
      const caller = await access.allowed(request, reply, "see:runs");
      await ledger.request(caller, "POST", `/api/triggers/${request.params.name}/${verb}`);
      return triggers.pause(request.params.name, paused, caller);
    });
  }

  server.post<TriggerParams>("/api/triggers/:name/fire", async (request, reply) => {
    const caller = await access.allowed(request, reply, "see:runs");
    const { event } = FireRequest.parse(request.body ?? {});
    await ledger.request(caller, "POST", `/api/triggers/${request.params.name}/fire`);
    const fired = await triggers.fire(request.params.name, event, caller);
    return reply.status(202).header("location", `/api/runs/${fired.run}`).send(fired);
  });

  // In a scope of its own: what is signed are the bytes, whatever they say they are.
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post<TriggerParams>("/api/hooks/:name", async (request, reply) => {
      const { name } = request.params;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const fired = await triggers.deliver(name, { headers: request.headers, body }, () => take(`hook:${name}`, reply));
      return reply.status(202).send(fired);
    });
  });
}
