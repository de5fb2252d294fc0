// Whose tokens the house takes: its own, where it runs for itself, and the company's identity provider.
import { createLocalJWKSet, createRemoteJWKSet } from "jose";
import { localIssuer, openIssuer } from "../../serve/index.ts";
import type { Issuer, TrustedIssuer } from "../../serve/index.ts";
import type { Opening } from "./opening.ts";

export interface Issuers {
  /** The house's own; none where an external database says that others run beside it. */
  readonly own: Issuer | undefined;
  readonly trusted: readonly TrustedIssuer[];
}

export async function openIssuers({ project, settings }: Opening): Promise<Issuers> {
  const own = settings.databaseUrl === undefined ? await openIssuer(settings.dataFolder, project.personas) : undefined;
  const trusted: TrustedIssuer[] = own
    ? [{ issuer: localIssuer, keys: createLocalJWKSet({ keys: [...own.jwks.keys] }) }]
    : [];
  if (settings.issuer)
    trusted.push({ issuer: settings.issuer.issuer, keys: createRemoteJWKSet(new URL(settings.issuer.jwksUrl)) });
  return { own, trusted };
}
