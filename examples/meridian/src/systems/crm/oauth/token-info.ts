// What a token is and whose: introspection (RFC 7662), userinfo, and Salesforce's identity URL.
import type { CrmUser } from "../schema.ts";
import { type OAuthServer, identityUrl } from "./token-endpoint.ts";

/** RFC 7662: the token's state, `{ "active": false }` for anything that isn't a good access or refresh token. */
export function introspection(server: OAuthServer, token: string): Record<string, unknown> {
  const access = server.tokens.access(token);
  const grant = access ?? server.tokens.refresh(token);
  if (grant === undefined) return { active: false };
  const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
  return {
    active: true,
    scope: grant.scope,
    client_id: grant.clientId,
    username: grant.user.username,
    sub: identityUrl(server, grant.user),
    token_type: access === undefined ? "refresh_token" : "access_token",
    ...(access === undefined
      ? {}
      : { exp: seconds(access.expiresAt), iat: seconds(access.issuedAt), nbf: seconds(access.issuedAt) }),
  };
}

const serviceUrls = (url: string, organizationId: string) => ({
  rest: `${url}/services/data/v{version}/`,
  sobjects: `${url}/services/data/v{version}/sobjects/`,
  query: `${url}/services/data/v{version}/query/`,
  custom_domain: url,
  organization: organizationId,
});

/** Claims about the user, in the fields that Salesforce's userinfo has. */
export function userInfo(server: OAuthServer, user: CrmUser): Record<string, unknown> {
  const [given = "", ...family] = user.name.split(" ");
  return {
    sub: identityUrl(server, user),
    user_id: user.id,
    organization_id: server.data.organizationId,
    preferred_username: user.username,
    nickname: user.username.split("@", 1)[0],
    name: user.name,
    email: user.email,
    email_verified: true,
    given_name: given,
    family_name: family.join(" "),
    zoneinfo: "GMT",
    language: "en_US",
    locale: "en_US",
    utcOffset: 0,
    active: true,
    user_type: "STANDARD",
    profile: `${server.url()}/${user.id}`,
    // The connected app's custom attributes, as an administrator would set them up for who calls with our tokens.
    custom_attributes: { crm_profile: user.profile, region: user.regions?.join(",") ?? "" },
    urls: serviceUrls(server.url(), server.data.organizationId),
  };
}

/** The reply of the identity URL. */
export function identity(server: OAuthServer, user: CrmUser): Record<string, unknown> {
  const [given = "", ...family] = user.name.split(" ");
  return {
    id: identityUrl(server, user),
    asserted_user: true,
    user_id: user.id,
    organization_id: server.data.organizationId,
    username: user.username,
    nick_name: user.username.split("@", 1)[0],
    display_name: user.name,
    email: user.email,
    email_verified: true,
    first_name: given,
    last_name: family.join(" "),
    timezone: "GMT",
    active: true,
    user_type: "STANDARD",
    language: "en_US",
    locale: "en_US",
    utcOffset: 0,
    urls: serviceUrls(server.url(), server.data.organizationId),
  };
}
