// /services/oauth2/authorize: a signed-in user's browser gets a code for the connected app, with PKCE.
import type { CrmUser } from "../schema.ts";
import { OAuthError, checkedScope, isSame } from "./client.ts";
import type { OAuthServer } from "./token-endpoint.ts";

/**
 * Where the browser goes next: to the callback with a code or an error, or to the login page, which leads back here.
 * Throws OAuthError where the client or its callback is wrong: then no redirect may follow.
 */
export function authorize(
  server: OAuthServer,
  query: URLSearchParams,
  user: CrmUser | undefined,
  here: string,
): string {
  const clientId = query.get("client_id") ?? "";
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isSame(clientId, server.data.client.id)) throw new OAuthError("invalid_client_id", "client identifier invalid");
  if (!server.isRedirectAllowed(redirectUri))
    throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
  const state = query.get("state");
  const back = (parameters: Record<string, string>): string => {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
    if (state !== null) target.searchParams.set("state", state);
    return target.toString();
  };
  const refuse = (error: string, description: string): string => back({ error, error_description: description });
  if (query.get("response_type") !== "code") return refuse("unsupported_response_type", "response type not supported");
  const challenge = query.get("code_challenge") ?? "";
  if (query.get("code_challenge_method") !== "S256" || !/^[A-Za-z0-9_-]{43}$/.test(challenge))
    return refuse("invalid_request", "missing required code challenge (PKCE with S256)");
  let scope: string;
  try {
    scope = checkedScope(query.get("scope"));
  } catch (error) {
    if (error instanceof OAuthError) return refuse(error.error, error.message);
    throw error;
  }
  if (user === undefined) return `/login?${new URLSearchParams({ startURL: here }).toString()}`;
  return back({ code: server.tokens.issueCode({ user, clientId, scope, redirectUri, challenge }) });
}
