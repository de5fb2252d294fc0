// The errors that every connector throws: the source by name, what was wrong, what mends it, never a value.
import { GantryError } from "@gantry/contract";

/** Where it happened, by names only. */
export interface Place {
  readonly source: string;
  readonly table?: string;
}

const spell = (place: Place): string =>
  place.table === undefined ? `source "${place.source}"` : `source "${place.source}", table "${place.table}"`;

const where = (place: Place): Readonly<Record<string, string>> => ({ ...place });

/** Nobody answers, or only with server errors. Trying again may help, after `seconds` where it said so. */
export const unreachable = (place: Place, why: string, cause?: unknown, seconds?: number): GantryError =>
  new GantryError("source-unreachable", `${spell(place)} can't be reached: ${why}`, {
    where: where(place),
    retryable: true,
    remedy: "check that the system is up and its address in the catalog is right",
    retryAfter: seconds,
    cause,
  });

/** It answered that it won't: wrong credentials, missing rights, a request it can't read. */
export const refused = (place: Place, why: string, remedy?: string): GantryError =>
  new GantryError("source-refused", `${spell(place)} refused: ${why}`, { where: where(place), remedy });

/** No answer in time. After a write nobody knows what became of it. */
export const timedOut = (place: Place, why: string): GantryError =>
  new GantryError("source-timeout", `${spell(place)} gave no answer in time: ${why}`, { where: where(place) });

/** The source asks for patience for longer than we wait. */
export const rateLimited = (place: Place, seconds?: number): GantryError =>
  new GantryError(
    "rate-limited",
    `${spell(place)} limits its calls${seconds === undefined ? "" : `: ask again in ${seconds} s`}`,
    {
      where: where(place),
      retryable: true,
      retryAfter: seconds,
    },
  );

/** The source is no longer as the catalog's lock says. */
export const drifted = (place: Place, what: string): GantryError =>
  new GantryError("source-drifted", `${spell(place)} is not as the catalog says: ${what}`, {
    where: where(place),
    remedy: "look with `gantry catalog check`, then `gantry catalog lock` and commit the new lock",
  });

/** A cell that its type has no form for here. */
export const unfit = (place: Place, what: string): GantryError =>
  new GantryError("unsupported", `${spell(place)}: ${what}`, {
    where: where(place),
    remedy: "leave that column out, or read the table through a view that casts it to text",
  });

/** The caller's own token no longer holds. */
export const tokenExpired = (place: Place): GantryError =>
  new GantryError("token-expired", `${spell(place)}: the caller's token has expired or was revoked`, {
    where: where(place),
    remedy: "sign in again",
  });

/** The caller went away. */
export const cancelled = (place: Place): GantryError =>
  new GantryError("cancelled", `${spell(place)}: the read was cancelled`, { where: where(place) });

/** The source's connection in the catalog is wrong. */
export const badConfig = (place: Place, what: string, remedy?: string): GantryError =>
  new GantryError("bad-config", `${spell(place)}: ${what}`, { where: where(place), remedy });

/** An action's input is wrong. */
export const badInput = (place: Place, what: string): GantryError =>
  new GantryError("bad-input", `${spell(place)}: ${what}`, { where: where(place) });

/** Throws `unsupported` for a source that can't read with a caller's own rights: reading with ours instead would show too much. */
export const refuseOnBehalf = (place: Place, context: { readonly onBehalfOf?: string }): void => {
  if (context.onBehalfOf !== undefined)
    throw new GantryError("unsupported", `${spell(place)} can't read on a caller's behalf`, { where: where(place) });
};
