// PostgreSQL's errors in ours, by SQLSTATE. Its messages quote values, so they stay out.
import { GantryError } from "@gantry/contract";
import { cancelled, drifted, refused, timedOut, unfit, unreachable, type Place } from "../kit/index.ts";

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";

/** Any failure of the driver as a `GantryError` that names the source. */
export const problemOf = (error: unknown, place: Place, signal: AbortSignal): GantryError => {
  if (error instanceof GantryError) return error;
  if (signal.aborted) return cancelled(place);
  const code = codeOf(error);
  // The driver's own words, without a code: the server wants a password and none is configured.
  if (error instanceof Error && error.message.includes("client password must be a string"))
    return refused(place, "it asks for a password, and the source has none", "give the source a user and password");
  switch (code) {
    case "28P01":
    case "28000":
      return refused(place, "its user or password is wrong", "check the source's user and password");
    case "3D000":
      return refused(place, "there is no such database", "check the source's database name");
    case "42501":
      return refused(place, "our user may not read it", "grant select to the source's user");
    case "42P01":
    case "42703":
    case "3F000":
      return drifted(place, "a table, column or schema is gone");
    case "22003":
      return unfit(place, "a number has more digits than a decimal of 38 can hold, 10 of them after the point");
    case "57014":
    case "25P03":
      return timedOut(place, "the statement took too long");
    case "53300":
    case "57P03":
    case "57P01":
      return unreachable(place, `it takes no connections now (${code})`);
    default:
      return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("08")
        ? refused(place, `SQLSTATE ${code}`)
        : unreachable(place, code === "" ? "the connection broke or took too long" : code, error);
  }
};
