// Whether a delivery is from whom it says: HMAC-SHA-256 over what it sent, in the forms that are in use. What is not signed
// does not identify: the id of a delivery is one that the signature covers, or a hash of all that it covers.
// Standard Webhooks: github.com/standard-webhooks/standard-webhooks, spec 1.0.0.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { parsePath, readPath } from "./path.ts";
import type { SignatureForm, WebhookSource } from "./types.ts";

export interface Delivery {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** Seconds that a delivery's time may be off. */
const tolerance = 300;

const headers: Readonly<Record<SignatureForm, string>> = {
  standard: "webhook-signature",
  github: "x-hub-signature-256",
  stripe: "stripe-signature",
};

/**
 * What identifies the delivery: the same each time that it is sent again.
 *
 * @param secrets any of them may have signed it
 * @throws GantryError `unauthenticated` naming the header that is missing, stale or does not fit; never a value.
 */
export function verify(source: WebhookSource, delivery: Delivery, secrets: readonly string[], now: Date): string {
  const { form = "standard" } = source;
  const header = source.header ?? headers[form];
  const signature = headerOf(delivery, header);
  const { body } = delivery;
  switch (form) {
    case "standard": {
      const [id, time] = [headerOf(delivery, "webhook-id"), headerOf(delivery, "webhook-timestamp")];
      requireRecent("webhook-timestamp", time, now);
      const given = signature.split(" ").flatMap((it) => (it.startsWith("v1,") ? [it.slice(3)] : []));
      requireOne(header, given, "base64", secrets, [`${id}.${time}.`, body]);
      return `id:${id}`;
    }
    case "stripe": {
      const parts = signature.split(",").map((it) => it.trim().split("="));
      const time = parts.find(([name]) => name === "t")?.[1] ?? "";
      requireRecent(header, time, now);
      const given = parts.flatMap(([name, value = ""]) => (name === "v1" ? [value] : []));
      requireOne(header, given, "hex", secrets, [`${time}.`, body]);
      return idIn(body, source.id ?? "$.id");
    }
    case "github":
      requireOne(header, [signature.replace(/^sha256=/, "")], "hex", secrets, [body]);
      return source.id === undefined ? `body:${hashOf(body)}` : idIn(body, source.id);
  }
}

function headerOf({ headers: given }: Delivery, name: string): string {
  const value = given[name];
  if (typeof value === "string" && value !== "" && value.length <= 4096) return value;
  throw new GantryError("unauthenticated", `the delivery bears no header ${name}`, {
    remedy: "sign it: docs/guides/triggers.md",
  });
}

function requireRecent(header: string, time: string, now: Date): void {
  const off = Math.abs(Number(time) - now.getTime() / 1000);
  if (/^\d{1,12}$/.test(time) && off <= tolerance) return;
  throw new GantryError("unauthenticated", `the time in ${header} is more than five minutes off`, {
    remedy: "send the delivery anew, signed with the time in seconds since 1970; and look at both clocks",
  });
}

function requireOne(
  header: string,
  given: readonly string[],
  encoding: "base64" | "hex",
  secrets: readonly string[],
  signed: readonly (string | Buffer)[],
): void {
  const wanted = secrets.map((secret) => {
    const mac = createHmac("sha256", keyOf(secret));
    for (const part of signed) mac.update(part);
    return mac.digest();
  });
  // All are compared: how long it takes tells nothing.
  const fits = given.slice(0, 8).flatMap((text) => {
    const bytes = Buffer.from(text, encoding);
    return wanted.map((mac) => bytes.length === mac.length && timingSafeEqual(bytes, mac));
  });
  if (fits.includes(true)) return;
  throw new GantryError("unauthenticated", `the signature in ${header} does not fit the delivery`, {
    remedy: "sign the body's bytes as they are sent, with the secret that the trigger names",
  });
}

/** A secret of Standard Webhooks is `whsec_` and its bytes in base64; any other is its own bytes. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);

function idIn(body: Buffer, path: string): string {
  const id = readPath(eventOf(body), parsePath(path));
  return typeof id === "string" || typeof id === "number" ? `id:${id}` : `body:${hashOf(body)}`;
}

const hashOf = (body: Buffer): string => createHash("sha256").update(body).digest("base64url");

/** The body as the event. Throws `bad-request` where it is no JSON. */
export function eventOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new GantryError("bad-request", "the delivery's body is no JSON");
  }
}
