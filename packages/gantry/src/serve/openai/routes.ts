// The surface `/v1`: what any OpenAI client speaks, governed like everything else. Caller, permission and limit are the
// house's; what leaves and what comes back is the guard's.
import { GantryError } from "@gantry/contract";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { KnownGuest } from "../../guest/index.ts";
import { tenantOf } from "../../run/index.ts";
import type { Access } from "../access.ts";
import type { ServeDeps } from "../deps.ts";
import { openStream } from "../events.ts";
import { toGantryError } from "../problems.ts";
import { ChatBody, chatRequestOf } from "./chat-request.ts";
import { chunksOf, completionOf } from "./completion.ts";
import { conversationOf } from "./conversation.ts";
import { EmbeddingsBody, ImagesBody, embeddingsReply, imagesReply, sizeOf } from "./media.ts";
import { openAiError, sendOpenAiError } from "./errors.ts";

/** Chats carry their whole history, and images. */
const bodyLimit = 16 * 1_048_576;

/** Who asks, allowed to, and known to the ledger; and a signal that ends when he goes away. */
const begin = async (
  deps: ServeDeps,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{
  readonly caller: string;
  readonly tenant?: string | undefined;
  readonly run: string;
  readonly guest?: KnownGuest;
  readonly signal: AbortSignal;
}> => {
  const guest = await access.guest(request, reply);
  const asks: { readonly caller: string; readonly tenant?: string } =
    guest ?? (await allowed(deps, access, request, reply));
  const run = guest?.run ?? deps.runs.newId();
  reply.header("x-gantry-run", run);
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return { caller: asks.caller, tenant: asks.tenant, run, signal: gone.signal, ...(guest ? { guest } : {}) };
};

/** Somebody who may chat, known to the ledger. What a guest asks stands there under its run. */
const allowed = async (
  deps: ServeDeps,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly caller: string; readonly tenant: string }> => {
  const caller = await access.allowed(request, reply, "chat");
  await deps.ledger.request(caller, "POST", request.routeOptions.url ?? "/v1");
  return { caller: caller.subject, tenant: tenantOf(caller) };
};

async function chat(deps: ServeDeps, access: Access, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { guest, ...begun } = await begin(deps, access, request, reply);
  const body = ChatBody.parse(request.body);
  const asked = chatRequestOf(body, begun.signal);
  const conversation = conversationOf(request.headers["x-gantry-conversation"], asked);
  const exchange = await deps.gateway.chat({
    run: begun.run,
    caller: begun.caller,
    tenant: begun.tenant,
    model: body.model,
    // Rows of a run share their caller: none may tell another's tokens.
    conversation: guest === undefined ? conversation : `${guest.run}/${guest.step}/${guest.row}/${conversation}`,
    request: asked,
    ...(guest === undefined ? {} : { guest: { step: guest.step, row: guest.row } }),
  });
  reply.header("x-gantry-model", exchange.model);
  const head = { id: `chatcmpl-${begun.run}`, created: Math.floor(Date.now() / 1000), model: exchange.model };
  if (!asked.streamed) {
    const completion = await completionOf(head, exchange.parts);
    if (exchange.flags.size > 0) reply.header("x-gantry-flags", [...exchange.flags].join("; "));
    return completion;
  }
  const stream = openStream(reply);
  try {
    for await (const chunk of chunksOf(head, exchange.parts, body.stream_options?.include_usage === true))
      await stream.send(`data: ${JSON.stringify(chunk)}\n\n`);
    if (exchange.flags.size > 0) await stream.send(`: ${[...exchange.flags].join("; ")}\n\n`);
    await stream.send("data: [DONE]\n\n");
  } catch (error) {
    const known = toGantryError(error);
    if (known.code === "internal") deps.report(error, request.id);
    // The status is out: clients read an error within the stream.
    await stream.send(`data: ${JSON.stringify(openAiError(known))}\n\n`);
  } finally {
    stream.end();
  }
  return reply;
}

async function embed(deps: ServeDeps, access: Access, request: FastifyRequest, reply: FastifyReply): Promise<object> {
  const begun = await begin(deps, access, request, reply);
  const body = EmbeddingsBody.parse(request.body);
  const { model, vectors, usage } = await deps.gateway.embed({
    ...begun,
    model: body.model,
    texts: typeof body.input === "string" ? [body.input] : body.input,
    ...(typeof body.dimensions === "number" ? { dimensions: body.dimensions } : {}),
  });
  reply.header("x-gantry-model", model);
  return embeddingsReply(model, vectors, usage, body.encoding_format ?? "float");
}

async function draw(deps: ServeDeps, access: Access, request: FastifyRequest, reply: FastifyReply): Promise<object> {
  const begun = await begin(deps, access, request, reply);
  const body = ImagesBody.parse(request.body);
  if (body.response_format === "url")
    throw new GantryError(
      "bad-request",
      "images come as b64_json: nothing is kept here that an address could lead to",
      {
        where: { param: "response_format" },
      },
    );
  const size = sizeOf(body.size);
  const { model, images, usage } = await deps.gateway.draw({
    ...begun,
    model: body.model,
    texts: [body.prompt],
    count: body.n ?? 1,
    ...(size === undefined ? {} : { size }),
  });
  reply.header("x-gantry-model", model);
  return imagesReply(images, Math.floor(Date.now() / 1000), usage);
}

/** Whoever may chat, and guests, may see which models there are. */
const listed = async (access: Access, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  if ((await access.guest(request, reply)) === undefined) await access.allowed(request, reply, "chat");
};

export function openAiRoutes(server: FastifyInstance, deps: ServeDeps, access: Access): void {
  server.register(
    async (v1) => {
      v1.setErrorHandler((error: FastifyError, request, reply) => {
        const known = toGantryError(error);
        if (known.code === "internal") deps.report(error, request.id);
        return sendOpenAiError(reply, known);
      });
      v1.get("/models", async (request, reply) => {
        await listed(access, request, reply);
        return { object: "list", data: deps.gateway.models() };
      });
      v1.get<{ Params: { "*": string } }>("/models/*", async (request, reply) => {
        await listed(access, request, reply);
        const found = deps.gateway.models().find(({ id }) => id === request.params["*"]);
        if (found !== undefined) return found;
        throw new GantryError("not-found", "no such model is configured", { remedy: "GET /v1/models lists them" });
      });
      v1.post("/chat/completions", { bodyLimit }, (request, reply) => chat(deps, access, request, reply));
      v1.post("/embeddings", { bodyLimit }, (request, reply) => embed(deps, access, request, reply));
      v1.post("/images/generations", (request, reply) => draw(deps, access, request, reply));
      // A route of its own: the console's wildcard would answer in the form of a page's server.
      v1.all("/*", (request) => {
        throw new GantryError("not-found", `there is nothing at ${request.method} ${request.url.split("?")[0]}`, {
          remedy: "this surface has chat/completions, embeddings, images/generations and models",
        });
      });
    },
    { prefix: "/v1" },
  );
}
