// Browser sessions: who is signed in at the login page, and the console page's own tokens.
import { randomBytes } from "node:crypto";
import type { CrmUser } from "./schema.ts";

export interface Session {
  readonly user: CrmUser;
  /** The console page's sign-in under way: what it must find again when the code comes back. */
  pending?: { readonly state: string; readonly verifier: string; readonly redirectUri: string };
  /** The console page's tokens. */
  tokens?: { readonly access: string; readonly refresh: string };
}

export interface Sessions {
  open(user: CrmUser): string;
  find(cookieHeader: string | undefined): Session | undefined;
  close(cookieHeader: string | undefined): void;
}

const cookieName = "sid";
/** `Lax`, so that a redirect from another site to the authorize page still finds the session. */
export const sessionCookie = (value: string): string => `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax`;
export const noSessionCookie: string = `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;

export function makeSessions(): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open(user) {
      const id = randomBytes(24).toString("base64url");
      sessions.set(id, { user });
      return id;
    },
    find: (header) => sessions.get(cookieValue(header)),
    close: (header) => void sessions.delete(cookieValue(header)),
  };
}

function cookieValue(header = ""): string {
  for (const pair of header.split(";")) {
    const [name, value] = pair.trim().split("=", 2);
    if (name === cookieName) return value ?? "";
  }
  return "";
}
