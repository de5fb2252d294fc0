// Who a call is made as: our own credentials, or the caller's token.
import { GantryError } from "@gantry/contract";
import { reveal } from "../connection.ts";
import { refuseOnBehalf, refused, tokenExpired, type Place } from "../errors.ts";
import type { Http } from "../http.ts";
import { createTokenCache } from "../token.ts";
import type { Context } from "../types.ts";
import type { RestManifest } from "./manifest.ts";

/** One call's authorisation. */
export interface Authority {
  readonly header: string | undefined;
  /** What to do with a 401: try once more with a new token, or throw. */
  readonly renew: () => GantryError | "again";
}

/** Says for each call who it is made as. */
export const createAuthorities = (
  manifest: RestManifest,
  place: Place,
  http: Http,
): ((context: Context) => Promise<Authority>) => {
  const { auth } = manifest;
  const tokens = auth.kind === "oauth" ? createTokenCache(place, http, new URL(auth.tokenUrl), auth.grant) : undefined;
  const wrong = () => refused(place, "our credentials are wrong (401)", "check the source's credentials");

  return async (context) => {
    if (context.onBehalfOf !== undefined) {
      if (!manifest.onBehalf) refuseOnBehalf(place, context);
      // What can't stand in a header is no token.
      if (!/^[\x21-\x7e]{1,8192}$/.test(context.onBehalfOf)) throw tokenExpired(place);
      return { header: `Bearer ${context.onBehalfOf}`, renew: () => tokenExpired(place) };
    }
    switch (auth.kind) {
      case "none":
        return { header: undefined, renew: wrong };
      case "basic": {
        const pair = `${reveal(auth.username, context)}:${reveal(auth.password, context)}`;
        return { header: `Basic ${Buffer.from(pair).toString("base64")}`, renew: wrong };
      }
      case "bearer":
        return { header: `Bearer ${reveal(auth.token, context)}`, renew: wrong };
      default: {
        const token = (await tokens?.get(context)) ?? "";
        const renew = () => {
          tokens?.drop(token);
          return "again" as const;
        };
        return { header: `Bearer ${token}`, renew };
      }
    }
  };
};
