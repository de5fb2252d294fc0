// /services/oauth2/token: five ways to an access token, and Salesforce's reply.
import { createHash, createHmac } from "node:crypto";
import { type CryptoKey, importSPKI, importX509, jwtVerify } from "jose";
import type { CrmData, CrmUser } from "../schema.ts";
import { checkedScope, credentials, isSame, OAuthError, requireClient } from "./client.ts";
import type { Grant, Tokens } from "./tokens.ts";

export interface OAuthServer {
  readonly data: CrmData;
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly certificate: string | undefined;
  /** Address of this server: login URL and instance URL. */
  readonly url: () => string;
  isRedirectAllowed(uri: string): boolean;
}

/** Salesforce's reply of the token endpoint. */
export interface TokenReply {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly signature: string;
  readonly scope: string;
  readonly instance_url: string;
  readonly id: string;
  readonly token_type: "Bearer";
  /** Milliseconds since 1970, as text. */
  readonly issued_at: string;
}

/** Throws OAuthError; its `error` is one of RFC 6749's or Salesforce's. */
export async function exchange(
  server: OAuthServer,
  form: URLSearchParams,
  authorization: string | undefined,
): Promise<TokenReply> {
  const given = credentials(authorization, form);
  const { client } = server.data;
  switch (form.get("grant_type")) {
    case "client_credentials": {
      requireClient(client, given, "required");
      const user = server.data.users.find((it) => it.id === client.runAs || it.username === client.runAs);
      if (user === undefined) throw new OAuthError("invalid_grant", "no client credentials user enabled");
      return reply(server, { user, clientId: client.id, scope: checkedScope(form.get("scope")) });
    }
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      return reply(server, await jwtGrant(server, form));
    case "authorization_code": {
      requireClient(client, given, "checked");
      const grant = redeem(server, form);
      return reply(server, grant, server.tokens.issueRefresh(grant));
    }
    case "refresh_token": {
      requireClient(client, given, "checked");
      const token = form.get("refresh_token") ?? "";
      const grant = server.tokens.refresh(token);
      if (grant === undefined) throw new OAuthError("invalid_grant", "expired access/refresh token");
      return reply(server, grant, token, false);
    }
    default:
      throw new OAuthError("unsupported_grant_type", "grant type not supported");
  }
}

function reply(server: OAuthServer, grant: Grant, refreshToken?: string, showRefresh = true): TokenReply {
  const { token, grant: issued } = server.tokens.issueAccess(grant, refreshToken);
  const id = identityUrl(server, grant.user);
  const issuedAt = String(issued.issuedAt);
  const signature = createHmac("sha256", server.data.client.secret)
    .update(id + issuedAt)
    .digest("base64");
  return {
    access_token: token,
    ...(refreshToken !== undefined && showRefresh ? { refresh_token: refreshToken } : {}),
    signature,
    scope: grant.scope,
    instance_url: server.url(),
    id,
    token_type: "Bearer",
    issued_at: issuedAt,
  };
}

/** "…/id/00D…/005…": who a token belongs to. */
export const identityUrl = (server: OAuthServer, user: CrmUser): string =>
  `${server.url()}/id/${server.data.organizationId}/${user.id}`;

/** RFC 7636 with S256 only. */
function redeem(server: OAuthServer, form: URLSearchParams): Grant {
  const grant = server.tokens.redeemCode(form.get("code") ?? "");
  if (grant === undefined) throw new OAuthError("invalid_grant", "expired authorization code");
  if (form.get("redirect_uri") !== grant.redirectUri)
    throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
  const verifier = form.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (!isSame(challenge, grant.challenge)) throw new OAuthError("invalid_grant", "invalid code verifier");
  const { user, clientId, scope } = grant;
  return { user, clientId, scope };
}

async function jwtGrant(server: OAuthServer, form: URLSearchParams): Promise<Grant> {
  const { client, users } = server.data;
  if (server.certificate === undefined)
    throw new OAuthError("invalid_client", "no certificate is registered for the connected app");
  let subject: string | undefined;
  try {
    const key = await publicKey(server.certificate);
    const { payload } = await jwtVerify(form.get("assertion") ?? "", key, {
      algorithms: ["RS256"],
      issuer: client.id,
      audience: [server.url(), `${server.url()}/services/oauth2/token`, "https://login.salesforce.com"],
      currentDate: server.now(),
      requiredClaims: ["exp", "sub"],
    });
    subject = payload.sub;
    // Salesforce takes assertions that last three minutes at most.
    if ((payload.exp ?? 0) * 1000 > server.now().getTime() + 3 * 60_000) subject = undefined;
  } catch {
    subject = undefined;
  }
  if (subject === undefined) throw new OAuthError("invalid_grant", "invalid assertion");
  const user = users.find((it) => it.username === subject);
  if (user === undefined) throw new OAuthError("invalid_grant", "user hasn't approved this consumer");
  return { user, clientId: client.id, scope: checkedScope(form.get("scope")) };
}

const publicKey = (pem: string): Promise<CryptoKey> =>
  pem.includes("CERTIFICATE") ? importX509(pem, "RS256") : importSPKI(pem, "RS256");
