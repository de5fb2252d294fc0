// The local issuer: signs tokens for the project's personas, on this machine only. A company brings its own identity provider.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from "jose";
import type { CryptoKey, JWK } from "jose";
import { z } from "zod";

/** Someone to sign in as while trying Gantry out. */
export interface Persona {
  readonly name: string;
  readonly title: string;
  /** `sub` of the token. */
  readonly subject: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

export const localIssuer = "urn:gantry:local-issuer";
export const audience = "gantry";

export interface Issuer {
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly personas: readonly Persona[];
  /** A token for a persona. Throws `not-found` naming the personas there are. */
  issue(persona: string, lifetimeSeconds?: number): Promise<string>;
}

/** Opens the issuer's key (ES256) in the data folder, or makes it. */
export async function openIssuer(folder: string, personas: readonly Persona[]): Promise<Issuer> {
  const { privateKey, publicJwk, kid } = await openKey(path.join(folder, "issuer.jwk"));
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: "ES256", use: "sig" }] },
    personas,
    async issue(name, lifetimeSeconds = 8 * 3600) {
      const persona = personas.find((it) => it.name === name);
      if (!persona) {
        throw new GantryError("not-found", `there is no persona "${name}"`, {
          remedy: `personas: ${personas.map((it) => it.name).join(", ")}`,
        });
      }
      return new SignJWT({ name: persona.displayName, roles: persona.roles, attributes: persona.attributes })
        .setProtectedHeader({ alg: "ES256", kid })
        .setIssuer(localIssuer)
        .setAudience(audience)
        .setSubject(persona.subject)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
        .sign(privateKey);
    },
  };
}

async function openKey(file: string): Promise<{ privateKey: CryptoKey; publicJwk: JWK; kid: string }> {
  let jwk: JWK;
  try {
    jwk = JSON.parse(await readFile(file, "utf8")) as JWK;
  } catch {
    const pair = await generateKeyPair("ES256", { extractable: true });
    jwk = await exportJWK(pair.privateKey);
    await writeFile(file, JSON.stringify(jwk), { mode: 0o600 });
  }
  const { d: _private, ...publicJwk } = jwk;
  const imported = await importJWK(jwk, "ES256");
  if (imported instanceof Uint8Array)
    throw new GantryError("bad-config", "the issuer's key file holds no key pair", {
      remedy: `remove ${path.basename(file)}`,
    });
  return { privateKey: imported, publicJwk, kid: await calculateJwkThumbprint(publicJwk) };
}

const TokenRequest = z.strictObject({
  persona: z.string(),
  lifetimeSeconds: z
    .number()
    .int()
    .positive()
    .max(30 * 86_400)
    .optional(),
});

/**
 * Serves the issuer: `GET /.well-known/jwks.json`, `GET /issuer/personas`, `POST /issuer/token`. It answers this machine
 * only: a request from another address, under another Host (DNS rebinding) or from a page of another origin is refused.
 */
export function serveIssuer(server: FastifyInstance, issuer: Issuer): void {
  server.get("/.well-known/jwks.json", () => issuer.jwks);
  server.get("/issuer/personas", (request) => {
    requireThisMachine(request);
    return issuer.personas.map(({ name, title, displayName, roles }) => ({ name, title, displayName, roles }));
  });
  server.post("/issuer/token", async (request, reply) => {
    requireThisMachine(request);
    const { persona, lifetimeSeconds } = TokenRequest.parse(request.body);
    reply.header("cache-control", "no-store");
    return { token: await issuer.issue(persona, lifetimeSeconds), token_type: "Bearer" };
  });
}

function requireThisMachine(request: FastifyRequest): void {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const fromHere = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "");
  const origin = request.headers.origin;
  const sameOrigin = origin === undefined || origin === `http://${request.headers.host ?? ""}`;
  if (fromHere && ["localhost", "127.0.0.1", "[::1]"].includes(host) && sameOrigin) return;
  throw new GantryError(
    "forbidden",
    "the local issuer answers this machine only, under localhost and from its own pages",
    {
      remedy: "configure your identity provider: GANTRY_ISSUER and GANTRY_JWKS_URL",
    },
  );
}
