// OAuth access tokens of our own: fetched once however many scans ask, kept until refused or expired.
import { SignJWT, importPKCS8 } from "jose";
import type { TextOrSecret } from "./connection.ts";
import { reveal } from "./connection.ts";
import { refused, type Place } from "./errors.ts";
import type { Http } from "./http.ts";
import { isRecord, tryJson } from "./json.ts";
import type { Context } from "./types.ts";

/** How we get a token (RFC 6749 4.4; RFC 7523 2.1). */
export type Grant =
  | {
      readonly kind: "client-credentials";
      readonly clientId: TextOrSecret;
      readonly clientSecret: TextOrSecret;
      readonly scope?: string | undefined;
    }
  | {
      readonly kind: "jwt-bearer";
      readonly clientId: TextOrSecret;
      readonly subject: string;
      /** Address of the authorisation server, as it calls itself. */
      readonly audience: string;
      /** RSA key in PKCS #8 PEM. */
      readonly privateKey: TextOrSecret;
    };

export interface TokenCache {
  get(context: Context): Promise<string>;
  /** A token that the source refused is dropped, unless a newer one is there already. */
  drop(token: string): void;
}

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const assertionLifetime = 180;
const spare = 30_000;

const formOf = async (grant: Grant, context: Context): Promise<URLSearchParams> => {
  const clientId = reveal(grant.clientId, context);
  if (grant.kind === "client-credentials")
    return new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: reveal(grant.clientSecret, context),
      ...(grant.scope === undefined ? {} : { scope: grant.scope }),
    });
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(clientId)
    .setSubject(grant.subject)
    .setAudience(grant.audience)
    .setExpirationTime(Math.floor(context.now().getTime() / 1000) + assertionLifetime)
    .sign(await importPKCS8(reveal(grant.privateKey, context), "RS256"));
  return new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });
};

/**
 * Tokens for one source.
 *
 * @throws (from `get`) `source-refused` with OAuth's own error code when the credentials are wrong
 */
export const createTokenCache = (place: Place, http: Http, tokenUrl: URL, grant: Grant): TokenCache => {
  let kept: Token | undefined;
  let pending: Promise<Token> | undefined;

  const fetchToken = async (context: Context): Promise<Token> => {
    // Many scans wait for this one call: it must not end because one of them was cancelled.
    const { signal } = new AbortController();
    const reply = await http.send(
      {
        url: tokenUrl,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
        body: (await formOf(grant, context)).toString(),
        idempotent: true,
      },
      { signal, now: context.now },
    );
    const body = tryJson(reply.text);
    if (reply.status !== 200 || !isRecord(body) || typeof body["access_token"] !== "string") {
      const error =
        isRecord(body) && typeof body["error"] === "string" && /^[a-z_]{1,40}$/.test(body["error"])
          ? body["error"]
          : `status ${reply.status}`;
      throw refused(
        place,
        `it gives no token for our credentials (${error})`,
        "check the source's client id and secret",
      );
    }
    const lifetime = typeof body["expires_in"] === "number" ? body["expires_in"] * 1000 - spare : Infinity;
    return { value: body["access_token"], expires: context.now().getTime() + lifetime };
  };

  return {
    get: async (context) => {
      if (kept !== undefined && kept.expires > context.now().getTime()) return kept.value;
      pending ??= fetchToken(context)
        .then((token) => (kept = token))
        .finally(() => (pending = undefined));
      return (await pending).value;
    },
    drop: (token) => {
      if (kept?.value === token) kept = undefined;
    },
  };
};
