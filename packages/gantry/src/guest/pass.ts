// The token by which a guest calls back: for one row of one run, for an hour, proved by the house's own key. No I/O.
import { createHmac, timingSafeEqual } from "node:crypto";
import { GantryError } from "@gantry/contract";
import { z } from "zod";
import type { GuestRow } from "../store/index.ts";

interface Keys {
  readonly hmac: Uint8Array;
}

const mark = "gantry-guest";

/** Longer than any call of a guest may take. */
const seconds = 3_900;

const Content = z.strictObject({ run: z.string(), step: z.string(), row: z.string(), until: z.number() });

const proofOf = (keys: Keys, content: string): Buffer =>
  createHmac("sha256", keys.hmac).update(`guest pass\0${content}`).digest();

/** @param now milliseconds since 1970 */
export const issuePass = (keys: Keys, { run, step, row }: GuestRow, now: number): string => {
  const content = JSON.stringify({ run, step, row, until: Math.floor(now / 1000) + seconds });
  const written = Buffer.from(content).toString("base64url");
  return `${mark}.${written}.${proofOf(keys, written).toString("base64url")}`;
};

/** The token of an `Authorization` header that is a guest's; undefined for anybody else's. */
export const passIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (gantry-guest\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "")?.[1];

/** @throws GantryError `unauthenticated`, `token-expired`. */
export const readPass = (keys: Keys, token: string, now: number): GuestRow => {
  const [, written = "", proof = ""] = token.split(".");
  const expected = proofOf(keys, written);
  const given = Buffer.from(proof, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new GantryError("unauthenticated", "this guest's token was not issued by this house", {
      remedy: "use the token that came with the request",
    });
  // Proved to be of our own making.
  const { until, ...row } = Content.parse(JSON.parse(Buffer.from(written, "base64url").toString()));
  if (until * 1000 <= now)
    throw new GantryError("token-expired", "this guest's token was good for an hour, which is over", {
      remedy: "use the token that came with the latest request",
    });
  return row;
};
