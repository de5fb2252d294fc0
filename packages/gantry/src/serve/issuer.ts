// The local issuer: signs tokens for the project's personas, on this machine only. A company brings its own identity provider.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { GantryError } from "@gantry/contract";
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from "jose";
import type { CryptoKey, JWK } from "jose";

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
  /** A token for a persona, of use at a surface (`api` where none is given). Throws `not-found` naming the personas there are. */
  issue(persona: string, options?: { readonly lifetimeSeconds?: number; readonly surface?: string }): Promise<string>;
}

/** Opens the issuer's key (ES256) in the data folder, or makes it. */
export async function openIssuer(folder: string, personas: readonly Persona[]): Promise<Issuer> {
  const { privateKey, publicJwk, kid } = await openKey(path.join(folder, "issuer.jwk"));
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: "ES256", use: "sig" }] },
    personas,
    async issue(name, { lifetimeSeconds = 8 * 3600, surface } = {}) {
      const persona = personas.find((it) => it.name === name);
      if (!persona) {
        throw new GantryError("not-found", `there is no persona "${name}"`, {
          remedy: `personas: ${personas.map((it) => it.name).join(", ")}`,
        });
      }
      const { displayName, roles, attributes } = persona;
      return new SignJWT({
        name: displayName,
        roles,
        attributes,
        ...(surface === undefined ? {} : { gantry_surface: surface }),
      })
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
