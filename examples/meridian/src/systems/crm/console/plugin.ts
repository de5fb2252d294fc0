// The browser's side: login form, service console page, and the console's own OAuth code flow.
import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CrmError } from "../errors.ts";
import { isSame } from "../oauth/client.ts";
import { formOf } from "../oauth/plugin.ts";
import { type OAuthServer, exchange } from "../oauth/token-endpoint.ts";
import type { GantryAddress } from "../options.ts";
import { type Session, type Sessions, noSessionCookie, sessionCookie } from "../sessions.ts";
import { assets, consolePage, loginPage, securityPolicy } from "./pages.ts";

export interface ConsoleOptions {
  readonly oauth: OAuthServer;
  readonly sessions: Sessions;
  readonly gantry: () => GantryAddress | null;
}

const html = "text/html; charset=utf-8";

export function registerConsole(app: FastifyInstance, options: ConsoleOptions): void {
  registerLogin(app, options);
  const { oauth, sessions, gantry } = options;

  app.get("/", async (_, reply) => reply.redirect("/console"));

  app.get("/console", async (request, reply) => {
    const session = sessions.find(request.headers.cookie);
    if (session === undefined) return reply.redirect("/login?startURL=%2Fconsole");
    if (session.tokens === undefined) return reply.redirect(beginCodeFlow(oauth, session, request));
    const address = gantry();
    return reply
      .header("content-security-policy", securityPolicy(address))
      .header("cache-control", "no-store")
      .type(html)
      .send(consolePage(session.user, address));
  });

  app.get("/console/callback", async (request, reply) => {
    const query = new URL(request.url, oauth.url()).searchParams;
    const session = sessions.find(request.headers.cookie);
    const pending = session?.pending;
    if (session === undefined || pending === undefined || query.get("state") !== pending.state)
      return reply.redirect("/console");
    delete session.pending;
    session.tokens = await tokensFor(oauth, {
      grant_type: "authorization_code",
      code: query.get("code") ?? "",
      redirect_uri: pending.redirectUri,
      code_verifier: pending.verifier,
    });
    return reply.redirect("/console");
  });

  // What the page's script calls for a token that is good now.
  app.get("/console/session", async (request, reply) => {
    const session = sessions.find(request.headers.cookie);
    if (session?.tokens === undefined) throw new CrmError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    if (oauth.tokens.access(session.tokens.access) === undefined)
      session.tokens = await tokensFor(oauth, { grant_type: "refresh_token", refresh_token: session.tokens.refresh });
    const { id, name, username } = session.user;
    return reply
      .header("cache-control", "no-store")
      .send({ accessToken: session.tokens.access, user: { id, name, username } });
  });

  for (const { path, type, content } of assets)
    app.get(path, async (_, reply) => reply.type(type).header("cache-control", "no-cache").send(content));
}

function registerLogin(app: FastifyInstance, { oauth, sessions }: ConsoleOptions): void {
  app.get("/login", async (request, reply) => {
    const startUrl = new URL(request.url, oauth.url()).searchParams.get("startURL");
    return reply
      .header("content-security-policy", securityPolicy(null))
      .type(html)
      .send(loginPage(localPath(startUrl)));
  });

  app.post("/login", async (request, reply) => {
    const form = formOf(request);
    const username = form.get("username")?.trim().toLowerCase() ?? "";
    const user = oauth.data.users.find((it) => it.username.toLowerCase() === username);
    const isRight = isSame(form.get("password") ?? "", user?.password ?? randomBytes(16).toString("hex"));
    const startUrl = localPath(form.get("startURL"));
    if (user === undefined || !isRight)
      return reply
        .code(401)
        .header("content-security-policy", securityPolicy(null))
        .type(html)
        .send(loginPage(startUrl, username));
    return reply.header("set-cookie", sessionCookie(sessions.open(user))).redirect(startUrl, 303);
  });

  app.post("/logout", async (request, reply) => {
    const tokens = sessions.find(request.headers.cookie)?.tokens;
    if (tokens !== undefined) for (const it of [tokens.access, tokens.refresh]) oauth.tokens.revoke(it);
    sessions.close(request.headers.cookie);
    return reply.header("set-cookie", noSessionCookie).redirect("/login", 303);
  });
}

/** Only paths of this server: never another site's address. */
function localPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : "/console";
}

function beginCodeFlow(oauth: OAuthServer, session: Session, request: FastifyRequest): string {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const redirectUri = `http://${request.headers.host ?? new URL(oauth.url()).host}/console/callback`;
  session.pending = { state, verifier, redirectUri };
  const query = new URLSearchParams({
    response_type: "code",
    client_id: oauth.data.client.id,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  return `/services/oauth2/authorize?${query.toString()}`;
}

async function tokensFor(oauth: OAuthServer, form: Record<string, string>): Promise<NonNullable<Session["tokens"]>> {
  const parameters = new URLSearchParams({ client_id: oauth.data.client.id, ...form });
  const { access_token: access, refresh_token: refresh = form["refresh_token"] } = await exchange(
    oauth,
    parameters,
    undefined,
  );
  if (refresh === undefined) throw new CrmError(401, "INVALID_SESSION_ID", "Session expired or invalid");
  return { access, refresh };
}
