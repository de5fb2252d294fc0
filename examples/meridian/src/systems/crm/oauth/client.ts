// The connected app: who it says it is, and which callbacks and scopes it may use.
import { createHash, timingSafeEqual } from "node:crypto";
import type { CrmData } from "../schema.ts";

/** An OAuth refusal: `{ "error", "error_description" }`. */
export class OAuthError extends Error {
  readonly error: string;
  readonly status: number;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.name = "OAuthError";
    this.error = error;
    this.status = status;
  }
}

/** Equal, in a time that doesn't tell where two texts differ. */
export function isSame(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

const scopes: readonly string[] = ["api", "id", "profile", "email", "refresh_token", "offline_access", "web", "full"];
const defaultScope = "api id refresh_token";

/** The scope asked for, or the default. Throws invalid_scope on what the connected app doesn't have. */
export function checkedScope(asked: string | null): string {
  if (asked === null || asked.trim() === "") return defaultScope;
  const wanted = asked.trim().split(/\s+/);
  if (wanted.some((it) => !scopes.includes(it)))
    throw new OAuthError("invalid_scope", "the requested scope is not allowed");
  return wanted.join(" ");
}

/** Id and secret from the Basic header or the form. */
export function credentials(authorization: string | undefined, form: URLSearchParams) {
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (basic !== undefined) {
    const [id = "", ...rest] = Buffer.from(basic, "base64").toString("utf8").split(":");
    return { id: decode(id), secret: decode(rest.join(":")) };
  }
  return { id: form.get("client_id"), secret: form.get("client_secret") };
}

/** RFC 6749 has clients form-encode id and secret before Basic; many don't. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/**
 * The client must be the connected app; with `secret: "required"` it must prove it, with `"checked"` only if it
 * gives a secret at all (public clients with PKCE). Throws invalid_client_id or invalid_client.
 */
export function requireClient(
  client: CrmData["client"],
  given: { id: string | null; secret: string | null },
  secret: "required" | "checked",
): void {
  if (given.id === null || !isSame(given.id, client.id))
    throw new OAuthError("invalid_client_id", "client identifier invalid");
  if (given.secret === null && secret === "checked") return;
  if (given.secret === null || !isSame(given.secret, client.secret))
    throw new OAuthError("invalid_client", "invalid client credentials");
}
