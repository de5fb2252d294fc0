// Whose tokens the house takes: its own, where it runs for itself, and the company's identity provider.
import { createLocalJWKSet, createRemoteJWKSet } from "jose";
import { localIssuer, openIssuer } from "../../serve/index.ts";
import type { Issuer, TrustedIssuer } from "../../serve/index.ts";
import { openLocalKey } from "../local-key.ts";
import type { Opening } from "./opening.ts";

export interface Issuers {
  /**
   * The house's own; none where a company's identity provider says who is who, where an external database says that others
   * run beside it, or where GANTRY_LOCAL is off.
   */
  readonly own: Issuer | undefined;
  /** What lets this machine's user in. */
  readonly key: string;
  /** Whether personas sign in without it: the systems of a sample run along, and all that they hold is made up. */
  readonly open: boolean;
  readonly trusted: readonly TrustedIssuer[];
}

export async function openIssuers({ project, settings }: Opening): Promise<Issuers> {
  const isForItself = settings.databaseUrl === undefined && settings.issuer === undefined && settings.local;
  const own = isForItself ? await openIssuer(settings.dataFolder, project.personas) : undefined;
  const trusted: TrustedIssuer[] = own
    ? [{ issuer: localIssuer, keys: createLocalJWKSet({ keys: [...own.jwks.keys] }) }]
    : [];
  if (settings.issuer)
    trusted.push({ issuer: settings.issuer.issuer, keys: createRemoteJWKSet(new URL(settings.issuer.jwksUrl)) });
  return { own, trusted, key: openLocalKey(settings.dataFolder), open: project.systems !== undefined };
}
