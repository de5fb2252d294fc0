// Who is asking: a JWT by JWKS (our local issuer's or the company's), or a token of a system's user by introspection.
import { createHash } from "node:crypto";
import { GantryError } from "@gantry/contract";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { IntrospectedUser } from "../connect/kit/index.ts";
import type { Caller } from "../policy/index.ts";
import { audience } from "./issuer.ts";

export interface TrustedIssuer {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** A source whose users may call us with their own token. */
export interface Introspector {
  readonly source: string;
  /** Surface that such callers see answers on: a page of that system. */
  readonly surface: string;
  readonly introspect: (token: string) => Promise<IntrospectedUser | null>;
  /** Roles that a user of the system has here. */
  readonly roles: (user: IntrospectedUser) => readonly string[];
}

export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

const Claims = z.object({
  sub: z.string().min(1),
  name: z.string().default("unnamed"),
  roles: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.string()).default({}),
  tenant: z.string().min(1).optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  gantry_surface: z
    .string()
    .regex(/^[a-z][a-z-]{0,31}$/)
    .optional()
    .catch(undefined),
});

/** How long an introspected token is trusted without asking again. */
const introspectionLifetime = 60_000;

/**
 * @returns a function that takes an `Authorization` header and gives the caller.
 * @throws GantryError `unauthenticated`, `token-expired`; it says which check failed, never the token.
 */
export function createAuthenticate(options: {
  readonly issuers: readonly TrustedIssuer[];
  readonly introspectors: readonly Introspector[];
  readonly now?: () => number;
}): Authenticate {
  const now = options.now ?? Date.now;
  const introspected = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return async (authorization) => {
    const token = /^Bearer ([\w\-.~+/!]+=*)$/i.exec(authorization ?? "")?.[1];
    if (!token) {
      throw new GantryError("unauthenticated", "this needs a bearer token in the Authorization header", {
        remedy: "get one with `gantry token --as <persona>`, or from your identity provider",
      });
    }
    return looksLikeJwt(token) ? byJwt(token, options.issuers) : byIntrospection(token);
  };

  async function byIntrospection(token: string): Promise<Caller> {
    const key = createHash("sha256").update(token).digest("base64");
    const known = introspected.get(key);
    if (known && known.until > now()) return known.caller;
    introspected.delete(key);
    for (const { source, surface, introspect, roles } of options.introspectors) {
      const user = await introspect(token);
      if (!user) continue;
      const caller: Caller = {
        subject: `${source}:${user.subject}`,
        name: user.name,
        roles: roles(user),
        via: "crm",
        attributes: user.attributes,
        tokens: { [source]: token },
        surface,
      };
      if (introspected.size > 10_000) introspected.clear();
      introspected.set(key, { caller, until: Math.min(now() + introspectionLifetime, user.expiresAt.getTime()) });
      return caller;
    }
    throw new GantryError("token-expired", "no identity provider that this server trusts knows this token (any more)", {
      remedy: "sign in again",
    });
  }
}

const looksLikeJwt = (token: string): boolean => /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(token);

async function byJwt(token: string, issuers: readonly TrustedIssuer[]): Promise<Caller> {
  for (const { issuer, keys } of issuers) {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, requiredClaims: ["exp", "sub"] });
      return callerFrom(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new GantryError("token-expired", "the token has expired", { remedy: "sign in again" });
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") continue;
      if (error instanceof errors.JOSEError) throw notAccepted(error.code);
      throw error;
    }
  }
  throw notAccepted("unknown issuer");
}

const notAccepted = (why: string): GantryError =>
  new GantryError("unauthenticated", `the token was not accepted: ${why}`, { remedy: "sign in again" });

function callerFrom(payload: JWTPayload): Caller {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw notAccepted("its claims lack sub, roles or attributes in the right form");
  const { sub, name, roles, tenant, email, email_verified: isVerified = true } = claims.data;
  const surface = claims.data.gantry_surface ?? "api";
  const mail = email === undefined || !isVerified ? {} : { mail: email };
  const attributes = { ...claims.data.attributes, ...(tenant === undefined ? {} : { tenant }) };
  return { subject: sub, name, roles, attributes, ...mail, via: "issuer", tokens: {}, surface };
}
