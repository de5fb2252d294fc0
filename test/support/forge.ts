// Tokens as someone might forge them: signed with any key, or none, with any claims.
import { createHmac, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const claims = (): object => {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: "urn:gantry:local-issuer",
    aud: "gantry",
    sub: "meridian:sales-manager-emea",
    name: "Someone",
    roles: ["sales-manager"],
    attributes: { region: "EMEA" },
    iat: now,
    exp: now + 3600,
  };
};

/** Signed by ES256; `more` changes claims (undefined: leaves them out). */
export function forge(key: KeyObject, kid: string, more: object = {}): string {
  const text = `${encode({ alg: "ES256", typ: "JWT", kid })}.${encode({ ...claims(), ...more })}`;
  return `${text}.${sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

/** A token's own payload under `alg: none`, with a signature of one's choice. */
export const unsigned = (token: string, signature = ""): string =>
  `${encode({ alg: "none" })}.${token.split(".")[1] ?? ""}.${signature}`;

/** A token's own payload, signed with a public thing as if it were a shared secret (algorithm confusion). */
export function confused(token: string, secret: string): string {
  const text = `${encode({ alg: "HS256", kid: kidOf(token) })}.${token.split(".")[1] ?? ""}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/** The token, its payload exchanged. */
export function altered(token: string, more: object): string {
  const [head = "", , signature = ""] = token.split(".");
  return `${head}.${encode({ ...claims(), ...more })}.${signature}`;
}

export const kidOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }).kid;
