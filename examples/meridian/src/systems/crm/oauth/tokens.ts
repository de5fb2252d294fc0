// Access tokens, refresh tokens and authorization codes: random strings, remembered by their hash.
import { createHash, randomBytes } from "node:crypto";
import type { CrmUser } from "../schema.ts";

export interface Grant {
  readonly user: CrmUser;
  readonly clientId: string;
  readonly scope: string;
}

export interface AccessGrant extends Grant {
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Revoking a refresh token ends the access tokens that came of it. */
  readonly refreshedBy: string | null;
}

interface CodeGrant extends Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly expiresAt: number;
}

export interface Tokens {
  issueAccess(grant: Grant, refreshToken?: string): { token: string; grant: AccessGrant };
  issueRefresh(grant: Grant): string;
  issueCode(grant: Omit<CodeGrant, "expiresAt">): string;
  /** The grant behind a token that is still good. */
  access(token: string): AccessGrant | undefined;
  refresh(token: string): Grant | undefined;
  /** Takes the code out of circulation, good or not. */
  redeemCode(code: string): CodeGrant | undefined;
  /** Ends an access or refresh token; false if there was none. */
  revoke(token: string): boolean;
  readonly expireAll: () => void;
}

const codeMilliseconds = 15 * 60 * 1000;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** Tokens begin with the organization's id and "!", as Salesforce's do. */
export function makeTokens(organizationId: string, now: () => Date, tokenSeconds: number): Tokens {
  const accessGrants = new Map<string, AccessGrant>();
  const refreshGrants = new Map<string, Grant>();
  const codes = new Map<string, CodeGrant>();
  const random = (prefix: string): string => prefix + randomBytes(48).toString("base64url");

  function dropExpired(): void {
    const at = now().getTime();
    for (const [hash, grant] of accessGrants) if (grant.expiresAt <= at) accessGrants.delete(hash);
    for (const [hash, grant] of codes) if (grant.expiresAt <= at) codes.delete(hash);
  }

  return {
    issueAccess({ user, clientId, scope }, refreshToken) {
      dropExpired();
      const token = random(`${organizationId.slice(0, 15)}!AQ`);
      const issuedAt = now().getTime();
      const grant: AccessGrant = {
        user,
        clientId,
        scope,
        issuedAt,
        expiresAt: issuedAt + tokenSeconds * 1000,
        refreshedBy: refreshToken === undefined ? null : hashOf(refreshToken),
      };
      accessGrants.set(hashOf(token), grant);
      return { token, grant };
    },
    issueRefresh(grant) {
      const token = random("5Aep");
      refreshGrants.set(hashOf(token), grant);
      return token;
    },
    issueCode(grant) {
      const code = random("aPrx");
      codes.set(hashOf(code), { ...grant, expiresAt: now().getTime() + codeMilliseconds });
      return code;
    },
    access(token) {
      const grant = accessGrants.get(hashOf(token));
      return grant !== undefined && grant.expiresAt > now().getTime() ? grant : undefined;
    },
    refresh: (token) => refreshGrants.get(hashOf(token)),
    redeemCode(code) {
      const grant = codes.get(hashOf(code));
      codes.delete(hashOf(code));
      return grant !== undefined && grant.expiresAt > now().getTime() ? grant : undefined;
    },
    revoke(token) {
      const hash = hashOf(token);
      if (accessGrants.delete(hash)) return true;
      if (!refreshGrants.delete(hash)) return false;
      for (const [access, grant] of accessGrants) if (grant.refreshedBy === hash) accessGrants.delete(access);
      return true;
    },
    expireAll: () => accessGrants.clear(),
  };
}
