// Saved questions: saved, looked after, subscribed to. Asked with the rights of who saved them, told as each may see it.
import { SaveQuestionRequest } from "@gantry/contract";
import type { FastifyInstance } from "fastify";
import type { Questions } from "../../ask/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";

interface QuestionParams {
  Params: { id: string };
}

export function questionRoutes(
  server: FastifyInstance,
  questions: Questions,
  ledger: ServeDeps["ledger"],
  access: Access,
): void {
  server.get("/api/questions", async (request, reply) => questions.list(await access.caller(request, reply)));

  server.get<QuestionParams>("/api/questions/:id", async (request, reply) =>
    questions.show(request.params.id, await access.caller(request, reply)),
  );

  server.post("/api/questions", async (request, reply) => {
    const caller = await access.allowed(request, reply, "ask");
    const question = SaveQuestionRequest.parse(request.body);
    await ledger.request(caller, "POST", "/api/questions");
    const saved = await questions.save(question, caller);
    return reply.status(201).header("location", `/api/questions/${saved.id}`).send(saved);
  });

  server.delete<QuestionParams>("/api/questions/:id", async (request, reply) => {
    const caller = await access.caller(request, reply);
    await ledger.request(caller, "DELETE", `/api/questions/${request.params.id}`);
    await questions.remove(request.params.id, caller);
    return reply.status(204).send();
  });

  server.post<QuestionParams>("/api/questions/:id/run", async (request, reply) => {
    const caller = await access.caller(request, reply);
    const started = await questions.run(request.params.id, caller);
    return reply
      .status(202)
      .header("location", `/api/runs/${started.run}`)
      .send({ ...started, repeated: false });
  });

  const verbs = {
    subscribe: (id, caller) => questions.subscribe(id, true, caller),
    unsubscribe: (id, caller) => questions.subscribe(id, false, caller),
    mute: (id, caller) => questions.mute(id, true, caller),
    unmute: (id, caller) => questions.mute(id, false, caller),
    seen: (id, caller) => questions.seen(id, caller),
  } as const satisfies Record<string, Questions["show"]>;
  for (const [verb, act] of Object.entries(verbs)) {
    server.post<QuestionParams>(`/api/questions/:id/${verb}`, async (request, reply) =>
      act(request.params.id, await access.caller(request, reply)),
    );
  }
}
