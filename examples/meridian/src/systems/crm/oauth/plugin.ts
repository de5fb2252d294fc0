// The HTTP side of OAuth: token, authorize, introspect, userinfo, revoke, and the identity URL.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Sessions } from "../sessions.ts";
import type { Stats } from "../stats.ts";
import { authorize } from "./authorize.ts";
import { OAuthError, credentials, requireClient } from "./client.ts";
import { type OAuthServer, exchange } from "./token-endpoint.ts";
import { identity, introspection, userInfo } from "./token-info.ts";
import type { AccessGrant } from "./tokens.ts";

/** Form fields of the body, or none where it isn't a form. */
export const formOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams();

export function registerOAuth(app: FastifyInstance, server: OAuthServer, sessions: Sessions, stats: Stats): void {
  app.post("/services/oauth2/token", async (request, reply) => {
    const answer = await exchange(server, formOf(request), request.headers.authorization);
    stats.count("tokens");
    return reply.header("cache-control", "no-store").send(answer);
  });

  app.get("/services/oauth2/authorize", async (request, reply) => {
    const query = new URL(request.url, "http://crm.invalid").searchParams;
    const session = sessions.find(request.headers.cookie);
    return reply.redirect(authorize(server, query, session?.user, request.url));
  });

  app.post("/services/oauth2/introspect", async (request, reply) => {
    const form = formOf(request);
    requireClient(server.data.client, credentials(request.headers.authorization, form), "required");
    stats.count("introspections");
    return reply.header("cache-control", "no-store").send(introspection(server, form.get("token") ?? ""));
  });

  app.post("/services/oauth2/revoke", async (request, reply) => {
    if (!server.tokens.revoke(formOf(request).get("token") ?? ""))
      throw new OAuthError("unsupported_token_type", "this token type is not supported");
    return reply.code(200).send("");
  });

  const bearer = (request: FastifyRequest): AccessGrant => {
    const token = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const grant = token === undefined ? undefined : server.tokens.access(token);
    if (grant === undefined) throw new OAuthError("invalid_token", "Bad_OAuth_Token", 403);
    return grant;
  };
  app.get("/services/oauth2/userinfo", (request, reply) => reply.send(userInfo(server, bearer(request).user)));
  app.get<{ Params: { organization: string; user: string } }>("/id/:organization/:user", async (request, reply) => {
    const { user } = bearer(request);
    if (request.params.organization !== server.data.organizationId || request.params.user !== user.id)
      throw new OAuthError("invalid_token", "Wrong_Org", 403);
    return reply.send(identity(server, user));
  });
}

/** Sends an OAuth refusal as RFC 6749 has it. */
export const sendOAuthError = (reply: FastifyReply, error: OAuthError): FastifyReply =>
  reply.code(error.status).send({ error: error.error, error_description: error.message });
